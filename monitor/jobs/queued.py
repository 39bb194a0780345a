"""The driver for several workers: what is due goes into a queue in the database, and whoever is free takes it out.

A job is a wake-up call and no more. What there is to do, and whose it is, stands in our tables: an outlet and its hosts
are held by a lease, a page by its claim, a digest by its name, a delivery by its attempt. So a job may be missing, be
there twice, or run again after its worker died; and a worker that was paused longer than its heartbeat finds at its
next commit that what it did is another's now, and keeps nothing (monitor.services.leases, Documents.held,
Deliveries.claim).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.clock import DatabaseClock
from monitor.jobs.queue import Queue
from monitor.jobs.roads import Roads
from monitor.jobs.running import STOP_SECONDS, Tries
from monitor.model.errors import MonitorError
from monitor.model.workers import Lease, Worker
from monitor.services import poll

if TYPE_CHECKING:
    from pgqueuer.models import Job

log = structlog.get_logger()

T = TypeVar("T")

HEARTBEAT = timedelta(seconds=30)
# Looks at the database within one heartbeat: two may fail before others believe that we are dead.
BEATS = 4
# A worker that did not say goodbye is shown so long.
FORGOTTEN = timedelta(days=1)
# Polls at once in one worker. Nearly all of a poll is waiting: one that gets no answer keeps its place for
# crawl.timeout_seconds, a first visit to an outlet that shows its pages for a minute, a second between two of them.
# Measured on ten thousand outlets that were never visited (bench.newsrooms --first): with 8 places, two workers made
# 0.9 visits a second and were idle.
CONCURRENCY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a worker works: its verbs, its polls at once, and how long it may be silent before others take its jobs."""

    verbs: tuple[Verb, ...] = tuple(Verb)
    concurrency: int = CONCURRENCY
    heartbeat: timedelta = HEARTBEAT


class QueuedJobs:
    """Runs verbs beside other workers; see monitor.jobs.Jobs. Call `begin` first.

    `run` puts what is due into the queue, twice or not, and takes out what there is room for. `app.clock` is the
    database's (monitor.jobs.clock), for whoever crawls, too, and is set with every heartbeat. `given_up` says why this
    worker must end, where it must.
    """

    def __init__(
        self,
        app: bootstrap.App,
        clock: DatabaseClock,
        crawl: poll.Crawl,
        *,
        me: Worker,
        manners: Manners,
        set_up_logs: Callable[[], None],
    ) -> None:
        self._store = app.store
        self._me = me
        self._manners = manners
        self._clock = clock
        self._queue = Queue(*app.store.connection)
        self._tries = Tries(app)
        self._roads = Roads(app, crawl, me=me.id, heartbeat=manners.heartbeat, set_up_logs=set_up_logs)
        self._room = {Verb.POLL: manners.concurrency, Verb.INGEST: 1, Verb.DIGEST: 1, Verb.DELIVER: 1}
        self._running: dict[Verb, dict[asyncio.Task[None], Job]] = {verb: {} for verb in Verb}
        self._taking = {verb: asyncio.Lock() for verb in Verb}
        self._stopping = False
        self._beating: asyncio.Task[None] | None = None
        self._heart = ThreadPoolExecutor(1, thread_name_prefix="heartbeat")
        self.given_up: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def begin(self) -> None:
        """Be seen; raises StorageError where the database does not let us."""
        await self._beat()
        self._beating = asyncio.create_task(self._beat_on())

    async def run(self, verb: Verb) -> None:
        if self._stopping:
            return
        await self._tries.of(f"{verb} queue", self._put(verb))
        await self._tries.of(f"{verb} queue", self._take(verb))
        if verb is Verb.INGEST:
            await self._tries.of("tidy", self._roads.tidy())

    async def stop(self) -> None:
        self._stopping = True
        for one in self._running[Verb.POLL]:
            # What was not fetched is met again: a poll is only kept when it is over.
            one.cancel()
        still: set[asyncio.Task[None]] = set()
        running = [one for some in self._running.values() for one in some]
        if under_way := [*running, *self._roads.sending]:
            _, still = await asyncio.wait(under_way, timeout=STOP_SECONDS)
        if self._beating:
            self._beating.cancel()
        self._roads.end(at_rest=not still)
        with suppress(MonitorError):
            await self._in_time(self._leave)
        await self._queue.close()
        self._heart.shutdown(wait=False)

    async def _put(self, verb: Verb) -> None:
        await self._queue.put(verb, await asyncio.to_thread(self._roads.due, verb))

    async def _take(self, verb: Verb) -> None:
        if verb not in self._manners.verbs:
            return
        async with self._taking[verb]:
            while not self._stopping and (room := self._room[verb] - len(self._running[verb])) > 0:
                jobs = await self._queue.take(verb, room, self._manners.heartbeat)
                for job in jobs:
                    self._running[verb][asyncio.create_task(self._work(verb, job))] = job
                if len(jobs) < room:
                    return

    async def _work(self, verb: Verb, job: Job) -> None:
        try:
            await self._tries.of(verb, self._roads.go(verb, (job.payload or b"").decode()))
        finally:
            await self._tries.of(f"{verb} queue", self._queue.over(job))
            if this := asyncio.current_task():
                self._running[verb].pop(this, None)
        await self._tries.of(f"{verb} queue", self._take(verb))

    async def _beat_on(self) -> None:
        """Until we stop. A look that fails is made again; others may take over what we do meanwhile."""
        while True:
            await asyncio.sleep(self._manners.heartbeat.total_seconds() / BEATS)
            try:
                await self._beat()
            except MonitorError as error:
                log.error("the heartbeat failed", why=str(error))

    async def _beat(self) -> None:
        held = self._roads.leases
        lost, refusal = await self._in_time(lambda: self._see(held))
        self._roads.abandon(lost)
        if refusal and not self.given_up.done():
            self.given_up.set_result(refusal)
        await self._queue.beat([job.id for some in self._running.values() for job in some.values()])

    def _see(self, held: Sequence[Lease]) -> tuple[list[Lease], str | None]:
        """Be seen, and see: which leases were lost, and why this version may not go on, if so."""
        self._clock.ask()
        heartbeat = self._manners.heartbeat
        with self._store.begin() as work:
            work.workers.seen(self._me)
            work.workers.forget(FORGOTTEN)
            work.documents.forsaken_by_the_dead(heartbeat, self._clock())
            still = work.leases.renew([lease.holder for lease in held], heartbeat)
        lost = [lease for lease in held if still.get(lease.holder, frozenset()) < frozenset(lease.keys)]
        return lost, self._store.refusal()

    def _leave(self) -> None:
        with self._store.begin() as work:
            work.workers.left(self._me.id)

    async def _in_time(self, look: Callable[[], T]) -> T:
        """In a thread of its own: those of the verbs may all be waiting for something."""
        return await asyncio.get_running_loop().run_in_executor(self._heart, look)
