"""Counts to the numbers a picture is drawn from; the templates' macros write the SVG. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitor.model.volumes import Daily


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of a chart: `share` of the highest, 0 to 1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars from left to right; `title` says all to who cannot see it."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


def chart(title: str, counts: Iterable[tuple[str, int]]) -> Chart:
    """Bars of these counts, by the highest."""
    listed = list(counts)
    highest = max((count for _, count in listed), default=0) or 1
    return Chart(title=title, bars=tuple(Bar(label=label, count=n, share=n / highest) for label, n in listed))


def by_day(title: str, counted: Iterable[Daily], *, days: Sequence[date], label: Callable[[date], str]) -> Chart:
    """One bar a day, the days without any included; `label` says a day to the reader."""
    sums = dict.fromkeys(days, 0)
    for one in counted:
        if one.day in sums:
            sums[one.day] += one.count
    return chart(title, [(label(day), count) for day, count in sums.items()])


def last_days(now: datetime, number: int) -> tuple[date, ...]:
    """So many days (UTC) up to today."""
    return tuple(now.date() - timedelta(days=back) for back in reversed(range(number)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A report on a story's timeline: `at` from 0 (the first) to 1 (the last), `row` the outlet's line."""

    at: float
    row: int
    label: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Who reported when; a line an outlet, the first to report on top."""

    outlets: tuple[str, ...]
    dots: tuple[Dot, ...]
    begin: datetime
    end: datetime


def timeline(
    reports: Sequence[tuple[datetime, str, str, str]], names: Mapping[str, str], *, label: Callable[[datetime], str]
) -> Timeline | None:
    """Reports as (moment, outlet, relation, headline), in any order; None where there are fewer than two.

    `label` says a moment to the reader.
    """
    if len(reports) < 2:
        return None
    ordered = sorted(reports)
    begin, end = ordered[0][0], ordered[-1][0]
    length = (end - begin).total_seconds() or 1.0
    rows = {outlet: number for number, outlet in enumerate(dict.fromkeys(outlet for _, outlet, _, _ in ordered))}
    return Timeline(
        outlets=tuple(names.get(outlet, outlet) for outlet in rows),
        dots=tuple(
            Dot(
                at=(moment - begin).total_seconds() / length,
                row=rows[outlet],
                label=f"{label(moment)} {names.get(outlet, outlet)}: {headline}",
                relation=relation,
            )
            for moment, outlet, relation, headline in ordered
        ),
        begin=begin,
        end=end,
    )
