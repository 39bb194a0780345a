"""The store and its transactions."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec
from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.model.errors import StorageError
from monitor.storage.engine import POSTGRESQL, connect, read_url, reader, sentence, shown
from monitor.storage.journal import Journal
from monitor.storage.leavings import Leavings
from monitor.storage.migrate import migrate, refusal
from monitor.storage.work import Work

# What a damaged row, or one written by a newer version, comes to when it is read.
UNREADABLE = (msgspec.DecodeError, zlib.error)


# Four megabytes; others wait for it, some hundredths of a second.
PAGES_AT_ONCE = 1_000


class Store:
    """A database. Threads may share it; each transaction is a thread's own."""

    def __init__(self, url: URL, engine: Engine, journal: Journal, fence: Callable[[Work], None] | None = None) -> None:
        self._url = url
        self._engine = engine
        self._fence = fence
        self.journal = journal
        self.leavings = Leavings(journal.path and journal.path.with_name(f"{journal.path.name}-left"))

    @property
    def name(self) -> str:
        """The address, for people: without a password."""
        return shown(self._url)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """One transaction: commits on leaving, rolls back on an error. On SQLite there is one writer at a time."""
        with self._said(), self._engine.begin() as connection:
            work = Work(connection)
            if self._fence is not None:
                self._fence(work)
            yield work
            self.leavings.write(work.changes)

    def fenced(self, fence: Callable[[Work], None]) -> Store:
        """The same database, where nothing is kept any more once `fence`, asked first in each transaction, raises."""
        return Store(self._url, self._engine, self.journal, fence)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A transaction that only looks: it waits for no writer and none waits for it."""
        with self._said(), self._reader.begin() as connection:
            yield Work(connection)

    @property
    def is_postgresql(self) -> bool:
        return self._engine.dialect.name == "postgresql"

    @contextmanager
    def visiting(self, *, alone: bool) -> Iterator[bool]:
        """Whether this process may visit outlets: those that do so at all times share it, one that does it by hand is
        alone. Beside an SQLite file, by a lock of the system, which no crash leaves behind; on PostgreSQL leases see to
        it."""
        if self.is_postgresql:
            yield True
            return
        lock = Path(f"{self._url.database}.visits")
        try:
            opened = lock.open("a")
        except OSError as error:
            raise StorageError(f"{lock} cannot be written: {error.strerror or error}") from error
        with opened as file:
            try:
                fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    @property
    def connection(self) -> tuple[str, Mapping[str, str | int]]:
        """What psycopg is told to reach this PostgreSQL as we do; for the queue's own connection."""
        url = self._url.set(drivername="postgresql")
        return url.render_as_string(hide_password=False), POSTGRESQL

    def refusal(self) -> str | None:
        """Why this version may not go on with the database, where a newer one has brought it too far; else None."""
        with self._said(), self._reader.connect() as connection:
            return refusal(connection)

    def ping(self) -> None:
        """Raise StorageError where the database does not answer."""
        with self._said(), self._reader.connect() as connection:
            connection.execute(text("SELECT 1"))

    def migrate(self) -> None:
        """Bring the database to this version's schema; nothing to do in most cases."""
        with self._said():
            migrate(self._engine)

    def give_space_back(self) -> int:
        """Let the file of an SQLite database shrink by what it does not use, some pages at a time; bytes.

        A file that was made before this (without auto_vacuum) stays as large as it was, and uses what is free in it.
        """
        if self._engine.dialect.name != "sqlite":
            return 0
        given = 0
        while True:
            with self._said(), self._engine.begin() as connection:
                before = connection.execute(text("PRAGMA freelist_count")).scalar_one()
                connection.execute(text(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})")).close()
                after = connection.execute(text("PRAGMA freelist_count")).scalar_one()
                size = connection.execute(text("PRAGMA page_size")).scalar_one()
            if after >= before:
                return given
            given += (before - after) * size

    def close(self) -> None:
        self._engine.dispose()

    @cached_property
    def _reader(self) -> Engine:
        return reader(self._engine)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except UNREADABLE as error:
            raise StorageError(f"the database {self.name} holds a value that cannot be read: {error}") from error
        except SQLAlchemyError as error:
            raise StorageError(sentence(self._url, error)) from error


def open_store(url: str, *, journal: str = "") -> Store:
    """The database at an address, made and brought to this version's schema where needed.

    `journal` is where sendings are written down besides; without it, beside an SQLite file, and else nowhere.
    """
    read = read_url(url)
    written = Journal(_journal(read, journal))
    if not journal and written.path and not Path(str(read.database)).exists():
        # A database that begins anew has told nothing, whatever another in this place may have told: a backup of that
        # one may be put back, and needs it then.
        written.set_aside()
    store = Store(read, connect(read), written)
    try:
        store.migrate()
    except StorageError:
        store.close()
        raise
    return store


def _journal(url: URL, named: str) -> Path | None:
    if named:
        return Path(named)
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(f"{url.database}.sent") if is_file else None
