"""Ukrainian: its dictionary, and for names the endings of the grammar."""

from __future__ import annotations

import re

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import lexicon
from monitor.text.languages.guessing import POSSIBLE
from monitor.text.languages.lexical import lexical_reader
from monitor.text.languages.paradigms import Paradigm, declined, ending_table, likely_lemmas

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
    ("ість", "ості ости істю остей остям остями остях"),  # ости: the spelling of 1929, allowed again since 2019
    ("и", "_ ам ами ах ів"),  # Філіппіни
    ("і", "_ ів ам ами ах ей ям ями ях ь"),
    ("ий", "ого ому им ім а ої ій у ою е і их ими о"),
    ("ій", "ього ьому ім я ьої ю ьою є і іх іми"),
    ("ський", "сько"),
    ("ов", "овим ова овій ову овою ове ові ових овими"),  # surnames: Ахметовим
    ("ев", "евим ева евій еву евою еві евих евими"),
    ("єв", "євим єва євій єву євою єві євих євими"),
    ("ін", "іним іна іній іну іною іні іних іними"),
    ("їн", "їним їна їній їну їною їні їних їними"),
)
_TABLE = ending_table(_PARADIGMS)
_OPEN_ENDINGS = (
    "а", "у", "ові", "ом", "і", "я", "ю", "ем", "еві", "и", "ів",
    "ам", "ами", "ах", "ей", "ям", "ями", "ях", "ою", "ею",
)  # fmt: skip


def _closed_stems(word: str) -> frozenset[str]:
    """The lemmas whose vowel closes with the syllable, or is there only in it: Києва of Київ, року of рік, Тернополя of
    Тернопіль; Псла of Псел, дні of день."""
    found: set[str] = set()
    for ending in _OPEN_ENDINGS:
        stem = word[: len(word) - len(ending)]
        if not word.endswith(ending) or len(stem) < 2:
            continue
        if ending in "юяєї" and stem[-1] == "о":
            found.add(f"{stem[:-1]}ій")  # бою of бій
        elif len(stem) > 2 and stem[-2] in "оеє":
            found.add(stem[:-2] + ("ї" if stem[-2] == "є" or stem[-3] in _VOWELS else "і") + stem[-1])
        elif stem[-1] in _CONSONANTS and stem[-2] in _CONSONANTS:
            found |= {stem[:-1] + vowel + stem[-1] for vowel in "ео"}
    return frozenset(found | {f"{closed}ь" for closed in found})


_VOWELS = "аеєиіїоуюя"
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"


def _besides(form: str) -> frozenset[str]:
    """What the dictionary, which has one lemma for a form, leaves out: Києва of Київ, міст of місто, кошти of кошт.

    A form that is a lemma itself (коли) is none of a noun with another vowel (кіл)."""
    words = lexicon("uk")
    plural = frozenset((form + "о", form + "а")) if len(form) > 3 and form[-1] in _CONSONANTS else frozenset()
    if not words.is_lemma(form):
        return _closed_stems(form) | plural
    return plural | (words.endings.lemmas(form, POSSIBLE) if form[-1] in "иі" else frozenset())


# Adverbs and nouns of quality are words of their own (Український правопис 2019, §§ 41, 87).
_OWN = re.compile(r"(?:(?<!г)о|ість)\Z")
_DERIVED = ((_OWN, "ий"), (_OWN, "ій"))


def _of_name(form: str) -> frozenset[str]:
    return likely_lemmas(form, _TABLE) | _closed_stems(form)


def reader(_: str) -> Reader:
    return lexical_reader(
        "uk", more=_besides, unknown=_of_name, forms=lambda lemma: declined(lemma, _PARADIGMS), derived=_DERIVED
    )
