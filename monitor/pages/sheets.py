"""A long list, a sheet at a time: its addresses name a sheet by number, so that every one can be reached. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.pages.forms import number_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[T]):
    """What stands on one sheet of a list; `number` from 1 to `last`, `total` of all sheets together."""

    items: tuple[T, ...]
    number: int
    last: int
    total: int


def sheet_of(items: Sequence[T], said: str, size: int) -> Sheet[T]:
    """The sheet that an address asks for by its number; the first for what is no number, the last for one beyond."""
    last = max(1, -(-len(items) // size))
    # No list has more sheets than nine digits can say; longer numbers are somebody's play.
    number = min(number_of(said, 999_999_999) or 1, last)
    return Sheet(items=tuple(items[(number - 1) * size : number * size]), number=number, last=last, total=len(items))
