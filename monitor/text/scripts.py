"""Which writing a character belongs to, as far as matching needs to know."""

from __future__ import annotations

import re
from functools import lru_cache

# Scripts whose words are not set apart by blanks; ranges of the Unicode blocks.
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3031-\u3035\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
# Thai, Lao, Myanmar, Khmer.
SOUTH_EAST = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
UNSPACED = HAN + KANA + HANGUL + SOUTH_EAST
# Combining signs of the scripts in the news (blocks, taken whole), and the invisible signs that stand inside words.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03"
    "\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04"
    "\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3e-\u0d4d\u0d57\u0d82\u0d83\u0dca-\u0ddf\u135d-\u135f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f"
)

_SCRIPTS = (
    ("Latin", re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]")),
    ("Cyrillic", re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")),
    ("Kana", re.compile(f"[{KANA}]")),
    ("Han", re.compile(f"[{HAN}]")),
    ("Hangul", re.compile(f"[{HANGUL}]")),
    ("Greek", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("Arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")),
    ("Hebrew", re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")),
    ("Devanagari", re.compile("[\u0900-\u097f]")),
    ("Georgian", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")),
    ("Armenian", re.compile("[\u0530-\u058f]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Bengali", re.compile("[\u0980-\u09ff]")),
    ("Tamil", re.compile("[\u0b80-\u0bff]")),
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


@lru_cache(maxsize=16384)
def script_of(word: str) -> str | None:
    """The script of a word's first letter, e.g. "Cyrillic"; None where it has no letter of a script known here."""
    for character in word:
        for name, letters in _SCRIPTS:
            if letters.match(character):
                return name
    return None


def is_unspaced(text: str) -> bool:
    """Whether any of it is in a script that does not set words apart by blanks."""
    return _UNSPACED.search(text) is not None


def script_counts(text: str) -> dict[str, int]:
    """How many letters of each script there are; scripts without any are left out."""
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS}
    return {name: count for name, count in counts.items() if count}


# Letters that look alike in Latin and Cyrillic; "НАТO" with one Latin letter is typed by mistake, or to hide.
_LATIN_ALIKE = "ABCEHIKMOPTXaceiopxy"
_CYRILLIC_ALIKE = "АВСЕНІКМОРТХасеіорху"
_TO_CYRILLIC = str.maketrans(_LATIN_ALIKE, _CYRILLIC_ALIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_ALIKE, _LATIN_ALIKE)
_MIXED = re.compile("(?=.*[A-Za-z])(?=.*[\u0400-\u052f])")


@lru_cache(maxsize=16384)
def one_script(word: str) -> str:
    """A word that mixes Latin and Cyrillic in the one of which it has letters of its own; others as they are."""
    if not _MIXED.match(word):
        return word
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not re.search("[A-Za-z]", cyrillic):
        return cyrillic
    return latin if not re.search("[\u0400-\u052f]", latin) else word
