"""Forget what is no longer needed, a little at a time, so that no writer waits long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from monitor.model.listings import TableSize

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Rows of one transaction; on SQLite every other writer waits for it, some hundredths of a second.
AT_ONCE = 500
# Stories take their articles along, each with a dozen rows; so digests what they told.
STORIES_AT_ONCE = DIGESTS_AT_ONCE = 50
# What an article was compared by is read only while something may still be placed beside it: windows reach twenty days
# back (monitor.services.windows). Kept twice as long and more, for a batch of old articles that is imported in parts.
# For ever it would be a third of the disk.
SKETCHES = timedelta(days=60)
# In this order: what a rule takes away may have been what held the rows of another.
RULES = ("pages", "polls", "gaps", "events", "sketches", "proposals", "revisions", "documents", "entries", "digests")
STORIES = "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long things are kept; None: for ever."""

    pages: timedelta
    polls: timedelta | None
    events: timedelta | None
    unwanted: timedelta | None
    revisions: timedelta | None = None
    entries: timedelta | None = None
    digests: timedelta | None = None

    def of(self, rule: str) -> timedelta | None:
        """How long what goes by a rule is kept."""
        return {
            "pages": self.pages,
            "polls": self.polls,
            "gaps": self.polls,
            "events": self.events,
            "sketches": SKETCHES,
            "proposals": self.events,
            "revisions": self.revisions,
            "documents": self.entries,
            "entries": self.entries,
            STORIES: self.unwanted,
            "digests": self.digests,
        }[rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many went, or would go; `stories` are those that no watch wants, `over` is what ended by itself, `sketches`
    what articles were compared by."""

    pages: int = 0
    polls: int = 0
    gaps: int = 0
    events: int = 0
    sketches: int = 0
    proposals: int = 0
    revisions: int = 0
    documents: int = 0
    entries: int = 0
    stories: int = 0
    digests: int = 0
    over: int = 0


def keeping(
    *,
    pages_days: int,
    polls_days: int,
    events_days: int,
    unwanted_days: int,
    revisions_days: int = 0,
    entries_days: int = 0,
    digests_days: int = 0,
) -> Keeping:
    """As the settings have it, in days; 0: for ever."""
    return Keeping(
        pages=timedelta(days=pages_days),
        polls=_days(polls_days),
        events=_days(events_days),
        unwanted=_days(unwanted_days),
        revisions=_days(revisions_days),
        entries=_days(entries_days),
        digests=_days(digests_days),
    )


def _days(count: int) -> timedelta | None:
    return timedelta(days=count) if count else None


def forget(store: Store, keep: Keeping, *, now: datetime) -> Forgotten:
    """Drop what is older than it is to be kept; many small transactions, and any of them may be the last."""
    gone = {rule: _all(store, rule, now - kept) for rule in RULES if (kept := keep.of(rule)) is not None}
    if keep.unwanted is not None:
        gone[STORIES] = _unwanted(store, now - keep.unwanted)
    with store.begin() as work:
        over = work.retention.forget_over(now)
    _gather(store)
    store.journal.forget(now)
    given_back = store.give_space_back()
    log.info("forgot", **{rule: count for rule, count in gone.items() if count}, over=over, given_back=given_back)
    return Forgotten(**gone, over=over)


def look(store: Store, keep: Keeping, *, now: datetime) -> tuple[Forgotten, tuple[TableSize, ...], int]:
    """What would go; what each table takes; what the file holds and does not use, in bytes."""
    with store.reading() as work:
        kept = {rule: keep.of(rule) for rule in (*RULES, STORIES)}
        counts = {rule: work.retention.count(rule, now - age) for rule, age in kept.items() if age is not None}
        sizes, free = work.retention.sizes(), work.retention.free_bytes()
    return Forgotten(**counts), sizes, free


def _gather(store: Store) -> None:
    """Put the counts of each day together; a day a transaction."""
    with store.reading() as work:
        scattered = work.tallies.scattered()
    for kind, day in scattered:
        with store.begin() as work:
            work.tallies.gather(kind, day)


def _unwanted(store: Store, before: datetime) -> int:
    total, upto = 0, None
    while True:
        with store.begin() as work:
            walked = work.retention.forget_unwanted(before, STORIES_AT_ONCE, after=upto)
        total, upto = total + walked.went, walked.upto
        if upto is None:
            return total


def _all(store: Store, rule: str, before: datetime) -> int:
    at_once = DIGESTS_AT_ONCE if rule == "digests" else AT_ONCE
    total = 0
    while True:
        with store.begin() as work:
            went = work.retention.forget(rule, before, at_once)
        total += went
        if not went:
            return total
