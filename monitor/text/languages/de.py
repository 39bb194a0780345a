"""German."""

from __future__ import annotations

from itertools import product

from monitor.text.languages import Reader
from monitor.text.languages.inflected import inflected_reader
from monitor.text.languages.paradigms import Paradigm

# Case and number of nouns, adjectives and weak verbs (Duden, Die Grammatik 2016, §§ 301–391, 492–509, 607–622).
_PARADIGMS: tuple[Paradigm, ...] = (
    ("_", "e en er ern es s n em ere eren erer erem eres ste sten ster stes"),
    ("e", "en es er em n"),
    ("en", "e st t te test ten tet est et ete eten end ende enden ender endes"),
    ("n", "e st t te ten"),
    ("er", "re rer ren res"),
)


def _unrounded(word: str) -> frozenset[str]:
    """Häuser may be of Haus: the vowels without their umlaut, with and without the plural's ending."""
    if not any(sign in word for sign in "äöü"):
        return frozenset()
    plain = word.translate(str.maketrans("äöü", "aou"))
    ends = (end for end in ("", "e", "er", "en", "n", "ern", "s") if plain.endswith(end))
    return frozenset(plain[: len(plain) - len(end)] + added for end, added in product(ends, ("", "e")))


def reader(_: str) -> Reader:
    import snowballstemmer

    return inflected_reader("de", _PARADIGMS, snowballstemmer.stemmer("german").stemWord, _unrounded)
