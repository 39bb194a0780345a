"""What each job of a worker does, and which jobs there are to do now."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.counting import count_pages, count_visits
from monitor.jobs.reading import ProcessLost, ReadingProcess
from monitor.jobs.running import Tries
from monitor.jobs.sending import Sending
from monitor.model.digests import SubscriptionId
from monitor.model.errors import StorageError
from monitor.model.outlets import OutletId
from monitor.model.workers import Lease
from monitor.services import deliver, digest, housekeeping, leases, poll

log = structlog.get_logger()

# Outlets put into the queue at once; the longest overdue, so that nobody's turn never comes.
MOST_OUTLETS = 500
# Jobs of ingest and deliver side by side in all workers, and about what one of them takes: one too many finds nothing.
MOST_JOBS = 32
PAGES_A_JOB = 50
DELIVERIES_A_JOB = 20
# What one worker does for all, and how often; each looks as often as that whether it is time.
FORGET_EVERY = timedelta(days=1)
TRIM_EVERY = timedelta(minutes=10)
LOOK_EVERY_SECONDS = 60.0
KEEP_QUEUE_LOG = timedelta(hours=1)


class Roads:
    """The four verbs of one worker, which calls itself `me`; `app.clock` is the database's."""

    def __init__(
        self,
        app: bootstrap.App,
        crawl: poll.Crawl,
        *,
        me: str,
        heartbeat: timedelta,
        set_up_logs: Callable[[], None],
    ) -> None:
        self._app = app
        self._crawl = crawl
        self._measures = app.vitals.measures
        self._me = me
        self._heartbeat = heartbeat
        self._reader = ReadingProcess(set_up_logs=set_up_logs, most_seconds=app.settings.ingest.timeout_seconds)
        self._sending = Sending(app, Tries(app))
        self._visits: dict[str, tuple[Lease, asyncio.Task[object]]] = {}
        # Claims of batches that the database broke off, by their moment: to be given back.
        self._broken_off: list[datetime] = []
        self._looked: float | None = None
        self._roads: dict[Verb, Callable[[str], Awaitable[None]]] = {
            Verb.POLL: self._poll,
            Verb.INGEST: lambda _: self._ingest(),
            Verb.DIGEST: self._digest,
            Verb.DELIVER: lambda _: self._sending.round(),
        }

    def due(self, verb: Verb) -> Mapping[str, int]:
        """The jobs there are now, by what makes two of them the same one, and how much each goes before others."""
        store, now = self._app.store, self._app.clock()
        match verb:
            case Verb.POLL:
                outlets = poll.outlets_due(store, now, MOST_OUTLETS)
                return {**dict.fromkeys(outlets.first, 0), **dict.fromkeys(outlets.again, 1)}
            case Verb.INGEST:
                with store.reading() as work:
                    return _numbered(work.documents.count_waiting(now, MOST_JOBS * PAGES_A_JOB), PAGES_A_JOB)
            case Verb.DIGEST:
                return dict.fromkeys(digest.subscriptions_due(store, now), 0)
            case Verb.DELIVER:
                return _numbered(deliver.count_due(store, now), DELIVERIES_A_JOB)

    async def go(self, verb: Verb, key: str) -> None:
        """Do one job; nothing where it was done meanwhile."""
        await self._roads[verb](key)

    def end(self, *, at_rest: bool) -> None:
        self._reader.close(at_rest=at_rest)

    @property
    def sending(self) -> tuple[asyncio.Task[None], ...]:
        """What is slow of the deliveries, and was left by its job."""
        return self._sending.under_way

    @property
    def leases(self) -> tuple[Lease, ...]:
        """What the visits under way hold."""
        return tuple(lease for lease, _ in self._visits.values())

    def abandon(self, lost: Sequence[Lease]) -> None:
        """End these visits: others have taken them over."""
        for lease in lost:
            if lease.holder in self._visits:
                log.warning("a visit was taken over by another worker", outlet=lease.outlet)
                self._visits[lease.holder][1].cancel()

    async def _poll(self, key: str) -> None:
        store, clock, outlet = self._app.store, self._app.clock, OutletId(key)
        polls = await asyncio.to_thread(poll.polls_due_of, store, outlet, clock())
        task = asyncio.current_task()
        if not polls or task is None:
            return
        lease = leases.lease_of(polls, holder=f"{self._me} {uuid4().hex[:12]}")
        if not await asyncio.to_thread(leases.take, store, lease, self._heartbeat):
            # It stays due, and comes into the queue again in a moment.
            log.debug("outlet or host is being visited", outlet=outlet)
            return
        self._visits[lease.holder] = (lease, task)
        try:
            # Again: whoever held it a moment ago may have made these visits.
            polls = await asyncio.to_thread(poll.polls_due_of, store, outlet, clock())
            report = await poll.poll(
                leases.fenced(store, lease, self._heartbeat), self._crawl, polls=polls, clock=clock
            )
            count_visits(self._measures, report)
        finally:
            del self._visits[lease.holder]
            pause = max((one.outlet.delay_seconds or 0.0 for one in polls), default=0.0)
            rest = timedelta(seconds=max(pause, self._app.settings.crawl.delay_seconds))
            await asyncio.to_thread(leases.give_back, store, lease, rest)

    async def _ingest(self) -> None:
        if self._broken_off:
            await asyncio.to_thread(self._give_back)
        claimed_at = self._app.clock()
        try:
            report = await self._reader.run(bootstrap.ingest_batch, self._app.database, claimed_at, self._me)
        except StorageError:
            self._broken_off.append(claimed_at)
            raise
        except ProcessLost as lost:
            self._measures.lost_process()
            log.error("the ingest process was lost; another takes over", why=str(lost))
            await asyncio.to_thread(self._forsake)
        else:
            count_pages(self._measures, report)
        finally:
            self._app.vitals.reading_pid = self._reader.pid

    def _give_back(self) -> None:
        with self._app.store.begin() as work:
            for claimed_at in self._broken_off:
                work.documents.broke_off(claimed_at)
        self._broken_off = []

    def _forsake(self) -> None:
        """Our reader died: its pages need not wait until everybody is sure of that."""
        with self._app.store.begin() as work:
            work.documents.forsaken(self._me, self._app.clock())

    async def _digest(self, key: str) -> None:
        app = self._app
        is_composed = await asyncio.to_thread(
            digest.digest_due, app.store, SubscriptionId(key), now=app.clock(), writers=app.writers()
        )
        self._measures.composed(int(is_composed))

    async def tidy(self) -> None:
        """What one worker does for all, where it is time for it."""
        if self._looked is None or time.monotonic() - self._looked > LOOK_EVERY_SECONDS:
            self._looked = time.monotonic()
            await asyncio.to_thread(self._tidy)

    def _tidy(self) -> None:
        app = self._app
        with app.store.begin() as work:
            if work.leases.take_turn("queue log", self._me, TRIM_EVERY):
                work.workers.trim_log(KEEP_QUEUE_LOG)
            is_mine = work.leases.take_turn("forget", self._me, FORGET_EVERY)
        if is_mine:
            housekeeping.forget(app.store, bootstrap.keeping_of(app.settings), now=app.clock())


def _numbered(waiting: int, at_once: int) -> dict[str, int]:
    jobs = min(-(-waiting // at_once), MOST_JOBS)
    return dict.fromkeys(map(str, range(jobs)), 0)
