"""Ukrainian: simplemma's dictionary, which has one lemma a form, and the endings of the grammar for what it leaves out."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import forms_of_lemma, is_lemma, lemmas, lexicon, spellings
from monitor.text.languages.paradigms import Paradigm, declined, ending_table, likely_lemmas
from monitor.text.normalising import normal

# Declension of nouns and adjectives (Український правопис 2019, §§ 82–108), with the changes of the stem's last
# consonant and the vowels that come and go before it.
_PARADIGMS: tuple[Paradigm, ...] = (
    ("а", "и і у ою о _ ам ами ах"),  # Ішіба, Москва
    ("а", "і у ею е _ ам ами ах"),  # Гаша (mixed)
    ("ка", "ки ці ку кою ко ок кам ками ках"),
    ("га", "ги зі гу гою го г гам гами гах"),
    ("ха", "хи сі ху хою хо х хам хами хах"),
    ("я", "і ю ею е ь ям ями ях"),
    ("ія", "ії ію ією іє ій іям іями іях"),  # Японія
    ("я", "ї ю єю є й ям ями ях"),
    ("_", "а у ові ом і е и ів ам ами ах ем еві"),  # Столтенберг, Сеул
    ("г", "зі же"),
    ("к", "ці че"),
    ("х", "сі ше"),
    ("ок", "ка ку кові ком ки ків кам ками ках"),
    ("ень", "ня ню ні нем нів ням нями нях"),
    ("ець", "ця цю цеві цем ці ців цям цями цях че"),
    ("ь", "я ю еві ем і ів ям ями ях"),
    ("й", "я ю єві єм ї їв ям ями ях є"),
    ("ій", "ія ію ієві ієм ії іїв іям іями іях"),
    ("о", "а у ові ом і _ ам ами ах ів"),
    ("е", "я ю ем і ів ь ям ями ях а у"),
    ("я", "я ю ям і ь ями ях"),
    ("ь", "і ю ю ей ям ями ях"),
    ("ість", "ості істю остей остям остями остях"),
    ("и", "_ ам ами ах ів"),  # Філіппіни
    ("і", "_ ів ам ами ах ей ям ями ях ь"),
    ("ий", "ого ому им ім а ої ій у ою е і их ими о"),
    ("ій", "ього ьому ім я ьої ю ьою є і іх іми"),
    ("ський", "сько"),
)
_TABLE = ending_table(_PARADIGMS)
_OPEN_ENDINGS = [
    "а",
    "у",
    "ові",
    "ом",
    "і",
    "я",
    "ю",
    "ем",
    "еві",
    "и",
    "ів",
    "ам",
    "ами",
    "ах",
    "ей",
    "ям",
    "ями",
    "ях",
    "ою",
    "ею",
]


def _closed_stems(word: str) -> frozenset[str]:
    """The lemmas whose vowel closes with the syllable: Києва of Київ, року of рік, Тернополя of Тернопіль, ночі of ніч."""
    found = set()
    for ending in _OPEN_ENDINGS:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and stem[-2] in "оеє":
            closed = stem[:-2] + ("ї" if stem[-2] == "є" or stem[-3] in _VOWELS else "і") + stem[-1]
            found |= {closed, f"{closed}ь"}
    return frozenset(found)


_VOWELS = "аеєиіїоуюя"


def reader(_: str) -> Reader:
    lexicon("uk")

    def readings(word: str) -> frozenset[str]:
        known = lemmas(word, "uk")
        lower = spellings(word)[0]
        likely = likely_lemmas(lower, _TABLE, shortest_stem=1 if known else 2) | _closed_stems(lower)
        if known:
            likely = frozenset(lemma for lemma in likely if is_lemma(lemma, "uk"))
        return frozenset(normal(lemma) for lemma in known | likely) | {normal(word)}

    def forms(lemma: str) -> frozenset[str]:
        return forms_of_lemma(lemma, "uk", _TABLE) or declined(lemma.lower(), _PARADIGMS)

    return Reader(readings, lambda word: is_lemma(word, "uk"), forms)
