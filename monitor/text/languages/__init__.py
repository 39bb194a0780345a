"""The readings of a word, language by language: a word comes in, its lemmas and stems go out; no language asks another.

READERS is the table: a language's primary BCP 47 subtag, its script, and the module that reads it. A language without a
line is read by normal form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

# (module of monitor.text.languages; the stemmer's or the dictionary's name, which its `reader` is told)
READERS: dict[str, tuple[str, str]] = {
    "ar": ("stemmed", "arabic"),
    "be": ("be", ""),
    "bg": ("lexical", "bg"),
    "ca": ("lexical", "ca"),
    "cs": ("lexical", "cs"),
    "da": ("lexical", "da"),
    "de": ("de", "de"),
    "el": ("lexical", "el"),
    "en": ("en", "en"),
    "es": ("lexical", "es"),
    "et": ("lexical", "et"),
    "eu": ("stemmed", "basque"),
    "fa": ("lexical", "fa"),
    "fi": ("fi", "fi"),
    "fr": ("fr", "fr"),
    "ga": ("lexical", "ga"),
    "he": ("lexical", "he"),
    "hi": ("lexical", "hi"),
    "hr": ("lexical", "hbs"),
    "hu": ("lexical", "hu"),
    "hy": ("lexical", "hy"),
    "id": ("stemmed", "indonesian"),
    "is": ("lexical", "is"),
    "it": ("lexical", "it"),
    "ka": ("lexical", "ka"),
    "lt": ("lt", "lt"),
    "lv": ("lexical", "lv"),
    "mk": ("lexical", "mk"),
    "ne": ("stemmed", "nepali"),
    "nl": ("lexical", "nl"),
    "no": ("lexical", "nb"),
    "pl": ("pl", ""),
    "pt": ("lexical", "pt"),
    "ro": ("lexical", "ro"),
    "ru": ("ru", ""),
    "sk": ("lexical", "sk"),
    "sl": ("lexical", "sl"),
    "sq": ("lexical", "sq"),
    "sr": ("lexical", "hbs"),
    "sv": ("lexical", "sv"),
    "ta": ("stemmed", "tamil"),
    "tl": ("lexical", "tl"),
    "tr": ("lexical", "tr"),
    "uk": ("uk", "uk"),
}
# Read where the language of a text is not known, by its script: the languages of most outlets.
LIKELY: dict[str, tuple[str, ...]] = {
    "Arabic": ("ar",),
    "Armenian": ("hy",),
    "Cyrillic": ("uk", "ru"),
    "Devanagari": ("hi",),
    "Georgian": ("ka",),
    "Greek": ("el",),
    "Hebrew": ("he",),
    "Latin": ("en", "pl", "de", "fr"),
    "Tamil": ("ta",),
}
_CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "ru", "uk"])
_OTHER = {
    "ar": "Arabic",
    "el": "Greek",
    "fa": "Arabic",
    "he": "Hebrew",
    "hi": "Devanagari",
    "hy": "Armenian",
    "ka": "Georgian",
    "ne": "Devanagari",
    "ta": "Tamil",
}


def never(_: str) -> bool:
    """For readers by stem, which do not know which form is the lemma."""
    return False


def no_forms(_: str) -> frozenset[str]:
    """For readers by stem, which cannot make a form from a lemma."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """How a language is read. `readings`: a word as written to lemmas and stems in normal form; `is_lemma`: whether a
    dictionary has the word as a lemma, so that who asks for it does not mean another lemma's inflected form; `forms`: a
    lemma's forms, for people to look at, in lower case."""

    readings: Callable[[str], frozenset[str]]
    is_lemma: Callable[[str], bool] = never
    forms: Callable[[str], frozenset[str]] = no_forms


def reader_of(language: str) -> Reader | None:
    """The reader of a language; None where there is none. Its dictionary is loaded here."""
    if language not in READERS:
        return None
    module, name = READERS[language]
    reader: Reader = import_module(f"monitor.text.languages.{module}").reader(name)
    return reader


def dictionary_of(language: str) -> str | None:
    """The name of simplemma's dictionary by which a language is read; None where it is read otherwise."""
    module, name = READERS.get(language, ("", ""))
    return name if name and module != "stemmed" else None


def script_of_language(language: str) -> str:
    """The script whose words the language's reader reads."""
    return "Cyrillic" if language in _CYRILLIC else _OTHER.get(language, "Latin")
