"""Where an article names what is looked for: one pass over its segments, one over its characters where it needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from monitor.matching.fields import Field
from monitor.matching.index import Atom, Index, Word
from monitor.matching.patterns import Pattern, is_substring, strings
from monitor.model.watches import Guard
from monitor.text import is_word, mapped, normal, script_of

if TYPE_CHECKING:
    from ahocorasick import Automaton


class Place(NamedTuple):
    """A place in the field with this number that names an atom, if its guard holds."""

    field: int
    start: int
    end: int
    guard: Guard | None = None


# A named tuple's own constructor costs three times as much, and a text may have hundreds.
_place: Callable[[tuple[int, int, int, Guard | None]], Place] = partial(tuple.__new__, Place)
# What may stand between two words of one name: blanks (also a line break inside a paragraph), hyphens, quotation marks,
# and the English 's that belongs to no segment.
_GAP = re.compile(r"(?:['’]s)?[\s\u00a0\-\u2010-\u2015«»„“”\"·・]{0,4}\Z")


class _Lead(NamedTuple):
    """A word of a field that may name something, and where it stands among the segments."""

    field: int
    word: Word
    positions: list[int]


class Found:
    """The places of all patterns in an article, each looked for when it is asked for the first time."""

    def __init__(
        self, fields: Sequence[Field], index: Index, characters: Automaton | None, language: str | None
    ) -> None:
        self._fields = fields
        self._words: list[list[Word]] = []
        self._leads: dict[int, list[_Lead]] = {}
        for lead in self._leads_in(index):
            for atom in lead.word.named:
                self._leads.setdefault(atom, []).append(lead)
        self._characters = characters_found(fields, characters, language)
        self._places: dict[int, tuple[Place, ...]] = {}
        # The atoms that may be named; all others are not.
        self.atoms = frozenset((*self._leads, *self._characters))

    def get(self, atom: int) -> tuple[Place, ...]:
        """The places of an atom in reading order, whether its guards hold or not."""
        if atom not in self.atoms:
            return ()  # as most of what thousands of watches look for
        places = self._places.get(atom)
        if places is None:
            found = self._found(atom)
            places = self._places[atom] = tuple(sorted(found, key=_extent) if len(found) > 1 else found)
        return places

    def _found(self, atom: int) -> list[Place]:
        found = list(self._characters.get(atom, ()))
        for number, word, positions in self._leads.get(atom, ()):
            segments = self._fields[number].segments
            guards, patterns = word.named[atom]
            for guard in guards:
                found += [_place((number, *segments[position][1:], guard)) for position in positions]
            for pattern in patterns:
                self._add_longer(found, pattern, number, positions)
        return found

    def _add_longer(self, found: list[Place], pattern: Pattern, number: int, positions: Sequence[int]) -> None:
        """The places of a pattern of several words, by where its anchor stands."""
        field, words = self._fields[number], self._words[number]
        before, after, beside = pattern.anchor, len(pattern.slots) - pattern.anchor, pattern.beside
        for position in positions:
            if position < before or position + after > len(words):
                continue
            for offset, keys, capital in beside:
                word = words[position + offset]
                if keys.isdisjoint(word.keys) or (capital and not word.capital):
                    break
            else:
                first, last = position - before, position + after - 1
                if all(_joined(field, place, gap) for place, gap in enumerate(pattern.gaps, first)):
                    start, end = field.segments[first].start, field.segments[last].end
                    found.append(_place((number, start, end, pattern.guard)))

    def _leads_in(self, index: Index) -> Iterator[_Lead]:
        for number, field in enumerate(self._fields):
            known = index.known(quiet=field.is_quiet)
            words = [known[text] for text, _, _ in field.segments]
            self._words.append(words)
            # By identity: a word written alike is the same one.
            leads: dict[int, _Lead] = {}
            for position, word in enumerate(words):
                if not word.named:
                    continue
                if (lead := leads.get(id(word))) is None:
                    leads[id(word)] = _Lead(number, word, [position])
                else:
                    lead.positions.append(position)
            yield from leads.values()


_extent = itemgetter(0, 1, 2)


def _joined(field: Field, before: int, gap: str) -> bool:
    between = field.text[field.segments[before].end : field.segments[before + 1].start]
    return "\n\n" not in between and (_GAP.match(between) is not None or between.strip() == gap)


def automaton(atoms: Sequence[Atom]) -> Automaton | None:
    """All wordings in scripts without blanks, for one pass over the characters."""
    from ahocorasick import Automaton as Build

    wanted: dict[str, list[tuple[int, Guard | None, str | None]]] = {}
    for number, atom in enumerate(atoms):
        for wording in atom.wordings:
            if is_substring(wording):
                for one in strings(wording):
                    wanted.setdefault(one, []).append((number, wording.guard, wording.language))
    if not wanted:
        return None
    built: Automaton = Build()
    for one, owners in wanted.items():
        built.add_word(one, (len(one), tuple(owners)))
    built.make_automaton()
    return built


_SHARE_HAN = frozenset(("ja", "ko", "zh"))


def characters_found(
    fields: Sequence[Field], patterns: Automaton | None, language: str | None
) -> dict[int, list[Place]]:
    """The places of all patterns of characters, by the original's offsets."""
    found: dict[int, list[Place]] = {}
    for number, field in enumerate(fields):
        if patterns is None or not field.is_unspaced:
            continue
        text = normal(field.text)
        ends = list(patterns.iter(text))
        if not ends:
            continue
        original = mapped(field.text)
        for last, (length, owners) in ends:
            start = last + 1 - length
            if not _stands_alone(original.text, start, last + 1):
                continue
            span = original.span(start, last + 1)
            for atom, guard, spoken in owners:
                # 中日 is China and Japan in Chinese, a baseball team in Japanese.
                if spoken in _SHARE_HAN and language in _SHARE_HAN and spoken != language:
                    continue
                # A query's single character is a word, a concept's is a part of names, which its file knows.
                if length == 1 and spoken is None and not is_word(original.text, start, language):
                    continue
                found.setdefault(atom, []).append(Place(number, *span, guard))
    return found


