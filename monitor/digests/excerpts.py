"""The one or two sentences of an article that show why it is told.

The excerpt is a sentence, or two neighbouring ones of a paragraph that fit together. The best answers the most
different terms of the watch; of equals the earliest, for news is written from the top. (Counting hits instead chose
long sentences that name one thing four times.) Where only the headline holds hits, the text's first sentence stands
without marks. Text that the headline repeats, as on a page without a title of its own, is not told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.model.digests import HitSpan, Span
from monitor.text import sentences

LONGEST = 320
# Of equals, a run shorter than this ("BREAKING.", "Фото: УНІАН.") gives way to one that says something.
SHORTEST = 60
# So many different terms show why; a list of countries holds more of them and tells less.
ENOUGH = 3
ELLIPSIS = "…"
# What stands between two sentences of one paragraph.
BLANKS = " \t\u00a0\u3000"

Bounds = tuple[int, int]


def excerpt(text: str, hits: Sequence[HitSpan], *, headline: str) -> tuple[Span, ...]:
    """Spans of `text`, at most about LONGEST characters, hits marked; empty where the headline says it all."""
    runs = _runs(text, after=_end_of_headline(text, headline))
    if not runs:
        return ()
    inside = [hit for hit in hits if hit.field == "text" and 0 <= hit.start < hit.end <= len(text)]
    best = max(runs, key=lambda run: _merit(text, run, inside))
    return _spans(text, best, _merged((hit.start, hit.end) for hit in inside))


def _end_of_headline(text: str, headline: str) -> int:
    beginning = headline.removesuffix(ELLIPSIS).strip()
    start = len(text) - len(text.lstrip())
    end = start + len(beginning)
    # Cut off, or a paragraph of its own; a title that a sentence happens to begin with hides nothing.
    is_taken = headline.endswith(ELLIPSIS) or text[end : end + 1] in ("", "\n")
    return end if beginning and is_taken and text.startswith(beginning, start) else 0


def _runs(text: str, *, after: int) -> tuple[Bounds, ...]:
    """Sentences, and neighbouring pairs of one paragraph that fit together."""
    bounds = [_bare(text, sentence.start, sentence.end) for sentence in sentences(text) if sentence.start >= after]
    pairs = [
        (a[0], b[1]) for a, b in pairwise(bounds) if b[1] - a[0] <= LONGEST and text[a[1] : b[0]].strip(BLANKS) == ""
    ]
    return (*bounds, *pairs)


def _bare(text: str, start: int, end: int) -> Bounds:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _merit(text: str, run: Bounds, hits: Sequence[HitSpan]) -> tuple[int, bool, int, int]:
    start, end = run
    held = {hit.term or text[hit.start : hit.end].casefold() for hit in hits if start <= hit.start and hit.end <= end}
    return min(len(held), ENOUGH), end - start >= SHORTEST, -start, -end


def _merged(marks: Iterable[Bounds]) -> tuple[Bounds, ...]:
    merged: list[Bounds] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _fitted(text: str, run: Bounds, marks: Sequence[Bounds]) -> Bounds:
    """The run, or LONGEST characters of it that begin a little before its first hit, cut at blanks."""
    start, end = run
    if end - start <= LONGEST:
        return run
    first = next((mark[0] for mark in marks if start <= mark[0] < end), start)
    if first - start > LONGEST // 2:
        start = _next_word(text, max(start, min(first - LONGEST // 3, end - LONGEST)), first)
    return start, _last_word(text, start, min(end, start + LONGEST))


def _next_word(text: str, at: int, before: int) -> int:
    blank = text.find(" ", at, before)
    return at if blank < 0 else blank + 1


def _last_word(text: str, start: int, at: int) -> int:
    if at >= len(text) or text[at].isspace():
        return at
    # Scripts without blanks are cut where the room ends.
    blank = text.rfind(" ", start + LONGEST // 2, at)
    return at if blank < 0 else blank


def _spans(text: str, run: Bounds, marks: Sequence[Bounds]) -> tuple[Span, ...]:
    start, end = at, _ = _fitted(text, run, marks)
    spans = [Span(text=ELLIPSIS if start > run[0] else "")]
    for first, last in ((max(a, start), min(b, end)) for a, b in marks if a < end and b > start):
        spans += [Span(text=text[at:first]), Span(text=text[first:last], hit=True)]
        at = last
    spans += [Span(text=text[at:end]), Span(text=ELLIPSIS if end < run[1] else "")]
    return tuple(span for span in spans if span.text)
