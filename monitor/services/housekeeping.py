"""Forget what is no longer needed, a little at a time, so that no writer waits long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from monitor.model.listings import TableSize

if TYPE_CHECKING:
    from monitor.storage import Store, Work

log = structlog.get_logger()

# Rows of one transaction; on SQLite every other writer waits for it, some hundredths of a second.
AT_ONCE = 500
# Stories take their articles along, each with a dozen rows.
STORIES_AT_ONCE = 50
# What an article was compared by is read only while something may still be placed beside it: windows reach twenty days
# back (monitor.services.windows). Kept twice as long and more, for a batch of old articles that is imported in parts.
# For ever it would be a third of the disk.
SKETCHES = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long things are kept; None: for ever."""

    pages: timedelta
    polls: timedelta | None
    events: timedelta | None
    unwanted: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many went, or would go; stories: those that no watch wants; sketches: what articles were compared by."""

    pages: int = 0
    polls: int = 0
    gaps: int = 0
    events: int = 0
    sketches: int = 0
    stories: int = 0


def keeping(*, pages_days: int, polls_days: int, events_days: int, unwanted_days: int) -> Keeping:
    """As the settings have it, in days; 0: for ever."""
    return Keeping(
        pages=timedelta(days=pages_days),
        polls=_days(polls_days),
        events=_days(events_days),
        unwanted=_days(unwanted_days),
    )


def _days(count: int) -> timedelta | None:
    return timedelta(days=count) if count else None


def forget(store: Store, keep: Keeping, *, now: datetime) -> Forgotten:
    """Drop what is older than it is to be kept; many small transactions, and any of them may be the last."""
    forgotten = Forgotten(
        pages=_all(store, now - keep.pages, lambda work, before: work.retention.forget_pages(before, AT_ONCE)),
        polls=_all(store, _since(keep.polls, now), lambda work, before: work.retention.forget_polls(before, AT_ONCE)),
        gaps=_all(store, _since(keep.polls, now), lambda work, before: work.retention.forget_gaps(before, AT_ONCE)),
        events=_all(
            store, _since(keep.events, now), lambda work, before: work.retention.forget_events(before, AT_ONCE)
        ),
        sketches=_all(store, now - SKETCHES, lambda work, before: work.retention.forget_sketches(before, AT_ONCE)),
        stories=_unwanted(store, _since(keep.unwanted, now)),
    )
    _gather(store)
    store.journal.forget(now)
    given_back = store.give_space_back()
    log.info("forgot", pages=forgotten.pages, polls=forgotten.polls, stories=forgotten.stories, given_back=given_back)
    return forgotten


def look(store: Store, keep: Keeping, *, now: datetime) -> tuple[Forgotten, tuple[TableSize, ...], int]:
    """What would go; what each table takes; what the file holds and does not use, in bytes."""
    never = datetime.min.replace(tzinfo=now.tzinfo)
    with store.reading() as work:
        counts = work.retention.forgettable(
            pages=now - keep.pages,
            polls_=_since(keep.polls, now) or never,
            events_=_since(keep.events, now) or never,
            sketches_=now - SKETCHES,
            unwanted=_since(keep.unwanted, now),
        )
        sizes, free = work.retention.sizes(), work.retention.free_bytes()
    pages, polls, gaps, events, old, stories = counts
    would = Forgotten(pages=pages, polls=polls, gaps=gaps, events=events, sketches=old, stories=stories)
    return would, sizes, free


def _since(kept: timedelta | None, now: datetime) -> datetime | None:
    return None if kept is None else now - kept


def _gather(store: Store) -> None:
    """Put the counts of each day together; a day a transaction."""
    with store.reading() as work:
        scattered = work.tallies.scattered()
    for kind, day in scattered:
        with store.begin() as work:
            work.tallies.gather(kind, day)


def _unwanted(store: Store, before: datetime | None) -> int:
    total = 0
    upto = None
    while before is not None:
        with store.begin() as work:
            walked = work.retention.forget_unwanted(before, STORIES_AT_ONCE, after=upto)
        total += walked.went
        upto = walked.upto
        if upto is None:
            break
    return total


def _all(store: Store, before: datetime | None, some: Callable[[Work, datetime], int]) -> int:
    total = 0
    while before is not None:
        with store.begin() as work:
            went = some(work, before)
        total += went
        if not went:
            break
    return total
