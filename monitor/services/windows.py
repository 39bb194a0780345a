"""Windows that a process keeps from batch to batch: reading and indexing some ten thousand sketches costs seconds.

A window covers an era: five days, and before and after them whatever may be of one story. It is brought up to date from
the rows that were added since, by whomever; where an article stands elsewhere than it did, or is not there at all, a
person decided or a transaction failed, and the window is read anew. So what it answers is what a new one would, but for
articles that `farwatch ingest --again` corrected elsewhere: those it takes in with the next era.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from monitor import stories
from monitor.model.stories import OpenStory, Placement, Sketch, StoryId

if TYPE_CHECKING:
    from monitor.storage import Work

ERA = timedelta(days=5)
# The present and one that late articles, or an import, are placed in.
KEPT = 2
# Rows are numbered when they are written and seen when they are committed: those of a ruling that took its time are
# looked for so far back.
LATE_ROWS = 500

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class EraWindow:
    """The stories that an era's articles may belong to; `mark`: the number of the last row that it knows."""

    start: datetime
    mark: int = 0
    window: stories.Window = field(default_factory=stories.Window)
    story_of: dict[str, StoryId] = field(default_factory=dict)
    # Placed here; in the database only when the transaction of its batch is through.
    pending: set[str] = field(default_factory=set)

    @property
    def earliest(self) -> datetime:
        return self.start - ERA - stories.WINDOW

    @property
    def latest(self) -> datetime:
        return self.start + ERA + stories.WINDOW

    def holds(self, at: datetime) -> bool:
        return self.earliest <= at <= self.latest

    def place(self, arriving: Sequence[Sketch]) -> tuple[Placement, ...]:
        """The places of articles, which the window takes in."""
        placements = stories.place_together(arriving, self.window)
        self.story_of |= {one.membership.article: one.story for one in placements}
        self.pending |= {one.membership.article for one in placements}
        return placements

    def take_pending(self, placed: Sequence[tuple[Sketch, StoryId]]) -> None:
        """Take in what the same batch put into an older era."""
        self.take(placed)
        self.pending |= {sketch.article for sketch, _ in placed}

    def take(self, placed: Sequence[tuple[Sketch, StoryId]]) -> None:
        """Take in articles that stand where they were placed."""
        fresh = [(sketch, story) for sketch, story in placed if sketch.article not in self.story_of]
        self.window.observe([sketch for sketch, _ in fresh])
        for sketch, story in fresh:
            self.window.put(sketch, story)
            self.story_of[sketch.article] = story


class Windows:
    """The windows of one process on one database. A window is in one hand at a time: others read their own."""

    def __init__(self) -> None:
        self._kept: dict[datetime, EraWindow] = {}

    def taken(self, work: Work, start: datetime) -> EraWindow:
        """The window of the era that begins then, as the database is now; it is kept when it is given back."""
        kept = self._kept.pop(start, None)
        return kept if kept and _catch_up(work, kept) else _read(work, start)

    def give_back(self, era: EraWindow) -> None:
        self._kept[era.start] = era
        while len(self._kept) > KEPT:
            self._kept.pop(next(iter(self._kept)), None)


_of_databases: WeakKeyDictionary[object, Windows] = WeakKeyDictionary()


def windows_of(work: Work) -> Windows:
    """What this process keeps for the database that the work is done on."""
    return _of_databases.setdefault(work.database, Windows())


def eras(sketches: Sequence[Sketch]) -> Iterator[tuple[datetime, list[Sketch]]]:
    """Articles by the era in which they are placed, the oldest era first; those of five days before its start too, so
    that the late ones of a batch go with the others.
    """
    waiting = sorted(sketches, key=lambda one: (one.at, one.article))
    found: list[tuple[datetime, list[Sketch]]] = []
    while waiting:
        start = waiting[-1].at - (waiting[-1].at - _BEGINNING) % ERA
        found.append((start, [one for one in waiting if one.at >= start - ERA]))
        waiting = [one for one in waiting if one.at < start - ERA]
    return reversed(found)


def _read(work: Work, start: datetime) -> EraWindow:
    era = EraWindow(start=start, mark=work.stories.last_placed())
    era.take(_members(work.stories.open_between(era.earliest, era.latest)))
    return era


def _catch_up(work: Work, era: EraWindow) -> bool:
    """Take in what was placed since; False where the window is not what the database says."""
    rows = work.stories.placed_since(era.mark - LATE_ROWS)
    stands = {row.article: row.story for row in rows}
    if not era.pending <= stands.keys():
        return False
    if any(era.story_of.get(article, story) != story for article, story in stands.items()):
        return False
    touched = {
        row.story
        for row in rows
        if row.article not in era.story_of and (era.holds(row.at) or row.story in era.window.members)
    }
    era.take(_members(work.stories.open_these(touched)))
    era.mark = max([era.mark, *(row.number for row in rows)])
    era.pending.clear()
    return True


def _members(found: Sequence[OpenStory]) -> list[tuple[Sketch, StoryId]]:
    placed = [(sketch, story.id) for story in found for sketch in story.sketches]
    return sorted(placed, key=lambda pair: (pair[0].at, pair[0].article))
