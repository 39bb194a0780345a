"""The words of a digest that are ours: what a file of `languages/` fills in, and numbers and dates put into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.model.moments import Precision, Published

# One form, or as many as `plural` tells apart; each holds {n}.
Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A reader's language. Patterns name what goes in: {n} a number, {day} a date, {outlets} names."""

    tag: str
    plural: Callable[[int], int]
    weekdays: tuple[str, ...]  # Monday first
    months: tuple[str, ...]  # in the form that stands beside a day
    day: str  # {weekday} {day} {month} {number of month}: of the digest
    day_and_year: str
    short_day: str  # of an item
    short_day_and_year: str
    moment: str  # {day} {time}
    separator: str
    subject: str  # {news} {day}
    stories: Forms
    nothing_new: str
    quiet: str  # {since}
    since: str  # {moment}
    summary: str  # heading of what a machine wrote
    contents: str
    headlines: str  # of stories that are only listed
    untitled: str
    translated: str  # {headline}
    also: str  # {outlets}
    citing: str  # {sources}
    copy: str
    more: Forms
    left_out: Forms
    on_desk: str
    repeated: str
    # Coverage.
    all_answered: Forms
    some_polled: str  # {polled} {n}
    no_outlets: str
    articles: Forms
    none_rejected: str
    rejected: Forms  # {reasons}
    coverage: str  # {outlets} {articles} {rejected}
    troubles: str  # {bad} {n} {names}
    unpolled: str
    trouble: str  # {outlet} {outcome}
    trouble_since: str  # {outlet} {outcome} {moment}
    gaps: str  # {names}
    gap: str  # {outlet} {since} {until}
    outcomes: Mapping[str, str]
    reasons: Mapping[str, str]
    footer: str  # {title} {zone}

    def count(self, forms: Forms, n: int, **words: str) -> str:
        """The form that `n` takes, filled in."""
        return forms[self.plural(n) if len(forms) > 1 else 0].format(n=n, **words)

    def long_date(self, day: date, *, year: bool) -> str:
        """`Thursday 10 April`."""
        return self._date(self.day_and_year if year else self.day, day)

    def short_date(self, day: date, *, year: bool) -> str:
        """`10 April`."""
        return self._date(self.short_day_and_year if year else self.short_day, day)

    def _date(self, pattern: str, day: date) -> str:
        words = {"weekday": self.weekdays[day.weekday()], "month": self.months[day.month - 1]}
        return pattern.format(day=day.day, number=day.month, year=day.year, **words)

    def in_zone(self, at: datetime, zone: ZoneInfo, *, this_year: int) -> str:
        """`10 April, 14:30` as the reader's clock shows it; with the year where it is another one."""
        local = at.astimezone(zone)
        day = self.short_date(local.date(), year=local.year != this_year)
        return self.moment.format(day=day, time=local.strftime("%H:%M"))

    def published(self, published: Published, zone: ZoneInfo, *, this_year: int) -> str:
        """As `in_zone`; a day alone is the day that the page prints, in no zone."""
        if published.precision is Precision.DAY:
            return self.short_date(published.at.date(), year=published.at.year != this_year)
        return self.in_zone(published.at, zone, this_year=this_year)


def one_form(n: int) -> int:  # noqa: ARG001  (the signature of a plural rule)
    """No plural: Japanese."""
    return 0


def one_or_other(n: int) -> int:
    """English."""
    return 0 if n == 1 else 1


def east_slavic(n: int) -> int:
    """CLDR one, few, many of Ukrainian: 21 stands like 1, 22 like 2, 11 to 14 like 5."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def polish(n: int) -> int:
    """CLDR one, few, many of Polish: as Ukrainian, but only 1 itself stands like 1."""
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
