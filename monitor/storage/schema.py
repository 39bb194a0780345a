"""What every table is made of. The tables stand in the modules tables_*.

What stands there and what the migrations make is compared by a test, on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, MetaData, text

from monitor.storage.types import Moment, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only where the key's type is INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Only for choices that this room closes; a kind of outcome or reason may be added without a migration."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def whole_publication() -> CheckConstraint:
    return CheckConstraint(
        "(published_at IS NULL) = (published_offset IS NULL)"
        " AND (published_at IS NULL) = (published_precision IS NULL)",
        name="published",
    )


def published() -> tuple[Column[object], ...]:
    return (
        Column("published_at", Moment),
        Column("published_offset", Integer),  # seconds east of UTC, as the page said
        Column("published_precision", Words),
    )


def index_where(name: str, column: Column[object], condition: str, *, unique: bool = False) -> Index:
    """An index over the few rows that are looked for."""
    return Index(name, column, unique=unique, sqlite_where=text(condition), postgresql_where=text(condition))
