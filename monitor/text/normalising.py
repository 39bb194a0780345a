"""The form in which texts are compared, and the way back to the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from monitor.text.han import SIMPLIFIED, TRADITIONAL

# Typed for one another in news pages: seed 001 mixes U+2019 and U+0027 in one text.
APOSTROPHES = "'\u2019\u2018\u201b\u02bc\u02bb\u02b9\u0060\u00b4\u2032\uff07"
# Every dash, for "Індо–Тихоокеанський" is printed with each of them.
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_DOTS = "\u00b7\u30fb\uff65\u2027\u2022\u2219\u22c5"
# Soft hyphen, Arabic tatweel, zero width and direction marks, variation selectors, and the accents that stay by
# themselves after composition: stress marks over Cyrillic, the dot of a lowered İ.
INVISIBLE = (
    "\u00ad\u0640\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2064\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
STRESS = "\u0300\u0301\u0307\u0341\u0340"

_BEFORE = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(INVISIBLE))
_AFTER = str.maketrans(
    dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
    | dict.fromkeys(INVISIBLE + STRESS)
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(_DOTS, "·")
    | {"ґ": "г", "ё": "е", "ѐ": "е", "ѝ": "и"}
)


# Longer than nearly any word; and so many words as are met again soon.
_LONGEST_WORD, _REMEMBERED = 40, 16_384


def normal(text: str) -> str:
    """The text as it is compared: NFKC, casefolded, one apostrophe, one hyphen, no invisible signs, ґ=г, ё=е, 國=国."""
    # To read one word its normal form is asked for five times.
    return _normal_word(text) if len(text) <= _LONGEST_WORD else _normal(text)


def _normal(text: str) -> str:
    folded = text.translate(_BEFORE)
    while True:
        once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold()).translate(_AFTER)
        if once == folded:
            return once
        folded = once


_normal_word = lru_cache(maxsize=_REMEMBERED)(_normal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """A text in normal form; `starts[i]` and `ends[i]`: where its i-th character stands in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of a non-empty span of the normal form."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=65536)
def _joins_previous(character: str) -> bool:
    decomposed = unicodedata.normalize("NFKC", character)
    # Marks, half-width voicing marks, and the jamo that compose with the syllable before them (Unicode, UAX 15).
    return bool(decomposed) and (unicodedata.category(decomposed[0])[0] == "M" or "\u1160" <= decomposed[0] <= "\u11ff")


_normal_of_cluster = lru_cache(maxsize=65536)(normal)


def mapped(text: str) -> Normal:
    """The normal form of a text, cluster by cluster, with the way back."""
    signs = {sign: _normal_of_cluster(sign) for sign in set(text)}
    if any(_joins_previous(sign) or sign in INVISIBLE for sign in signs):
        return _mapped_by_cluster(text)
    # As nearly every text: each character is a cluster.
    single = [signs[sign] for sign in text]
    if all(len(piece) == 1 for piece in signs.values()):
        length = len(text)
        return Normal(text="".join(single), starts=tuple(range(length)), ends=tuple(range(1, length + 1)))
    starts = tuple(place for place, piece in enumerate(single) for _ in piece)
    return Normal(text="".join(single), starts=starts, ends=tuple(start + 1 for start in starts))


def _mapped_by_cluster(text: str) -> Normal:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (_joins_previous(text[end]) or text[end] in INVISIBLE):
            continue
        piece = _normal_of_cluster(text[start:end]) if end - start < 64 else normal(text[start:end])
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
        start = end
    return Normal(text="".join(pieces), starts=tuple(starts), ends=tuple(ends))
