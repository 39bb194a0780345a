"""Windows that a process keeps from batch to batch: reading and indexing some ten thousand sketches costs seconds.

A window covers an era: five days, and before and after them whatever may be of one story. It is brought up to date from
the rows that were added since, by whomever; where an article stands elsewhere than it did, or is not there at all, a
person decided or a transaction failed, and the window is read anew. So what it answers is what a new one would, but for
articles that `farwatch ingest --again` corrected elsewhere: those it takes in with the next era.

Workers place one after the other. So a window is looked at before the turn to place: it is read and brought up to date,
and the articles are compared with what it holds. In the turn only what came meanwhile is read and compared.
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
    """The stories that an era's articles may belong to.

    `mark`: the number of the last row that it knows; `arrived`: of the last article.
    """

    start: datetime
    mark: int = 0
    arrived: int = 0
    window: stories.Window = field(default_factory=stories.Window)
    story_of: dict[str, StoryId] = field(default_factory=dict)
    # Placed here; in the database only when the transaction of its batch is through.
    pending: dict[str, Sketch] = field(default_factory=dict)

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
        self.pending |= {sketch.article: sketch for sketch in arriving}
        return placements

    def take_pending(self, placed: Sequence[tuple[Sketch, StoryId]]) -> None:
        """Take in what the same batch put into an older era."""
        fresh = self._put(placed)
        self.window.know(list(fresh.values()))
        self.pending |= fresh

    def take(self, placed: Sequence[tuple[Sketch, StoryId]], arrived: Sequence[str]) -> bool:
        """Take in articles that stand where they were placed; `arrived`: those of the window's time that came since, in
        the order in which they came. False where those are others.
        """
        fresh = self._put(placed)
        known = self.pending | {url: one for url, one in fresh.items() if self.holds(one.at)}
        if known.keys() != set(arrived):
            return False
        self.window.know([one for url, one in known.items() if url not in self.pending])
        self.window.known_again([known[url] for url in arrived])
        self.pending.clear()
        return True

    def _put(self, placed: Sequence[tuple[Sketch, StoryId]]) -> dict[str, Sketch]:
        """Make those candidates that are none yet; which they are."""
        fresh: dict[str, Sketch] = {
            sketch.article: sketch for sketch, _ in placed if sketch.article not in self.story_of
        }
        for sketch, story in placed:
            if sketch.article in fresh:
                self.window.put(sketch, story)
                self.story_of[sketch.article] = story
        return fresh


class Windows:
    """The windows of one process on one database. A window is in one hand at a time: others read their own.

    `few`: so many articles must be known before a window tells of the first of them what is common.
    """

    def __init__(self, few: int = stories.FEW_KNOWN) -> None:
        self._few = few
        self._kept: dict[datetime, EraWindow] = {}

    def look_at(self, work: Work, start: datetime, sketches: Sequence[Sketch]) -> None:
        """Bring the era's window up to date, and compare articles with what it holds: their turn comes later."""
        era = self.taken(work, start)
        stories.look_at(sketches, era.window)
        self.give_back(era)

    def taken(self, work: Work, start: datetime) -> EraWindow:
        """The window of the era that begins then, as the database is now; it is kept when it is given back."""
        kept = self._kept.pop(start, None)
        return kept if kept and _catch_up(work, kept) else self._read(work, start)

    def _read(self, work: Work, start: datetime) -> EraWindow:
        era = EraWindow(start=start, mark=work.stories.last_placed(), window=stories.Window(self._few))
        standing = _members(work.stories.open_between(era.earliest, era.latest))
        number, arrived = work.stories.arrived(era.earliest, era.latest, after=0)
        era.take(standing, arrived)
        era.arrived = number
        return era

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


def _catch_up(work: Work, era: EraWindow) -> bool:
    """Take in what was placed since; False where the window is not what the database says."""
    rows = work.stories.placed_since(era.mark - LATE_ROWS)
    stands = {row.article: row.story for row in rows}
    if not era.pending.keys() <= stands.keys():
        return False
    if any(era.story_of.get(article, story) != story for article, story in stands.items()):
        return False
    touched = {
        row.story
        for row in rows
        if row.article not in era.story_of and (era.holds(row.at) or row.story in era.window.members)
    }
    number, arrived = work.stories.arrived(era.earliest, era.latest, after=era.arrived)
    if not era.take(_members(work.stories.open_these(touched)), arrived):
        return False
    era.mark = max([era.mark, *(row.number for row in rows)])
    era.arrived = max(era.arrived, number)
    return True


def _members(found: Sequence[OpenStory]) -> list[tuple[Sketch, StoryId]]:
    placed = [(sketch, story.id) for story in found for sketch in story.sketches]
    return sorted(placed, key=lambda pair: (pair[0].at, pair[0].article))
