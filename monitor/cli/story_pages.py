"""A story, and what was decided about it, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model.listings import StoryListing
    from monitor.model.rulings import Ruling
    from monitor.stories.timelines import Step

HEADINGS = ("at", "outlet", "country", "language", "", "as", "sources", "headline")
Table = tuple[Sequence[str], Sequence[Sequence[object]]]


def show_lines(listing: StoryListing, names: Mapping[str, str]) -> tuple[list[str], Table]:
    """What stands above a story's table, and the table: a row an article, by time."""
    from monitor import stories

    spread = stories.timeline(listing, names)
    first = spread.steps[0]
    lines = [
        f"Story {listing.id}: {listing.title or '(no headline)'}",
        f"first {first.article.outlet_name}, {_when(first)}; articles: {len(spread.steps)}, outlets: {spread.outlets}, "
        f"countries: {', '.join(spread.countries) or 'unknown'}, languages: {', '.join(spread.languages) or 'unknown'}",
    ]
    return lines, (HEADINGS, [_cells(step) for step in spread.steps])


def _cells(step: Step) -> tuple[object, ...]:
    one = step.article
    marks = " ".join(f"first of {what}" if what != "all" else "first" for what in step.first_of)
    how = one.relation.value if one.method == "first" else f"{one.relation.value} ({one.method} {one.score:.2f})"
    return (
        _when(step),
        one.outlet_name,
        one.country or "",
        one.language or "",
        marks,
        how,
        step.sources,
        one.title or "",
    )


def _when(step: Step) -> str:
    if step.dated and step.article.published and step.article.published.precision == "day":
        return step.article.published.render()
    return step.at.strftime("%Y-%m-%d %H:%M") + ("" if step.dated else " (seen)")


def ruling_line(one: Ruling) -> str:
    """A decision in a sentence."""
    what = {
        "split": f"split articles off story {one.story} into {one.other}",
        "merge": f"merged story {one.other} into {one.story}",
        "lead": f"chose the lead of story {one.story}",
    }[one.kind.value]
    why = f" ({one.why})" if one.why else ""
    undone = f"; undone {one.undone_at:%Y-%m-%d %H:%M} by {one.undone_by}" if one.undone_at else ""
    return f"{one.id}: {one.at:%Y-%m-%d %H:%M} {one.by} {what}{why}{undone}"
