"""What the two databases write differently, and what every repository needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from monitor.model.workers import Turn

T = TypeVar("T")

Insert = postgresql.Insert | sqlite.Insert

# Values in one IN list: long enough to spare round trips, short enough for any limit on parameters.
CHUNK = 500
# Milliseconds between two statements of a turn: placing a batch takes a second of work between them at most, and some
# tens on a machine with twenty times more to do than it can.
LONGEST_SILENCE = 60_000


def alone(connection: Connection, turn: Turn) -> None:
    """Wait until no other transaction has this turn, and keep it to the end of this one. SQLite has one writer anyway.

    Who falls silent within it for so long, as a process that is paused, is put out of it: all others wait.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = {LONGEST_SILENCE}"))
        connection.execute(select(func.pg_advisory_xact_lock(int(turn))))


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT that can say what to do on a conflict, in the words of this database."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


@lru_cache(maxsize=32)
def upsert(dialect: str, table: Table, key: str, renewed: tuple[str, ...]) -> Insert:
    """An INSERT that renews these columns of a row that is there, or leaves it where none is named.

    Made once a process: making it costs as much as running it for a feed's entries.
    """
    statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    if not renewed:
        return statement.on_conflict_do_nothing(index_elements=[key])
    return statement.on_conflict_do_update(
        index_elements=[key], set_={name: statement.excluded[name] for name in renewed}
    )


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in portions of an IN list."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
