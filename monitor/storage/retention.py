"""Forgetting, a little at a time; and what each table takes. What may go stands in monitor.storage.outdated."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, select, text

from monitor.model.listings import TableSize
from monitor.storage.access import over
from monitor.storage.candidates import LOOK_BACK
from monitor.storage.outdated import FIRST, OUTDATED
from monitor.storage.tables_access import sessions, tokens
from monitor.storage.tables_news import articles, memberships
from monitor.storage.tables_telling import known_before, subscriptions
from monitor.storage.tables_workers import leases

# All there is.
EVERYTHING = 2**31
# A token that has expired is shown as such for a while.
SHOWN_EXPIRED = timedelta(days=30)
# A lease of an outlet or a host that nobody has visited since; longer than clocks are apart.
IDLE_LEASE = timedelta(days=2)
# Of SQLite's dbstat, an index counts to its table; of PostgreSQL, what is kept out of line, too.
_SIZES = {
    "sqlite": "SELECT schema.tbl_name AS name, sum(stat.pgsize) AS bytes FROM dbstat AS stat"
    " JOIN sqlite_schema AS schema ON schema.name = stat.name GROUP BY 1 ORDER BY 2 DESC",
    "postgresql": "SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC",
}


class Retention:
    """Nothing of it takes what is still needed; each call takes a little."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget(self, what: str, before: datetime, limit: int = EVERYTHING) -> int:
        """At most so many rows of a rule, by what it is called; how many went."""
        key, chosen = OUTDATED[what]
        ids = self._connection.execute(chosen(before).limit(limit)).scalars().all()
        if not ids:
            return 0
        if what == "stories":
            # Here, because memberships go with their articles.
            members = select(memberships.c.article).where(memberships.c.story.in_(ids))
            self._connection.execute(delete(articles).where(articles.c.id.in_(members)))
        for column in FIRST.get(what, ()):
            self._connection.execute(delete(column.table).where(column.in_(ids)))
        return self._connection.execute(delete(key.table).where(key.in_(ids))).rowcount

    def count(self, what: str, before: datetime) -> int:
        """How many would go."""
        chosen = OUTDATED[what][1](before).subquery()
        return self._connection.execute(select(func.count()).select_from(chosen)).scalar_one()

    def forget_over(self, now: datetime) -> int:
        """What is over by itself: sessions, expired tokens, idle leases, what a subscription knew as it began."""
        begun = exists().where(
            subscriptions.c.id == known_before.c.subscription, subscriptions.c.created_at < now - LOOK_BACK * 2
        )
        looks_back = exists().where(
            subscriptions.c.id == known_before.c.subscription, subscriptions.c.covered_until < now - LOOK_BACK
        )
        gone = (
            delete(sessions).where(over(now)),
            delete(tokens).where(tokens.c.expires_at < now - SHOWN_EXPIRED),
            delete(known_before).where(begun, ~looks_back),
            delete(leases).where(leases.c.until < now - IDLE_LEASE),
        )
        return sum(self._connection.execute(one).rowcount for one in gone)

    def sizes(self) -> tuple[TableSize, ...]:
        """Bytes of each table with its indexes, the largest first."""
        rows = self._connection.execute(text(_SIZES[self._connection.dialect.name]))
        return tuple(TableSize(name=row.name, bytes=row.bytes) for row in rows)

    def free_bytes(self) -> int:
        """What an SQLite file holds and does not use; PostgreSQL sees to that itself (autovacuum)."""
        if self._connection.dialect.name != "sqlite":
            return 0
        asked = "SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()"
        return int(self._connection.execute(text(asked)).scalar_one())
