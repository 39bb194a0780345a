"""A process that works until it is told to stop, with a desk or without."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import uuid4

from monitor.cli.logs import log_to_terminal
from monitor.model.errors import StorageError
from monitor.model.workers import Worker
from monitor.scheduler import scheduler_of

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.jobs import Jobs
    from monitor.jobs.queued import Manners
    from monitor.services.poll import Crawl


class Working:
    """Verbs that are woken until `end`. `given_up` holds why this version may not go on, once that is so."""

    def __init__(self, jobs: Jobs, given_up: asyncio.Future[str] | None = None) -> None:
        self._jobs = jobs
        self._given_up = given_up
        # By this machine's own clock, as the scheduler itself goes, whatever the database's says.
        self._scheduler = scheduler_of(jobs, now=datetime.now(UTC))
        self._scheduler.start()

    async def end(self) -> None:
        self._scheduler.shutdown(wait=False)
        await self._jobs.stop()

    def check(self) -> None:
        """Raise StorageError where it ended because it had to."""
        if self._given_up is not None and self._given_up.done():
            raise StorageError(self._given_up.result())


async def begin_worker(app: App, crawl: Crawl, stop: asyncio.Event, *, manners: Manners, log_level: str) -> Working:
    """This process as one of several workers; sets `stop` where a newer version forbids it to go on."""
    from monitor.jobs.queued import QueuedJobs

    host = socket.gethostname()
    me = Worker(
        id=f"{host}-{os.getpid()}-{uuid4().hex[:6]}",
        host=host,
        pid=os.getpid(),
        version=version("farwatch"),
        verbs=manners.verbs,
    )
    jobs = QueuedJobs(app, crawl, me=me, manners=manners, set_up_logs=partial(log_to_terminal, least=log_level))
    await jobs.begin()
    jobs.given_up.add_done_callback(lambda _: stop.set())
    return Working(jobs, jobs.given_up)


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
