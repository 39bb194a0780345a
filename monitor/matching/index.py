"""All patterns of all watches, found in one pass over a text's segments."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.matching.patterns import ACRONYM, EXACT, WRITTEN, Pattern, Reading, Wording, is_substring, keys_of, pattern
from monitor.model.watches import Guard
from monitor.text import is_known, likely_languages, normal, one_script, script_of

# Words that were looked up once are remembered: most of a day's vocabulary in one language, in some 15 MB.
_REMEMBERED = 20_000
# Of matchers that are made anew for every trial of a query: the words of the archive that it is about.
_REMEMBERED_KEYS = 8_192
# The wordings of so many terms and concepts are remembered in each language: of a query that is tried again and again
# while it is written, nearly all stay the same.
REMEMBERED_TERMS = 4_096


class Named(NamedTuple):
    """What a written word says of one atom: by which guards it names it by itself, None for none, and the longer
    patterns that it is the anchor of."""

    guards: tuple[Guard | None, ...]
    patterns: tuple[Pattern, ...]


class Word(NamedTuple):
    """What is known of one written word: its keys, the patterns of one word that it answers by itself, and the longer
    ones that it is the anchor of; and the same by atoms."""

    keys: frozenset[str]
    capital: bool
    answers: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]
    named: Mapping[int, Named]


class Atom(NamedTuple):
    """One thing that is looked for, under all its wordings."""

    name: str
    wordings: tuple[Wording, ...]


class Index:
    """The patterns that count in articles of one language, by the keys of their anchors."""

    def __init__(self, atoms: Sequence[Atom], language: str | None) -> None:
        self._language = language
        self._by_key: dict[str, list[Pattern]] = {}
        self._by_prefix: dict[str, list[Pattern]] = {}
        self._known = (_Known(self, quiet=False), _Known(self, quiet=True))
        for number, atom in enumerate(atoms):
            for one in patterns_of(atom.wordings, language):
                one = Pattern(number, *one[1:])
                table = self._by_prefix if one.prefix else self._by_key
                for key in one.slots[one.anchor].keys:
                    table.setdefault(key, []).append(one)
        self._prefix_lengths = sorted({len(key) for key in self._by_prefix})

    def known(self, *, quiet: bool) -> Mapping[str, Word]:
        """What is known of each word as written; `quiet`: in a text without any capital."""
        return self._known[quiet]

    def read(self, written: str, *, quiet: bool) -> Word:
        written = one_script(written)
        form = normal(written)
        keys = keys_in(written, self._language, quiet=quiet)
        # By identity: of an atom no two are equal, and to hash each would cost more than all the rest.
        found = {id(one): one for key in keys for one in self._by_key.get(key, ())}
        for length in self._prefix_lengths:
            if length <= len(form):
                found |= {id(one): one for one in self._by_prefix.get(form[:length], ())}
        capital = written[0].isupper() or (quiet and not self._is_common(written))
        fitting = [one for one in found.values() if capital or not one.slots[one.anchor].capital]
        answers = tuple(one for one in fitting if len(one.slots) == 1)
        longer = tuple(one for one in fitting if len(one.slots) > 1)
        return Word(keys, capital, answers, longer, _by_atom(answers, longer))

    def _is_common(self, written: str) -> bool:
        # Where nothing tells the language, "indie" is the English word rather than the Polish India.
        return self._language is None and is_known(written, "en")


@lru_cache(maxsize=_REMEMBERED_KEYS)
def keys_in(written: str, language: str | None, *, quiet: bool) -> frozenset[str]:
    """The keys of a word as written, in one script."""
    form = normal(written)
    keys = keys_of(written, language) | {EXACT + form, WRITTEN + unicodedata.normalize("NFKC", written)}
    return keys | _acronyms(written, form, keys, quiet=quiet, language=language)


def _by_atom(answers: Sequence[Pattern], longer: Sequence[Pattern]) -> dict[int, Named]:
    guards: dict[int, dict[Guard | None, None]] = {}
    for one in answers:
        guards.setdefault(one.atom, {})[one.guard] = None
    patterns: dict[int, list[Pattern]] = {}
    for one in longer:
        patterns.setdefault(one.atom, []).append(one)
    # What counts without a guard counts whatever the guards of its other readings say.
    named = {atom: (None,) if None in some else tuple(some) for atom, some in guards.items()}
    return {atom: Named(named.get(atom, ()), tuple(patterns.get(atom, ()))) for atom in named | patterns}


class _Known(dict[str, Word]):
    """Words as they were read; one that is asked for the first time is read then."""

    def __init__(self, index: Index, *, quiet: bool) -> None:
        super().__init__()
        self._index = index
        self._quiet = quiet

    def __missing__(self, written: str) -> Word:
        if len(self) >= _REMEMBERED:
            self.clear()
        word = self[written] = self._index.read(written, quiet=self._quiet)
        return word


def _acronyms(written: str, form: str, keys: frozenset[str], *, quiet: bool, language: str | None) -> set[str]:
    """The acronyms a written word may be: НАТО, NATOs, Nato, Natoon; нато only in a text without capitals."""
    plain = unicodedata.normalize("NFKC", written)
    capitals = next((index for index, sign in enumerate(plain) if not (sign.isupper() or sign.isdigit())), len(plain))
    if capitals >= 2 and len(plain) - capitals <= _LONGEST_SUFFIX:
        return {ACRONYM + normal(plain[:capitals])}
    if len(plain) < _SHORTEST_TITLED:
        return set()
    if capitals == 1 and plain[1:].islower():
        # Finnish declines it (Natoon); in Cyrillic it never is, and Ната is a woman.
        forms = keys if script_of(written) == "Latin" else frozenset((form,))
        return {ACRONYM + key for key in forms if key.isalnum() and len(key) >= _SHORTEST_TITLED}
    # In haste, all in small letters; but not where it is a word: "è nato".
    return {ACRONYM + form} if quiet and not is_known(written, language or "en") else set()


# Suffixes that are written without a hyphen: NATOs (de), NATOga (et), НАТОвський.
_LONGEST_SUFFIX = 8
# "Nato", "Otan" are how many newspapers write it; shorter ones ("Eu", "Who") are words.
_SHORTEST_TITLED = 4


@lru_cache(maxsize=REMEMBERED_TERMS)
def patterns_of(wordings: tuple[Wording, ...], language: str | None) -> tuple[Pattern, ...]:
    """The patterns of an atom's wordings for articles in a language, each once; of no atom yet."""
    covered = language in {wording.language for wording in wordings}
    found = (_pattern(wording, language, covered=covered) for wording in wordings if not is_substring(wording))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _pattern(wording: Wording, language: str | None, *, covered: bool) -> Pattern | None:
    if wording.language in (None, "*", language):
        return pattern(wording, language, Reading.OWN)
    if language is None:
        # The Polish Indie must not be found in "indie rock" where we do not know that the text is not Polish; and of
        # words without a capital only those of the languages that it is read in.
        is_read = wording.language in likely_languages(wording.text)
        return pattern(wording, None, Reading.BORROWED) if is_read or _is_name(wording) else None
    if script_of(wording.text) not in scripts_of(language):
        return pattern(wording, language, Reading.AS_WRITTEN)
    # A language that the concept has no names in takes those of others, as it would inflect them.
    return None if covered or not _is_name(wording) else pattern(wording, language, Reading.BORROWED)


def _is_name(wording: Wording) -> bool:
    return wording.text[:1].isupper()


def scripts_of(language: str) -> frozenset[str]:
    """The scripts a language is written in, as far as names of other languages could be mistaken for its words."""
    if language in ("sr", "uz", "kk", "az"):
        return frozenset(("Cyrillic", "Latin"))
    if language in _CYRILLIC:
        return frozenset(("Cyrillic",))
    return _SCRIPTS.get(language, frozenset(("Latin",)))


_CYRILLIC = frozenset(("uk", "ru", "be", "bg", "mk", "ky", "mn", "tg"))
_SCRIPTS = {
    "ar": frozenset(("Arabic",)),
    "el": frozenset(("Greek",)),
    "fa": frozenset(("Arabic",)),
    "he": frozenset(("Hebrew",)),
    "hi": frozenset(("Devanagari",)),
    "hy": frozenset(("Armenian",)),
    "ja": frozenset(("Han", "Kana")),
    "ka": frozenset(("Georgian",)),
    "ko": frozenset(("Hangul", "Han")),
    "th": frozenset(("Thai",)),
    "ur": frozenset(("Arabic",)),
    "zh": frozenset(("Han",)),
}
