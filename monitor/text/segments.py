"""A text's segments, sentences and paragraphs, with their places in the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from monitor.text.normalising import APOSTROPHES, normal
from monitor.text.scripts import HAN, HANGUL, KANA, MARKS, SOUTH_EAST, UNSPACED


class Segment(NamedTuple):
    """A word, or an unbroken run of a script that sets no blanks; `text` as written, offsets into the original."""

    text: str
    start: int
    end: int

    @property
    def normal(self) -> str:
        return normal(self.text)


# A named tuple's own constructor costs three times as much, and a text has hundreds.
_segment: Callable[[tuple[str, int, int]], Segment] = partial(tuple.__new__, Segment)


class Span(NamedTuple):
    """A stretch of the original."""

    start: int
    end: int


_CYRILLIC = "\u0400-\u052f"
_LETTER = rf"[^\W_{UNSPACED}]"
# An apostrophe is a letter between Cyrillic letters (зв'язок); elsewhere it parts words (l'Alliance, NATO'nun), and the
# English 's behind a word belongs to no segment, so that "NATO's chief" is "NATO chief" to a phrase.
# Letters in a row are taken at once, and none is given back: what follows a word never asks for it.
_SEGMENT = re.compile(
    rf"({_LETTER}(?:{_LETTER}++|[{MARKS}]|(?<=[{_CYRILLIC}])[{APOSTROPHES}](?=[{_CYRILLIC}]))*+)"
    rf"(?:[{APOSTROPHES}]s(?!\w))?|([{HAN}{KANA}]+|[{HANGUL}]+|[{SOUTH_EAST}]+)"
)


def tokens(text: str) -> tuple[Segment, ...]:
    """The segments of a text in their order."""
    found = []
    for match in _SEGMENT.finditer(text):
        start, end = match.span(match.lastindex or 0)
        found.append(_segment((text[start:end], start, end)))
    return tuple(found)


_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDINGS = r".!?…\u061f\u06d4\u0964"
_CLOSING = "\"'»”’“)\\]〉》」』"
# A sentence ends at . ! ? … before a blank and a capital, digit or quotation mark; in scripts without blanks at 。！？.
_STOP = re.compile(rf"(?:[{_ENDINGS}]+[{_CLOSING}]*(?=\s+(\S))|[。！？｡]+[{_CLOSING}]*)")
# Words before whose full stop a sentence goes on: titles, initials, dates and places, in the outlets' languages.
_ABBREVIATED = """
mr mrs ms dr prof gen col lt sgt sen rep gov st no vs etc inc corp ltd jr sr jan feb mar apr jun jul aug sep sept oct
nov dec u.s u.k e.g i.e p.m a.m approx dept est fig vol
m.in np r ul im tzw tys mln mld godz zob hr nr płk mjr kpt inż ks św min dn pn wsch zach płd
м вул р рр ст ім тис млн млрд грн проф див напр т.зв ред акад ген полк о об
г гг ул им тыс руб см
bzw usw z.b d.h u.a ca evtl bspw hrsg str mme mlle mm art env av cf
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_LAST_WORD = re.compile(r"[\w.]*\Z")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything; an article's text has one paragraph a line."""
    return tuple(Span(*match.span()) for match in _PARAGRAPH.finditer(text) if not match[0].isspace())


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    following = stop[1]
    if following is None:
        return True
    if following.islower():
        return False
    if text[stop.start()] != "." or stop.end() - stop.start() > 1:
        return True
    word = _LAST_WORD.search(text, max(begin, stop.start() - 12), stop.start())
    last = word[0] if word else ""
    is_initial = len(last) == 1 and last.isupper()
    is_ordinal = last.isdigit() and len(last) <= 2  # German and Czech dates: "am 4. April"
    return not (is_initial or is_ordinal or normal(last) in _ABBREVIATIONS)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text; none reaches over the end of a paragraph."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        begin = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if _ends_sentence(text, begin, stop):
                found.append(Span(begin, stop.end()))
                begin = stop.end()
        if text[begin : paragraph.end].strip():
            found.append(Span(begin, paragraph.end))
    return tuple(found)
