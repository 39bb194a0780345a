"""Moments, days and spans of time in the reader's language and on the reader's clock. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.digests.furniture import Furniture
from monitor.digests.languages import furniture
from monitor.languages import Speech, speech
from monitor.model.errors import QueryError
from monitor.model.moments import Published
from monitor.model.polls import AlertKind, OutcomeKind
from monitor.model.sentences import Sentence, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How a reader is told of time; a year is said where it is not the one of `now` (always, where that is None)."""

    spoken: Speech
    words: Furniture
    zone: ZoneInfo
    now: datetime | None

    @property
    def _this_year(self) -> int:
        return self.now.astimezone(self.zone).year if self.now else 0

    def moment(self, value: datetime | None) -> str:
        """To the minute, on the reader's clock; a dash where there is none."""
        return self.words.in_zone(value, self.zone, this_year=self._this_year) if value else "–"

    def hour(self, value: datetime) -> str:
        """The time of day alone."""
        return f"{value.astimezone(self.zone):%H:%M}"

    def day(self, value: date) -> str:
        """A day of a calendar, with its weekday."""
        return self.words.long_date(value, year=value.year != self._this_year)

    def published(self, value: Published | None) -> str:
        """When a page says that it was published; a day alone is the day that the page prints, in no zone."""
        if value is None:
            return self.spoken.t("undated")
        return self.words.published(value, self.zone, this_year=self._this_year)

    def ago(self, value: datetime | None, now: datetime) -> str:
        """How long ago, in the largest unit that fits."""
        if value is None:
            return self.spoken.t("never")
        unit, number = largest(now - value)
        n = self.spoken.n
        match unit:
            case "day":
                return n("{n} day ago", "{n} days ago", number)
            case "hour":
                return n("{n} hour ago", "{n} hours ago", number)
            case "minute":
                return n("{n} minute ago", "{n} minutes ago", number)
            case _:
                return self.spoken.t("just now")

    def span(self, value: timedelta) -> str:
        """A length of time in its largest unit, rounded down."""
        unit, number = largest(value)
        n = self.spoken.n
        match unit:
            case "day":
                return n("{n} day", "{n} days", number)
            case "hour":
                return n("{n} h", "{n} h", number)
            case "minute":
                return n("{n} min", "{n} min", number)
            case _:
                return n("{n} s", "{n} s", number)


def say(told: Times, sentence: str) -> str:
    """A sentence of the service for a reader; English where nobody says it in their language."""
    if not isinstance(sentence, Sentence):
        return told.spoken.words.said.get(sentence, sentence)
    values = {name: _word(told, value) for name, value in sentence.values.items()}
    return told.spoken.t(sentence.pattern, **values).strip()


def place_of(error: QueryError) -> Sentence:
    """Where a query cannot be read, and why."""
    return sentence(
        "query, line {line}, column {column}: {why}", line=error.line, column=error.column, why=error.message
    )


def _word(told: Times, value: object) -> object:
    if isinstance(value, OutcomeKind | AlertKind):
        return told.words.outcomes.get(value.value, value.value)
    if isinstance(value, datetime):
        return told.moment(value)
    if isinstance(value, str):
        return say(told, value)
    return told.spoken.number(value) if isinstance(value, int) else value


def times(language: str, zone: str = "UTC", now: datetime | None = None) -> Times:
    """For a reader of a language in an IANA zone."""
    return Times(spoken=speech(language), words=furniture(language), zone=ZoneInfo(zone), now=now)


def largest(span: timedelta) -> tuple[str, int]:
    """The largest unit that a span fills, and how often."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return unit, seconds // size
    return "second", seconds
