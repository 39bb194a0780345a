"""Sketches as a window keeps them: packed, for it holds a hundred thousand and looks at a few hundred of them at once.

A sketch as a value, with its sets and strings, takes some 4.5 kB; packed it takes 1.5, half of it the vector.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, get_type_hints

import msgspec

from monitor.model.articles import ArticleUrl
from monitor.model.stories import Sketch

# So many are kept as values, those that were asked for last (18 MB).
UNPACKED = 4_000


def _row_of(*types: Any) -> Any:  # of any types, which are known when it runs
    return tuple.__class_getitem__(types)


# Its fields in a row, without their names.
_TYPES = get_type_hints(Sketch)
_READ: msgspec.msgpack.Decoder[tuple[Any, ...]] = msgspec.msgpack.Decoder(_row_of(*_TYPES.values()))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Shelf:
    """The articles of a window by index; and those that are known to it, candidates or not, in the order of arrival.

    One that is both is kept once, whichever it is first.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._articles: list[ArticleUrl] = []
        # Microseconds since 1970.
        self._at: array[int] = array("q")
        self._unpacked: dict[int, Sketch] = {}
        self._arrived: list[bytes] = []
        self._arrived_articles: list[str] = []
        # What is a candidate or known, and not yet both.
        self._half: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, index: int) -> Sketch:
        found = self._unpacked.pop(index, None)
        if found is None:
            found = _unpacked(self._packed[index])
            if len(self._unpacked) >= UNPACKED:
                del self._unpacked[next(iter(self._unpacked))]
        self._unpacked[index] = found
        return found

    def put(self, sketch: Sketch) -> int:
        """Take in the next candidate; its index."""
        self._packed.append(self._once(sketch))
        self._articles.append(sketch.article)
        self._at.append(microseconds(sketch.at))
        return len(self._packed) - 1

    def article(self, index: int) -> ArticleUrl:
        return self._articles[index]

    def when(self, index: int) -> tuple[int, str]:
        """Its place in time: microseconds since 1970, and what tells it from others of the same moment."""
        return self._at[index], self._articles[index]

    def apart(self, sketch: Sketch, index: int) -> tuple[int, str]:
        """How far from an article in time, to be sorted by."""
        return abs(self._at[index] - microseconds(sketch.at)), self._articles[index]

    @property
    def known(self) -> int:
        """How many have arrived."""
        return len(self._arrived)

    def know(self, sketch: Sketch) -> None:
        self._arrived.append(self._once(sketch))
        self._arrived_articles.append(sketch.article)

    def arrived(self, first: int, last: int) -> Iterator[Sketch]:
        """Those that arrived from one place in the order to another."""
        return map(_unpacked, self._arrived[first:last])

    def arrived_articles(self, first: int, last: int | None = None) -> list[str]:
        return self._arrived_articles[first:last]

    def arrive_so(self, sketches: Sequence[Sketch]) -> None:
        """Let the last articles have arrived in this order."""
        first = len(self._arrived) - len(sketches)
        before = self._arrived[first:]
        same = dict(zip(before, before, strict=True))
        self._arrived[first:] = [same.get(packed, packed) for packed in map(_packed, sketches)]
        self._arrived_articles[first:] = [sketch.article for sketch in sketches]

    def _once(self, sketch: Sketch) -> bytes:
        packed = _packed(sketch)
        before = self._half.pop(sketch.article, None)
        if before == packed:
            return before
        self._half[sketch.article] = packed
        return packed


def microseconds(at: datetime) -> int:
    """Since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def _packed(sketch: Sketch) -> bytes:
    return msgspec.msgpack.encode([getattr(sketch, name) for name in _TYPES])


def _unpacked(packed: bytes) -> Sketch:
    return Sketch(**dict(zip(_TYPES, _READ.decode(packed), strict=True)))
