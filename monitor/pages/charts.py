"""Counts to the numbers a picture is drawn from; the templates' macros write the SVG. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.model.listings import StoryArticle
from monitor.model.volumes import Daily

if TYPE_CHECKING:
    from monitor.stories.timelines import Step


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
    """A report on a story's timeline: `at` from 0 (the first) to 1 (the last), `row` the outlet's line.

    `is_first`: of all, of its country or of its language.
    """

    at: float
    row: int
    label: str
    relation: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An outlet's line: its name, where it publishes, the languages of its reports."""

    outlet: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Who reported when; a line an outlet, the first to report on top."""

    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    begin: datetime
    end: datetime


def timeline(steps: Sequence[Step], *, label: Callable[[datetime], str]) -> Timeline | None:
    """A story's reports in the order of their moments; None for fewer than two. `label` says a moment to the reader."""
    if len(steps) < 2:
        return None
    begin, end = steps[0].at, steps[-1].at
    length = (end - begin).total_seconds() or 1.0
    rows = {outlet: number for number, outlet in enumerate(dict.fromkeys(one.article.outlet for one in steps))}
    return Timeline(
        lines=tuple(_line([one.article for one in steps if one.article.outlet == outlet]) for outlet in rows),
        dots=tuple(
            Dot(
                at=(one.at - begin).total_seconds() / length,
                row=rows[one.article.outlet],
                label=f"{label(one.at)} {one.article.outlet_name}: {one.article.headline}",
                relation=one.article.relation.value,
                is_first=bool(one.first_of),
            )
            for one in steps
        ),
        begin=begin,
        end=end,
    )


def _line(articles: Sequence[StoryArticle]) -> Line:
    known = [articles[0].country, *(one.language for one in articles)]
    return Line(outlet=articles[0].outlet_name, about=" ".join(dict.fromkeys(word for word in known if word)))
