"""How long news takes: a picture of the delays, and the two figures that say most of it. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from monitor.languages.times import Times
from monitor.pages.charts import Chart, chart

# The upper ends of the picture's steps: a feed is polled every few minutes at best, once a day at least.
STEPS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 2 * 60, 4 * 60, 8 * 60, 16 * 60, 24 * 60)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Delays: `half` of them were no longer than that, nine of ten no longer than `most`."""

    chart: Chart
    half: timedelta
    most: timedelta
    number: int


def lag(title: str, seconds: Sequence[float], reader: Times) -> Lag | None:
    """Of delays in seconds; None of none. One below zero (a clock that is wrong) counts as none."""
    if not seconds:
        return None
    ordered = sorted(max(0.0, one) for one in seconds)
    ends = [step.total_seconds() for step in STEPS]
    upto = [bisect_right(ordered, end) for end in ends]
    counts = [more - fewer for fewer, more in pairwise((0, *upto))]
    t = reader.spoken.t
    labels = [t("up to {span}", span=reader.span(step)) for step in STEPS]
    more = (t("more than {span}", span=reader.span(STEPS[-1])), len(ordered) - upto[-1])
    return Lag(
        chart=chart(title, [*zip(labels, counts, strict=True), more]),
        half=timedelta(seconds=_share(ordered, 0.5)),
        most=timedelta(seconds=_share(ordered, 0.9)),
        number=len(ordered),
    )


def _share(ordered: Sequence[float], share: float) -> float:
    """The value that such a share of all does not pass."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
