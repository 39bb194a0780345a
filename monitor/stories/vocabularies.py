"""The features of a window's articles: how common each is, and where it stands.

One number a feature instead of an entry in each of three dictionaries: half of all features stand in one article only.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Callable, Iterable

# Of a feature that stands in more articles than these, only the latest are met.
POSTED = 100


class Vocabulary:
    """Counts of features, and the articles that have them."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._seen: array[int] = array("L")
        self._told: array[int] = array("L")
        # Indices in the order of time; one alone stands for itself.
        self._posted: list[array[int] | int | None] = []

    def see(self, features: Iterable[str]) -> None:
        """An article that is known has these."""
        for number in map(self._numbered, features):
            self._seen[number] += 1

    def tell(self, features: Iterable[str]) -> None:
        """An article that tells what is common has these."""
        for number in map(self._numbered, features):
            self._told[number] += 1

    def untell(self) -> None:
        """Nobody told what is common."""
        self._told = array("L", bytes(len(self._told) * self._told.itemsize))

    def seen(self, feature: str) -> int:
        """In how many articles that are known."""
        number = self._number.get(feature)
        return 0 if number is None else self._seen[number]

    def told(self, feature: str) -> int:
        """In how many of those that tell what is common."""
        number = self._number.get(feature)
        return 0 if number is None else self._told[number]

    def post(self, features: Iterable[str], index: int, when: Callable[[int], tuple[int, str]]) -> None:
        """A candidate has these; `when`: an index's place in time."""
        for number in map(self._numbered, features):
            indices = self._posted[number]
            if indices is None:
                self._posted[number] = index
                continue
            if isinstance(indices, int):
                self._posted[number] = indices = array("L", [indices])
            in_time(indices, index, when)
            if len(indices) > POSTED:
                del indices[0]

    def latest(self, feature: str) -> Iterable[int]:
        """The latest candidates that have it, in the order of time."""
        number = self._number.get(feature)
        indices = None if number is None else self._posted[number]
        return () if indices is None else (indices,) if isinstance(indices, int) else indices

    def _numbered(self, feature: str) -> int:
        number = self._number.setdefault(feature, len(self._posted))
        if number == len(self._posted):
            self._seen.append(0)
            self._told.append(0)
            self._posted.append(None)
        return number


def in_time(indices: array[int], index: int, when: Callable[[int], tuple[int, str]]) -> None:
    """Put an index where it belongs by its time, mostly at the end."""
    if indices and when(indices[-1]) > when(index):
        insort(indices, index, key=when)
    else:
        indices.append(index)
