"""Several workers on one PostgreSQL, as processes: killed, paused, cut off; nothing is lost and nothing told twice.

bench/workers.py does the same for as long as wanted.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import psycopg
import pytest

from monitor.model.workers import Turn
from monitor.storage.documents import ATTEMPTS
from tests.workers import versions
from tests.workers.herd import HEARTBEAT_SECONDS, Herd
from tests.workers.proxy import Cable
from tests.workers.server import Server, server

OUTLETS = 8


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="farwatch-workers-"))
    with server(folder) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def herd(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Herd]:
    opened = Herd(postgresql.database, tmp_path_factory.mktemp("herd"), outlets=OUTLETS)
    yield opened
    opened.close()


def in_order(herd: Herd) -> bool:
    """All is told; no host was asked by two at once, no event became two stories, nothing was lost or doubled."""

    def is_told() -> bool:
        herd.let_claims_end()
        return herd.all_told

    herd.wait_until(is_told)
    count = herd.count()
    assert (count.overlaps, count.split, count.lost, count.doubled, count.waiting) == (0, 0, 0, 0, 0), count
    return True


def test_two_workers_do_each_thing_once(herd: Herd) -> None:
    herd.staff(2)
    polls = herd.count().polls
    herd.publish(4)
    assert in_order(herd)
    assert herd.count().polls == polls + OUTLETS


def test_a_worker_that_is_told_to_stop_leaves_nothing_behind(herd: Herd) -> None:
    _, other = herd.staff(2)
    herd.publish(1)
    assert herd.end(other) == 0
    assert herd.number(f"SELECT count(*) FROM workers WHERE pid = {other.pid}") == 0
    assert (
        herd.number(f"SELECT count(*) FROM leases WHERE holder LIKE '%-{other.pid}-%' AND key NOT LIKE 'chore%'") == 0
    )
    assert in_order(herd)


def test_workers_that_are_killed_lose_nothing(herd: Herd) -> None:
    chance = random.Random(8)
    for _ in range(3):
        first, second = herd.staff(2)
        herd.publish(2)
        time.sleep(chance.random() * 3)
        herd.signal(chance.choice((first, second)), signal.SIGKILL)
    assert in_order(herd)


def test_a_worker_that_was_paused_too_long_changes_nothing(herd: Herd) -> None:
    herd.staff(2)
    herd.slow(1.0)
    herd.publish(2)
    paused = herd.visitor()
    herd.signal(paused, signal.SIGSTOP)
    herd.slow(0.03)
    assert in_order(herd)
    (other,) = [one for one in herd.workers if one is not paused]
    herd.end(other)
    before = everything(herd)
    herd.signal(paused, signal.SIGCONT)
    herd.wait_until(lambda: herd.is_seen(paused))
    time.sleep(HEARTBEAT_SECONDS / 2)
    assert everything(herd) == before
    assert "taken over by another worker" in herd.said()


def everything(herd: Herd) -> list[list[tuple[object, ...]]]:
    """What the verbs keep, row by row."""
    tables = ("polls", "source_states", "entries", "documents", "articles", "memberships", "digests", "deliveries")
    return [herd.ask(f"SELECT {table}::text FROM {table} ORDER BY 1") for table in tables]


def test_a_worker_that_was_cut_off_comes_back(herd: Herd, postgresql: Server) -> None:
    herd.staff(1)
    cable = Cable(postgresql.socket)
    try:
        far = herd.start(database=f"postgresql://postgres@127.0.0.1:{cable.port}/postgres")
        # Its second beat: one that is cut off while it begins ends at once, as any service without its database.
        second = f"SELECT count(*) FROM workers WHERE pid = {far.pid} AND last_seen > started_at"
        herd.wait_until(lambda: herd.number(second) == 1)
        herd.slow(0.5)
        herd.publish(2)
        cable.cut()
        herd.slow(0.03)
        assert in_order(herd)
        cable.mend()
        herd.wait_until(lambda: herd.is_seen(far))
        assert far.poll() is None
    finally:
        cable.close()
        herd.signal(far, signal.SIGKILL)


def test_a_restart_of_the_database_in_the_middle_loses_nothing(herd: Herd, postgresql: Server) -> None:
    herd.staff(2)
    herd.slow(0.5)
    herd.publish(2)
    herd.visitor()
    postgresql.crash()
    herd.slow(0.03)
    assert in_order(herd)


def test_workers_whose_clocks_are_wrong_go_by_that_of_the_database(herd: Herd) -> None:
    herd.staff(0)
    early, late = (
        herd.start("--seconds", seconds, entry=("-m", "tests.workers.skewed")) for seconds in ("-300", "300")
    )
    herd.wait_until(lambda: herd.is_seen(early) and herd.is_seen(late) and herd.all_visited)
    (begin,) = herd.ask("SELECT now()")[0]
    herd.publish(3)
    assert in_order(herd)
    for moment in ("at FROM polls", "fetched_at FROM documents", "first_seen FROM articles", "sent_at FROM deliveries"):
        what, _, table = moment.partition(" FROM ")
        after = herd.number(f"SELECT count(*) FROM {table} WHERE {what} > now()")
        since = herd.number(f"SELECT count(*) FROM {table} WHERE {what} > '{begin}'")
        assert (after, since > 0) == (0, True), moment


def test_a_page_that_kills_its_reader_is_given_up_and_stops_no_other(herd: Herd) -> None:
    (worker,) = herd.staff(1)
    with psycopg.connect(herd.database, autocommit=True) as held:
        # Readers stand still before they keep what they read, and one that holds the poisoned page dies there.
        held.execute("SELECT pg_advisory_lock(%s)", [int(Turn.PLACING)])
        herd.publish(2)
        poison, killed = 0, 0
        while killed < ATTEMPTS:
            herd.wait_until(lambda: bool(being_read(herd)))
            now = being_read(herd)
            poison = poison or min(now)
            if now.get(poison, 0) > killed:
                killed = now[poison]
                for reader in readers(worker):
                    os.kill(reader, signal.SIGKILL)
                herd.wait_until(lambda: not being_read(herd))
            elif poison not in now:
                # Another page: its reader, who waits already, goes on before we have the lock again.
                held.execute("SELECT pg_advisory_unlock(%s)", [int(Turn.PLACING)])
                held.execute("SELECT pg_advisory_lock(%s)", [int(Turn.PLACING)])
    herd.wait_until(lambda: herd.count().waiting == 0)
    rejected = herd.ask("SELECT id, reason, attempts FROM documents WHERE state = 'rejected'")
    assert rejected == [(poison, "crashed", ATTEMPTS)]


@pytest.fixture
def apart(postgresql: Server, tmp_path: Path) -> Iterator[Herd]:
    """A small town with a database of its own, which a test may leave in a state that is of no use to others."""
    with psycopg.connect(postgresql.database, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS apart WITH (FORCE)")
        connection.execute("CREATE DATABASE apart")
    opened = Herd(postgresql.database.replace("/postgres?", "/apart?"), tmp_path / "herd", outlets=4)
    yield opened
    opened.close()


def test_workers_of_two_versions_work_side_by_side_and_one_that_is_too_old_ends(apart: Herd, tmp_path: Path) -> None:
    """The two steps of docs/workers.md, with real processes of this version, the next and the one after it."""
    (this,) = apart.staff(1)
    next_one = apart.start(version=versions.one_that_adds(tmp_path / "next"))
    apart.wait_until(lambda: schema(apart) == versions.ADDS and apart.is_seen(next_one))
    apart.publish(2)
    assert in_order(apart)
    # Nobody but this version, on what the next one made of the database; then the reverse.
    for ends, stays in ((next_one, this), (this, None)):
        assert apart.end(ends) == 0
        stays = stays or apart.start(version=tmp_path / "next")
        apart.wait_until(partial(apart.is_seen, stays))
        apart.publish(1)
        assert in_order(apart)
    this = apart.start()
    apart.wait_until(lambda: apart.is_seen(this))
    last = apart.start(version=versions.one_that_takes_away(tmp_path / "last"))
    apart.wait_until(lambda: schema(apart) == versions.TAKES)
    assert this.wait(timeout=60) == 3
    assert "update first" in apart.said()
    apart.wait_until(lambda: apart.is_seen(last) and apart.is_seen(stays))
    apart.publish(1)
    assert in_order(apart)


def schema(herd: Herd) -> str:
    return str(herd.ask("SELECT version_num FROM alembic_version")[0][0])


def being_read(herd: Herd) -> dict[int, int]:
    """The pages that some reader holds just now, with their attempts."""
    fresh = "state = 'waiting' AND claimed_at > now() - interval '9 minutes'"
    return dict(herd.ask(f"SELECT id, attempts FROM documents WHERE {fresh}"))  # type: ignore[arg-type]


def readers(worker: subprocess.Popen[bytes]) -> list[int]:
    children = psutil.Process(worker.pid).children()
    return [one.pid for one in children if "spawn_main" in " ".join(one.cmdline())]
