"""What keyboards and word processors put for the signs of the query language, and the invisible signs of web pages.

Nothing of it is lost: full-width signs are the same signs, and invisible ones tell no word from another (text.normal).
"""

from __future__ import annotations

import re
import unicodedata

# A phrase may stand in the quotation marks of any language; what opens is closed by its own kind.
STRING = (
    r"(?:\"(?:\\.|[^\"\\])*\"|[“”„‟][^“”„‟\"]*[“”‟\"]|«[^«»]*»|»[^«»]*[«»]"
    r"|‹[^‹›]*›|›[^‹›]*[‹›]|「[^「」]*」|『[^『』]*』)"
)
QUOTATION_MARKS = '"“”„‟«»‹›「」『』'

# Full-width ASCII (U+FF01 to U+FF5E) stands so many places behind ASCII; a Japanese or Chinese comma is a comma.
_FULL_WIDTH = 0xFEE0
_PLAIN = {code + _FULL_WIDTH: chr(code) for code in range(0x21, 0x7F)} | {ord("、"): ",", 0x3000: " "}
# They join letters in Arabic and Indic words, where they can be seen.
_JOINERS = "\u200c\u200d"
_QUOTED = re.compile(STRING)


def plain(query: str) -> str:
    """The query with the language's own signs, but phrases as written; one character for each that can be seen."""
    seen = "".join(sign for sign in query if unicodedata.category(sign) != "Cf" or sign in _JOINERS)
    seen = seen.replace("＂", '"')
    parts, at = [], 0
    for quoted in _QUOTED.finditer(seen):
        parts += [seen[at : quoted.start()].translate(_PLAIN), quoted[0]]
        at = quoted.end()
    return "".join((*parts, seen[at:].translate(_PLAIN)))


def without_phrases(query: str) -> str:
    """The query with every sign inside quotation marks blotted out; all others keep their places."""
    return _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), query)


def unquoted(written: str) -> str:
    """What stands in the quotation marks, blanks made one; other text as it is."""
    if len(written) < 2 or written[0] not in QUOTATION_MARKS:
        return written
    inner = re.sub(r"\\(.)", r"\1", written[1:-1], flags=re.DOTALL) if written[0] == '"' else written[1:-1]
    return " ".join(inner.split())
