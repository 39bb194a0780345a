"""Russian: every reading of pymorphy3 that is not far-fetched; it guesses words that its dictionary does not know."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.paradigms import Paradigm, declined, ending_table, likely_lemmas
from monitor.text.normalising import normal

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
# Readings that make up less than this share of a form's uses are left out (стали as a form of сталь has .02, kept;
# the hundredth part is where OpenCorpora's counts are single sightings).
_FAR_FETCHED = 0.01
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
        shares: dict[str, float] = {}
        for parse in parses:
            shares[parse.normal_form] = shares.get(parse.normal_form, 0.0) + parse.score
        found = {lemma for lemma, share in shares.items() if share >= _FAR_FETCHED}
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
