"""How wide text stands in a terminal, and lines that fit. East Asian wide characters take two cells (UAX 11)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# What may not begin a line in Chinese and Japanese (JIS X 4051, the common part).
NOT_FIRST = "、。，．・：；？！」』）】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%)]}»”’,.!?…*"
NOT_LAST = "「『（【〔〈《([{«“‘*"


def width(text: str) -> int:
    """Cells that `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


# Cached: a digest asks for its few hundred characters some 100,000 times.
@cache
def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, room: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most `room` cells, the first begun with `first`; only what cannot be broken is longer."""
    lines: list[str] = []
    line = indent if first is None else first
    used, bare = width(line), True
    for piece in _pieces(text):
        if not bare and used + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, used, bare = indent, width(indent), True
        if not bare or not piece.isspace():
            line, used, bare = line + piece, used + width(piece), False
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What stands together: words with the blank after them, wide characters one by one with what clings to them."""
    for word in re.findall(r"\S+\s*|\s+", text):
        if word.isascii() or not any(map(_is_wide, word)):
            yield word
            continue
        piece = ""
        for character in word:
            may_break = piece and (_is_wide(character) or _is_wide(piece[-1]))
            if may_break and character not in NOT_FIRST and not character.isspace() and piece[-1] not in NOT_LAST:
                yield piece
                piece = ""
            piece += character
        yield piece


@cache
def _is_wide(character: str) -> bool:
    # Korean is written with blanks between words and broken there.
    return _cells(character) == 2 and not "\uac00" <= character <= "\ud7a3"