# Syllables that stand before a country's name in one word: 주일본(대사), 반중국, 대미국 … (국립국어원, 접두 요소).
_KOREAN_BEFORE = frozenset("주재대반친방탈혐북남韓美日中對駐")
# Hangul names of two syllables also arise where two words meet (한국인도, 15일본부): these begin a word.
_SHORT_HANGUL = 2


@cache
def _kind(character: str) -> str | None:
    return "Digit" if character.isdigit() else script_of(character)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no name of another word was found: Latin letters at its ends are whole words, short Hangul begins one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _kind(text[start]) == _kind(before) in ("Latin", "Cyrillic") or _kind(text[end - 1]) == _kind(after) == "Latin":
        return False
    if _kind(text[start]) == "Hangul" == _kind(before) and end - start <= _SHORT_HANGUL:
        two_before = text[start - 2] if start >= 2 else " "
        return before in _KOREAN_BEFORE and _kind(two_before) != "Hangul"
    return True


def longest(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in their order; of overlapping ones the longest, of equal ones the first."""
    listed = tuple(places)
    if _are_apart(listed):
        return listed  # as nearly always
    kept: list[Place] = []
    for place in sorted(listed, key=lambda one: (one.field, one.start, -one.end)):
        if kept and kept[-1].field == place.field and place.start < kept[-1].end:
            if place.end - place.start > kept[-1].end - kept[-1].start:
                kept[-1] = place
            continue
        kept.append(place)
    return tuple(kept)


def _are_apart(places: Sequence[Place]) -> bool:
    """Whether they stand in their order and none overlaps the next."""
    last_field, last_end = -1, 0
    for field, start, end, _ in places:
        if field < last_field or (field == last_field and start < last_end):
            return False
        last_field, last_end = field, end
    return True
