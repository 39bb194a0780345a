"""A copy of the whole database in one file, made while others write, and put back.

Of SQLite the copy is a database again (VACUUM INTO: one snapshot, which holds up no writer; the backup interface of
SQLite in steps would begin anew whenever another process commits, so under a running service it need never end). Of
PostgreSQL it is an archive of what COPY gives in one repeatable-read snapshot: no pg_dump of the server's version need
be where the service runs. Either is written under another name, read back and counted, and only then given its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from monitor.model.errors import StorageError
from monitor.model.farewells import Left
from monitor.storage import backup_postgresql, backup_sqlite
from monitor.storage.engine import connect, read_url, reader, shown
from monitor.storage.migrate import HEAD, version
from monitor.storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a file holds: rows by table, at which schema."""

    file: Path
    schema: str
    bytes: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back, and under which name what was there before is kept; empty: nothing was there."""

    backup: Backup
    database: str
    aside: str


def back_up(url: str, file: Path, *, replace: bool) -> Backup:
    """Copy the database at this address into a file; raises StorageError where the file is there and is not to be
    replaced, or where the copy does not hold what was copied."""
    database = read_url(url)
    if file.exists() and not replace:
        raise StorageError(f"{file} is there already; name another file, or say --force to replace it")
    partial = file.with_name(f".{file.name}.partial-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copy = backup_sqlite.copy if _is_sqlite(database) else backup_postgresql.copy
        schema, rows = copy(database, partial)
        _sync(partial)
        _take_name(partial, file, replace=replace)
    except OSError as error:
        raise StorageError(f"the backup {file} cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return Backup(file=file, schema=schema, bytes=file.stat().st_size, rows=rows)


def restore(url: str, file: Path, *, replace: bool, now: datetime) -> Restored:
    """Put a backup in the place of the database at this address.

    A database that holds articles or digests is only replaced where that is said, and kept aside under another name.
    Raises StorageError, and changes nothing, where the file is no sound backup for it or of a newer version.
    """
    database = read_url(url)
    kind = backup_sqlite if _is_sqlite(database) else backup_postgresql
    try:
        schema, rows = kind.read(file)
        if schema > HEAD:
            raise StorageError(f"{file} is of a newer version (schema {schema}), this one knows {HEAD}: update first")
        aside = kind.put_back(database, file, replace=replace, now=now)
        size = file.stat().st_size
    except OSError as error:
        raise StorageError(f"{file} cannot be restored: {error.strerror or error}") from error
    backup = Backup(file=file, schema=schema, bytes=size, rows=rows)
    return Restored(backup=backup, database=shown(database), aside=aside)


def left_in(url: str) -> Left | None:
    """Who is told no longer by a database that a backup is about to replace; None where it cannot be asked."""
    database = read_url(url)
    if _is_sqlite(database) and not Path(str(database.database)).is_file():
        return None
    engine = connect(database)
    try:
        with reader(engine).begin() as connection:
            return _left(Work(connection)) if version(connection) == HEAD else None
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()


def _left(work: Work) -> Left:
    standing = work.subscriptions.all()
    own = {one.id: frozenset(one.recipients) for one in standing if not one.declared}
    return Left(
        gone=frozenset((one.subscription, one.recipient) for one in work.farewells.all()),
        told=own | dict.fromkeys(work.subscriptions.ended(), frozenset()),
        paused=frozenset(one.id for one in standing if one.paused),
        keys=work.signing_keys.all(),
    )


def _is_sqlite(database: URL) -> bool:
    return database.get_backend_name() == "sqlite"


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _take_name(partial: Path, file: Path, *, replace: bool) -> None:
    """In one step: a backup of this name is whole or is not there."""
    if replace:
        partial.replace(file)
        return
    try:
        os.link(partial, file)
    except FileExistsError as error:
        raise StorageError(f"{file} is there already, made meanwhile by another; name another file") from error
