"""Lemmas of words by their endings, learned from a dictionary: as its words with that ending change, so may this one.

A dictionary of one lemma a form leaves out names, new words and the second meanings of a form (Ukrainian став is the
pond, and "became"). Tried on pages of gold treebanks in fifteen languages (docs/quality.md), endings learned so find
two thirds of what the dictionaries miss; tables of endings written by hand found fewer, and claimed four times as
many words wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

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


class Change(NamedTuple):
    """How a form becomes its lemma: `cut` characters go, `added` come. `share`: of the forms with an ending."""

    cut: int
    added: str
    share: float


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

    def counted(self, length: int, cuts: NDArray[int64]) -> Iterator[tuple[str, list[tuple[int, int]], int]]:
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


class Endings:
    """Lemmas by the endings that were learned."""

    def __init__(self, changes: Mapping[str, tuple[Change, ...]]) -> None:
        self._changes = changes
        self.pairs = frozenset(
            (ending, one.added) for ending, some in changes.items() for one in some if one.cut == len(ending)
        )

    def lemmas(self, form: str, share: float) -> frozenset[str]:
        """What a form in lower case may be a form of, by at least that share of the forms with its ending."""
        return frozenset(
            form[: len(form) - one.cut] + one.added
            for one in _usual(self._changes, form[1:])
            if one.share >= share and len(form) - one.cut >= _SHORTEST_STEM
        )


def learned(sample: Sample, changes: Sequence[tuple[int, str]]) -> dict[str, tuple[Change, ...]]:
    """By ending: the changes that lead to a lemma, the usual first. An ending that says what the next shorter one says
    is left out, which leaves 2 MB a language."""
    import numpy

    by_ending: dict[str, tuple[Change, ...]] = {}
    cuts = numpy.array([cut for cut, _ in changes], dtype=numpy.int64)
    for length in range(1, LONGEST_ENDING + 1):
        for ending, counts, total in sample.counted(length, cuts):
            found = tuple(Change(*changes[number], _step(count / total)) for number, count in counts)
            if found != _usual(by_ending, ending[1:]):
                by_ending[ending] = found
    return by_ending


def _usual(changes: Mapping[str, tuple[Change, ...]], ending: str) -> tuple[Change, ...]:
    for start in range(max(0, len(ending) - LONGEST_ENDING), len(ending)):
        found = changes.get(ending[start:])
        if found is not None:
            return found
    return ()


def change(form: str, lemma: str) -> tuple[int, str]:
    """How many characters of the form go and which come, to make the lemma of it."""
    shared = min(len(form), len(lemma))
    while form[:shared] != lemma[:shared]:
        shared -= 1
    return len(form) - shared, lemma[shared:]


def _step(share: float) -> float:
    return max(step for step in (POSSIBLE, LIKELY, MOSTLY) if share >= step)
