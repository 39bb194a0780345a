"""Entries that stand in config/ beside entries that people added, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, Table, Text, cast, delete, func, literal_column, select, update

from monitor.storage.statements import insert

Row = Mapping[str, object]


def declare(connection: Connection, table: Table, rows: Sequence[Row], *, needed: ColumnElement[bool]) -> None:
    """Make the declared rows so; what is declared no longer is switched off where `needed`, else removed.

    A row of the same id that a person added is the person's: it is left alone.
    """
    put(connection, table, rows, only_where=table.c.declared)
    gone = table.c.declared & table.c.id.not_in([row["id"] for row in rows])
    connection.execute(delete(table).where(gone, ~needed))
    if "enabled" in table.c:
        connection.execute(update(table).where(gone).values(enabled=False))


def put(
    connection: Connection, table: Table, rows: Sequence[Row], *, only_where: ColumnElement[bool] | None = None
) -> None:
    """Insert the rows, or make those that are there equal to them."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = insert(connection, table)
    renewed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=renewed, where=only_where),
        [dict(row) for row in rows],
    )


def mark(connection: Connection, *tables: Table) -> str:
    """Another one whenever a row of these tables came, went or changed: far cheaper than to read what stands there.

    PostgreSQL also gives another one where a row was written again as it was, as every start does.
    """
    version = _contents if connection.dialect.name == "sqlite" else _versions
    return " ".join(version(connection, table) for table in tables)


def _contents(connection: Connection, table: Table) -> str:
    # A row is all of its columns, with a sign between that no text of ours holds.
    columns: list[ColumnElement[str]] = [func.coalesce(cast(column, Text), "") for column in table.c]
    row = reduce(lambda left, right: left + "\x1f" + right, columns)
    rows = connection.execute(select(row).order_by(next(iter(table.primary_key)))).scalars()
    return sha256("\x1e".join(rows).encode()).hexdigest()


def _versions(connection: Connection, table: Table) -> str:
    """PostgreSQL writes a changed row anew: at another place, by another transaction (System Columns, 5.6). So no
    column is read; of ten thousand outlets that takes a sixth of the time."""
    where_and_who = cast(literal_column(f"{table.name}.ctid"), Text) + cast(literal_column(f"{table.name}.xmin"), Text)
    summed = func.sum(func.hashtextextended(where_and_who, 0))
    return str(connection.execute(select(func.count(), summed).select_from(table)).one())


def remove(connection: Connection, table: Table, key: str) -> bool:
    """Delete the row of this id; False where there is none."""
    return connection.execute(delete(table).where(table.c.id == key)).rowcount > 0
