"""Lemmas of words by their endings, learned from a dictionary: as its words with that ending change, so may this one.

A dictionary of one lemma a form leaves out names, new words and the second meanings of a form (Ukrainian став is the
pond, and "became"). Tried on pages of gold treebanks in fifteen languages (docs/quality.md), endings learned so find
two thirds of what the dictionaries miss; tables of endings written by hand found fewer, and claimed four times as
many words wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from numpy import float64, int64, uint8, uint32
    from numpy.typing import NDArray

T = TypeVar("T")

# More forms teach nothing new: 60,000 find 1 % fewer of the words that are left out, 300,000 no more.
ENOUGH_FORMS = 120_000
LONGEST_ENDING = 7
# Seven signs of nine bits fit in one number; no dictionary has 500 different ones.
_BITS = 9
_MOST_SIGNS = (1 << _BITS) - 1
_SHORTEST_FORM = 4
_SHORTEST_STEM = 2
# An ending met fewer times than this is an accident.
_FEWEST = 3
# Of the forms with an ending, the share that changes in the same way. A word that the dictionary does not know is any
# of what it may be; one it knows has a further lemma only where many words of its ending have it, and one that is a
# lemma itself only where most have.
POSSIBLE, LIKELY, MOSTLY = 0.1, 0.3, 0.5


class Changes(NamedTuple):
    """How forms become their lemmas, by number: so many characters go from the end, and these come."""

    cuts: NDArray[uint8]
    added: tuple[str, ...]


class Learned(NamedTuple):
    """What was learned of endings: the changes of each stand from its bound to the next, the usual first, each with the
    share of the forms with that ending which it changes."""

    endings: tuple[str, ...]
    bounds: NDArray[uint32]
    numbers: NDArray[uint32]
    shares: NDArray[float64]


class Sample:
    """Forms of a dictionary, in little memory: the end of each, backwards, as a number, and its change."""

    def __init__(self, size: int) -> None:
        import numpy

        self._ends: NDArray[int64] = numpy.zeros(size, dtype=numpy.int64)
        self._lengths: NDArray[int64] = numpy.zeros(size, dtype=numpy.int64)
        self._numbers: NDArray[int64] = numpy.zeros(size, dtype=numpy.int64)
        self._size = 0
        self._signs: dict[str, int] = {}

    def add(self, form: str, number: int) -> None:
        if len(form) < _SHORTEST_FORM or self._size == len(self._ends):
            return
        end = 0
        for place in range(1, LONGEST_ENDING + 1):
            sign = self._signs.setdefault(form[-place], len(self._signs) + 1) if place <= len(form) else 0
            end = end << _BITS | min(sign, _MOST_SIGNS)
        self._ends[self._size], self._lengths[self._size], self._numbers[self._size] = end, len(form), number
        self._size += 1

    def counted(self, length: int, cuts: NDArray[uint8]) -> Iterator[tuple[str, list[tuple[int, int]], int]]:
        """Every ending of that length with its changes, the usual first, their counts, and the count of its forms."""
        import numpy

        numbers, lengths = self._numbers[: self._size], self._lengths[: self._size]
        able = (cuts[numbers] <= length) & (lengths > length) & (lengths - cuts[numbers] >= _SHORTEST_STEM)
        ends = self._ends[: self._size][able] >> _BITS * (LONGEST_ENDING - length)
        endings, places = numpy.unique(ends, return_inverse=True)
        both, counts = numpy.unique(places * len(cuts) + numbers[able], return_counts=True)
        totals = numpy.bincount(places, minlength=len(endings))[both // len(cuts)]
        frequent = (totals >= _FEWEST) & (counts >= POSSIBLE * totals)
        found: dict[int, list[tuple[int, int]]] = {}
        sizes = {}
        for one, count, total in zip(
            both[frequent].tolist(), counts[frequent].tolist(), totals[frequent].tolist(), strict=True
        ):
            found.setdefault(one // len(cuts), []).append((one % len(cuts), count))
            sizes[one // len(cuts)] = total
        written = dict(zip(self._signs.values(), self._signs, strict=True))
        for place, some in found.items():
            signs = (int(endings[place]) >> _BITS * shift & _MOST_SIGNS for shift in range(length))
            ending = "".join(written.get(sign, "\0") for sign in signs)
            yield ending, sorted(some, key=lambda one: -one[1]), sizes[place]


def learned(sample: Sample, cuts: NDArray[uint8]) -> Learned:
    """The changes that lead to a lemma, by ending; `cuts`: of all changes. An ending that says what the next shorter
    one says is left out."""
    import numpy

    found: dict[str, tuple[tuple[int, float], ...]] = {}
    for length in range(1, LONGEST_ENDING + 1):
        for ending, counts, total in sample.counted(length, cuts):
            usual = tuple((number, _step(count / total)) for number, count in counts)
            if usual != _usual(ending[1:], found):
                found[ending] = usual
    every = [one for some in found.values() for one in some]
    return Learned(
        endings=tuple(found),
        bounds=numpy.cumsum([0, *map(len, found.values())], dtype=numpy.uint32),
        numbers=numpy.array([number for number, _ in every], dtype=numpy.uint32),
        shares=numpy.array([share for _, share in every], dtype=numpy.float64),
    )


def _usual(ending: str, known: Mapping[str, T]) -> T | None:
    for start in range(max(0, len(ending) - LONGEST_ENDING), len(ending)):
        found = known.get(ending[start:])
        if found is not None:
            return found
    return None


class Endings:
    """What words may be forms of, by what was learned of their endings."""

    def __init__(self, known: Learned, changes: Changes) -> None:
        self._places = {ending: place for place, ending in enumerate(known.endings)}
        # Seen as memory: numpy takes several times as long for one number.
        self._bounds, self._numbers, self._shares = known.bounds.data, known.numbers.data, known.shares.data
        self._cuts, self._added = changes.cuts.data, changes.added

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """An ending that goes as a whole, and what comes for it."""
        return frozenset(
            (ending, self._added[number])
            for ending, place in self._places.items()
            for number, _ in self._usual_at(place)
            if self._cuts[number] == len(ending)
        )

    def lemmas(self, form: str, share: float) -> frozenset[str]:
        """What a form in lower case may be a form of, by at least that share of the forms with its ending."""
        place = _usual(form[1:], self._places)
        if place is None:
            return frozenset()
        stems = ((len(form) - self._cuts[number], number) for number, often in self._usual_at(place) if often >= share)
        return frozenset(form[:stem] + self._added[number] for stem, number in stems if stem >= _SHORTEST_STEM)

    def _usual_at(self, place: int) -> Iterator[tuple[int, float]]:
        for index in range(self._bounds[place], self._bounds[place + 1]):
            yield self._numbers[index], self._shares[index]


def change(form: str, lemma: str) -> tuple[int, str]:
    """How many characters of the form go and which come, to make the lemma of it."""
    shared = min(len(form), len(lemma))
    while form[:shared] != lemma[:shared]:
        shared -= 1
    return len(form) - shared, lemma[shared:]


def _step(share: float) -> float:
    return max(step for step in (POSSIBLE, LIKELY, MOSTLY) if share >= step)
