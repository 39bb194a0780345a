"""What an outlet changed in a text, as an editor marks it: the whole text with what went and what came. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from monitor.stories.differences import tokens
from monitor.text import normal, sentences

# A passage of more tokens is told as gone and come whole: comparing them all would take seconds.
MOST_TOKENS = 3_000
# Unchanged sentences that stay on either side of a change; what lies further off is left out.
AROUND = 1


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    COME = "come"
    SKIPPED = "skipped"  # unchanged, and left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the text, in the order of reading."""

    mark: Mark
    text: str


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """How `before` became `after`: word by word, sign by sign where a script sets no blanks; empty where they are one.

    Without what is skipped, the pieces that are same or gone are `before`, those that are same or come are `after`.
    """
    if before == after:
        return ()
    here, there = _sentences(before), _sentences(after)
    codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    found: list[Piece] = []
    for index, (what, a, b, c, d) in enumerate(codes):
        if what == "equal":
            found += _unchanged(here[a:b], first=index == 0, last=index == len(codes) - 1)
        else:
            found += _changed("".join(here[a:b]), "".join(there[c:d]))
    return tuple(found)


def _sentences(text: str) -> list[str]:
    """The text in sentences, nothing left out between them."""
    spans = [(span, text[span.start : span.end]) for span in sentences(text)]
    starts = {span.start + len(said) - len(said.lstrip()) for span, said in spans}
    bounds = sorted({0, *starts, len(text)})
    return [text[begin:end] for begin, end in pairwise(bounds)]


def _unchanged(some: Sequence[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """The sentences beside a change; between them a mark that more stand there."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(some) <= head + tail + 1:
        yield Piece(mark=Mark.SAME, text="".join(some))
        return
    if head:
        yield Piece(mark=Mark.SAME, text="".join(some[:head]))
    yield Piece(mark=Mark.SKIPPED, text="".join(some[head : len(some) - tail]))
    if tail:
        yield Piece(mark=Mark.SAME, text="".join(some[len(some) - tail :]))


def _changed(before: str, after: str) -> Iterator[Piece]:
    here, there = _tokens(before), _tokens(after)
    if not here or not there or len(here) + len(there) > MOST_TOKENS:
        yield from _pieces(("replace", before, after))
        return
    match = SequenceMatcher(None, [normal(one) for one in here], [normal(one) for one in there], autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        went, came = "".join(here[a:b]), "".join(there[c:d])
        yield from _pieces((what if went != came else "equal", went, came))


def _pieces(change: tuple[str, str, str]) -> Iterator[Piece]:
    what, went, came = change
    # Words that differ in nothing but case or blanks are told as what they are now.
    if what == "equal":
        yield Piece(mark=Mark.SAME, text=came)
        return
    if went:
        yield Piece(mark=Mark.GONE, text=went)
    if came:
        yield Piece(mark=Mark.COME, text=came)


def _tokens(text: str) -> list[str]:
    """Words, signs and marks, each with the blanks behind it."""
    starts = [start for _, start, _ in tokens(text)]
    bounds = sorted({0, *starts, len(text)})
    return [text[begin:end] for begin, end in pairwise(bounds)]
