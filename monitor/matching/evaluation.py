"""Whether and where an article answers a query, from the places of the atoms in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import partial
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


# A named tuple's own constructor costs three times as much, and a text may have a hundred.
_spot: Callable[[tuple[int, int, int, str]], Spot] = partial(tuple.__new__, Spot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article besides its words, in normal form; several values where several names are right."""

    values: Mapping[str, frozenset[str]]
    # When it was published; None where guards by date cannot be judged, and then hold.
    on: date | None = None


# Sentences, paragraphs or the text, each as its field and number.
Units = frozenset[tuple[int, int]]
_ARTICLE = (0, 0)
_WHOLE: Units = frozenset((_ARTICLE,))


class _Judged(NamedTuple):
    """A guard in one article: whether the date is right, and in which units it holds; `near` is None for all."""

    in_office: bool
    near: Units | None
    not_near: Units


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
        # What was answered before, by identity: equal parts of watches are one object, and hashing each would cost more
        # than answering it. The part is held, so that no other takes its identity.
        self.answers: dict[int, tuple[Node, Spots | None]] = {}
        # By guard terms and "sentence", "paragraph" or "text": where one of them stands.
        self._units: dict[tuple[tuple[int, ...], str], Units] = {}
        # By identity, for there are few and each is asked for at every place of its form.
        self._judged: dict[int, _Judged] = {}
        self._seen: str | None = None
        self._inside: dict[str, Reading] = {}

    def inside(self, field: str) -> Reading:
        """The same article, of which only one field is seen; guards still look at all of it."""
        inside = self._inside.get(field)
        if inside is None:
            inside = self._inside[field] = copy(self)
            inside._seen = field
            inside.answers = {}
        return inside

    def places(self, atom: int) -> tuple[Place, ...]:
        """The places of an atom that count: guards hold, no longer name with another meaning covers them."""
        if atom not in self.found.atoms:
            return ()
        settled = self._settled.get(atom)
        if settled is None:
            settled = self._settled[atom] = longest(self._holding(atom))
        if self._seen is None:
            return settled
        return tuple(place for place in settled if self._sees(place))

    def _holding(self, atom: int) -> Sequence[Place]:
        found = self.found.get(atom)
        holding = [one for one in found if one.guard is None or self._holds(one, one.guard)]
        if holding and atom in self._vocabulary.exceptions and (exceptions := self._exceptions(atom)):
            return [place for place in holding if not _is_covered(place, exceptions)]
        return holding if len(holding) < len(found) else found

    def _sees(self, place: Place) -> bool:
        field = self.fields[place.field]
        if self._seen == "lead":
            return field.name == "text" and place.start < field.lead_end
        return field.name == self._seen

    def _exceptions(self, atom: int) -> tuple[tuple[int, int, int], ...]:
        """Where the longer names with another meaning stand, sorted; none overlaps another."""
        raw = self.found.get(self._vocabulary.exceptions.get(atom, -1))
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
        if self._holds(place, guard):
            return ""
        judged = self._judged[id(guard)]
        if judged.near is not None and self._unit(place, guard.within) not in judged.near:
            return f"nothing of {', '.join(guard.near)} stands in the same {guard.within}"
        return f"one of {', '.join(guard.not_near)} stands in the same {guard.within}"

    def _holds(self, place: Place, guard: Guard) -> bool:
        judged = self._judged.get(id(guard))
        if judged is None:
            judged = self._judged[id(guard)] = self._judge(guard)
        if not judged.in_office or (judged.near is None and not judged.not_near):
            return judged.in_office
        unit = self._unit(place, guard.within)
        return (judged.near is None or unit in judged.near) and unit not in judged.not_near

    def _judge(self, guard: Guard) -> _Judged:
        near, not_near = self._vocabulary.guards[guard]
        return _Judged(
            self.facts.on is None or _in_office(guard, self.facts.on),
            self._units_of(near, guard.within) if guard.near else None,
            self._units_of(not_near, guard.within) if guard.not_near else frozenset(),
        )

    def _units_of(self, atoms: tuple[int, ...], within: str) -> Units:
        known = self._units.get((atoms, within))
        if known is None and within == "text":
            known = self._units[atoms, within] = _WHOLE if any(map(self.found.get, atoms)) else frozenset()
        elif known is None:
            places = (place for atom in atoms for place in self.found.get(atom))
            known = self._units[atoms, within] = frozenset(self._unit(place, within) for place in places)
        return known

    def _unit(self, place: Place, within: str) -> tuple[int, int]:
        """The sentence or paragraph of a place, as its field and number; the whole article is one."""
        if within == "text":
            return _ARTICLE
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
    known = reading.answers.get(id(node))
    if known is None:
        known = reading.answers[id(node)] = (node, _answer(node, reading, atoms))
    return known[1]


def _answer(node: Node, reading: Reading, atoms: AtomsOf) -> Spots | None:
    match node:
        # The most frequent first: each case is asked in turn.
        case Term():
            return spots_of(node, reading, atoms) or None
        case All():
            return _all(node.items, reading, atoms)
        case AnyOf():
            return _at_least(1, node.items, reading, atoms)
        case Near():
            return near(node, reading, atoms)
        case Not():
            return () if answer(node.item, reading, atoms) is None else None
        case FactFilter():
            return () if answers_fact(node, reading.facts) else None
        case InField():
            return answer(node.item, reading.inside(node.field), atoms)
        case AtLeast():
            return _at_least(node.count, node.items, reading, atoms)


def spots_of(term: Term, reading: Reading, atoms: AtomsOf) -> Spots:
    """Where a term is named."""
    each = [places for atom in atoms[term] if (places := reading.places(atom))]
    if not each:
        return ()
    name = term.written
    places = each[0] if len(each) == 1 else longest([place for places in each for place in places])
    return tuple([_spot((field, start, end, name)) for field, start, end, _ in places])


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
    return answers[0] if len(answers) == 1 else tuple([spot for spots in answers for spot in spots])


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
    kept = _with_neighbours(left, right, node, reading)
    if not kept:
        return None
    return tuple(dict.fromkeys((*kept, *_with_neighbours(right, left, node, reading))))


def _with_neighbours(spots: Spots, others: Spots, node: Near, reading: Reading) -> list[Spot]:
    """Only the next and the last spot beside each are asked, so that a text full of hits stays linear."""
    kept = []
    for number, field in enumerate(reading.fields):
        mine = [one for one in spots if one.field == number]
        theirs = [other for other in others if other.field == number] if mine else []
        if not theirs:
            continue
        place_of, distance = _unit_of(field, node.unit), node.distance
        starts, ends = sorted([start for _, start, _, _ in theirs]), sorted([end for _, _, end, _ in theirs])
        for one in mine:
            _, start, end, _ = one
            after, before = bisect_left(starts, end), bisect_right(ends, start) - 1
            follows = after < len(starts) and place_of(starts[after]) - place_of(end - 1) <= distance
            if follows or (before >= 0 and place_of(start) - place_of(ends[before] - 1) <= distance):
                kept.append(one)
    return kept
