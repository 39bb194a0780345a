"""Two states of a text, word by word: which runs of words went, and which came in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from monitor.text import normal, sentences

_CJK = "぀-ヿ㐀-鿿豈-﫿々〆"
_LETTER = rf"[^\W\d_{_CJK}]"
# A figure with its separators; katakana by the word; other signs without blanks one by one; words; marks.
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+|[  ']\d{{3}}(?!\d))*%?|[ァ-ヺー]+|[{_CJK}]|{_LETTER}+(?:['’ʼ-]{_LETTER}+)*|[^\w\s]"
)
# Two sentences are one, edited, from so much in common on.
ONE_SENTENCE = 0.5
# Runs with no more than so many tokens between them are one change.
BETWEEN = 1
AROUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A change within a sentence: the tokens that went and came, and the sentence in both states."""

    went: tuple[str, ...]
    came: tuple[str, ...]
    before: str
    after: str
    # As shown: with what stands on either side.
    lead: str
    tail: str
    went_text: str
    came_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two texts: edited sentences by their runs, whole sentences gone and come."""

    runs: tuple[tuple[Run, ...], ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


def tokens(text: str) -> list[tuple[str, int, int]]:
    return [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]


def difference(before: str, after: str) -> Difference:
    """How `before` became `after`; sentences that only moved are no difference."""
    here, there = _sentences(before), _sentences(after)
    keys, others = [_key(one) for one in here], [_key(one) for one in there]
    gone = [index for index, key in enumerate(keys) if key not in others]
    come = [index for index, key in enumerate(others) if key not in keys]
    pairs = _paired([here[index] for index in gone], [there[index] for index in come])
    runs = tuple(tuple(_runs(here[gone[one]], there[come[other]])) for one, other in pairs)
    paired_here, paired_there = {one for one, _ in pairs}, {other for _, other in pairs}
    return Difference(
        runs=tuple(some for some in runs if some),
        gone=tuple(here[index] for at, index in enumerate(gone) if at not in paired_here),
        come=tuple(there[index] for at, index in enumerate(come) if at not in paired_there),
    )


def _sentences(text: str) -> list[str]:
    # French sets blanks within its quotation marks; a sentence that ends there would end before the mark.
    text = re.sub(r"(?<=[«„])[ \u00a0\u202f]|[ \u00a0\u202f](?=»)", "", text)
    return [text[span.start : span.end].strip() for span in sentences(text) if text[span.start : span.end].strip()]


def _key(sentence: str) -> str:
    """What of a sentence is compared: its words; not its marks, quotes, case and blanks."""
    return " ".join(normal(token) for token, _, _ in tokens(sentence) if token[0].isalnum())


def _paired(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences that are one, edited: the likest first, each once."""
    bags = [[normal(token) for token, _, _ in tokens(one)] for one in gone]
    others = [[normal(token) for token, _, _ in tokens(one)] for one in come]
    scored = []
    for one, bag in enumerate(bags):
        for other, against in enumerate(others):
            match = SequenceMatcher(None, bag, against, autojunk=False)
            if match.real_quick_ratio() >= ONE_SENTENCE and match.quick_ratio() >= ONE_SENTENCE:
                scored.append((match.ratio(), -abs(one - other), one, other))
    pairs: dict[int, int] = {}
    for score, _, one, other in sorted(scored, reverse=True):
        if score >= ONE_SENTENCE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return sorted(pairs.items())


def _runs(before: str, after: str) -> Iterator[Run]:
    here, there = tokens(before), tokens(after)
    match = SequenceMatcher(None, [normal(t) for t, _, _ in here], [normal(t) for t, _, _ in there], autojunk=False)
    for a, b, c, d in _joined([code[1:] for code in match.get_opcodes() if code[0] != "equal"]):
        yield Run(
            went=tuple(token for token, _, _ in here[a:b]),
            came=tuple(token for token, _, _ in there[c:d]),
            before=before,
            after=after,
            lead=_text(after, there[max(0, c - AROUND) : c]),
            tail=_text(after, there[d : d + AROUND]),
            went_text=_text(before, here[a:b]),
            came_text=_text(after, there[c:d]),
        )


def _joined(codes: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for a, b, c, d in codes:
        if joined and a - joined[-1][1] <= BETWEEN and c - joined[-1][3] <= BETWEEN:
            first = joined.pop()
            joined.append((first[0], b, first[2], d))
        else:
            joined.append((a, b, c, d))
    return joined


def _text(text: str, some: Sequence[tuple[str, int, int]]) -> str:
    return text[some[0][1] : some[-1][2]] if some else ""
