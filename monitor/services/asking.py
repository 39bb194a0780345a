"""Lookups answered from the lists of the archive's index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from monitor.matching.archive_words import AtLeastSome, Every, Holds, Lookup, Others, Perhaps, Phrase, Unless

Numbers = frozenset[int]
NONE: Numbers = frozenset()
# So few are matched sooner than the next list is read.
_FEW = 50


@dataclass(frozen=True, slots=True)
class Bounds:
    """Articles by number: those that answer for certain, and all that may."""

    certain: Numbers
    possible: Numbers

    def uncertain(self, numbers: Sequence[int]) -> frozenset[int]:
        """Those of these that only the matcher can tell of."""
        return frozenset(numbers) - self.certain


class Asked:
    """Lookups answered in rounds: all lists that can be told to be needed are read at once.

    A query of concepts needs some hundred lists, most of them short; one by one they cost a statement each. Not all are
    needed: of the words of a name the others are asked for only where many articles hold the first.
    `everything`: the articles that are searched. `known`: those of them that hold one of the words, None where that is
    to be read; `read`: the same of many sets of words, in one statement.
    """

    def __init__(
        self,
        everything: Numbers,
        *,
        known: Callable[[Numbers], Numbers | None],
        read: Callable[[Sequence[Numbers]], Sequence[Numbers]],
    ) -> None:
        self._everything = everything
        self._recall = known
        self._read = read
        # By the words; those of one phrase are those of many.
        self._lists: dict[Numbers, Numbers] = {NONE: NONE}
        # Lists that the next round reads, in the order in which they were asked for.
        self._wanted: dict[Numbers, None] = {}
        # Equal parts of queries are one and the same lookup; to compare whole trees would cost more than it saves.
        self._known: dict[int, tuple[Lookup, Bounds]] = {}

    def bounds(self, lookups: Sequence[Lookup]) -> list[Bounds]:
        """What each of the lookups comes to."""
        while None in (found := [self._bounds(one) for one in lookups]):
            wanted = tuple(self._wanted)
            self._wanted.clear()
            self._lists.update(zip(wanted, self._read(wanted), strict=True))
        return [one for one in found if one is not None]

    def _bounds(self, lookup: Lookup) -> Bounds | None:
        """None where a list is wanting; so of all that follows."""
        known = self._known.get(id(lookup))
        if known is not None:
            return known[1]
        found = self._answer(lookup)
        if found is not None:
            self._known[id(lookup)] = (lookup, found)
        return found

    def _answer(self, lookup: Lookup) -> Bounds | None:
        match lookup:
            case Phrase():
                return self._of_phrase(lookup)
            case Holds():
                return self._of_words(lookup)
            case Every():
                return self._of_every(lookup.items)
            case AtLeastSome():
                return self._of_some(lookup)
            case Others():
                one = self._bounds(lookup.item)
                return one and Bounds(_less(self._everything, one.possible), _less(self._everything, one.certain))
            case Perhaps():
                one = self._bounds(lookup.item)
                return one and Bounds(NONE, one.possible)
            case Unless():
                one, other = self._bounds(lookup.item), self._bounds(lookup.other)
                return one and other and Bounds(_less(one.certain, other.possible), one.possible)

    def _of_words(self, lookup: Holds) -> Bounds | None:
        if not lookup.certain:  # as most
            found = self._list(lookup.words)
            return None if found is None else Bounds(NONE, found)
        certain, more = self._list(lookup.certain), self._list(lookup.words - lookup.certain)
        return None if certain is None or more is None else Bounds(certain, certain | more)

    def _of_phrase(self, lookup: Phrase) -> Bounds | None:
        found: Numbers | None = None
        for words in lookup.words:
            held = self._list(words)
            if held is None:
                return None
            found = held if found is None else found & held
            if len(found) <= _FEW:
                break
        return Bounds(NONE, found or NONE)

    def _list(self, words: Numbers) -> Numbers | None:
        found = self._lists.get(words)
        if found is None:
            found = self._recall(words)
            if found is None:
                self._wanted[words] = None
            else:
                self._lists[words] = found
        return found

    def _of_every(self, items: Iterable[Lookup]) -> Bounds | None:
        found: Bounds | None = None
        for item in items:
            one = self._bounds(item)
            if one is None:
                return None
            found = one if found is None else Bounds(found.certain & one.certain, found.possible & one.possible)
            if len(found.possible) <= _FEW:
                return Bounds(NONE, found.possible)
        return found or Bounds(self._everything, self._everything)

    def _of_some(self, lookup: AtLeastSome) -> Bounds | None:
        found = [self._bounds(item) for item in lookup.items]
        known = [one for one in found if one is not None]
        if len(known) < len(found):
            return None
        certain = _at_least(lookup.count, [one.certain for one in known])
        return Bounds(certain, _at_least(lookup.count, [one.possible for one in known]))


def _less(numbers: Numbers, others: Numbers) -> Numbers:
    """The very same set where nothing is taken away: to copy it costs as much as to take something away."""
    return numbers - others if others else numbers


def _at_least(count: int, found: Sequence[Numbers]) -> Numbers:
    if count == 1:
        return NONE.union(*found)
    counts = Counter(number for numbers in found for number in numbers)
    return frozenset(number for number, times in counts.items() if times >= count)
