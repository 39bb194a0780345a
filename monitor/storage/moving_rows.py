"""The rows of a table on their way into another database: what lacks or differs is written, each is compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ARRAY, Column, Connection, Engine, Table, delete, func, literal, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from monitor.storage.engine import reader

# Rows that are written in one transaction, and characters and bytes in them beyond which no more are taken: a row of
# most tables takes 300, a page's body 20 kB. With 200 rows each, a third of a profile's samples were in beginning and
# committing.
CHUNK = 2_000
LARGE = 4_000_000
# Rows that are fetched at once.
_FETCHED = 200

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveProgress:
    """How far a round is: rows copied, or compared from the second round on, and how many all tables have."""

    round: int
    table: str
    rows: int
    of: int


Told = Callable[[MoveProgress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTable:
    """A table after the move. `digest` is the sum of its rows' hashes, in hexadecimal, of the rows read back."""

    table: str
    rows: int
    written: int
    removed: int
    digest: str


def remove_rows(source: Connection, target: Engine, table: Table) -> int:
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


def copy_rows(source: Connection, target: Connection, table: Table, progress: MoveProgress, told: Told) -> MovedTable:
    keys = list(table.primary_key)
    places = [list(table.columns).index(key) for key in keys]
    rows, written, digest = 0, 0, 0
    reading = source.execution_options(yield_per=_FETCHED).execute(select(table).order_by(*keys))
    for part in _parts(reading):
        wanted = {tuple(row[place] for place in places): row for row in part}
        with target.begin():
            found = {
                tuple(row[place] for place in places): tuple(row)
                for row in target.execute(select(table).where(_among(keys, list(wanted))))
            }
            if differing := [row for key, row in wanted.items() if found.get(key) != row]:
                _write(target, table, differing)
        rows, written = rows + len(wanted), written + len(differing)
        digest += sum(_hash(row) for row in found.values())
        told(replace(progress, rows=progress.rows + rows))
    return MovedTable(table=table.name, rows=rows, written=written, removed=0, digest=f"{digest % 2**128:032x}")


def _parts(reading: Iterable[Sequence[object]]) -> Iterator[list[Key]]:
    """Rows by as many as are written at once."""
    part: list[Key] = []
    size = 0
    for row in reading:
        part.append(tuple(row))
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(part) == CHUNK or size > LARGE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _write(connection: Connection, table: Table, rows: Sequence[Key]) -> None:
    """Write whole rows, over what stands under the same keys."""
    names = [column.name for column in table.columns]
    insert = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)
    keys = [column.name for column in table.primary_key]
    others = {name: insert.excluded[name] for name in names if name not in keys}
    whole = (
        insert.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else insert.on_conflict_do_nothing(index_elements=keys)
    )
    if connection.dialect.name == "sqlite":
        connection.execute(whole, [dict(zip(names, row, strict=True)) for row in rows])
        return
    # A list a column instead of a statement a row: those took 70 % of the samples of a profile.
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    lists = select(*(func.unnest(literal(list(values), ARRAY(column.type))) for column, values in columns))
    connection.execute(whole.from_select(names, lists))


def _among(keys: Sequence[Column[Any]], values: Sequence[Key]) -> Any:  # a condition of either shape
    if len(keys) == 1:
        return keys[0].in_([value for (value,) in values])
    return tuple_(*keys).in_(values)


def _hash(row: Key) -> int:
    return int.from_bytes(hashlib.blake2b(msgspec.msgpack.encode(row), digest_size=16).digest())
