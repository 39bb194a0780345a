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


def outlets_due(store: Store, now: datetime, limit: int) -> tuple[OutletId, ...]:
    """Who is to be visited now, the longest overdue first."""
    with store.reading() as work:
        return work.sources.outlets_due(now, limit)


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
    await asyncio.to_thread(drift.check_pages, store, inbox.outlets_with_misses, clock())
    return PollReport(outcomes=tuple(inbox.outcomes), network_down=not network_up)


def _inbox(store: Store, polls: Sequence[Poll], clock: Clock) -> StoreInbox:
    with store.reading() as work:
        states, open_alerts = work.sources.states({one.outlet.id for one in polls}), work.alerts.open()
        due = SourcesDue(again=work.documents.sources_due_again(clock()), missed=work.entries.sources_due(clock()))
    return StoreInbox(store, states=states, open_alerts=open_alerts, due=due, clock=clock)
