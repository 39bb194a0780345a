"""Where a page of a list ends, as an opaque word: what the last row is ordered by."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from monitor.openapi.asking import Paging, Refusal

T = TypeVar("T")
S = TypeVar("S")

When = Annotated[datetime, Meta(tz=True)]
Word = Annotated[str, Meta(max_length=1_000)]
Number = Annotated[int, Meta(ge=-(2**53), le=2**53)]
# What rows are ordered by lies within; a moment beyond would fall out of the calendar in another zone.
YEARS = range(1_000, 9_000)


class Page(Struct, Generic[T], frozen=True):
    """A part of a list; `next` is the `cursor` of the following part, null where there is none."""

    items: tuple[T, ...]
    next: str | None


def write_cursor(*place: datetime | str | int) -> str:
    return urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def read_cursor(cursor: str, of: Any) -> Any:  # Any: a tuple of the caller's own, which msgspec checks
    """The place that a cursor names, None for an empty one; raises Refusal (400) for one that we did not write."""
    if not cursor:
        return None
    try:
        read = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=of)
    except (ValueError, msgspec.DecodeError) as error:
        raise _foreign() from error
    for part in read:
        if (isinstance(part, datetime) and part.year not in YEARS) or (isinstance(part, str) and "\x00" in part):
            raise _foreign()
    return read


def _foreign() -> Refusal:
    return Refusal(400, "The cursor is not one that this list gave.", where="query.cursor")


def page_of(
    rows: Sequence[S], limit: int, shape: Callable[[S], T], place: Callable[[S], tuple[datetime | str | int, ...]]
) -> Page[T]:
    """The page of rows that were asked for with one more than its limit."""
    shown = rows[:limit]
    return Page(tuple(map(shape, shown)), write_cursor(*place(shown[-1])) if len(rows) > limit else None)


def short_page(rows: Sequence[S], asked: Paging, shape: Callable[[S], T], name: Callable[[S], str]) -> Page[T]:
    """The page of a list that is short as a whole, by the names of its rows."""
    read = read_cursor(asked.cursor, tuple[Word])
    following = sorted((row for row in rows if read is None or name(row) > read[0]), key=name)
    return page_of(following[: asked.limit + 1], asked.limit, shape, lambda row: (name(row),))
