"""The hard facts of a sentence: figures, days, names, quotations. Words differ from outlet to outlet, facts do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from monitor.stories.edit_words import NUMBER_WORDS, PLACES, TITLES
from monitor.stories.edits import negations
from monitor.stories.evidence import name_key
from monitor.stories.fingerprints import letters
from monitor.stories.lexicon import COMMON
from monitor.stories.numerals import days, numbers, without_days
from monitor.text import normal, primary, readings, sentences, tokens

# A quotation shorter than this is a word in quotation marks.
QUOTED = re.compile(r'«([^»]{20,})»|“([^”]{20,})”|„([^”“]{20,})[”“]|「([^」]{10,})」|『([^』]{10,})』|"([^"\n]{20,})"')
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}(?:・[ァ-ヺー]+)*")
# Signs of a personal name before who bears it; particles are no part of one.
_BEARER = re.compile(rf"([一-鿿]{{2,4}}|[가-힣]{{2,4}})\s?(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_DIGIT = re.compile(r"(?<![\w.,:-])(\d)(?![\w.,:-]*\d)")
_BESIDE_SIGN = re.compile(r"(?<=[぀-ヿ㐀-鿿가-힣])(?=\d)")
# Offices and bodies that English writes with capitals; who holds them is the name.
_OFFICE_WORDS = """
prime minister president secretary general foreign defence defense ministry government parliament office mayor chief
union chancellor senator admiral inspector ambassador council committee department state police
"""
_OFFICES = frozenset(_OFFICE_WORDS.split())
# Letters of a name that are compared where a case ending follows.
BEGINNING = 4


# Turns that a story takes, each new where no told sentence says it happened: somebody died, was held, left office.
OUTCOMES = {
    "death": re.compile(
        r"\b(?:died|dies|killed|dead|death)\b|загину|помер|померл|убит|погиб|умер|zginę|zginął|zmarł|śmierteln|starb|getötet"
        r"|ums leben|tote[rn]?\b|(?:est|sont) mort|décédé|tué|死亡|死去|亡くな|숨졌|숨진|사망|遇难|遇難|身亡",
        re.IGNORECASE,
    ),
    "arrest": re.compile(
        r"\b(?:arrest(?:ed|s)|detained)\b|затрима|арешт|задержа|арестов|zatrzyma[łn]|aresztow|festgenommen|verhaftet"
        r"|arrêté|interpellé|逮捕|拘束|체포|구속|拘留|拘捕",
        re.IGNORECASE,
    ),
    "leaving": re.compile(
        r"\b(?:resign(?:ed|s)|steps? down|stepped down|dismissed|sacked)\b|відставк|звільнен[ои] з посади|отставк"
        r"|уволен|dymisj|zrezygnował|odwołan|zurückgetreten|tritt zurück|entlassen|démission|limogé"
        r"|辞任|辞職|更迭|사임|사퇴|해임|辞职|辭職|免职",
        re.IGNORECASE,
    ),
}


def outcomes(sentence: str, language: str | None) -> frozenset[str]:
    """The turns that a sentence says were taken; a sentence that says no says none."""
    if negations(sentence, language):
        return frozenset()
    return frozenset(name for name, said in OUTCOMES.items() if said.search(sentence))


@dataclass(slots=True)
class Known:
    """What some texts say: grows as texts are taken in."""

    numbers: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    # Names by consonants, which hold across alphabets; and by the readings and beginnings of the words as written.
    keys: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    quoted: str = ""
    signs: str = ""

    def take(self, title: str, text: str, language: str | None) -> None:
        """Know what this text says; every word of it is known as a name, whatever it is."""
        whole = f"{title}\n{text}"
        self.numbers |= figures(whole, language)
        self.days |= days(whole)
        self.signs += normal(whole)
        self.quoted += letters(whole)
        for span in sentences(whole):
            self.outcomes |= outcomes(whole[span.start : span.end], language)
        for token in tokens(whole):
            self.keys.add(name_key(token.text))
            self.words |= readings(token.text, language)
            self.beginnings.add(token.normal[:BEGINNING])

    def has_name(self, name: str, language: str | None) -> bool:
        plain = normal(name)
        return (
            plain in self.signs
            or name_key(name) in self.keys
            or not self.words.isdisjoint(readings(name, language))
            or (len(plain) > BEGINNING and plain[: max(BEGINNING, len(plain) - 3)] in self._begun(len(plain)))
        )

    def _begun(self, length: int) -> set[str]:
        return {word[: max(BEGINNING, length - 3)] for word in self.words}

    def has_quote(self, quotation: str) -> bool:
        """Whether most of it was quoted or told before, word for word."""
        plain = letters(quotation)
        pieces = [plain[at : at + 12] for at in range(0, max(1, len(plain) - 11), 6)]
        return sum(piece in self.quoted for piece in pieces) >= 0.5 * len(pieces)


def figures(text: str, language: str | None) -> frozenset[str]:
    """Counts and amounts; single digits and number words from three on too. No years, days, times of day."""
    # Signs that stand for words touch their figures: 職員は25人.
    plain = _BESIDE_SIGN.sub(" ", _CLOCK.sub(" ", without_days(text)))
    found = set(numbers(plain, language))
    found |= {digit for digit in _DIGIT.findall(plain) if digit not in "012"}
    words = (NUMBER_WORDS.get(token.normal, 0) for token in tokens(plain))
    return frozenset(found | {str(number) for number in words if number > 2} - {"1000", "100"})


def quotations(text: str) -> Iterator[str]:
    for found in QUOTED.finditer(text):
        yield next(part for part in found.groups() if part)


def names(sentence: str, language: str | None) -> list[str]:
    """Names of persons, places and bodies in a sentence, as written."""
    code = primary(language or "")
    if code in ("zh", "ja", "ko"):
        return list(dict.fromkeys(_unspaced_names(sentence)))
    runs = list(_capitals(sentence))
    if code == "de":  # where every noun has a capital, two in a row are a name, or one that is all capitals
        return [run[-1] for run in runs if len(run) > 1] + [
            run[0] for run in runs if len(run) == 1 and run[0].isupper()
        ]
    return [word for run in runs for word in run]


def _unspaced_names(sentence: str) -> Iterable[str]:
    yield from (found[0] for found in _KATAKANA.finditer(sentence))
    yield from (found[1] for found in _BEARER.finditer(sentence))
    yield from (place for place in PLACES if place in sentence)
    yield from (
        token.text
        for token in tokens(sentence)
        if token.text.isascii() and token.text.isupper() and len(token.text) > 1
    )


def _capitals(sentence: str) -> Iterator[list[str]]:
    """Runs of capitalised words; the first word of the sentence counts only within a run."""
    run: list[str] = []
    last_end = 0
    for index, token in enumerate(tokens(sentence)):
        word = token.text
        capital = word[0].isupper() and len(word) > 1 and not _is_common(word) and token.normal not in _OFFICES
        beside = not run or not sentence[last_end : token.start].strip(" -–")
        if capital and (index or word.isupper() or _next_is_capital(sentence, token.end)):
            if not beside:
                yield run
                run = []
            run.append(word)
        elif run:
            yield run
            run = []
        last_end = token.end
    if run:
        yield run


@lru_cache(maxsize=8192)
def _is_common(word: str) -> bool:
    return "".join(sign for sign in letters(word)) in COMMON


def _next_is_capital(sentence: str, at: int) -> bool:
    following = sentence[at:].lstrip(" ")
    return following[:1].isupper() and at < len(sentence)


def is_year(number: str) -> bool:
    """Whether a figure is a year: it dates something and counts nothing."""
    return _YEAR.fullmatch(number) is not None
