"""New articles among the stories: where each goes, who leads, and which two stories may be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import stories
from monitor.model.outlets import Outlet
from monitor.model.rulings import Bridge
from monitor.model.stories import Placement, Sketch

if TYPE_CHECKING:
    from monitor.storage import Work

log = structlog.get_logger()


def place(work: Work, sketches: Sequence[Sketch]) -> tuple[tuple[Placement, ...], tuple[Bridge, ...]]:
    """Where each new article goes, among the stories that were open when it was published; and what it bridges."""
    if not sketches:
        return (), ()
    earliest = min(sketch.at for sketch in sketches) - stories.WINDOW
    latest = max(sketch.at for sketch in sketches) + stories.WINDOW
    open_stories = work.stories.open_between(earliest, latest)
    window = stories.Window.of(open_stories)
    placements = stories.place_together(sketches, window)
    known = frozenset(story.id for story in open_stories)
    return placements, stories.bridges(tuple(zip(sketches, placements, strict=True)), window, known=known)


def settle(work: Work, placements: Sequence[Placement], outlets: Mapping[str, Outlet]) -> None:
    """Originals are found and leads chosen in the stories that took articles."""
    standings = stories.Standings.of(outlets)
    for story in dict.fromkeys(one.story for one in placements if one.membership.method != "first"):
        members = work.stories.members(story)
        after = stories.settled(members, standings=standings) if members else ()
        changed = [new for new, (old, _) in zip(after, members, strict=True) if new != old]
        if changed:
            work.stories.relate(story, changed)
            log.info("lead", story=story, articles=[one.article for one in changed])


def propose(work: Work, found: Sequence[Bridge], now: datetime) -> None:
    """Put pairs of stories that may be one before a person, each pair once."""
    for bridge in found:
        if work.proposals.keep(bridge, now):
            log.info("proposed", story=bridge.story, other=bridge.other, article=bridge.article, score=bridge.score)
