"""A copy of the database in a file, and the way back; on both databases."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model.errors import StorageError
from monitor.storage import Store, open_store
from monitor.storage.backups import back_up, restore
from monitor.storage.engine import connect, read_url
from tests.builders import NOW, article, outlet, watch

LATER = NOW + timedelta(days=1)


def keep(store: Store, number: int) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=f"https://example.org/{number}", text=f"Text {number}\n\tand \\N more"))
        work.events.log("test", str(number), "", NOW)


def urls(database: str) -> set[str]:
    store = open_store(database)
    with store.reading() as work:
        found = {str(one.url) for one in work.articles.since(None)}
    store.close()
    return found


@pytest.fixture
def filled(empty_database: str) -> str:
    """A database of the test's own: one that is restored leaves what was there beside it."""
    store = open_store(empty_database)
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("@japan"))
    keep(store, 1)
    store.close()
    return empty_database


def test_what_was_copied_comes_back_and_what_came_since_is_kept_aside(filled: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "one.backup", replace=False)
    store = open_store(filled)
    keep(store, 2)
    store.close()
    restored = restore(filled, made.file, replace=True, now=LATER)
    assert urls(filled) == {"https://example.org/1"}
    assert restored.backup.rows == made.rows
    assert "20261103" in restored.aside


def test_a_restored_database_goes_on_numbering_and_indexing(filled: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "one.backup", replace=False)
    restore(filled, made.file, replace=True, now=LATER)
    store = open_store(filled)
    keep(store, 3)
    store.close()
    assert urls(filled) == {"https://example.org/1", "https://example.org/3"}


def test_a_database_with_articles_is_not_replaced_unasked(filled: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "one.backup", replace=False)
    with pytest.raises(StorageError, match="--force"):
        restore(filled, made.file, replace=False, now=LATER)
    assert urls(filled) == {"https://example.org/1"}


def test_a_backup_is_not_replaced_unasked(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    file.write_text("mine")
    with pytest.raises(StorageError, match="there already"):
        back_up(filled, file, replace=False)
    assert file.read_text() == "mine"
    assert back_up(filled, file, replace=True).rows["articles"] == 1
    assert list(tmp_path.glob(".one*")) == []


def test_a_damaged_backup_changes_nothing(filled: str, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "one.backup", replace=False)
    made.file.write_bytes(made.file.read_bytes()[:-4000])
    with pytest.raises(StorageError, match=r"damaged|is no backup"):
        restore(filled, made.file, replace=True, now=LATER)
    assert urls(filled) == {"https://example.org/1"}


def test_a_backup_of_a_newer_version_is_refused(filled: str, tmp_path: Path) -> None:
    engine = connect(read_url(filled))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made = back_up(filled, tmp_path / "one.backup", replace=False)
    with pytest.raises(StorageError, match="newer version"):
        restore(filled, made.file, replace=True, now=LATER)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar() == 1
    engine.dispose()


def test_writers_go_on_while_a_copy_is_made(filled: str, tmp_path: Path) -> None:
    store, done = open_store(filled), threading.Event()
    written: list[int] = []

    def write() -> None:
        while not done.is_set():
            keep(store, 100 + len(written))
            written.append(len(written))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(filled, tmp_path / f"{n}.backup", replace=False).rows["articles"] for n in range(3)]
    finally:
        done.set()
        writer.join()
        store.close()
    assert made == sorted(made)
    assert made[-1] <= len(written) + 1


def test_an_sqlite_file_in_use_is_not_replaced(sqlite_template: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"
    store = open_store(database)
    keep(store, 1)
    made = back_up(database, tmp_path / "one.backup", replace=False)
    with pytest.raises(StorageError, match="stop the service"):
        restore(database, made.file, replace=True, now=LATER)
    store.close()
    assert urls(database) == {"https://example.org/1"}


def test_the_file_is_a_database_of_its_own(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"
    store = open_store(database)
    keep(store, 1)
    store.close()
    made = back_up(database, tmp_path / "one.backup", replace=False)
    connection = sqlite3.connect(made.file)
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    connection.close()
