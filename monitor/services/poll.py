"""Visit the sources that are due, keep what was fetched."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import polling
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.outlets import OutletId
from monitor.model.polls import Outcome, Poll, SourceState
from monitor.model.seams import Clock, Inbox

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

Crawl = Callable[[Sequence[Poll], Inbox], Awaitable[None]]


class StoreInbox:
    """Keeps what the crawler finds, a transaction each; what was kept survives any crash after it."""

    def __init__(self, store: Store, *, states: Sequence[SourceState], clock: Clock) -> None:
        self._store = store
        self._states = {state.url: state for state in states}
        self._clock = clock
        self._incomplete: set[str] = set()
        self._failures: list[Outcome] = []
        self.outcomes: list[Outcome] = []

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        with self._store.reading() as work:
            return work.entries.unknown(poll.source.url, entries, self._clock())

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None:
        now = self._clock()
        baseline = poll.first and not polling.is_news_at_first_sight(entry, now)
        with self._store.begin() as work:
            work.documents.add(
                outlet=poll.outlet.id, source=poll.source.url, entry=entry, document=document, baseline=baseline
            )

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None:
        self._incomplete.add(poll.source.url)
        with self._store.begin() as work:
            work.entries.missed(poll.source.url, entry, outcome, self._clock())
        log.warning("page missed", source=poll.source.url, page=entry.url, outcome=outcome.kind, detail=outcome.detail)

    def polled(self, poll: Poll, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        if not outcome.succeeded:
            # Held back until the round is over: only then can a broken feed be told from a broken network of ours.
            self._failures.append(outcome)
            return
        if poll.source.url in self._incomplete:
            # An unconditional visit next time, so that the missed pages are met again.
            outcome = replace(outcome, validators=polling.NO_VALIDATORS, body_hash=None)
        self._keep(outcome)

    def keep_failures(self) -> bool:
        """Keep the failures of the round; False, and nothing held against the feeds, where it was our own network."""
        if polling.network_is_down(self.outcomes):
            log.error("network is down: no source answered; nothing is held against them", sources=len(self.outcomes))
            return False
        for outcome in self._failures:
            self._keep(outcome)
        return True

    def _keep(self, outcome: Outcome) -> None:
        now = self._clock()
        state = polling.after(self._states.get(outcome.source), outcome, now)
        with self._store.begin() as work:
            work.polls.record(outcome, outcome.new_entries)
            work.sources.keep(state)
        log.info(
            "polled",
            source=outcome.source,
            outcome=outcome.kind,
            status=outcome.status,
            new=outcome.new_entries,
            seconds=round(outcome.seconds, 2),
            next=state.next_poll_at.isoformat(timespec="seconds"),
        )


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


def polls_of(store: Store, outlets: Container[OutletId], now: datetime) -> tuple[Poll, ...]:
    """A visit to every source of these outlets, due or not."""
    with store.reading() as work:
        wanted = [outlet for outlet in work.outlets.enabled() if outlet.id in outlets]
        states = [replace(state, next_poll_at=now) for state in work.sources.states()]
    return polling.due(wanted, states, now)


async def poll(store: Store, crawl: Crawl, *, polls: Sequence[Poll], clock: Clock) -> PollReport:
    """Make the visits and keep what came of each."""
    if not polls:
        return PollReport()
    with store.reading() as work:
        states = work.sources.states()
    inbox = StoreInbox(store, states=states, clock=clock)
    await crawl(polls, inbox)
    network_up = inbox.keep_failures()
    return PollReport(outcomes=tuple(inbox.outcomes), network_down=not network_up)
