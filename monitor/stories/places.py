"""Which states a text names, whatever the language and the case: Japan, Японією, 日本 are all `JP`, and so is Tokyo.

Consonants tell a name across scripts only where it is one name; most states are called differently by each language.
"""

from __future__ import annotations

import re
from functools import cache

from monitor.stories.cities import CITIES
from monitor.stories.countries import COUNTRIES

# A case or the word for the people lengthens a beginning by so much; a short one is easily another word.
ENDING, SHORT_ENDING, SHORT = 4, 2, 4
# Names in unspaced scripts are at most so many signs; of several words, so many.
SIGNS, WORDS = 8, 3

_WORD = re.compile(r"[^\W\d_぀-ヿ㐀-鿿가-힣]+(?:\.[^\W\d_](?!\w))?")
_RUN = re.compile(r"[ァ-ヺー]+|[㐀-鿿]+|[가-힣]+")


@cache
def _called() -> dict[str, str]:
    # A state's own name comes last and wins.
    lines = (line.partition(": ") for line in (CITIES + COUNTRIES).strip().splitlines() if line)
    return {name: code for code, _, names in lines for name in names.rstrip(",").split(", ")}


def places(text: str) -> dict[str, str]:
    """As each state is written in the text, by its code (ISO 3166, and EU)."""
    found: dict[str, str] = {}
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        if word[0].isupper():
            for count in range(min(WORDS, len(words) - at), 0, -1):
                name = " ".join(words[at : at + count])
                if code := _code(name) if count == 1 else _called().get(name.lower()):
                    found.setdefault(code, name)
                    break
    for run in _RUN.findall(text):
        found = dict(_in_run(run)) | found
    return found


def is_place(word: str) -> bool:
    """Whether a word by itself, as written, names a state or a large city, in unspaced scripts any part of it."""
    return bool(places(word))


@cache
def in_signs(code: str) -> tuple[str, ...]:
    """What a state is called in scripts without spaces."""
    return tuple(name for name, own in _called().items() if own == code and _RUN.fullmatch(name))


def _code(word: str) -> str | None:
    plain, called = word.lower(), _called()
    if len(word) < SHORT:
        return called.get(plain) if word.isupper() else None
    for length in range(len(word), SHORT - 1, -1):
        if len(word) - length > ENDING:
            break
        code = called.get(plain[:length])
        if code and len(word) - length <= (SHORT_ENDING if length == SHORT else ENDING):
            return code
    return None


def _in_run(run: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(run):
        sizes = range(min(SIGNS, len(run) - at), 1, -1)
        size = next((size for size in sizes if run[at : at + size] in _called()), 0)
        if size:
            found.append((_called()[run[at : at + size]], run[at : at + size]))
        at += size or 1
    return found
