"""The local driver: polls on the loop, ingest in a process of its own, digest and deliver in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.running import STOP_SECONDS, IngestProcess, logged
from monitor.model.outlets import OutletId
from monitor.model.polls import Poll
from monitor.services import deliver, digest, housekeeping, poll

log = structlog.get_logger()

# Rounds of polls side by side; each keeps its own connections. More than a few are under way only where many are slow.
MOST_ROUNDS = 4
TIDY_EVERY = timedelta(days=1)


class LocalJobs:
    """Runs verbs inside one service process; see monitor.jobs.Jobs."""

    def __init__(self, app: bootstrap.App, crawl: poll.Crawl, *, set_up_logs: Callable[[], None]) -> None:
        self._app = app
        self._crawl = crawl
        self._reader = IngestProcess(set_up_logs)
        self._running: dict[Verb, asyncio.Task[None]] = {}
        self._rounds: set[asyncio.Task[None]] = set()
        self._visited: set[OutletId] = set()
        self._stopping = False
        self._tidied: datetime | None = None
        self._roads: dict[Verb, Callable[[], Awaitable[None]]] = {
            Verb.POLL: self._poll,
            Verb.INGEST: self._ingest,
            Verb.DIGEST: self._digest,
            Verb.DELIVER: self._deliver,
        }

    async def run(self, verb: Verb) -> None:
        if self._stopping or verb in self._running:
            return
        task = asyncio.ensure_future(logged(verb, self._roads[verb]()))
        self._running[verb] = task
        try:
            await task
        except asyncio.CancelledError:
            log.info("stopped", verb=verb)
        finally:
            self._running.pop(verb, None)

    async def stop(self) -> None:
        self._stopping = True
        for one in self._rounds:
            # What was not fetched is met again: a poll is only kept when it is over.
            one.cancel()
        if under_way := [*self._running.values(), *self._rounds]:
            await asyncio.wait(under_way, timeout=STOP_SECONDS)
        self._reader.end()

    def _tidy(self) -> None:
        now = self._app.clock()
        if self._tidied is None or now - self._tidied > TIDY_EVERY:
            days = self._app.settings.ingest.keep_documents_days
            housekeeping.forget(self._app.store, keep_documents=timedelta(days=days), now=now)
            self._tidied = now

    async def _poll(self) -> None:
        """Begin a round for what is due, and leave it: a slow outlet must not hold up the others."""
        now = self._app.clock()
        due = await asyncio.to_thread(poll.polls_due, self._app.store, now)
        # An outlet at a time: rounds that run side by side know nothing of each other's manners.
        polls = [one for one in due if one.outlet.id not in self._visited]
        if polls and len(self._rounds) < MOST_ROUNDS:
            self._rounds.add(asyncio.create_task(self._round(polls)))

    async def _round(self, polls: Sequence[Poll]) -> None:
        outlets = {one.outlet.id for one in polls}
        self._visited |= outlets
        try:
            await logged(Verb.POLL, poll.poll(self._app.store, self._crawl, polls=polls, clock=self._app.clock))
        finally:
            self._visited -= outlets
            if this := asyncio.current_task():
                self._rounds.discard(this)

    async def _ingest(self) -> None:
        while not self._stopping and await asyncio.to_thread(self._waiting):
            await self._reader.batch(self._app.database, self._app.clock())
        await asyncio.to_thread(self._tidy)

    def _waiting(self) -> bool:
        with self._app.store.reading() as work:
            return work.documents.count_waiting(self._app.clock(), upto=1) > 0

    async def _digest(self) -> None:
        app = self._app
        await asyncio.to_thread(digest.digests_due, app.store, now=app.clock(), writers=app.writers())

    async def _deliver(self) -> None:
        app = self._app
        desk = app.settings.service.address
        await asyncio.to_thread(deliver.deliver, app.store, app.open_channel, clock=app.clock, desk=desk)
