"""What is looked for: every name of a concept and every word of a query, as patterns over a text's segments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from monitor.matching.query import Term, TermKind
from monitor.model.watches import Form, FormKind, Guard
from monitor.text import inflected, is_unspaced, likely_languages, normal, readings, sought, tokens

# The first sign of a key says what it is a key to; readings have none.
EXACT, WRITTEN, ACRONYM, OF_ACRONYM = "=", "!", "^", "&"
# Adjectives of acronyms: натовський, натовский, natowski, natovský. A query's acronym is found in them.
_OF_ACRONYM = re.compile(r"(\w{2,5})(?:вськ|вск|wsk|wsc|vsk)\w{1,4}\Z")

# A word and its language to its readings.
Read = Callable[[str, str | None], frozenset[str]]


class Slot(NamedTuple):
    """One word of a pattern: a segment fits that has one of the keys, and a capital where one is wanted."""

    keys: frozenset[str]
    capital: bool = False


class Pattern(NamedTuple):
    """Words in a row. `atom`: whose name it is; `gaps`: what may stand before each word but the first, beyond blanks
    and hyphens; `anchor`: the slot by which it is found; `prefix`: the first slot's key is a beginning."""

    atom: int
    slots: tuple[Slot, ...]
    gaps: tuple[str, ...]
    anchor: int
    guard: Guard | None = None
    prefix: bool = False
    # The slots beside the anchor: how far from it, and what they want.
    beside: tuple[tuple[int, frozenset[str], bool], ...] = ()


class Wording(NamedTuple):
    """One way to name something: a concept's form, or a query's term as a form without language."""

    text: str
    language: str | None
    kind: FormKind
    guard: Guard | None = None
    prefix: bool = False


def wording_of_form(form: Form) -> Wording:
    return Wording(form.text, form.language, form.kind, form.guard)


def wording_of_term(term: Term) -> Wording:
    """A query's own words belong to no language; they are read in the language of each article."""
    if term.kind is TermKind.EXACT:
        return Wording(term.text, None, FormKind.EXACT)
    return Wording(term.text, None, FormKind.WORDS, prefix=term.kind is TermKind.PREFIX)


def is_substring(wording: Wording) -> bool:
    """Whether it is looked for as characters: scripts that set no blanks."""
    return wording.kind is FormKind.SUBSTRING or is_unspaced(wording.text)


_SEPARATORS = frozenset(" ·-")


def strings(wording: Wording) -> frozenset[str]:
    """The characters to look for, in normal form, with and without what may part them (인도·태평양, 인도-태평양); of a
    query's verb or adjective those of all its forms."""
    text = normal(wording.text).strip()
    if wording.language is None and wording.kind is FormKind.WORDS and not wording.prefix:
        return frozenset().union(*(_spellings(one) for one in inflected(text)))
    return _spellings(text)


def _spellings(text: str) -> frozenset[str]:
    pieces: list[tuple[str, ...]] = [
        ("", " ", "·", "-") if character in _SEPARATORS else (character,) for character in text
    ]
    many = sum(len(piece) > 1 for piece in pieces) > 3
    return frozenset("".join(one) for one in product(*(piece[:2] if many else piece for piece in pieces)))


class Reading(Enum):
    """How a wording is read in an article of some language."""

    OWN = "by the language's morphology"
    BORROWED = "by the language's morphology, but only with its capital: it is a name of another language"
    AS_WRITTEN = "uninflected, and with its capital"


# The wordings of all concepts in the languages of an archive: a query is tried many times while it is written, and its
# concepts stay the same.
_REMEMBERED = 20_000


_NO_ATOM = -1


@lru_cache(maxsize=_REMEMBERED)
def pattern(wording: Wording, language: str | None, reading: Reading) -> Pattern | None:
    """The pattern of a wording, of no atom yet, for articles in a language; None where it holds no word."""
    segments = tokens(wording.text)
    if not segments:
        return None
    inner = len(segments) > 1
    slots = tuple(_slot(segment.text, wording, language, reading, inner=inner) for segment in segments)
    gaps = tuple(wording.text[before.end : after.start].strip() for before, after in pairwise(segments))
    anchor = max(range(len(segments)), key=lambda index: len(segments[index].text))
    if wording.prefix:
        anchor = 0
    # The nearest first: most words beside an anchor are none of its pattern's.
    order = sorted((place for place in range(len(slots)) if place != anchor), key=lambda place: abs(place - anchor))
    beside = tuple((place - anchor, slots[place].keys, slots[place].capital) for place in order)
    return Pattern(_NO_ATOM, slots, gaps, anchor, wording.guard, wording.prefix, beside)


# A word of a query in capitals is an acronym, no form of anything: НАТО is not the vocative of Ната. A longer one is a
# word that was typed in capitals.
_LONGEST_ACRONYM = 6


def _slot(word: str, wording: Wording, language: str | None, reading: Reading, *, inner: bool) -> Slot:
    form = normal(word)
    match wording.kind:
        case FormKind.ACRONYM:
            return Slot(frozenset((ACRONYM + form,)))
        case FormKind.EXACT if wording.language is None:
            return Slot(frozenset((EXACT + form,)))
        case FormKind.EXACT:
            written = unicodedata.normalize("NFKC", word)
            return Slot(frozenset((WRITTEN + written, WRITTEN + written.upper())))
    if wording.prefix:
        return Slot(frozenset((form,)))
    if wording.language is None and 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
        return Slot(frozenset((ACRONYM + form, OF_ACRONYM + form)))
    is_name = word[0].isupper()
    if reading is Reading.AS_WRITTEN:
        return Slot(frozenset((form,)), capital=is_name)
    # Inside a phrase each word declines for itself, and its neighbours tell its meaning.
    keys = _keys_sought(word, language, wording.language, readings if inner else sought)
    return Slot(keys, capital=is_name and (wording.kind is FormKind.PROPER or reading is Reading.BORROWED))


def keys_of(word: str, language: str | None) -> frozenset[str]:
    """The readings of a word as keys. Where the language is not known, each says the language it is of: that indien is
    indi- to Italian and indie is to Spanish makes them no forms of one word."""
    form = normal(word)
    derived = _OF_ACRONYM.match(form)
    acronym = frozenset((OF_ACRONYM + derived[1],)) if derived else frozenset()
    if language is not None:
        return readings(word, language) | acronym
    return frozenset((form,)) | _tagged(word, likely_languages(word), readings) | acronym


def _keys_sought(word: str, language: str | None, spoken: str | None, read: Read) -> frozenset[str]:
    if language is not None:
        return read(word, language)
    likely = likely_languages(word)
    return frozenset((normal(word),)) | _tagged(word, (spoken,) if spoken in likely else likely, read)


def _tagged(word: str, languages: Iterable[str | None], read: Read) -> frozenset[str]:
    return frozenset(f"{language}:{reading}" for language in languages for reading in read(word, language))
