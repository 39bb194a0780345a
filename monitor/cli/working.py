"""A process that works until it is told to stop, with a desk or without."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import uuid4

from monitor.model.errors import StorageError
from monitor.model.workers import Worker
from monitor.scheduler import scheduler_of

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.jobs import Jobs
    from monitor.jobs.queued import Manners
    from spiders import Crawler


class Working:
    """Verbs that are woken until `end`. `given_up` holds why this version may not go on, once that is so."""

    def __init__(
        self,
        jobs: Jobs,
        given_up: asyncio.Future[str] | None = None,
        held: AbstractContextManager[object] | None = None,
    ) -> None:
        self._jobs = jobs
        # To the end: that nobody visits outlets by hand beside us.
        self._held = ExitStack()
        if held is not None:
            self._held.enter_context(held)
        self._given_up = given_up
        # By this machine's own clock, as the scheduler itself goes, whatever the database's says.
        self._scheduler = scheduler_of(jobs, now=datetime.now(UTC))
        self._scheduler.start()

    async def end(self) -> None:
        self._scheduler.shutdown(wait=False)
        await self._jobs.stop()
        self._held.close()

    def check(self) -> None:
        """Raise StorageError where it ended because it had to."""
        if self._given_up is not None and self._given_up.done():
            raise StorageError(self._given_up.result())


def begin_alone(app: App, crawler: Crawler, *, set_up_logs: Callable[[], None]) -> Working:
    """All verbs in this process."""
    from monitor.jobs.local import LocalJobs

    jobs = LocalJobs(app, crawler.crawl, set_up_logs=set_up_logs)
    return Working(jobs, held=app.store.visiting(alone=False))


async def begin_worker(
    app: App, stop: asyncio.Event, crawler: Crawler, *, manners: Manners, set_up_logs: Callable[[], None]
) -> Working:
    """This process as one of several workers; sets `stop` where a newer version forbids it to go on.

    The application's clock, and with it the crawler's, must be the one that all workers share (`by_shared_clock`).
    """
    from monitor.jobs.clock import DatabaseClock
    from monitor.jobs.queued import QueuedJobs

    assert isinstance(app.clock, DatabaseClock)
    jobs = QueuedJobs(app, app.clock, crawler.crawl, me=_me(manners), manners=manners, set_up_logs=set_up_logs)
    await jobs.begin()
    jobs.given_up.add_done_callback(lambda _: stop.set())
    return Working(jobs, jobs.given_up)


def by_shared_clock(app: App) -> App:
    """The application by the database's clock."""
    from monitor.jobs.clock import DatabaseClock

    return replace(app, clock=DatabaseClock(app.store))


def _me(manners: Manners) -> Worker:
    host, pid = socket.gethostname(), os.getpid()
    name = f"{host}-{pid}-{uuid4().hex[:6]}"
    return Worker(id=name, host=host, pid=pid, version=version("farwatch"), verbs=manners.verbs)


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
