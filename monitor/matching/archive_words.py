"""The words of the archive's index that a matcher's queries may be about, by what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.matching.archive_terms import ANY_CHARACTER, CHARACTERS, plain, runs
from monitor.matching.index import Index
from monitor.matching.patterns import Pattern, Slot
from monitor.matching.query import Node
from monitor.model.archive import ArchiveWord
from monitor.text import script_of


@dataclass(frozen=True, slots=True)
class Holds:
    """Articles that hold one of the words with these numbers may answer; with one of `certain` they do."""

    words: frozenset[int]
    certain: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Articles that hold a word of each of these sets may answer: the words of a name, wherever they stand."""

    words: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Every:
    """Articles that answer every item."""

    items: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class AtLeastSome:
    """Articles that answer so many of the items."""

    count: int
    items: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """Articles that do not answer the item."""

    item: Lookup


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Articles that answer the item may answer: more is asked than the index can tell."""

    item: Lookup


@dataclass(frozen=True, slots=True)
class Unless:
    """Articles that answer the item; where they may answer `other`, too, that is not certain."""

    item: Lookup
    other: Lookup


Lookup = Holds | Phrase | Every | AtLeastSome | Others | Perhaps | Unless

# Words of a phrase that nearly every article holds are not looked up: "of", "і", "der".
_FUNCTION_WORD = 3
# Of such characters one or two stand for themselves wherever they stand.
_SIGNS = frozenset(("Han", "Kana"))


class FoundWords:
    """Words of the index with their numbers, read by the indexes of their languages."""

    def __init__(self, indexes: Mapping[str, Index], words: Mapping[int, ArchiveWord]) -> None:
        # What was asked so far, by atom and by part of a query.
        self.atoms: dict[int, Lookup] = {}
        self.nodes: dict[Node, Lookup] = {}
        self._numbers = {word: number for number, word in words.items()}
        # By the atom that a word names by itself, for certain or if a guard holds; by language and pattern whose anchor
        # it is; by language and key.
        self._naming: dict[int, set[int]] = {}
        self._certain: dict[int, set[int]] = {}
        self._anchors: dict[int, dict[tuple[str, int], tuple[Pattern, set[int]]]] = {}
        self._keyed: dict[tuple[str, str], set[int]] = {}
        self._fitted: dict[tuple[str, frozenset[str]], frozenset[int]] = {}
        self._begun: dict[str, set[int]] = {}
        for number, word in words.items():
            if word.kind in indexes:
                self._add(number, word, indexes[word.kind])
            elif word.kind == CHARACTERS:
                self._begun.setdefault(word.written[:1], set()).add(number)

    def word(self, word: ArchiveWord) -> Holds:
        """Articles that hold this very word."""
        number = self._numbers.get(word)
        numbers = frozenset(() if number is None else (number,))
        return Holds(numbers, numbers)

    def naming(self, atom: int) -> Iterator[Lookup]:
        """Articles that may name an atom by words; each lookup is one way to do so."""
        if atom in self._naming:
            yield Holds(frozenset(self._naming[atom]), frozenset(self._certain.get(atom, ())))
        for (kind, _), (pattern, anchors) in self._anchors.get(atom, {}).items():
            slots = (slot for place, slot in enumerate(pattern.slots) if place != pattern.anchor)
            others = (self._fitting(kind, slot) for slot in slots if not _is_function_word(slot))
            yield Phrase((frozenset(anchors), *others))

    def holding(self, string: str) -> Lookup:
        """Articles that hold these characters, of which some are not set apart by blanks."""
        pieces = [piece for run in runs(string) for piece in pieces_of(run)]
        if not pieces:
            return Perhaps(self.word(ANY_CHARACTER))
        whole = Every(tuple(map(self._piece, pieces)))
        return whole if pieces == [string] and _SIGNS.issuperset(map(script_of, string)) else Perhaps(whole)

    def _add(self, number: int, word: ArchiveWord, index: Index) -> None:
        # Only a word without capitals can stand in a text without any.
        certain: set[int] | None = None
        for quiet in (False, True) if word.written == word.written.lower() else (False,):
            known = index.known(quiet=quiet)[word.written]
            for pattern in known.answers:
                self._naming.setdefault(pattern.atom, set()).add(number)
            unguarded = {pattern.atom for pattern in known.answers if pattern.guard is None}
            certain = unguarded if certain is None else certain & unguarded
            for pattern in known.patterns:
                anchors = self._anchors.setdefault(pattern.atom, {})
                # By identity: a language's index has each pattern once, and to hash it would cost more than to find it.
                anchors.setdefault((word.kind, id(pattern)), (pattern, set()))[1].add(number)
            for key in known.keys:
                self._keyed.setdefault((word.kind, key), set()).add(number)
        for atom in certain or ():
            self._certain.setdefault(atom, set()).add(number)

    def _piece(self, piece: str) -> Holds:
        if len(piece) > 1:
            return self.word(ArchiveWord(CHARACTERS, piece))
        numbers = frozenset(self._begun.get(piece, ()))
        return Holds(numbers, numbers)

    def _fitting(self, kind: str, slot: Slot) -> frozenset[int]:
        """The words that fit; many names share one: that of a country, of an office."""
        known = self._fitted.get((kind, slot.keys))
        if known is None:
            found = (self._keyed.get((kind, key), ()) for key in slot.keys)
            known = self._fitted[kind, slot.keys] = frozenset().union(*found)
        return known


def pieces_of(run: str) -> tuple[str, ...]:
    """What of a run of characters is looked up: every two that stand together; one by itself as a beginning."""
    return tuple(run[place : place + 2] for place in range(max(len(run) - 1, 1)))


def _is_function_word(slot: Slot) -> bool:
    return all(len(plain(key)) <= _FUNCTION_WORD for key in slot.keys)
