"""What may be forgotten, a little at a time; and what each table takes.

Forgotten is only what nothing needs any more. Of articles: stories that no watch wants, none of whose articles was ever
told, marked by a reader, decided on by a person or proposed to one. The facts of an entry and of a document stay, so
that what was seen once is never new again.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, text

from monitor.model.listings import TableSize
from monitor.storage.documents import WAITING
from monitor.storage.tables_collection import document_bodies, documents, events, gaps, polls
from monitor.storage.tables_news import articles, feedback, matches, memberships, stories
from monitor.storage.tables_rulings import proposals, rulings
from monitor.storage.tables_telling import told, told_articles

# All there is.
EVERYTHING = 2**31
# Of SQLite's dbstat, an index counts to its table; of PostgreSQL, what is kept out of line, too.
_SIZES = {
    "sqlite": "SELECT schema.tbl_name AS name, sum(stat.pgsize) AS bytes FROM dbstat AS stat"
    " JOIN sqlite_schema AS schema ON schema.name = stat.name GROUP BY 1 ORDER BY 2 DESC",
    "postgresql": "SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC",
}


class Retention:
    """Each `forget` takes at most `limit` and says how many it took; fewer than asked for: there is no more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget_pages(self, before: datetime, limit: int = EVERYTHING) -> int:
        """Raw bytes of settled pages fetched before then; the facts of them stay."""
        ids = _old_pages(before).limit(limit)
        return self._connection.execute(delete(document_bodies).where(document_bodies.c.document.in_(ids))).rowcount

    def forget_polls(self, before: datetime, limit: int = EVERYTHING) -> int:
        ids = select(polls.c.id).where(polls.c.at < before).limit(limit)
        return self._connection.execute(delete(polls).where(polls.c.id.in_(ids))).rowcount

    def forget_gaps(self, before: datetime, limit: int = EVERYTHING) -> int:
        ids = select(gaps.c.id).where(gaps.c.found_at < before).limit(limit)
        return self._connection.execute(delete(gaps).where(gaps.c.id.in_(ids))).rowcount

    def forget_events(self, before: datetime, limit: int = EVERYTHING) -> int:
        ids = select(events.c.id).where(events.c.at < before).limit(limit)
        return self._connection.execute(delete(events).where(events.c.id.in_(ids))).rowcount

    def forget_unwanted(self, before: datetime, limit: int = EVERYTHING) -> int:
        """Stories that nobody wanted, with their articles, revisions and places in the index."""
        ids = [row[0] for row in self._connection.execute(_unwanted(before).limit(limit))]
        if ids:
            members = select(memberships.c.article).where(memberships.c.story.in_(ids))
            self._connection.execute(delete(articles).where(articles.c.id.in_(members)))
            self._connection.execute(delete(stories).where(stories.c.id.in_(ids)))
        return len(ids)

    def forgettable(
        self, *, pages: datetime, polls_: datetime, events_: datetime, unwanted: datetime | None
    ) -> list[int]:
        """How many pages, polls, gaps, events and stories would go."""
        wanted: list[Select[tuple[object]]] = [
            _old_pages(pages),
            select(polls.c.id).where(polls.c.at < polls_),
            select(gaps.c.id).where(gaps.c.found_at < polls_),
            select(events.c.id).where(events.c.at < events_),
        ]
        counts = [self._count(one) for one in wanted]
        return [*counts, self._count(_unwanted(unwanted)) if unwanted else 0]

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

    def _count(self, chosen: Select[tuple[object]]) -> int:
        return self._connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()


def _old_pages(before: datetime) -> Select[tuple[object]]:
    # Asked of each body, for those are few: documents are kept for ever.
    is_old = exists().where(documents.c.id == document_bodies.c.document, documents.c.fetched_at < before, ~WAITING)
    return select(document_bodies.c.document).where(is_old)


def _unwanted(before: datetime) -> Select[tuple[object]]:
    member = memberships.alias()
    elsewhere = memberships.alias()

    def of_a_member(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(member.c.story == stories.c.id, condition)

    needed = or_(
        of_a_member(exists().where(matches.c.article == member.c.article)),
        of_a_member(exists().where(feedback.c.article == member.c.article)),
        of_a_member(exists().where(told_articles.c.article == member.c.article)),
        of_a_member(exists().where(articles.c.id == member.c.article, articles.c.first_seen >= before)),
        of_a_member(exists().where(elsewhere.c.article == member.c.article, elsewhere.c.story != member.c.story)),
        of_a_member(member.c.undone_at.is_not(None)),
        exists().where(told.c.story == stories.c.id),
        exists().where(or_(rulings.c.story == stories.c.id, rulings.c.other == stories.c.id)),
        exists().where(or_(proposals.c.first == stories.c.id, proposals.c.second == stories.c.id)),
    )
    return select(stories.c.id).where(stories.c.first_seen < before, ~needed).order_by(stories.c.first_seen)
