"""A story, and what was decided about it, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model.listings import StoryListing
    from monitor.model.rulings import Proposal, Ruling
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


def show_row(listing: StoryListing, ruled: Sequence[Ruling], names: Mapping[str, str]) -> dict[str, object]:
    """A story with its timeline; times in UTC."""
    from monitor import stories

    spread = stories.timeline(listing, names)
    return {
        "id": listing.id,
        "title": listing.title,
        "first_seen": listing.first_seen.isoformat(timespec="seconds"),
        "outlets": spread.outlets,
        "countries": list(spread.countries),
        "languages": list(spread.languages),
        "timeline": [
            {
                "at": step.at.isoformat(timespec="seconds"),
                "dated": step.dated,
                "url": step.article.url,
                "outlet": step.article.outlet,
                "country": step.article.country,
                "language": step.article.language,
                "title": step.article.title,
                "first_of": list(step.first_of),
                "relation": step.article.relation.value,
                "method": step.article.method,
                "score": round(step.article.score, 3),
                "evidence": list(step.article.evidence),
                "sources": step.sources,
            }
            for step in spread.steps
        ],
        "decisions": [ruling_row(one) for one in ruled],
    }


def ruling_row(one: Ruling) -> dict[str, object]:
    """A decision; `other` is the story that a split opened or a merge emptied."""
    return {
        "decision": one.id,
        "kind": one.kind.value,
        "story": one.story,
        "other": one.other,
        "articles": list(one.articles),
        "by": one.by,
        "why": one.why,
        "at": one.at.isoformat(timespec="seconds"),
        "undone_at": one.undone_at.isoformat(timespec="seconds") if one.undone_at else None,
        "undone_by": one.undone_by,
    }


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


def proposal_row(one: Proposal, story: StoryListing | None, other: StoryListing | None) -> dict[str, object]:
    """A pair of stories that may be one; `article` stands in `story`."""
    bridge = one.bridge
    return {
        "proposal": one.id,
        "story": bridge.story,
        "title": story.title if story else None,
        "other": bridge.other,
        "other_title": other.title if other else None,
        "article": bridge.article,
        "score": round(bridge.score, 3),
        "evidence": list(bridge.evidence),
        "at": one.at.isoformat(timespec="seconds"),
    }
