"""Articles that changed after they were told, as lines of a digest: what went, an arrow, what came."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.digests.plain import plain, tame
from monitor.model.digests import Span
from monitor.model.edits import Correction, Edit

ARROW = " → "
# Where words came for none, or went for none.
NOTHING = "∅"
# Each edit on a line of its own.
BETWEEN = "\n"
# Of a whole sentence that came or went, so much is shown.
LONGEST = 220


def shown(change: Correction) -> tuple[Span, ...]:
    """The edits of an article, each with the words around it; what came is marked."""
    spans: list[Span] = []
    for edit in change.edits:
        spans += [Span(text=BETWEEN)] if spans else []
        spans += _edit(edit)
    return tuple(span for span in spans if span.text)


def _edit(edit: Edit) -> Iterator[Span]:
    yield Span(text=f"…{tame(edit.lead)} " if edit.lead else "")
    yield Span(text=plain(edit.before, LONGEST) or NOTHING)
    yield Span(text=ARROW)
    after = plain(edit.after, LONGEST)
    yield Span(text=after or NOTHING, hit=bool(after))
    yield Span(text=f" {tame(edit.tail)}…" if edit.tail else "")
