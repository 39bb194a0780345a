"""How many of what came on each day, so that no page counts a million rows; articles by language.

Kept by triggers, so that no writer can forget it, a worker of an older version neither. A writer only adds rows, of
which nobody else knows: workers do not wait for one another as they would for one counter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INTO = "INSERT INTO tallies(kind, day, name, count)"


class Counted(NamedTuple):
    """What is counted of a table's rows: whose day, under which name, where; {row} is the row."""

    kind: str
    when: str
    name: str
    where: str = "true"

    def of(self, row: str, *, source: str, count: str, dialect: str) -> str:
        """A SELECT of what the rows of a source add."""
        late = LATE[dialect].format(row=row)
        name, where = self.name.format(row=row, late=late), self.where.format(row=row)
        day = DAY[dialect].format(when=f"{row}.{self.when}")
        return f"SELECT '{self.kind}' AS kind, {day} AS day, {name} AS name, {count} AS n{source} WHERE {where}"


DAY = {"sqlite": "date({when})", "postgresql": "CAST({when} AT TIME ZONE 'UTC' AS date)"}
# From publication until it was seen: minutes, rounded up; none below zero, and none longer than a week.
LATE = {
    "sqlite": "CAST((min(max(strftime('%s', {row}.first_seen) - strftime('%s', {row}.published_at), 0), 604800) + 59)"
    " / 60 AS TEXT)",
    "postgresql": "CAST((CAST(least(greatest(floor(extract(epoch FROM {row}.first_seen))"
    " - floor(extract(epoch FROM {row}.published_at)), 0), 604800) AS bigint) + 59) / 60 AS text)",
}
COUNTED = {
    "articles": (
        Counted("outlet", "first_seen", "{row}.outlet"),
        Counted("language", "first_seen", "coalesce({row}.language, 'und')"),
        Counted("arrival", "first_seen", "{late}", "{row}.published_precision <> 'day' AND NOT {row}.baseline"),
    ),
    "matches": (Counted("watch", "matched_at", "{row}.watch"),),
    "polls": (Counted("visit", "at", "{row}.kind"),),
    "stories": (Counted("story", "first_seen", "''"),),
}
# What of a row can change and is counted.
CHANGING = {
    "articles": ("outlet", "language", "first_seen", "published_at", "published_precision", "baseline"),
    "matches": ("watch", "matched_at"),
    "polls": ("kind", "at"),
    "stories": ("first_seen",),
}


def upgrade() -> None:
    op.create_index("ix_articles_language_first_seen", "articles", ["language", "first_seen"])
    op.create_table(
        "tallies",
        sa.Column("id", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tallies"),
    )
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        # Nothing is written between the count of what is there and the triggers that count on from it.
        op.execute("LOCK TABLE polls, articles, stories, matches IN SHARE ROW EXCLUSIVE MODE")
    for table, counted in COUNTED.items():
        for one in counted:
            found = one.of("seen", source=f" FROM {table} AS seen", count="1", dialect=dialect)
            sums = f"SELECT kind, day, name, sum(n) FROM ({found}) AS found GROUP BY kind, day, name"  # noqa: S608
            op.execute(f"{INTO} {sums}")
        for statement in _on_sqlite(table) if dialect == "sqlite" else _on_postgresql(table):
            op.execute(statement)
    op.create_index("ix_tallies_kind_day_name_count", "tallies", ["kind", "day", "name", "count"])


def _on_sqlite(table: str) -> Iterator[str]:
    def said(row: str, count: str) -> str:
        rows = [one.of(row, source="", count=count, dialect="sqlite") for one in COUNTED[table]]
        return " ".join(f"{INTO} {one};" for one in rows)

    came, went = said("NEW", "1"), said("OLD", "-1")
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in CHANGING[table])
    columns = ", ".join(CHANGING[table])
    yield f"CREATE TRIGGER tally_{table}_came AFTER INSERT ON {table} BEGIN {came} END"
    yield f"CREATE TRIGGER tally_{table}_went AFTER DELETE ON {table} BEGIN {went} END"
    yield (
        f"CREATE TRIGGER tally_{table}_changed AFTER UPDATE OF {columns} ON {table} WHEN {differs}"
        f" BEGIN {went} {came} END"
    )


def _on_postgresql(table: str) -> Iterator[str]:
    def said(rows: str, count: str) -> str:
        source = f" FROM {rows}"
        return " UNION ALL ".join(
            one.of(rows, source=source, count=count, dialect="postgresql") for one in COUNTED[table]
        )

    def added(rows: str) -> str:
        sums = f"SELECT kind, day, name, sum(n) FROM ({rows}) AS found GROUP BY kind, day, name HAVING sum(n) <> 0"  # noqa: S608
        return f"{INTO} {sums};"

    came, went = said("came", "1"), said("went", "-1")
    yield (
        f"CREATE FUNCTION tally_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'INSERT' THEN {added(came)}"
        f" ELSIF TG_OP = 'DELETE' THEN {added(went)}"
        f" ELSE {added(f'{came} UNION ALL {went}')} END IF; RETURN NULL; END $$"
    )
    for name, event, seen in (
        ("came", "INSERT", "NEW TABLE AS came"),
        ("went", "DELETE", "OLD TABLE AS went"),
        ("changed", "UPDATE", "NEW TABLE AS came OLD TABLE AS went"),
    ):
        yield (
            f"CREATE TRIGGER tally_{table}_{name} AFTER {event} ON {table} REFERENCING {seen}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION tally_{table}()"
        )
