"""What the shapes are made of: how moments, addresses and ids are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct


class Shape(Struct, frozen=True, kw_only=True):
    """What every shape is: named fields that do not change."""


Moment = Annotated[
    str,
    Meta(
        description="A moment in ISO 8601, in UTC.",
        examples=["2026-11-02T07:00:00+00:00"],
        extra_json_schema={"format": "date-time"},
    ),
]
Published = Annotated[
    str,
    Meta(
        description="When the page says it was published, with the offset that it says: a day where it names only a "
        "day, else ISO 8601 to the minute or the second.",
        examples=["2026-11-02T09:00+02:00"],
    ),
]
Url = Annotated[
    str,
    Meta(description="An article's canonical address: its name everywhere.", examples=["https://example.org/news/1"]),
]
Language = Annotated[str, Meta(description="A language tag (BCP 47).", examples=["uk"])]
Score = Annotated[float, Meta(description="How sure the service is, from 0 to 1.", ge=0, le=1)]
Count = Annotated[int, Meta(ge=0)]


def moment(value: datetime) -> str:
    """A moment to the second, in UTC."""
    return value.astimezone(UTC).isoformat(timespec="seconds")


def moment_or_none(value: datetime | None) -> str | None:
    """The same of a moment that may be missing."""
    return None if value is None else moment(value)
