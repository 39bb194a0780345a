"""The local driver: polls on the loop, ingest in a process of its own, digest and deliver in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.counting import count_pages, count_visits
from monitor.jobs.reading import ProcessLost, ReadingProcess
from monitor.jobs.running import ROUND, STOP_SECONDS, Tries
from monitor.jobs.sending import Sending
from monitor.model.errors import StorageError
from monitor.model.outlets import OutletId
from monitor.model.polls import Poll
from monitor.services import digest, housekeeping, poll

log = structlog.get_logger()

# Rounds of polls side by side; each keeps its own connections. More than a few are under way only where many are slow.
MOST_ROUNDS = 4
TIDY_EVERY = timedelta(days=1)


class LocalJobs:
    """Runs verbs inside one service process; see monitor.jobs.Jobs."""

    def __init__(self, app: bootstrap.App, crawl: poll.Crawl, *, set_up_logs: Callable[[], None]) -> None:
        self._app = app
        self._crawl = crawl
        self._vitals = app.vitals
        self._measures = app.vitals.measures
        self._tries = Tries(app)
        self._reader = ReadingProcess(set_up_logs=set_up_logs, most_seconds=app.settings.ingest.timeout_seconds)
        self._running: dict[Verb, asyncio.Task[None]] = {}
        self._rounds: set[asyncio.Task[None]] = set()
        self._visited: set[OutletId] = set()
        self._sending = Sending(app, self._tries)
        self._stopping = False
        self._tidied: datetime | None = None
        # Claims of batches that ended before their pages were settled, by the moment of the claim: to be given back.
        self._broken_off: list[datetime] = []
        self._killed_over: list[datetime] = []
        self._roads: dict[Verb, Callable[[], Awaitable[None]]] = {
            Verb.POLL: self._poll,
            Verb.INGEST: self._ingest,
            Verb.DIGEST: self._digest,
            Verb.DELIVER: self._sending.round,
        }

    async def rest(self) -> None:
        """Until the verbs that run now are over, and the rounds of visits and the sendings that they began and left."""
        if running := [*self._running.values()]:
            await asyncio.wait(running)
        if left := [*self._rounds, *self._sending.under_way]:
            await asyncio.wait(left)

    async def run(self, verb: Verb) -> None:
        if self._stopping or verb in self._running or self._tries.wait(verb):
            return
        task = asyncio.ensure_future(self._tries.of(verb, self._roads[verb]()))
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
        under_way: set[asyncio.Task[None]] = set()
        if tasks := [*self._running.values(), *self._rounds, *self._sending.under_way]:
            _, under_way = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        self._reader.close(at_rest=not under_way)

    def _tidy(self) -> None:
        now = self._app.clock()
        if self._tidied is None or now - self._tidied > TIDY_EVERY:
            housekeeping.forget(self._app.store, bootstrap.keeping_of(self._app.settings), now=now)
            self._tidied = now

    async def _poll(self) -> None:
        """Begin a round for what is due, and leave it: a slow outlet must not hold up the others."""
        now = self._app.clock()
        due = await asyncio.to_thread(poll.polls_due, self._app.store, now)
        # An outlet at a time: rounds that run side by side know nothing of each other's manners.
        polls = [one for one in due if one.outlet.id not in self._visited]
        if polls and len(self._rounds) < MOST_ROUNDS and not self._tries.wait(ROUND):
            self._rounds.add(asyncio.create_task(self._round(polls)))

    async def _round(self, polls: Sequence[Poll]) -> None:
        outlets = {one.outlet.id for one in polls}
        self._visited |= outlets
        try:
            await self._tries.of(ROUND, self._visit(polls))
        finally:
            self._visited -= outlets
            if this := asyncio.current_task():
                self._rounds.discard(this)

    async def _visit(self, polls: Sequence[Poll]) -> None:
        report = await poll.poll(self._app.store, self._crawl, polls=polls, clock=self._app.clock)
        count_visits(self._measures, report)

    async def _ingest(self) -> None:
        while not self._stopping and await asyncio.to_thread(self._waiting):
            await self._batch()
        await asyncio.to_thread(self._tidy)

    async def _batch(self) -> None:
        claimed_at = self._app.clock()
        try:
            report = await self._reader.run(bootstrap.ingest_batch, self._app.database, claimed_at)
        except StorageError:
            self._broken_off.append(claimed_at)
            raise
        except ProcessLost as lost:
            self._killed_over.append(claimed_at)
            self._measures.lost_process()
            # Its pages are read one at a time from now on, three times at most: the one that did it comes no further.
            log.error("the ingest process was lost; another takes over", why=str(lost))
        else:
            count_pages(self._measures, report)
        finally:
            self._vitals.reading_pid = self._reader.pid

    def _waiting(self) -> bool:
        """Whether a page waits; pages of batches that broke off wait again."""
        if self._broken_off or self._killed_over:
            with self._app.store.begin() as work:
                for claimed_at in self._broken_off:
                    work.documents.broke_off(claimed_at)
                for claimed_at in self._killed_over:
                    work.documents.killed_over(claimed_at)
            self._broken_off, self._killed_over = [], []
        with self._app.store.reading() as work:
            return work.documents.count_waiting(self._app.clock(), upto=1) > 0

    async def _digest(self) -> None:
        app = self._app
        composed = await asyncio.to_thread(digest.digests_due, app.store, now=app.clock(), writers=app.writers())
        self._measures.composed(len(composed))
