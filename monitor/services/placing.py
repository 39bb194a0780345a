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
from monitor.services.windows import Windows, eras

if TYPE_CHECKING:
    from monitor.storage import Work

log = structlog.get_logger()


def look_at(work: Work, sketches: Sequence[Sketch], windows: Windows) -> None:
    """Compare articles with the stories that are open, before it is their turn to be placed."""
    for start, arriving in eras(sketches):
        windows.look_at(work, start, arriving)


def place(work: Work, sketches: Sequence[Sketch], windows: Windows) -> tuple[tuple[Placement, ...], tuple[Bridge, ...]]:
    """Where each new article goes, among the stories that were open when it was published; and what it bridges."""
    placed: dict[str, tuple[Sketch, Placement]] = {}
    found: list[Bridge] = []
    for start, arriving in eras(sketches):
        era = windows.taken(work, start)
        era.take_pending([(sketch, one.story) for sketch, one in placed.values() if era.holds(sketch.at)])
        known = frozenset(era.window.members)
        both = tuple(zip(arriving, era.place(arriving), strict=True))
        found += stories.bridges(both, era.window, known=known)
        placed |= {sketch.article: (sketch, one) for sketch, one in both}
        windows.give_back(era)
    return tuple(placed[sketch.article][1] for sketch in sketches), tuple(found)


def settle(work: Work, placements: Sequence[Placement], outlets: Mapping[str, Outlet]) -> None:
    """Originals are found and leads chosen in the stories that took articles."""
    standings = stories.Standings.of(outlets)
    taking = dict.fromkeys(one.story for one in placements if one.membership.method != "first")
    for story, members in work.stories.members_of(taking).items() if taking else ():
        after = stories.settled(members, standings=standings)
        changed = [new for new, (old, _) in zip(after, members, strict=True) if new != old]
        if changed:
            work.stories.relate(story, changed)
            log.info("lead", story=story, articles=[one.article for one in changed])


def propose(work: Work, found: Sequence[Bridge], now: datetime) -> None:
    """Put pairs of stories that may be one before a person, each pair once."""
    for bridge in found:
        if work.proposals.keep(bridge, now):
            log.info("proposed", story=bridge.story, other=bridge.other, article=bridge.article, score=bridge.score)
