"""One database into another, of either kind: whole, checked row by row, and to be taken up again where it ended.

A round removes from the target what the source does not hold and writes what lacks or differs; rounds go on until one
finds nothing to do. So the last round is the proof, a move that was interrupted goes on by beginning again, and a
source that is still written to is caught up with in a short last run. Until then the target is stamped as half way, and
no other command opens it. What each database makes by itself of the rows that come is not moved: the archive's index
and the counts of each day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import URL, Column, Connection, Engine, MetaData, Table, delete, func, select, text, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import LargeBinary, Text

from monitor.model.errors import StorageError
from monitor.storage import tables_archive, tables_counts, tables_workers
from monitor.storage.engine import connect, read_url, reader, sentence, shown
from monitor.storage.migrate import HEAD, MOVING, migrate, version
from monitor.storage.schema import metadata
from monitor.storage.types import Json, Packed

# Rows at a time: a page's body takes some 20 kB, compressed.
CHUNK = 200
# A source at rest needs two: one that writes, one that finds nothing.
MOST_ROUNDS = 3
# Neither what is made of the rows nor who works at the moment is moved.
_LEFT = {
    table.name
    for room in (tables_archive, tables_counts, tables_workers)
    for table in vars(room).values()
    if isinstance(table, Table)
}

Key = tuple[object, ...]
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTable:
    """A table after the move. `digest` is the sum of its rows' hashes, in hexadecimal, of the rows read back."""

    table: str
    rows: int
    written: int
    removed: int
    digest: str


def move(source: str, target: str, told: Told) -> tuple[MovedTable, ...]:
    """Copy all rows of one database to another, by their URLs; `told` hears a table, rows done, rows in all.

    Raises StorageError where the target holds anything else, where a database fails, or where the source was written to
    during every round; what was copied stays then, and another move goes on from it.
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
            moved = _rounds(reader(old), new, told)
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
    for _ in range(MOST_ROUNDS):
        found = _round(source, target, tables, told)
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


def _round(source: Engine, target: Engine, tables: Sequence[Table], told: Told) -> list[MovedTable]:
    with source.begin() as held:
        removed = {table.name: _remove(held, target, table) for table in reversed(tables)}
        return [replace(_copy(held, target, table, told), removed=removed[table.name]) for table in tables]


def _remove(source: Connection, target: Engine, table: Table) -> int:
    """What the target holds and the source does not; children are asked before their parents."""
    keys = list(table.primary_key)
    gone: list[Key] = []
    with reader(target).begin() as connection:
        for part in connection.execution_options(yield_per=CHUNK).execute(select(*keys)).partitions(CHUNK):
            some = [tuple(row) for row in part]
            kept = {tuple(row) for row in source.execute(select(*keys).where(_among(keys, some)))}
            gone += [key for key in some if key not in kept]
    for start in range(0, len(gone), CHUNK):
        with target.begin() as connection:
            connection.execute(delete(table).where(_among(keys, gone[start : start + CHUNK])))
    return len(gone)


def _copy(source: Connection, target: Engine, table: Table, told: Told) -> MovedTable:
    keys = list(table.primary_key)
    places = [list(table.columns).index(key) for key in keys]
    total = source.scalar(select(func.count()).select_from(table)) or 0
    rows, written, digest = 0, 0, 0
    reading = source.execution_options(yield_per=CHUNK).execute(select(table).order_by(*keys))
    for part in reading.partitions(CHUNK):
        wanted = {tuple(row[place] for place in places): tuple(row) for row in part}
        with target.begin() as connection:
            found = {
                tuple(row[place] for place in places): tuple(row)
                for row in connection.execute(select(table).where(_among(keys, list(wanted))))
            }
            if differing := [row for key, row in wanted.items() if found.get(key) != row]:
                _write(connection, table, differing)
        rows, written = rows + len(wanted), written + len(differing)
        digest += sum(_hash(row) for row in found.values())
        told(table.name, rows, total)
    return MovedTable(table=table.name, rows=rows, written=written, removed=0, digest=f"{digest % 2**128:032x}")


def _write(connection: Connection, table: Table, rows: Sequence[Key]) -> None:
    names = [column.name for column in table.columns]
    insert = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)
    keys = [column.name for column in table.primary_key]
    others = {name: insert.excluded[name] for name in names if name not in keys}
    whole = (
        insert.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else insert.on_conflict_do_nothing(index_elements=keys)
    )
    connection.execute(whole, [dict(zip(names, row, strict=True)) for row in rows])


def _among(keys: Sequence[Column[Any]], values: Sequence[Key]) -> Any:  # a condition of either shape
    if len(keys) == 1:
        return keys[0].in_([value for (value,) in values])
    return tuple_(*keys).in_(values)


def _hash(row: Key) -> int:
    return int.from_bytes(hashlib.blake2b(msgspec.msgpack.encode(row), digest_size=16).digest())
