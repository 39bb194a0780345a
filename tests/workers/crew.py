"""The service under either driver, as processes whose time is set by hand: alone on SQLite, or several on one PostgreSQL."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Executable, func, select, update

from monitor.bootstrap import App, start
from monitor.cli.demo_road import SteppedClock
from monitor.config import Config
from monitor.digests import next_due
from monitor.storage.tables_collection import documents, outlets, polls, source_states, sources
from monitor.storage.tables_telling import deliveries
from tests.conftest import Postgres
from tests.workers.clocked import PATIENT, set_clock

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 300
WORKERS = 3


@dataclass(frozen=True)
class Setting:
    """A driver: its database, and how many processes share the work."""

    database: str
    workers: int


def setting_of(driver: str, folder: Path, request: pytest.FixtureRequest) -> Setting:
    """Of the driver "alone", "workers" or "one worker"."""
    if driver == "alone":
        return Setting(database=f"sqlite:///{folder / 'farwatch.sqlite3'}", workers=1)
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    request.addfinalizer(lambda: postgres.drop(name))
    return Setting(database=postgres.url(name), workers=WORKERS if driver == "workers" else 1)


@dataclass(frozen=True)
class Time:
    """The clock of those who publish and that of the processes go together."""

    clock: SteppedClock
    file: Path

    def becomes(self, moment: datetime) -> None:
        self.clock.now = moment
        set_clock(self.file, moment)


class Crew:
    """Processes on one database; see tests.workers.clocked. Use as a context manager."""

    def __init__(
        self, declared: Config, database: str, folder: Path, now: Time, *, heartbeat: timedelta = PATIENT
    ) -> None:
        """Who reads comes last: the days before the digest are not lived through."""
        self._declared, self._now, self._heartbeat = declared, now, heartbeat
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        unread = replace(declared, subscriptions=())
        self._write(unread)
        self.app: App = start(unread, database=database, clock=now.clock)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._told = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill_all()
        self.app.close()

    def _write(self, declared: Config) -> None:
        """What a process declares that starts from now on."""
        (self._folder / "config").write_bytes(pickle.dumps(declared))

    def staff(self, count: int) -> None:
        """So many more."""
        for _ in range(count):
            self._start()

    def _start(self) -> None:
        words = [self.app.database, str(self._folder / "config"), str(self._now.file)]
        command = [sys.executable, "-m", "tests.workers.clocked", *words, str(self._heartbeat.total_seconds())]
        with (self._folder / "log").open("ab") as log:
            # In a group of its own, so that it is killed together with its reader.
            self._processes.append(subprocess.Popen(command, cwd=ROOT, stderr=log, start_new_session=True))

    def kill_all(self) -> None:
        for one in self._processes:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()
        self._processes.clear()

    def pass_by(self, time: timedelta) -> None:
        self._now.becomes(self._now.clock.now + time)

    def begin_day(self, moment: datetime) -> None:
        """It is this moment, and every outlet is to be visited."""
        self._now.becomes(moment)
        with self._writing() as connection:
            connection.execute(update(source_states).values(next_poll_at=moment))

    def finish_day(self) -> None:
        """Every visit is made, every page read."""
        followed = sources.join(outlets, outlets.c.id == sources.c.outlet)
        all_of_them = self._number(select(func.count()).select_from(followed).where(outlets.c.enabled))
        visits = select(func.count()).where(polls.c.at >= self._now.clock.now)
        self.until(lambda: self._number(visits) >= all_of_them)
        self.until(lambda: not self._number(select(func.count()).where(documents.c.state == "waiting")))

    def begin_telling(self, after: datetime) -> None:
        """It is when readers are due for the first time after that moment, and they are there."""
        readers = self._declared.subscriptions
        self._now.becomes(next_due(readers[0].schedule, after))
        self._write(self._declared)
        with self.app.store.begin() as work:
            work.subscriptions.declare(readers)

    def finish_telling(self) -> None:
        self._told += sum(len(one.recipients) for one in self._declared.subscriptions)
        sent = select(func.count()).where(deliveries.c.state == "sent")
        self.until(lambda: self._number(sent) >= self._told)

    def live(self, days: Sequence[datetime]) -> None:
        """As `farwatch demo` does: every outlet at each of these moments, and in the end the digest of the next morning."""
        for day in days:
            self.begin_day(day)
            self.finish_day()
        self.begin_telling(days[-1])
        self.finish_telling()

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, (self._folder / "log").read_text()[-5000:]
            time.sleep(0.05)

    def _number(self, question: Executable) -> int:
        with self.app.store._engine.connect() as connection:
            return int(connection.execute(question).scalar_one())

    def _writing(self) -> AbstractContextManager[Connection]:
        return self.app.store._engine.execution_options(reads_only=False).begin()
