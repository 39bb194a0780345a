"""Forgetting, a little at a time; and what each table takes. What may go stands in monitor.storage.outdated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, delete, exists, func, or_, select, text

from monitor.model.listings import TableSize
from monitor.model.stories import StoryId
from monitor.model.volumes import Place
from monitor.storage.access import over
from monitor.storage.candidates import LOOK_BACK
from monitor.storage.outdated import FIRST, OUTDATED, is_needed
from monitor.storage.tables_access import sessions, tokens
from monitor.storage.tables_news import articles, memberships, stories
from monitor.storage.tables_telling import known_before, subscriptions
from monitor.storage.tables_workers import leases

# All there is.
EVERYTHING = 2**31
# Stories looked at in one transaction of `forget_unwanted`: a dozen look-ups each, some hundredths of a second.
WALKED = 500
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How many stories went, and the place up to which was looked; None: there were no more."""

    went: int
    upto: Place | None


class Retention:
    """Nothing of it takes what is still needed; each call takes a little."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget(self, what: str, before: datetime, limit: int = EVERYTHING) -> int:
        """At most so many rows of a rule, by what it is called, of any but stories; how many went."""
        key, chosen = OUTDATED[what]
        ids = self._connection.execute(chosen(before).limit(limit)).scalars().all()
        if not ids:
            return 0
        for column in FIRST.get(what, ()):
            self._connection.execute(delete(column.table).where(column.in_(ids)))
        return self._connection.execute(delete(key.table).where(key.in_(ids))).rowcount

    def forget_unwanted(self, before: datetime, limit: int = EVERYTHING, *, after: Place | None = None) -> Walked:
        """Stories that nobody wanted, with their articles, revisions and places in the index.

        Looked at are some stories after a place, from the oldest on: those that stay are looked at once a walk.
        """
        rows = self._connection.execute(_looked_at(before, after)).all()
        unwanted = [row for row in rows if not row.is_needed][:limit]
        last = unwanted[-1] if len(unwanted) == limit else rows[-1] if rows else None
        ids = [row.id for row in unwanted]
        if ids:
            members = select(memberships.c.article).where(memberships.c.story.in_(ids))
            self._connection.execute(delete(articles).where(articles.c.id.in_(members)))
            self._connection.execute(delete(stories).where(stories.c.id.in_(ids)))
        return Walked(went=len(ids), upto=Place(first_seen=last.first_seen, story=StoryId(last.id)) if last else None)

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


def _looked_at(before: datetime, after: Place | None) -> Select[tuple[object, ...]]:
    """The next stories in the order in which they opened, each with whether it must stay."""
    some = select(stories.c.id, stories.c.first_seen).where(stories.c.first_seen < before)
    if after is not None:
        later = or_(stories.c.first_seen > after.first_seen, stories.c.id > after.story)
        some = some.where(stories.c.first_seen >= after.first_seen, later)
    walked = some.order_by(stories.c.first_seen, stories.c.id).limit(WALKED).cte("walked")
    return select(walked.c.id, walked.c.first_seen, is_needed(walked.c.id, before).label("is_needed")).order_by(
        walked.c.first_seen, walked.c.id
    )
