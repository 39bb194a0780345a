"""Moments in time: always aware; `now` is in UTC, what a page says keeps the page's own offset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


def require_aware(moment: datetime, what: str) -> None:
    """Raise ValueError where a moment has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{what} has no time zone: {moment.isoformat()}")


class Precision(StrEnum):
    """How exactly a page told when it was published."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a page says it was published, with the offset it said (the outlet's zone where it gave none).

    With `Precision.DAY` the time of day is 00:00 in that offset and means nothing.
    """

    at: datetime
    precision: Precision

    def __post_init__(self) -> None:
        require_aware(self.at, "published")

    @property
    def utc(self) -> datetime:
        return self.at.astimezone(UTC)

    def render(self) -> str:
        """`2023-05-10` for a day, ISO 8601 with offset otherwise."""
        if self.precision is Precision.DAY:
            return self.at.date().isoformat()
        if self.precision is Precision.MINUTE:
            return self.at.isoformat(timespec="minutes")
        return self.at.isoformat(timespec="seconds")
