"""The background service as a process: started, asked, stopped, killed and started again, against the local newsroom.

Once as one process on an SQLite file, once on a real PostgreSQL: with two workers beside it, or as the desk of two workers.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tomlkit

from monitor.model.outlets import Outlet
from monitor.model.watches import WatchId
from monitor.newsroom import Newsroom
from monitor.storage import Store, open_store
from tests.conftest import Postgres

ROOT = Path(__file__).parents[2]
SEEDS = 5
PATIENCE_SECONDS = 240
HEARTBEAT_SECONDS = 4


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(ROOT / "seeds", clock=lambda: datetime.now(UTC)) as opened:
        yield opened


@pytest.fixture
def config(tmp_path: Path, newsroom: Newsroom) -> Path:
    """What is delivered, with the newsroom's outlets instead of the pack."""
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets"))
    (folder / "outlets").mkdir()
    for outlet in newsroom.outlets:
        (folder / "outlets" / f"{outlet.id}.toml").write_text(tomlkit.dumps(declaration(outlet)), encoding="utf-8")
    settings = tomlkit.parse((folder / "farwatch.toml").read_text(encoding="utf-8"))
    settings["crawl"]["delay_seconds"] = 0.02  # type: ignore[index]
    settings["egress"]["hosts"] = dict(newsroom.hosts)  # type: ignore[index]
    (folder / "farwatch.toml").write_text(tomlkit.dumps(settings), encoding="utf-8")
    return folder


def declaration(outlet: Outlet) -> dict[str, object]:
    def said(fields: dict[str, object], *derived: str) -> dict[str, object]:
        return {key: value for key, value in fields.items() if value not in (None, (), []) and key not in derived}

    sources = [said(asdict(source), "outlet") for source in outlet.sources]
    return said(asdict(outlet), "id", "sources", "page") | {"page": said(asdict(outlet.page)), "sources": sources}


@dataclass(frozen=True)
class Setting:
    """On which database the service runs, how, and how many workers there are."""

    database: str
    run: tuple[str, ...] = ()
    workers: int = 0


@pytest.fixture
def setting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Setting]:
    """ "alone", "beside" two workers that share its work, or the desk of two "workers"."""
    if request.param == "alone":
        yield Setting(database=f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    run = ("--no-verbs",) if request.param == "workers" else ()
    yield Setting(database=postgres.url(name), run=run, workers=2)
    postgres.drop(name)


class Service:
    """A running `farwatch run`, and with it as many of `farwatch worker` as are set."""

    def __init__(self, config: Path, setting: Setting, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = log
        worker = ["worker", "--heartbeat", str(HEARTBEAT_SECONDS)]
        commands = [["run", "--port", str(self.port), *setting.run], *[worker] * setting.workers]
        with log.open("a") as stderr:
            self.processes = [
                subprocess.Popen(
                    [sys.executable, "-c", "from monitor.cli import main; main()", *words],
                    cwd=ROOT,
                    env=os.environ | {"FARWATCH_DATABASE": setting.database, "FARWATCH_CONFIG": str(config)},
                    stdout=subprocess.DEVNULL,
                    stderr=stderr,
                )
                for words in commands
            ]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return str(answer.read().decode())

    def is_at_work(self, store: Store) -> bool:
        """Its desk answers, and every worker was seen by the others."""
        with store.reading() as work:
            seen = {one.worker.pid for one in work.workers.all()}
        return _answers(self) and {one.pid for one in self.processes[1:]} <= seen

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert [one.poll() for one in self.processes] == [None] * len(self.processes), self._log.read_text()
            assert time.monotonic() < deadline, self._log.read_text()
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> set[int]:
        """Every process gets the signal; how they ended."""
        for one in self.processes:
            one.send_signal(number)
        return {one.wait(timeout=40) for one in self.processes}


@pytest.fixture
def store(setting: Setting) -> Iterator[Store]:
    opened = open_store(setting.database)
    yield opened
    opened.close()


@pytest.fixture
def start(config: Path, tmp_path: Path, setting: Setting, store: Store) -> Iterator[Callable[[], Service]]:
    running: list[Service] = []

    def begin() -> Service:
        running.append(Service(config, setting, tmp_path / "log"))
        return running[-1]

    yield begin
    for process in (one for service in running for one in service.processes):
        if process.poll() is None:
            process.kill()
        process.wait()


def wanted(store: Store) -> int:
    with store.reading() as work:
        return len(work.matches.since(None, WatchId("nato-indo-pacific")))


@pytest.mark.parametrize("setting", ["alone", "beside"], indirect=True)
def test_the_service_finds_what_is_wanted_and_stops_cleanly(start: Callable[[], Service], store: Store) -> None:
    service = start()
    service.wait_for(lambda: wanted(store) == SEEDS)
    assert json.loads(service.get("/health")) == {"status": "ok"}
    assert "Defence24" in service.get("/outlets")
    assert service.end(signal.SIGTERM) == {0}


@pytest.mark.parametrize("setting", ["alone", "workers"], indirect=True)
def test_a_restart_visits_nothing_that_is_not_due(
    start: Callable[[], Service], store: Store, newsroom: Newsroom
) -> None:
    first = start()
    first.wait_for(lambda: wanted(store) == SEEDS)
    first.end(signal.SIGTERM)
    pages = len(newsroom.requests)
    second = start()
    second.wait_for(lambda: second.is_at_work(store) and "Defence24" in second.get("/outlets"))
    time.sleep(2)
    assert len(newsroom.requests) == pages


@pytest.mark.parametrize(
    ("setting", "pages"),
    # At any moment workers are killed in tests/workers.
    [("alone", 0), ("alone", 3), ("alone", 7), ("alone", 11), ("workers", 7)],
    indirect=["setting"],
)
def test_a_service_that_was_killed_loses_nothing(
    start: Callable[[], Service], store: Store, newsroom: Newsroom, pages: int
) -> None:
    killed = start()
    killed.wait_for(lambda: len(newsroom.requests) >= pages)
    killed.end(signal.SIGKILL)
    second = start()
    second.wait_for(lambda: wanted(store) == SEEDS)
    assert second.end(signal.SIGTERM) == {0}
    with store.begin() as work:
        assert work.articles.count() == len({one.url for one in work.articles.since(None)})


def _answers(service: Service) -> bool:
    try:
        service.get("/health")
    except OSError:
        return False
    return True
