"""Whether and where an article answers a query, from the places of the atoms in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from monitor.matching.concepts import Vocabulary
from monitor.matching.fields import Field
from monitor.matching.finding import Found, Place, longest
from monitor.matching.query import All, AnyOf, AtLeast, FactFilter, InField, Near, Node, Not, Term, Unit
from monitor.model.watches import Guard
from monitor.text import normal


class Spot(NamedTuple):
    """A place that answers the term with this name."""

    field: int
    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article besides its words, in normal form; several values where several names are right."""

    values: Mapping[str, frozenset[str]]
    # When it was published; None where guards by date cannot be judged, and then hold.
    on: date | None = None


class Reading:
    """An article with the places of all atoms in it; guards and exceptions are applied when an atom is asked for."""

    def __init__(
        self, fields: Sequence[Field], found: Found, vocabulary: Vocabulary, facts: Facts, language: str | None
    ) -> None:
        self.fields = fields
        self.language = language
        self.found = found
        self.facts = facts
        self._vocabulary = vocabulary
        self._settled: dict[int, tuple[Place, ...]] = {}
        self.spots: dict[Term, Spots] = {}
        # By guard terms and "sentence", "paragraph" or "text": where one of them stands.
        self._units: dict[tuple[tuple[int, ...], str], frozenset[tuple[int, int]]] = {}
        self._seen: str | None = None

    def inside(self, field: str) -> Reading:
        """The same article, of which only one field is seen; guards still look at all of it."""
        inside = copy(self)
        inside._seen = field
        inside.spots = {}
        return inside

    def places(self, atom: int) -> tuple[Place, ...]:
        """The places of an atom that count: guards hold, no longer name with another meaning covers them."""
        settled = self._settled.get(atom)
        if settled is None:
            raw = self.found.get(atom, ())
            exceptions = self._exceptions(atom)
            settled = self._settled[atom] = longest(
                place for place in raw if not self._why_guarded(place) and not _is_covered(place, exceptions)
            )
        if self._seen is None:
            return settled
        return tuple(place for place in settled if self._sees(place))

    def _sees(self, place: Place) -> bool:
        field = self.fields[place.field]
        if self._seen == "lead":
            return field.name == "text" and place.start < field.lead_end
        return field.name == self._seen

    def _exceptions(self, atom: int) -> tuple[tuple[int, int, int], ...]:
        """Where the longer names with another meaning stand, sorted; none overlaps another."""
        raw = self.found.get(self._vocabulary.exceptions.get(atom, -1), ())
        return tuple((place.field, place.start, place.end) for place in longest(raw))

    def written(self, field: int, start: int, end: int) -> str:
        """The characters of a place."""
        return self.fields[field].text[start:end]

    def why_not(self, atom: int, place: Place) -> str:
        """Why a place does not count for an atom; empty where it does."""
        if _is_covered(place, self._exceptions(atom)):
            return "it is part of a name that means something else"
        return self._why_guarded(place)

    def _why_guarded(self, place: Place) -> str:
        guard = place.guard
        if guard is None:
            return ""
        if self.facts.on is not None and not _in_office(guard, self.facts.on):
            return f"the article is of {self.facts.on}, not from {guard.since or '…'} to before {guard.until or '…'}"
        near, not_near = self._vocabulary.guards[guard]
        if guard.near and not self._is_near(place, guard, near):
            return f"nothing of {', '.join(guard.near)} stands in the same {guard.within}"
        if guard.not_near and self._is_near(place, guard, not_near):
            return f"one of {', '.join(guard.not_near)} stands in the same {guard.within}"
        return ""

    def _is_near(self, place: Place, guard: Guard, atoms: tuple[int, ...]) -> bool:
        known = self._units.get((atoms, guard.within))
        if known is None:
            places = (other for atom in atoms for other in self.found.get(atom, ()))
            known = self._units[atoms, guard.within] = frozenset(self._unit(one, guard.within) for one in places)
        return self._unit(place, guard.within) in known

    def _unit(self, place: Place, within: str) -> tuple[int, int]:
        """The sentence or paragraph of a place, as its field and number; the whole article is one."""
        if within == "text":
            return (0, 0)
        unit = Unit.SENTENCE if within == "sentence" else Unit.PARAGRAPH
        return (place.field, _unit_of(self.fields[place.field], unit)(place.start))


