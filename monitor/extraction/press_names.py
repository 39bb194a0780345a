"""Where a text names outlets, in any case of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.model.outlets import OutletId, Press
from monitor.text.normalising import normal


class Named(NamedTuple):
    """A name in a text: where, and whose; `outlet` is None for a name that nobody knows."""

    start: int
    end: int
    outlet: OutletId | None
    printed: str


class _Index(NamedTuple):
    spaced: dict[str, tuple[tuple[tuple[str, ...], OutletId], ...]]
    unspaced: tuple[tuple[str, OutletId], ...]


@lru_cache(maxsize=8)
def _index(press: Press) -> _Index:
    """Names by the stem of their first word, and names of scripts without blanks."""
    spaced: dict[str, list[tuple[tuple[str, ...], OutletId]]] = {}
    unspaced: list[tuple[str, OutletId]] = []
    for outlet, names in press.names:
        for name in names:
            if re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", name):
                unspaced.append((name, outlet))
            elif words := tuple(match["word"] for match in _WORDS.finditer(normal(name))):
                spaced.setdefault(words[0][:3], []).append((words, outlet))
    longest = {stem: tuple(sorted(rows, key=lambda row: -len(row[0]))) for stem, rows in spaced.items()}
    return _Index(longest, tuple(sorted(unspaced, key=lambda row: -len(row[0]))))


# French and Italian articles are elided before a name: l'AFP, dell'ANSA.
# A word ends where a script without blanks begins: CNNのインタビュー.
_LETTER = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_WORDS = re.compile(
    rf"(?:\b(?:[ld]|qu|dell|all|dall|nell|sull|un)['’])?(?P<word>{_LETTER}+(?:['’]{_LETTER}+)*)", re.IGNORECASE
)


def known_names(text: str, press: Press) -> Iterator[Named]:
    """Every known name in a text, in any case of its language, the longest first."""
    index = _index(press)
    words = [(match.group("word"), match.start("word"), match.end()) for match in _WORDS.finditer(text)]
    folded = [normal(word) for word, _, _ in words]
    position = 0
    while position < len(words):
        row = _named_at(index, words, folded, position)
        if row is not None and folded[position] == "the" and position + 1 < len(words):
            # "the Nikkei Asia newspaper" is Nikkei Asia, not The Nikkei.
            longer = _named_at(index, words, folded, position + 1)
            row = None if longer and longer[0] >= row[0] else row
        if row is None:
            position += 1
            continue
        size, outlet = row
        start, end = words[position][1], words[position + size - 1][2]
        yield Named(start, end, outlet, text[start:end])
        position += size
    for name, outlet in index.unspaced:
        if (start := text.find(name)) >= 0:
            yield Named(start, start + len(name), outlet, name)


def _named_at(
    index: _Index, words: list[tuple[str, int, int]], folded: list[str], position: int
) -> tuple[int, OutletId] | None:
    for names, outlet in index.spaced.get(folded[position][:3], ()):
        said = folded[position : position + len(names)]
        if len(said) == len(names) and all(map(_is_form, said, names)):
            printed = [word for word, _, _ in words[position : position + len(names)]]
            if not _is_proper(printed, names):
                continue
            return len(names), outlet
    return None


def _is_proper(printed: list[str], names: tuple[str, ...]) -> bool:
    """Whether words are printed as a name: with a capital or a digit; acronyms in capitals ("ap", "pap" are words)."""
    if names == ("dpa",):
        return True
    if len(names) == 1 and len(names[0]) <= 3:
        return printed[0][:2].isupper()
    return any(word[:1].isupper() or word[:1].isdigit() for word in printed)


def _is_form(said: str, name: str) -> bool:
    """Whether a word is a name's word in some case: Укрінформу, Рейтера, Кіодо, PAP-u."""
    # Turkish and Finnish part an ending by an apostrophe: Reuters’in, CNN'n.
    if said == name or said.partition("’")[0] == name or said.partition("'")[0] == name:
        return True
    if len(name) < 4:
        return False
    if name.isascii() and said.isascii():
        return len(name) >= 5 and said.startswith(name) and len(said) - len(name) <= 2
    stem = name[:-1] if name[-1] in "аяоеєиіїьйыуюэaeiouy" else name
    return said.startswith(stem) and len(said) - len(stem) <= 3
