"""Entries that stand in config/ beside entries that people added, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, delete, update

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


def remove(connection: Connection, table: Table, key: str) -> bool:
    """Delete the row of this id; False where there is none."""
    return connection.execute(delete(table).where(table.c.id == key)).rowcount > 0
