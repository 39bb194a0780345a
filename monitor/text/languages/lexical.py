"""Languages read by a dictionary of one lemma a form; what it leaves out, by endings learned from it, by what the
language joins to a word, and by the parts of a compound."""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import Lexicon, lexicon, spellings
from monitor.text.languages.guessing import LIKELY, MOSTLY, POSSIBLE
from monitor.text.languages.names import of_name
from monitor.text.normalising import normal

# Further lemmas that a form in lower case may have, of which only those of the dictionary count.
More = Callable[[str], frozenset[str]]
# Forms of names, which no dictionary knows, in lower case.
Declined = Callable[[str], frozenset[str]]

# Pronouns and particles that are written on a word (VISK §§ 95, 126; Nueva gramática § 16.4; Grammatica italiana V 6).
_JOINED = {
    "es": "lo la le los las les se me te nos os melo telo selo",
    "et": "gi ki",
    "fi": "nsa nsä mme nne ni si an än en kin kaan kään han hän ko kö pa pä",
    "it": "lo la li le gli ne ci vi si mi ti",
    "pt": "lo la los las se",
}
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 4
# Words of two letters are particles, of which every ending makes a noun: не is no form of "на"; and a lemma of three
# letters (час, але, три) is hardly ever a form of another.
_LONGEST_PARTICLE, _SHORTEST_FORM_OF_TWO = 2, 4


def none_more(_: str) -> frozenset[str]:
    return frozenset()


def reader(name: str) -> Reader:
    return lexical_reader(name)


# A word's ending, and that of a lemma of which it is derived, but no form: можливо and можливість are not of можливий.
Derived = tuple[tuple[re.Pattern[str], str], ...]


def lexical_reader(
    name: str, *, more: More = none_more, unknown: More = none_more, forms: Declined = none_more, derived: Derived = ()
) -> Reader:
    """`more`: what else a form may be of, besides what the dictionary shows; `unknown`: what a word that it does not
    know may be of, besides; `forms`: those of a lemma that it does not know; `derived`: what is a word of its own."""
    words = lexicon(name)
    joined = tuple(_JOINED.get(name, "").split())

    def readings(word: str) -> frozenset[str]:
        lower = spellings(word)[0]
        found = words.lemmas(word)
        if not found:
            found = _unknown(lower, words, joined) | of_name(lower, name) | unknown(lower)
        elif len(lower) > _LONGEST_PARTICLE:
            found |= _further(word, lower, found, words)
            found = frozenset(one for one in found if not _is_derived(lower, one, derived)) or frozenset((lower,))
        found |= frozenset(filter(words.is_lemma, more(lower)))
        return frozenset(map(normal, found))

    def all_forms(lemma: str) -> frozenset[str]:
        return words.forms(lemma) or forms(spellings(lemma)[0])

    return Reader(readings, words.is_lemma, all_forms)


def _further(word: str, lower: str, found: frozenset[str], words: Lexicon) -> frozenset[str]:
    """The second lemmas of a word that the dictionary knows, of which it tells one."""
    if _is_titled(word):
        return frozenset(filter(words.is_name, words.endings.lemmas(lower, POSSIBLE)))
    if lower not in found:
        return frozenset(filter(words.is_lemma, words.endings.lemmas(lower, LIKELY)))
    if len(lower) < _SHORTEST_FORM_OF_TWO:
        return frozenset()
    return frozenset(filter(words.is_lemma, words.endings.lemmas(lower, MOSTLY)))


def _is_derived(word: str, lemma: str, derived: Derived) -> bool:
    return any(lemma.endswith(other) and ending.search(word) for ending, other in derived)


def _is_titled(word: str) -> bool:
    """A name, or a German noun, is no form of a verb: Ende is not "enden". In capitals throughout, anything may be."""
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _unknown(lower: str, words: Lexicon, joined: tuple[str, ...]) -> frozenset[str]:
    """A word the dictionary does not know: a lemma of it in a form that it lacks, else whatever its ending allows."""
    possible = words.endings.lemmas(lower, POSSIBLE)
    known = frozenset(filter(words.is_lemma, possible))
    return known or possible | _without_joined(lower, words, joined) | _compound(lower, words) | {lower}


def _without_joined(lower: str, words: Lexicon, joined: tuple[str, ...]) -> frozenset[str]:
    heads = (lower[: -len(one)] for one in joined if lower.endswith(one))
    return frozenset(lemma for head in heads if len(head) >= _SHORTEST_TAIL for lemma in words.lemmas(head))


def _compound(lower: str, words: Lexicon) -> frozenset[str]:
    """By the longest known word at its end: verkkosivuilla as verkko and sivuilla is a form of verkkosivu."""
    for cut in range(_SHORTEST_HEAD, len(lower) - _SHORTEST_TAIL + 1):
        lemmas = words.lemmas(lower[cut:])
        if lemmas:
            return frozenset(lower[:cut] + lemma.lower() for lemma in lemmas)
    return frozenset()
