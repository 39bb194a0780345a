"""One database into another, of either kind: whole, checked row by row, and to be taken up again where it ended.

A round removes from the target what the source does not hold and writes what lacks or differs; rounds go on until one
finds nothing to do. So the last round is the proof, a move that was interrupted goes on by beginning again, and a
source that is still written to is caught up with in a short last run. Until then the target is stamped as half way, and
no other command opens it. What each database makes by itself of the rows that come is not moved: the archive's index
and the counts of each day.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import LargeBinary, Text

from monitor.model.errors import StorageError
from monitor.storage import tables_archive, tables_counts, tables_workers
from monitor.storage.engine import connect, read_url, reader, sentence, shown
from monitor.storage.migrate import HEAD, MOVING, migrate, version
from monitor.storage.moving_rows import MovedTable, MoveProgress, Told, copy_rows, remove_rows
from monitor.storage.schema import metadata
from monitor.storage.types import Json, Packed

# A source at rest needs two: one that writes, one that finds nothing.
MOST_ROUNDS = 3
# Neither what is made of the rows nor who works at the moment is moved.
_LEFT = {
    table.name
    for room in (tables_archive, tables_counts, tables_workers)
    for table in vars(room).values()
    if isinstance(table, Table)
}

# A worker says every 30 seconds that it lives, if nobody set another time (--heartbeat).
_ALIVE = timedelta(minutes=2)


def move(source: str, target: str, told: Told) -> tuple[MovedTable, ...]:
    """Copy all rows of one database to another, by their URLs; `told` hears after each transaction how far it is.

    Raises StorageError where the target holds anything else, where a database fails, where the source was written to
    during every round, or where a service works on either: on the source it is found at the end, for the copying may
    well go on beside it. What was copied stays then, and another move goes on from it.
    """
    from_url, to_url = read_url(source), read_url(target)
    if from_url == to_url:
        raise StorageError(f"{shown(from_url)} is both source and target, expected two databases")
    old, new = connect(from_url), connect(to_url)
    try:
        with _said(from_url):
            migrate(old)
        with _said(to_url):
            _stamp(new, shown(to_url))
            _refuse_worked_on(new, to_url)
            moved = _rounds(reader(old), new, told)
        with _said(from_url):
            _refuse_worked_on(old, from_url)
        with _said(to_url):
            _unstamp(new)
    finally:
        old.dispose()
        new.dispose()
    return moved


@contextmanager
def _said(url: URL) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError(sentence(url, error)) from error


def _refuse_worked_on(engine: Engine, url: URL) -> None:
    """What a service writes after the last comparison would be missing; what it writes into a target, too much."""
    if _is_worked_on(engine, url):
        raise StorageError(
            f"a service works on {shown(url)}: stop it and run this again, which then takes less time; what was copied"
            " stays"
        )


def _is_worked_on(engine: Engine, url: URL) -> bool:
    """Whether a service or worker is at work, not a desk alone: see Store.visiting and Workers.seen."""
    if engine.dialect.name == "postgresql":
        alive = tables_workers.workers.c.last_seen > func.now() - _ALIVE
        with engine.connect() as connection:
            return bool(connection.scalar(select(func.count()).where(alive)))
    lock = Path(f"{url.database}.visits")
    if not lock.exists():
        return False
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _stamp(target: Engine, name: str) -> None:
    """Mark an empty database as half way; one that is marked already is gone on with."""
    with target.connect() as connection:
        found = version(connection)
    if found == f"{MOVING} {HEAD}":
        return
    if found is None:
        migrate(target)
    with target.begin() as connection:
        held = [table.name for table in _tables() if connection.scalar(select(func.count()).select_from(table))]
        if held or version(connection) != HEAD:
            raise StorageError(
                f"{name} holds {', '.join(held) or 'another schema'} already, expected an empty database"
            )
        connection.execute(text("UPDATE alembic_version SET version_num = :mark"), {"mark": f"{MOVING} {HEAD}"})


def _unstamp(target: Engine) -> None:
    with target.begin() as connection:
        if connection.dialect.name == "postgresql":
            for table in _tables():
                _number_on(connection, table)
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})


def _number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows behind the copied ones."""
    if "id" not in table.c or isinstance(table.c.id.type, Text):
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
    last = connection.scalar(select(func.max(table.c.id)))
    if sequence is not None and last is not None:
        connection.execute(select(func.setval(sequence, last)))


def _tables() -> list[Table]:
    """Those to be copied, parents first, their values as they are stored: nothing is decoded on the way."""
    plain = MetaData()
    copies = [table.to_metadata(plain) for table in metadata.sorted_tables if table.name not in _LEFT]
    for column in (column for table in copies for column in table.columns):
        if isinstance(column.type, Json | Packed):
            column.type = Text() if isinstance(column.type, Json) else LargeBinary()
    return copies


def _rounds(source: Engine, target: Engine, told: Told) -> tuple[MovedTable, ...]:
    tables = _tables()
    moved = {table.name: MovedTable(table=table.name, rows=0, written=0, removed=0, digest="") for table in tables}
    for number in range(1, MOST_ROUNDS + 1):
        found = _round(source, target, tables, number, told)
        moved = {
            one.table: replace(
                one, written=one.written + moved[one.table].written, removed=one.removed + moved[one.table].removed
            )
            for one in found
        }
        differing = sum(one.written + one.removed for one in found)
        if not differing:
            return tuple(moved.values())
    raise StorageError(
        f"the source is written to meanwhile ({differing} rows differed in the last round): stop what uses it and run"
        " this again; what was copied stays"
    )


def _round(source: Engine, target: Engine, tables: Sequence[Table], number: int, told: Told) -> list[MovedTable]:
    with source.begin() as held, target.connect() as into:
        removed = {table.name: remove_rows(held, target, table) for table in reversed(tables)}
        counts = {table.name: held.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
        progress = MoveProgress(round=number, table="", rows=0, of=sum(counts.values()))
        found = []
        for table in tables:
            progress = replace(progress, table=table.name)
            one = copy_rows(held, into, table, progress, told)
            progress = replace(progress, rows=progress.rows + one.rows)
            found.append(replace(one, removed=removed[table.name]))
        return found
