"""What a search read of the archive's index, kept for the next one: who types a query asks nearly the same again.

It stays right whoever writes meanwhile. What an article holds never changes under its number, no number is used again,
and a word comes into the archive in one transaction with the first article that holds it. So where no article is
searched that was not searched before, reading anew would find the same, less the articles that are gone since. Where
there is one, as after every batch that is indexed, all is read anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from monitor.model.archive import ArchiveWord
from monitor.services.archive import reading_version
from monitor.services.asking import Numbers

if TYPE_CHECKING:
    from monitor.storage import Work

# Of a database: so many numbers in all, of 8 bytes; so many keys, of some 200 with the words that have them. The
# starting watch, searched in 30,000 articles, comes to 110,000 numbers and 3,300 keys: less than 2 MB of at most 8.
_MOST_NUMBERS, _MOST_KEYS = 600_000, 15_000

Words = Mapping[int, ArchiveWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """`lineage`: of which tables, for a backup that is put back brings others; of `everything` alone the lists tell."""

    lineage: int
    everything: array[int]
    words: dict[int, Words]
    lists: dict[Numbers, array[int]]


# By database; as long as it is open.
_kept: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()


class Recollection:
    """The index as one search reads it, by what searches before it read where that is right for `everything`."""

    def __init__(self, work: Work, everything: Numbers) -> None:
        self._work = work
        self._everything = everything
        self._least = min(everything, default=0)
        self._lineage = work.archive.lineage()
        before = _kept.get(work.database)
        fits = before and before.lineage == self._lineage and everything.issubset(before.everything)
        # Copies: another thread's search may be of another moment, and what it reads be too little for this one.
        self._words: dict[int, Words] = dict(before.words) if before and fits else {}
        self._lists: dict[Numbers, array[int]] = dict(before.lists) if before and fits else {}

    def words(self, keys: Collection[int]) -> dict[int, ArchiveWord]:
        """The words of the archive that have one of the keys, by number; while they are read anew, all words."""
        if not self._work.archive.is_read(reading_version()):
            return self._work.archive.words(keys, reading_version())
        self._words |= self._work.archive.words_by_key([key for key in keys if key not in self._words])
        return {number: word for key in keys for number, word in self._words[key].items()}

    def known(self, words: Numbers) -> Numbers | None:
        """The articles that hold one of the words; None where that was not read."""
        held = self._lists.get(words)
        return None if held is None else self._everything.intersection(held)

    def read(self, sets: Sequence[Numbers]) -> list[Numbers]:
        """For each set of words the articles that hold one of them."""
        held = [found & self._everything for found in self._work.archive.holding(sets, least=self._least)]
        self._lists.update((words, array("q", numbers)) for words, numbers in zip(sets, held, strict=True))
        return held

    def keep(self) -> None:
        """Keep it for the next search, or nothing where it has become too much."""
        numbers = len(self._everything) + sum(map(len, self._lists.values()))
        if numbers > _MOST_NUMBERS or len(self._words) > _MOST_KEYS:
            _kept.pop(self._work.database, None)
            return
        _kept[self._work.database] = _Kept(
            lineage=self._lineage,
            everything=array("q", self._everything),
            words=self._words,
            lists=self._lists,
        )
