"""The readings of a word: every lemma or stem that a form may belong to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from monitor.text.detection import primary
from monitor.text.languages import LIKELY, Reader, dictionary_of, never, reader_of, script_of_language
from monitor.text.languages.packing import is_packed
from monitor.text.normalising import normal
from monitor.text.scripts import script_of

_reader = cache(reader_of)


@lru_cache(maxsize=16384)
def readings(token: str, language: str | None) -> frozenset[str]:
    """All lemmas and stems a word may be a form of, in normal form, itself included.

    A language we have no reader for, or a word in another script than the language's, is read by its normal form; where
    the language is not known (None), by all likely languages of the word's script.
    """
    script = script_of(token)
    found = frozenset((normal(token),))
    for candidate in _candidates(script, language):
        reader: Reader | None = _reader(candidate)
        if reader is not None:
            found |= reader.readings(token)
    return found


@lru_cache(maxsize=16384)
def sought(word: str, language: str | None) -> frozenset[str]:
    """The readings by which a word is looked for: a lemma of the dictionary stands for itself alone.

    Who asks for "сталь" does not mean стати, though стали is a form of both; nor être, who asks for "été".
    """
    found: frozenset[str] = frozenset((normal(word),))
    for candidate in _candidates(script_of(word), language):
        reader: Reader | None = _reader(candidate)
        if reader is not None and not reader.is_lemma(word):
            found |= reader.readings(word) - _AUXILIARIES
    return found


# The verbs "to be" and "to have" stand in every text.
_AUXILIARIES: frozenset[str] = frozenset().union(
    ("be", "have", "être", "avoir", "sein", "haben", "werden", "essere", "avere", "ser", "estar", "haber", "ter"),
    ("być", "mieć", "бути", "мати", "быть", "být", "byť", "biti", "būti", "būt", "olla", "olema"),
    ("zijn", "hebben", "vara", "ha", "være"),
)


def _candidates(script: str | None, language: str | None) -> tuple[str, ...]:
    if script is None:
        return ()
    if language is None:
        return LIKELY.get(script, ())
    code = primary(language)
    writes_both = code == "sr"
    return (code,) if writes_both or script_of_language(code) == script else ()


def forms_of(lemma: str, language: str) -> frozenset[str]:
    """The forms of a lemma that are found by it, in lower case; itself alone where the language makes none."""
    wanted = sought(lemma, language)
    made = {
        form
        for candidate in _candidates(script_of(lemma), language)
        if (reader := _reader(candidate)) is not None
        for form in reader.forms(lemma)
        if not wanted.isdisjoint(readings(form, language))
    }
    return frozenset(made) | {lemma.lower()}


@lru_cache(maxsize=16384)
def is_known(word: str, language: str) -> bool:
    """Whether a dictionary of the language knows the word; true where the language has none that could say."""
    code = primary(language)
    reader = _reader(code) if script_of_language(code) == script_of(word) else None
    if reader is None:
        return False
    return reader.is_lemma is never or any(reader.is_lemma(lemma) for lemma in reader.readings(word))


def unpacked(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of the languages whose dictionary was never read on this machine: it takes some seconds once."""
    named = dict.fromkeys(map(primary, languages))
    return tuple(one for one in named if (name := dictionary_of(one)) is not None and not is_packed(name))


def read_dictionary(language: str) -> None:
    """Read the language's dictionary now, rather than when its first word is met."""
    _reader(primary(language))


def likely_languages(text: str) -> tuple[str, ...]:
    """The languages by which words of its script are read where their language is not known."""
    return LIKELY.get(script_of(text) or "", ())
