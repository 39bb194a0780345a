"""SQLite: the copy is a database file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from monitor.model.errors import StorageError
from monitor.storage.engine import BUSY_SECONDS

MAGIC = b"SQLite format 3\x00"
HEADER = 100
# The process that reads pages looks once a second whether its service is still there.
LEAVING_SECONDS = 5
# What no housekeeping takes away while the service runs: the copy holds at least what was there before it was made.
GROWING = ("digests", "deliveries", "told_articles")
# What makes a database one that is not simply overwritten.
PRECIOUS = ("articles", "digests")


def copy(database: URL, to: Path) -> tuple[str, dict[str, int]]:
    """Write a snapshot; its schema and its rows by table, read back from it."""
    source = Path(str(database.database))
    if not source.is_file():
        raise StorageError(f"there is no database at {source}; name it with --database")
    try:
        with closing(sqlite3.connect(source, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            before = _rows(connection)
            connection.execute("VACUUM INTO ?", (str(to),))
    except sqlite3.Error as error:
        raise StorageError(f"the database {source} cannot be copied: {error}") from error
    schema, rows = read(to)
    if missing := [table for table in GROWING if rows.get(table, 0) < before.get(table, 0)]:
        raise StorageError(f"the copy of {source} lacks rows of {', '.join(missing)}; it was thrown away")
    return schema, rows


def read(file: Path) -> tuple[str, dict[str, int]]:
    """Schema and rows of a backup that is sound; raises StorageError for one that is not."""
    with file.open("rb") as opened:
        header = opened.read(HEADER)
    if not header.startswith(MAGIC):
        raise StorageError(f"{file} is no backup of an SQLite database")
    if _bytes_of(header) != file.stat().st_size:
        # What integrity_check passes over, if the pages that are missing at the end held nothing.
        raise StorageError(f"{file} is damaged: it has {file.stat().st_size} bytes instead of {_bytes_of(header)}")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise StorageError(f"{file} is damaged: {found}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StorageError(f"{file} is damaged: rows refer to others that are not there")
            rows = _rows(connection)
            if "alembic_version" not in rows:
                raise StorageError(f"{file} is no backup of Farwatch")
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StorageError(f"{file} is damaged: {error}") from error
    return str(schema), rows


def _bytes_of(header: bytes) -> int:
    """Pages by their size, as the file itself says (SQLite file format, 1.3; a size of 1 is 65,536)."""
    size = int.from_bytes(header[16:18], "big")
    return (65_536 if size == 1 else size) * int.from_bytes(header[28:32], "big")


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    ours = [name for (name,) in connection.execute(tables) if not name.startswith("sqlite_")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}  # noqa: S608


def put_back(database: URL, file: Path, *, replace: bool, now: datetime) -> str:
    """Lay the backup in the database's place; the name under which what was there is kept, or nothing."""
    target = Path(str(database.database)).absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.restoring-{os.getpid()}")
    try:
        shutil.copyfile(file, fresh)
        read(fresh)
        with fresh.open("rb") as opened:
            os.fsync(opened.fileno())
        aside = _set_aside(target, replace=replace, now=now) if target.exists() else ""
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _set_aside(target: Path, *, replace: bool, now: datetime) -> str:
    if not _is_empty(target) and not replace:
        raise StorageError(f"{target} holds articles or digests; --force puts the backup there and keeps it aside")
    aside = target.with_name(f"{target.name}.before-{now:%Y%m%dT%H%M%S}")
    if aside.exists():
        raise StorageError(f"{aside} is there already; move it away first")
    _leave_alone(target)
    target.rename(aside)
    for ending in ("-wal", "-shm"):
        left = target.with_name(target.name + ending)
        if left.exists():
            left.rename(aside.with_name(aside.name + ending))
    return str(aside)


def _is_empty(target: Path) -> bool:
    try:
        with closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as connection:
            rows = _rows(connection)
    except sqlite3.DatabaseError:
        return False  # damaged: somebody may want to look at it
    return not any(rows.get(table) for table in PRECIOUS)


def _leave_alone(target: Path) -> None:
    """Raise StorageError where another process has the database open: to leave WAL, SQLite must have it for itself.

    For this SQLite does not wait, so we ask again for a while: a service that was just stopped is still on its way out.
    """
    until = time.monotonic() + LEAVING_SECONDS
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise StorageError(f"{target} cannot be set aside: {error}") from error
                if time.monotonic() > until:
                    raise StorageError(f"{target} is in use; stop the service first") from error
            except sqlite3.DatabaseError:
                return  # damaged beyond that; nothing can have it open to any purpose
            else:
                return
            time.sleep(0.1)