def _in_office(guard: Guard, on: date) -> bool:
    return (guard.since is None or guard.since <= on) and (guard.until is None or on < guard.until)


def _is_covered(place: Place, exceptions: Sequence[tuple[int, int, int]]) -> bool:
    """Whether an exception, of which `exceptions` are sorted and none overlaps another, holds the place."""
    index = bisect_right(exceptions, (place.field, place.start, _BEYOND)) - 1
    return index >= 0 and exceptions[index][0] == place.field and place.end <= exceptions[index][2]


_BEYOND = 1 << 60


# The atoms of each term; the same term may be a group of concepts.
AtomsOf = Mapping[Term, tuple[int, ...]]
Spots = tuple[Spot, ...]


def answer(node: Node, reading: Reading, atoms: AtomsOf) -> Spots | None:
    """The spots that answer a part of a query; None where it is not answered. NOT and facts are answered by no spot."""
    match node:
        case Term():
            return spots_of(node, reading, atoms) or None
        case FactFilter():
            return () if answers_fact(node, reading.facts) else None
        case Not():
            return () if answer(node.item, reading, atoms) is None else None
        case InField():
            return answer(node.item, reading.inside(node.field), atoms)
        case Near():
            return near(node, reading, atoms)
        case All():
            return _all(node.items, reading, atoms)
        case AnyOf():
            return _at_least(1, node.items, reading, atoms)
        case AtLeast():
            return _at_least(node.count, node.items, reading, atoms)


def spots_of(term: Term, reading: Reading, atoms: AtomsOf) -> Spots:
    """Where a term is named."""
    known = reading.spots.get(term)
    if known is None:
        name = term.written
        places = longest(place for atom in atoms[term] for place in reading.places(atom))
        known = reading.spots[term] = tuple(Spot(place.field, place.start, place.end, name) for place in places)
    return known


def answers_fact(node: FactFilter, facts: Facts) -> bool:
    """Whether the article is of that outlet, language, country, source or author."""
    return normal(node.value) in facts.values.get(node.fact, frozenset())


def _all(items: Sequence[Node], reading: Reading, atoms: AtomsOf) -> Spots | None:
    found: list[Spot] = []
    for item in items:
        spots = answer(item, reading, atoms)
        if spots is None:
            return None
        found += spots
    return tuple(found)


def _at_least(count: int, items: Sequence[Node], reading: Reading, atoms: AtomsOf) -> Spots | None:
    answers = [spots for item in items if (spots := answer(item, reading, atoms)) is not None]
    if len(answers) < count:
        return None
    return tuple(spot for spots in answers for spot in spots)


def _unit_of(field: Field, unit: Unit) -> Callable[[int], int]:
    match unit:
        case Unit.SENTENCE:
            return field.sentence_at
        case Unit.PARAGRAPH:
            return field.paragraph_at
        case Unit.WORDS:
            return field.word_at


def near(node: Near, reading: Reading, atoms: AtomsOf) -> Spots | None:
    """The spots of both sides that have one of the other within the distance, and do not overlap it."""
    left, right = answer(node.left, reading, atoms), answer(node.right, reading, atoms)
    if not left or not right:
        return None
    kept = _with_neighbours(left, right, node, reading) + _with_neighbours(right, left, node, reading)
    return tuple(dict.fromkeys(kept)) or None


def _with_neighbours(spots: Spots, others: Spots, node: Near, reading: Reading) -> list[Spot]:
    """Only the next and the last spot beside each are asked, so that a text full of hits stays linear."""
    kept = []
    for number, field in enumerate(reading.fields):
        place_of = _unit_of(field, node.unit)
        starts = sorted(other.start for other in others if other.field == number)
        ends = sorted(other.end for other in others if other.field == number)
        for one in spots:
            if one.field != number:
                continue
            after, before = bisect_left(starts, one.end), bisect_right(ends, one.start) - 1
            follows = after < len(starts) and place_of(starts[after]) - place_of(one.end - 1) <= node.distance
            if follows or (before >= 0 and place_of(one.start) - place_of(ends[before] - 1) <= node.distance):
                kept.append(one)
    return kept
