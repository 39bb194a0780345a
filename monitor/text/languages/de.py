"""German."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import lexicon
from monitor.text.languages.lexical import lexical_reader
from monitor.text.normalising import normal

_PLAIN = str.maketrans("äöü", "aou")


# Nigerias is of Nigeria; but Kosmos is of nothing, nor is Glas.
_SHORTEST_GENITIVE = 5


def _besides(form: str) -> frozenset[str]:
    """Häuser of Haus, gefallen of fallen, Chinas of China (Duden, Die Grammatik 2016, §§ 281, 307, 608)."""
    found = set()
    if any(sign in form for sign in "äöü"):
        plain = form.translate(_PLAIN)
        stems = (
            plain[: len(plain) - len(end)] for end in ("", "e", "er", "en", "n", "ern", "s") if plain.endswith(end)
        )
        found = {stem + added for stem, added in product(stems, ("", "e"))}
    if form.startswith("ge") and form.endswith("en"):
        found.add(form[2:])
    if form.endswith(("as", "os")) and len(form) > _SHORTEST_GENITIVE:
        found.add(form[:-1])
    return frozenset(found)


def _is_noun(word: str) -> bool:
    """Nouns alone have a capital: Ende is no form of enden. The verb that begins a sentence is not found."""
    return word[0].isupper() and not word.isupper() and lexicon("de").lemma(word) is not None


def reader(_: str) -> Reader:
    any_reading = lexical_reader("de", more=_besides)

    def readings(word: str) -> frozenset[str]:
        found = any_reading.readings(word)
        if not _is_noun(word):
            return found
        verb = lexicon("de").lemma(word.lower()) or ""
        return found - {normal(verb)} if verb.endswith("n") and len(found) > 1 else found

    return replace(any_reading, readings=readings)
