"""Russian: every reading of pymorphy3 that is not far-fetched; it guesses words that its dictionary does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.text.languages import Reader
from monitor.text.languages.paradigms import Paradigm, declined, ending_table, likely_lemmas
from monitor.text.normalising import normal

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

# For names no dictionary knows: Ишибы, Такаити, Столтенберга (Русская грамматика 1980, §§ 1169–1210).
_PARADIGMS: tuple[Paradigm, ...] = (
    ("а", "ы и е у ой ою _ ам ами ах"),
    ("я", "и е ю ей ею ь ям ями ях"),
    ("ия", "ии ию ией ий иям иями иях"),
    ("_", "а у ом е ы и ов ам ами ах ем"),
    ("ь", "я ю ем е и ей ям ями ях"),
    ("й", "я ю ем е и ев ям ями ях"),
    ("ий", "ого ому им ом ая ой ую ое ие их ими"),
    ("ский", "ско"),
)
_TABLE = ending_table(_PARADIGMS)
# The share of a form's uses that a reading must have. A noun's may be rare, and yet what is asked for (стали as a form
# of сталь has .02; the hundredth part is where OpenCorpora's counts are single sightings); other words' may not, nor a
# noun's where the form is mostly a pronoun or preposition (им of имя), nor an adjective's where it is mostly an adverb
# (просто). On 80,000 frequent forms this loses .8 % of the nouns and adjectives, and half of the wrong ones.
_FAR_FETCHED, _UNLIKELY, _IN_GRAMMATICAL, _IN_ADVERB = 0.01, 0.1, 0.3, 0.5
_GRAMMATICAL = frozenset(("PREP", "CONJ", "PRCL", "NPRO", "INTJ"))
_ADVERBIAL = frozenset(("ADVB", "PRED"))
# OpenCorpora's marks of first names, surnames, patronymics and places.
_NAMES = frozenset(("Name", "Surn", "Patr", "Geox"))


def reader(_: str) -> Reader:
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer(lang="ru")

    def readings(word: str) -> frozenset[str]:
        lower = word.lower()
        parses = analyser.parse(lower)
        if word[:1].islower():
            # What is written small is no name, unless it is nothing else.
            parses = [parse for parse in parses if not _NAMES & parse.tag.grammemes] or parses
        found = _likely(parses)
        if lower.endswith("ско"):
            found.add(lower[:-1] + "ий")
        if not analyser.word_is_known(lower):
            found |= likely_lemmas(lower, _TABLE)
        return frozenset(map(normal, found))

    def is_lemma(word: str) -> bool:
        return bool(analyser.word_is_known(word.lower())) and normal(word) in readings(word)

    def forms(lemma: str) -> frozenset[str]:
        parse = next((one for one in analyser.parse(lemma) if one.normal_form == lemma.lower()), None)
        if parse is None or not analyser.word_is_known(lemma):
            return declined(lemma.lower(), _PARADIGMS)
        return frozenset(one.word for one in parse.lexeme)

    return Reader(readings, is_lemma, forms)


def _likely(parses: Sequence[Parse]) -> set[str]:
    """The lemmas of the readings that the form is likely to have; at least the likeliest."""
    shares: dict[str, float] = {}
    parts: dict[str, set[str]] = {}
    for parse in parses:
        shares[parse.normal_form] = shares.get(parse.normal_form, 0.0) + parse.score
        parts.setdefault(parse.normal_form, set()).add(parse.tag.POS)
    first = max(shares, key=lambda lemma: shares[lemma])
    found = {lemma for lemma, share in shares.items() if share >= _least(parts[lemma], parts[first])}
    return found | {first}


def _least(parts: set[str], usual: set[str]) -> float:
    is_noun = "NOUN" in parts
    if usual & _GRAMMATICAL and not parts & _GRAMMATICAL:
        return _IN_GRAMMATICAL
    if usual & _ADVERBIAL and not is_noun:
        return _IN_ADVERB
    return _FAR_FETCHED if is_noun else _UNLIKELY
