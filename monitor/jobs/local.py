"""The local driver: polls on the loop, ingest in a process of its own, digest and deliver in threads."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.model.errors import MonitorError
from monitor.model.outlets import OutletId
from monitor.model.polls import Poll
from monitor.services import deliver, digest, housekeeping, poll

if TYPE_CHECKING:
    from monitor.services.ingest import IngestReport

log = structlog.get_logger()

STOP_SECONDS = 30
# malloc.h of glibc.
M_MMAP_THRESHOLD = -3
# Rounds of polls side by side; each keeps its own connections. More than a few are under way only where many are slow.
MOST_ROUNDS = 4
TIDY_EVERY = timedelta(days=1)


def _give_memory_back() -> None:
    """Models are made from large temporary tables; glibc hands those back at once only below a fixed threshold.

    Measured: 236 instead of 259 MB with five languages loaded. Elsewhere than on glibc nothing happens.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 128 * 1024)


def _begin_child(set_up_logs: Callable[[], None]) -> None:
    _give_memory_back()
    set_up_logs()
    # The parent ends the work in order; a terminal's Ctrl-C must not break a batch in the middle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class LocalJobs:
    """Runs verbs inside one service process; see monitor.jobs.Jobs."""

    def __init__(self, app: bootstrap.App, crawl: poll.Crawl, *, set_up_logs: Callable[[], None]) -> None:
        self._app = app
        self._crawl = crawl
        self._set_up_logs = set_up_logs
        self._pool: ProcessPoolExecutor | None = None
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
        task = asyncio.ensure_future(self._logged(verb, self._roads[verb]()))
        self._running[verb] = task
        try:
            await task
        except asyncio.CancelledError:
            log.info("stopped", verb=verb)
        finally:
            self._running.pop(verb, None)

    async def _logged(self, verb: Verb, road: Awaitable[object]) -> None:
        try:
            await road
        except MonitorError as error:
            log.error("verb failed", verb=verb, why=str(error))
        except Exception:
            log.exception("verb failed for a reason nobody foresaw; it is tried again", verb=verb)

    async def stop(self) -> None:
        self._stopping = True
        for one in self._rounds:
            # What was not fetched is met again: a poll is only kept when it is over.
            one.cancel()
        if under_way := [*self._running.values(), *self._rounds]:
            await asyncio.wait(under_way, timeout=STOP_SECONDS)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

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
            await self._logged(Verb.POLL, poll.poll(self._app.store, self._crawl, polls=polls, clock=self._app.clock))
        finally:
            self._visited -= outlets
            if this := asyncio.current_task():
                self._rounds.discard(this)

    async def _ingest(self) -> None:
        while not self._stopping and await asyncio.to_thread(self._waiting):
            await asyncio.wrap_future(self._submit())
        await asyncio.to_thread(self._tidy)

    def _waiting(self) -> bool:
        with self._app.store.reading() as work:
            return work.documents.count_waiting(self._app.clock()) > 0

    def _submit(self) -> Future[IngestReport]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_begin_child, initargs=(self._set_up_logs,)
            )
        try:
            return self._pool.submit(bootstrap.ingest_batch, self._app.database, self._app.clock())
        except BrokenProcessPool:
            # A page killed the parser. Its attempts are counted, so it cannot do that for ever.
            log.error("the ingest process died; a new one takes over")
            self._pool = None
            return self._submit()

    async def _digest(self) -> None:
        app = self._app
        await asyncio.to_thread(digest.digests_due, app.store, now=app.clock(), writers=app.writers())

    async def _deliver(self) -> None:
        app = self._app
        desk = app.settings.service.address
        await asyncio.to_thread(deliver.deliver, app.store, app.open_channel, clock=app.clock, desk=desk)
