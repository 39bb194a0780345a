"""Workers whose time stands in a file, in seconds, where others have their database's; they look more often than a service.

python -m tests.workers.clocked DATABASE CONFIG CLOCK HEARTBEAT: one with all verbs, until SIGTERM; CONFIG is a pickled
monitor.config.Config, HEARTBEAT in seconds. On SQLite it is the one process that does everything, by the local driver.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.bootstrap import App, crawler_of, start
from monitor.cli.logs import log_to_terminal
from monitor.cli.working import stop_signal
from monitor.jobs import Jobs, Verb
from monitor.jobs.clock import DatabaseClock
from monitor.jobs.local import LocalJobs
from monitor.jobs.queued import Manners, QueuedJobs
from monitor.model.workers import Worker
from monitor.services.poll import Crawl

CADENCE_SECONDS = 0.1
# On a busy machine a worker may be silent for many seconds without being dead.
PATIENT = timedelta(minutes=1)


class FileClock(DatabaseClock):
    """The time that whoever started the worker wrote down last."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(float(self._file.read_text()), UTC)

    def ask(self) -> None:
        """The file is read each time."""


def set_clock(file: Path, moment: datetime) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.write_text(str(moment.timestamp()))
    unfinished.replace(file)


async def work(app: App, crawl: Crawl, *, verbs: Sequence[Verb], heartbeat: timedelta, stop: asyncio.Event) -> None:
    """Through the queue, beside others, as `farwatch worker` does."""
    assert isinstance(app.clock, FileClock)
    me = Worker(id=f"clocked-{os.getpid()}", host="clocked", pid=os.getpid(), version="1", verbs=tuple(verbs))
    manners = Manners(verbs=tuple(verbs), heartbeat=heartbeat)
    jobs = QueuedJobs(app, app.clock, crawl, me=me, manners=manners, set_up_logs=log_to_terminal)
    await jobs.begin()
    await run(jobs, verbs, stop)


async def run(jobs: Jobs, verbs: Sequence[Verb], stop: asyncio.Event) -> None:
    while not stop.is_set():
        for verb in verbs:
            await jobs.run(verb)
        await asyncio.sleep(CADENCE_SECONDS)
    await jobs.stop()


async def serve(app: App, heartbeat: timedelta) -> None:
    stop, crawler, verbs = stop_signal(), crawler_of(app), tuple(Verb)
    await crawler.prepare()
    if app.store.is_postgresql:
        await work(app, crawler.crawl, verbs=verbs, heartbeat=heartbeat, stop=stop)
    else:
        await run(LocalJobs(app, crawler.crawl, set_up_logs=log_to_terminal), verbs, stop)
    await crawler.close()


def main() -> None:
    database, config, clock_file, heartbeat = sys.argv[1:]
    log_to_terminal(least="info")
    clock = FileClock(Path(clock_file))
    declared = pickle.loads(Path(config).read_bytes())  # written by the test that started us
    app = start(declared, database=database, clock=clock)
    asyncio.run(serve(app, timedelta(seconds=float(heartbeat))))
    app.close()


if __name__ == "__main__":
    main()
