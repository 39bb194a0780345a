"""What may be forgotten, a little at a time; and what each table takes.

Forgotten is only what nothing needs any more. Of articles: stories that no watch wants, none of whose articles was ever
told, marked by a reader, decided on by a person or proposed to one. The facts of an entry and of a document stay, so
that what was seen once is never new again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, text

from monitor.model.listings import TableSize
from monitor.model.stories import StoryId
from monitor.model.volumes import Place
from monitor.storage.documents import WAITING
from monitor.storage.tables_collection import document_bodies, documents, events, gaps, polls
from monitor.storage.tables_news import articles, feedback, matches, memberships, sketches, stories
from monitor.storage.tables_rulings import proposals, rulings
from monitor.storage.tables_telling import told, told_articles

# All there is.
EVERYTHING = 2**31
# Stories looked at in one transaction of `forget_unwanted`: a dozen look-ups each, some hundredths of a second.
WALKED = 500
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

    def forget_sketches(self, before: datetime, limit: int = EVERYTHING) -> int:
        """What articles that came before then were compared by; where they stand among the stories stays."""
        ids = self._old_sketches(before).order_by(sketches.c.article).limit(limit)
        return self._connection.execute(delete(sketches).where(sketches.c.article.in_(ids))).rowcount

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

    def forgettable(
        self, *, pages: datetime, polls_: datetime, events_: datetime, sketches_: datetime, unwanted: datetime | None
    ) -> list[int]:
        """How many pages, polls, gaps, events, sketches and stories would go."""
        wanted: list[Select[tuple[object]]] = [
            _old_pages(pages),
            select(polls.c.id).where(polls.c.at < polls_),
            select(gaps.c.id).where(gaps.c.found_at < polls_),
            select(events.c.id).where(events.c.at < events_),
            self._old_sketches(sketches_),
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

    def _old_sketches(self, before: datetime) -> Select[tuple[object]]:
        # By the number of the last of their articles: those are numbered as they come.
        last = select(articles.c.id).where(articles.c.first_seen < before).order_by(articles.c.first_seen.desc())
        number = self._connection.execute(last.limit(1)).scalar() or 0
        return select(sketches.c.article).where(sketches.c.article <= number)

    def _count(self, chosen: Select[tuple[object]]) -> int:
        return self._connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()


def _old_pages(before: datetime) -> Select[tuple[object]]:
    # Asked of each body, for those are few: documents are kept for ever.
    is_old = exists().where(documents.c.id == document_bodies.c.document, documents.c.fetched_at < before, ~WAITING)
    return select(document_bodies.c.document).where(is_old)


def _looked_at(before: datetime, after: Place | None) -> Select[tuple[object, ...]]:
    """The next stories in the order in which they opened, each with whether it must stay."""
    some = select(stories.c.id, stories.c.first_seen).where(stories.c.first_seen < before)
    if after is not None:
        later = or_(stories.c.first_seen > after.first_seen, stories.c.id > after.story)
        some = some.where(stories.c.first_seen >= after.first_seen, later)
    walked = some.order_by(stories.c.first_seen, stories.c.id).limit(WALKED).cte("walked")
    return select(walked.c.id, walked.c.first_seen, _is_needed(walked.c.id, before).label("is_needed")).order_by(
        walked.c.first_seen, walked.c.id
    )


def _unwanted(before: datetime) -> Select[tuple[object]]:
    return select(stories.c.id).where(stories.c.first_seen < before, ~_is_needed(stories.c.id, before))


def _is_needed(story: ColumnElement[str], before: datetime) -> ColumnElement[bool]:
    member = memberships.alias()
    elsewhere = memberships.alias()

    def of_a_member(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(member.c.story == story, condition)

    return or_(
        of_a_member(exists().where(matches.c.article == member.c.article)),
        of_a_member(exists().where(feedback.c.article == member.c.article)),
        of_a_member(exists().where(told_articles.c.article == member.c.article)),
        of_a_member(exists().where(articles.c.id == member.c.article, articles.c.first_seen >= before)),
        of_a_member(exists().where(elsewhere.c.article == member.c.article, elsewhere.c.story != member.c.story)),
        of_a_member(member.c.undone_at.is_not(None)),
        exists().where(told.c.story == story),
        exists().where(or_(rulings.c.story == story, rulings.c.other == story)),
        exists().where(or_(proposals.c.first == story, proposals.c.second == story)),
    )
