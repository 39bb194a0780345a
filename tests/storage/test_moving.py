"""A database moved to another one, also of the other kind; the source is what the demo leaves."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from monitor.model.errors import StorageError
from monitor.model.workers import Worker
from monitor.storage import MovedTable, MoveProgress, move, open_store
from monitor.storage.engine import read_url
from tests.builders import article
from tests.conftest import Postgres

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FARWATCH = Path(sys.executable).with_name("farwatch")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [FARWATCH, "demo", "--out", folder / "out", "--database", f"sqlite:///{folder / 'demo.sqlite3'}"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "demo.sqlite3"


@pytest.fixture
def source(demo: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(demo, tmp_path / 'source.sqlite3')}"


@pytest.fixture
def target(empty_database: str) -> str:
    return empty_database


def silent(progress: MoveProgress) -> None:
    pass


def facts(moved: tuple[MovedTable, ...]) -> dict[str, tuple[int, str]]:
    return {one.table: (one.rows, one.digest) for one in moved}


def test_every_row_is_in_both(source: str, target: str) -> None:
    moved = move(source, target, silent)
    assert {one.table for one in moved if one.rows} >= {"articles", "documents", "deliveries", "memberships", "told"}
    old, new = open_store(source), open_store(target)
    with old.reading() as before, new.reading() as after:
        assert after.stories.since(None) == before.stories.since(None)
        assert after.subscriptions.all() == before.subscriptions.all()
        assert after.outlets.all() == before.outlets.all()
        assert after.stream.numbers(LONG_AGO) == before.stream.numbers(LONG_AGO)
        assert after.articles.count() == before.articles.count() == len(after.articles.since(None))
    old.close()
    new.close()


def test_there_and_back_is_the_same(source: str, target: str, tmp_path: Path) -> None:
    there = move(source, target, silent)
    back = move(target, f"sqlite:///{tmp_path / 'back.sqlite3'}", silent)
    assert facts(back) == facts(there)


def test_new_rows_are_numbered_behind_the_moved(source: str, target: str) -> None:
    moved = move(source, target, silent)
    store = open_store(target)
    with store.begin() as work:
        work.articles.keep(article())
    with store.reading() as work:
        assert work.articles.count() == facts(moved)["articles"][0] + 1
    store.close()


def test_the_index_of_the_archive_is_to_be_made_anew(source: str, target: str) -> None:
    moved = move(source, target, silent)
    store = open_store(target)
    with store.reading() as work:
        assert len(work.archive.waiting(None)) == facts(moved)["articles"][0]
    store.close()


def test_a_database_that_holds_something_is_refused(source: str, target: str) -> None:
    store = open_store(target)
    with store.begin() as work:
        work.articles.keep(article())
    store.close()
    with pytest.raises(StorageError, match="holds articles already, expected an empty database"):
        move(source, target, silent)


def test_a_move_that_was_killed_is_refused_by_others_and_goes_on(source: str, target: str) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, source, target], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StorageError, match="run `farwatch migrate` again to its end"):
        open_store(target)
    moved = move(source, target, silent)
    assert {one.written for one in moved if one.table == "articles"} == {0}
    assert all(one.written == one.rows for one in moved if one.table == "told")
    open_store(target).close()


KILLED = """
import os, signal, sys
from monitor.storage import move
def told(progress):
    if progress.table == "memberships":
        os.kill(os.getpid(), signal.SIGKILL)
move(sys.argv[1], sys.argv[2], told)
"""


def test_what_the_source_lost_meanwhile_is_lost_in_the_target_too(source: str, target: str, tmp_path: Path) -> None:
    def told(progress: MoveProgress) -> None:
        if progress.table == "deliveries":  # once the rest of the round is written
            with sqlite3.connect(source.removeprefix("sqlite:///"), timeout=30) as other:
                other.execute("PRAGMA foreign_keys = ON")
                other.execute("DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)")
                other.execute("UPDATE outlets SET name = name || '!' WHERE id = (SELECT min(id) FROM outlets)")

    with pytest.raises(StorageError, match="the source is written to meanwhile"):
        move(source, target, told)
    again = move(source, target, silent)
    assert {one.table for one in again if one.removed} == {"documents", "document_bodies"}
    assert facts(move(target, f"sqlite:///{tmp_path / 'back.sqlite3'}", silent)) == facts(again)


def test_a_row_that_was_changed_in_the_target_half_way_is_found_and_mended(source: str, target: str) -> None:
    def told(progress: MoveProgress) -> None:
        if progress.table == "deliveries" and progress.round == 1:
            engine = create_engine(read_url(target))
            with engine.begin() as other:
                other.execute(
                    text("UPDATE articles SET title = title || '!' WHERE id = (SELECT min(id) FROM articles)")
                )
            engine.dispose()

    moved = {one.table: one for one in move(source, target, told)}
    assert moved["articles"].written == moved["articles"].rows + 1
    assert moved["outlets"].written == moved["outlets"].rows


def test_a_move_is_not_at_its_end_while_a_service_works_on_the_source(source: str, target: str) -> None:
    store = open_store(source)
    with store.visiting(alone=False), pytest.raises(StorageError, match=r"a service works on sqlite:///.*: stop it"):
        move(source, target, silent)
    store.close()
    moved = move(source, target, silent)
    assert {one.written for one in moved} == {0}


def test_nothing_is_moved_to_where_a_worker_lives(source: str, postgres: Postgres) -> None:
    target = postgres.url(postgres.create())
    store = open_store(target)
    with store.begin() as work:
        work.workers.seen(Worker(id="w", host="h", pid=1, version="1", verbs=("poll",)))
    store.close()
    with pytest.raises(StorageError, match="a service works on postgresql://"):
        move(source, target, silent)


def test_how_far_it_is_is_told_of_all_tables_together(source: str, target: str) -> None:
    heard: list[MoveProgress] = []
    moved = move(source, target, heard.append)
    for number in (1, 2):
        of_round = [one for one in heard if one.round == number]
        assert [one.rows for one in of_round] == sorted(one.rows for one in of_round)
        assert of_round[-1].rows == of_round[-1].of == sum(one.rows for one in moved)


def test_a_database_is_not_moved_to_itself(source: str) -> None:
    with pytest.raises(StorageError, match="is both source and target"):
        move(source, source, silent)


def test_the_one_that_fails_is_named(source: str, postgres: Postgres) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        move(source, postgres.url("nowhere"), silent)
