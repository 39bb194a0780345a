"""The connection to either database, and how its errors are said."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, StatementError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.model.errors import StorageError

# How long a writer waits for another on SQLite. Writes take milliseconds; a backup of a large file takes seconds.
BUSY_SECONDS = 30
# A year 1 in a zone west of Greenwich would fall out of the calendar: the session speaks UTC.
# A statement is one process's work: PostgreSQL gives those that stop at a page's rows to several, which read on until
# the page is full (measured: 413 stories for one of 31), and while workers are busy no processor is free for them.
# A connection that died without a word (a cable, a firewall) is found out within a minute; by itself in two hours.
POSTGRESQL: dict[str, str | int] = {
    "connect_timeout": 10,
    "options": "-c timezone=UTC -c max_parallel_workers_per_gather=0",
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 45_000,
}
FORMS = "sqlite:///FILE or postgresql://USER@HOST/NAME"


def read_url(url: str) -> URL:
    """The address of a database we can use."""
    try:
        read = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StorageError(f"the database address is not of the form {FORMS}") from error
    kind = read.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise StorageError(f"the database address begins with {kind}:, expected {FORMS}")
    if kind == "sqlite" and (read.database in (None, "", ":memory:") or read.query):
        raise StorageError("an SQLite database needs a file, e.g. sqlite:///farwatch.sqlite3")
    return read


def connect(url: URL) -> Engine:
    """An engine whose transactions are what this room relies on."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=15, connect_args=POSTGRESQL)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError(f"there is no driver for {url.drivername}, use postgresql:// or sqlite:///") from error


def reader(engine: Engine) -> Engine:
    """The same database for transactions that only look, each at one moment of it."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reads_only=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _sqlite(url: URL) -> Engine:
    folder = Path(url.database or "").absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder {folder} of the database cannot be made: {error.strerror}") from error
    engine = create_engine(url, pool_size=5, max_overflow=15, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL: a power cut may lose the last commits, never the file
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Turn the file to WAL. For this change alone SQLite does not wait for other processes (it answers "database is
    locked" at once, seen in one of ten starts of six processes on a new file), so we ask again for as long."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA page_count")
            if cursor.fetchone() == (0,):
                # A new file: what is forgotten can be given back to the disk then. It costs a page in eight hundred.
                cursor.execute("PRAGMA auto_vacuum = INCREMENTAL")
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes then cannot wait for the lock: SQLite refuses it at once. So a writer
    # asks for the lock when it begins, where waiting works.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def sentence(url: URL, error: Exception) -> str:
    """What failed, on which database, without a password."""
    cause = error.orig if isinstance(error, StatementError) and error.orig is not None else error
    reason = next((line for line in str(cause).splitlines() if line.strip()), type(cause).__name__).strip()
    if url.password:
        reason = reason.replace(str(url.password), "***")
    return f"the database {shown(url)} cannot be used: {reason}"


def shown(url: URL) -> str:
    """The address without a password; options are left out, for they may hold one too."""
    return url.set(query={}).render_as_string(hide_password=True)
