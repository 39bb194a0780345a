"""Visit the sources that are due, keep what was fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.outlets import OutletId
from monitor.model.polls import Outcome, Poll
from monitor.model.seams import Clock, Inbox
from monitor.services import drift
from monitor.services.inbox import SourcesDue, StoreInbox

if TYPE_CHECKING:
    from monitor.storage import Store

Crawl = Callable[[Sequence[Poll], Inbox], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport:
    """What a round of polls came to."""

    outcomes: tuple[Outcome, ...] = ()
    network_down: bool = False

    @property
    def new_entries(self) -> int:
        return sum(outcome.new_entries for outcome in self.outcomes)


def polls_due(store: Store, now: datetime) -> tuple[Poll, ...]:
    """The visits to make now."""
    with store.reading() as work:
        return polling.due(work.outlets.enabled(), work.sources.states(), now)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsDue:
    """Who is to be visited now: `again`, the longest overdue first, and for the `first` time, whenever there is room.

    A first visit takes as long as twenty others, for there is much to fetch, and an import brings thousands of them:
    who is known must not wait for that.
    """

    again: tuple[OutletId, ...] = ()
    first: tuple[OutletId, ...] = ()


def outlets_due(store: Store, now: datetime, limit: int) -> OutletsDue:
    """At most so many of either."""
    with store.reading() as work:
        again = work.sources.outlets_due(now, limit)
        return OutletsDue(again=again, first=work.sources.outlets_unvisited(limit))


def polls_due_of(store: Store, outlet: OutletId, now: datetime) -> tuple[Poll, ...]:
    """The visits to make now to one outlet; none where another has made them meanwhile."""
    with store.reading() as work:
        known = work.outlets.named(outlet)
        return polling.due((known,), work.sources.states({outlet}), now) if known else ()


def polls_of(store: Store, outlets: Container[OutletId], now: datetime) -> tuple[Poll, ...]:
    """A visit to every source of these outlets, due or not."""
    with store.reading() as work:
        wanted = [outlet for outlet in work.outlets.enabled() if outlet.id in outlets]
        states = [replace(state, next_poll_at=now) for state in work.sources.states()]
    return polling.due(wanted, states, now)


async def poll(store: Store, crawl: Crawl, *, polls: Sequence[Poll], clock: Clock) -> PollReport:
    """Make the visits and keep what came of each. The database is waited for in threads: who ingests may hold it for
    seconds, and the loop has other work."""
    if not polls:
        return PollReport()
    inbox = await asyncio.to_thread(_inbox, store, polls, clock)
    try:
        await crawl(polls, inbox)
    finally:
        # To its end also where the round is told to stop: what was visited need not be asked again.
        keeping = asyncio.ensure_future(asyncio.to_thread(inbox.keep_quiet))
        try:
            await asyncio.shield(keeping)
        finally:
            await keeping
    network_up = await asyncio.to_thread(inbox.keep_failures)
    visited = {one.outlet.id for one in polls}
    await asyncio.to_thread(drift.check_pages, store, inbox.outlets_with_misses, clock(), visited=visited)
    return PollReport(outcomes=tuple(inbox.outcomes), network_down=not network_up)


def _inbox(store: Store, polls: Sequence[Poll], clock: Clock) -> StoreInbox:
    outlets, sources = {one.outlet.id for one in polls}, {one.identity for one in polls}
    with store.reading() as work:
        # Of these alone: where a visit is a job of its own, it must not read what stands about ten thousand others.
        states, open_alerts = work.sources.states(outlets), work.alerts.about({"", *sources})
        due = SourcesDue(
            again=work.documents.sources_due_again(clock(), sources), missed=work.entries.sources_due(clock(), sources)
        )
    return StoreInbox(store, states=states, open_alerts=open_alerts, due=due, clock=clock)
