"""The walk of test_walk.py by three worker processes on one PostgreSQL: the same digest, to the letter."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from monitor.bootstrap import App, start
from monitor.cli.demo_road import SteppedClock, days_to_live_through, demo_config, write_stories
from monitor.config import config_folder, read_config
from monitor.digests import next_due
from monitor.model.digests import Subscription
from monitor.newsroom import Newsroom
from tests.conftest import Postgres
from tests.walk.test_walk import EXPECTED, ROOT, SEEDS
from tests.workers.clocked import set_clock

WORKERS = 3
PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Time:
    """The newsroom's clock and the workers' go together."""

    newsroom: SteppedClock
    file: Path

    def becomes(self, moment: datetime) -> None:
        self.newsroom.now = moment
        set_clock(self.file, moment)


@contextmanager
def working(database: str, folder: Path) -> Iterator[None]:
    """The workers, with a reader each, which ends when it finds itself alone."""
    words = ["-m", "tests.workers.clocked", database, str(folder / "config"), str(folder / "clock")]
    with (folder / "log").open("ab") as log:
        processes = [subprocess.Popen([sys.executable, *words], cwd=ROOT, stderr=log) for _ in range(WORKERS)]
        try:
            yield
        finally:
            for one in processes:
                one.kill()
                one.wait()


def until(is_so: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, log.read_text()[-5000:]
        time.sleep(0.05)


@pytest.fixture(scope="module")
def walked(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which the digest and the stories of the workers stand."""
    folder = tmp_path_factory.mktemp("workers")
    out, name, now = folder / "out", postgres.create(), Time(SteppedClock(), folder / "clock")
    out.mkdir()
    with Newsroom(SEEDS, clock=now.newsroom) as newsroom:
        now.becomes(newsroom.moments[0] - timedelta(days=1))
        declared = demo_config(read_config(config_folder(None), now=now.newsroom()), newsroom, out)
        # Who reads comes last: the days before the digest are not lived through.
        readers, declared = declared.subscriptions, replace(declared, subscriptions=())
        (folder / "config").write_bytes(pickle.dumps(declared))
        app = start(declared, database=postgres.url(name), clock=now.newsroom)
        with closing(app), working(app.database, folder):
            walk(app, now, days_to_live_through(app, newsroom.moments), readers=readers, log=folder / "log")
            write_stories(app, out / "stories.json")
    yield out
    postgres.drop(name)


def walk(app: App, now: Time, days: tuple[datetime, ...], *, readers: tuple[Subscription, ...], log: Path) -> None:
    """As `farwatch demo` does: every outlet at each of these moments, and in the end the digest of the next morning."""
    with psycopg.connect(app.database, autocommit=True) as database:

        def number(statement: str) -> int:
            (found,) = database.execute(statement).fetchone() or (0,)
            return int(found)

        sources = number("SELECT count(*) FROM sources JOIN outlets ON outlets.id = outlet WHERE enabled")
        for count, day in enumerate(days, start=1):
            now.becomes(day)
            database.execute("UPDATE source_states SET next_poll_at = %s", [day])
            until(lambda: number("SELECT count(*) FROM polls") >= sources * count, log)  # noqa: B023
            until(lambda: not number("SELECT count(*) FROM documents WHERE state = 'waiting'"), log)
        (reader,) = readers
        now.becomes(next_due(reader.schedule, days[-1]))
        with app.store.begin() as work:
            work.subscriptions.declare(readers)
        until(lambda: bool(number("SELECT count(*) FROM deliveries WHERE state = 'sent'")), log)


@pytest.mark.parametrize("name", ["digest.txt", "digest.html", "slack.json", "stories.json"])
def test_the_digest_of_three_workers_is_that_of_one_process(walked: Path, name: str) -> None:
    assert (walked / name).read_text(encoding="utf-8") == (EXPECTED / name).read_text(encoding="utf-8")
