"""Articles on the same event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, exists, func, select, update

from monitor.model.articles import ArticleUrl
from monitor.model.listings import StoryArticle, StoryListing
from monitor.model.stories import Membership, OpenStory, Placed, Placement, Relation, Sketch, Story, StoryId
from monitor.model.watches import WatchId
from monitor.storage import placings
from monitor.storage.lists import is_word
from monitor.storage.tables_collection import outlets
from monitor.storage.tables_news import articles, matches, memberships, sketches, stories
from monitor.storage.types import published_from

# Characters of a text from which a headline is made where there is no title.
OPENING = 400
STANDING = placings.STANDING


class Stories:
    """Which articles tell of one event, and why we think so."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_since(self, moment: datetime) -> tuple[OpenStory, ...]:
        """Stories with an article from then on."""
        return self._open(sketches.c.at >= moment)

    def open_between(self, earliest: datetime, latest: datetime) -> tuple[OpenStory, ...]:
        """Stories with an article of that time; for articles that come late."""
        return self._open(sketches.c.at.between(earliest, latest))

    def open_these(self, ids: Collection[StoryId]) -> tuple[OpenStory, ...]:
        """The stories of these ids with all that stands in them."""
        return self._open(is_word(self._connection, memberships.c.story, ids)) if ids else ()

    def placed_since(self, number: int) -> tuple[Placed, ...]:
        """Where articles stand that were placed, or moved, by rows of a higher number."""
        rows = self._connection.execute(
            select(memberships.c.id, articles.c.url, memberships.c.story, sketches.c.at)
            .join_from(memberships, articles)
            .join(sketches, sketches.c.article == memberships.c.article)
            .where(memberships.c.id > number, STANDING)
        )
        return tuple(
            Placed(number=row.id, article=ArticleUrl(row.url), story=StoryId(row.story), at=row.at) for row in rows
        )

    def arrived(self, earliest: datetime, latest: datetime, *, after: int) -> tuple[int, tuple[ArticleUrl, ...]]:
        """Articles of that time that stand in a story, in the order in which they were stored; of those with a higher
        number than `after`. And the number of the last of them.
        """
        rows = self._connection.execute(
            select(articles.c.id, articles.c.url)
            .join_from(sketches, articles)
            .where(sketches.c.article > after, sketches.c.at.between(earliest, latest))
            .where(exists().where(memberships.c.article == sketches.c.article, STANDING))
            .order_by(articles.c.id)
        ).all()
        return (rows[-1].id if rows else after), tuple(ArticleUrl(row.url) for row in rows)

    def last_placed(self) -> int:
        """The number of the last row that placed an article; 0 where there is none."""
        return int(self._connection.execute(select(func.coalesce(func.max(memberships.c.id), 0))).scalar_one())

    def keep(self, placement: Placement, sketch: Sketch, first_seen: datetime) -> bool:
        """Place an article once; False where it stands in a story already (then only its sketch is renewed)."""
        return bool(placings.keep_all(self._connection, [(placement, sketch, first_seen)]))

    def keep_all(self, placed: Sequence[placings.Arrival]) -> None:
        """Place the articles of a batch; one that stands in a story already stays there."""
        placings.keep_all(self._connection, placed)

    def members(self, story: StoryId) -> tuple[tuple[Membership, Sketch], ...]:
        """A story's standing memberships with what their articles are compared by, in the order of arrival.

        What an old article was compared by may be forgotten: its text then resembles none.
        """
        return self.members_of([story]).get(story, ())

    def members_of(self, ids: Collection[StoryId]) -> dict[StoryId, tuple[tuple[Membership, Sketch], ...]]:
        """The same of each of several stories that have any."""
        without = sketches.c.article.is_(None)
        rows = self._connection.execute(
            select(
                memberships,
                articles.c.url,
                articles.c.outlet,
                articles.c.language,
                func.coalesce(articles.c.published_at, articles.c.first_seen).label("at"),
                case((without, func.length(articles.c.text))).label("length"),
                sketches.c.value,
            )
            .join_from(memberships, articles)
            .outerjoin(sketches, sketches.c.article == memberships.c.article)
            .where(is_word(self._connection, memberships.c.story, ids), STANDING)
            .order_by(memberships.c.story, memberships.c.article)
        ).mappings()
        return {
            StoryId(story): tuple((_membership(row), row["value"] or _bare(row)) for row in members)
            for story, members in groupby(rows, key=lambda row: row["story"])
        }

    def relate(self, story: StoryId, changed: Sequence[Membership]) -> None:
        """Let articles of a story stand as told, where they are; the old lead steps back first."""
        ordered = sorted(changed, key=lambda one: one.relation is Relation.LEAD)
        for one in ordered:
            key = select(articles.c.id).where(articles.c.url == one.article).scalar_subquery()
            self._connection.execute(
                update(memberships)
                .where(memberships.c.article == key, memberships.c.story == story, STANDING)
                .values(relation=one.relation.value, evidence=one.evidence)
            )

    def id_of(self, beginning: str) -> StoryId | None:
        """The one story whose id begins so; None where there is none, or several."""
        upper = beginning + "\uffff"
        found = select(stories.c.id).where(stories.c.id >= beginning, stories.c.id <= upper).limit(2)
        ids = self._connection.execute(found).scalars().all()
        return StoryId(ids[0]) if len(ids) == 1 else None

    def renew(self, sketch: Sketch) -> None:
        """An article that stands in its story is compared by this from now on."""
        article = select(articles.c.id).where(articles.c.url == sketch.article).scalar_subquery()
        changed = update(sketches).where(sketches.c.article == article)
        self._connection.execute(changed.values(at=sketch.at, value=sketch))

    def of_article(self, url: ArticleUrl) -> Story | None:
        story = self._connection.execute(
            select(memberships.c.story).join_from(memberships, articles).where(articles.c.url == url, STANDING)
        ).scalar()
        return None if story is None else self.named(StoryId(story))

    def named(self, story: StoryId) -> Story | None:
        rows = self._connection.execute(_members().where(stories.c.id == story)).mappings().all()
        if not rows:
            return None
        return Story(id=story, first_seen=rows[0]["first_seen"], members=tuple(_membership(row) for row in rows))

    def listed(self, story: StoryId) -> StoryListing | None:
        """One story as people read it; None where there is none, or it holds no article any more."""
        rows = self._connection.execute(_members().where(stories.c.id == story)).mappings().all()
        return _listing(tuple(rows)) if rows else None

    def since(self, moment: datetime | None, watch: WatchId | None = None) -> tuple[StoryListing, ...]:
        """Stories with an article first seen since then (None: ever), and one for the watch if one is named.

        The story that opened last comes first.
        """
        chosen = _members().order_by(None)
        if moment is not None:
            # Asked of each article: of a join PostgreSQL reads all memberships there are, from a million on.
            came, own = articles.alias(), memberships.alias()
            story = select(own.c.story).where(own.c.article == came.c.id, own.c.undone_at.is_(None))
            moved = select(story.correlate(came).scalar_subquery()).where(came.c.first_seen >= moment)
            chosen = chosen.where(stories.c.id.in_(moved))
        if watch is not None:
            wanted = select(memberships.c.story).join(matches, matches.c.article == memberships.c.article)
            chosen = chosen.where(stories.c.id.in_(wanted.where(matches.c.watch == watch, STANDING)))
        return self._listed(chosen)

    def these(self, ids: Collection[StoryId]) -> tuple[StoryListing, ...]:
        """The stories of these ids; the one that opened last comes first."""
        return self._listed(_members().order_by(None).where(is_word(self._connection, stories.c.id, ids)))

    def _listed(self, chosen: Select[tuple[object, ...]]) -> tuple[StoryListing, ...]:
        newest = chosen.order_by(stories.c.first_seen.desc(), stories.c.id, memberships.c.article)
        rows = self._connection.execute(newest).mappings()
        return tuple(_listing(tuple(members)) for _, members in groupby(rows, key=lambda row: row["story"]))

    def _open(self, when: ColumnElement[bool]) -> tuple[OpenStory, ...]:
        live = (
            select(memberships.c.story)
            .join(sketches, sketches.c.article == memberships.c.article)
            .where(when, STANDING)
        )
        rows = self._connection.execute(
            select(stories.c.id, stories.c.first_seen, sketches.c.value)
            .join_from(stories, memberships)
            .join(sketches, sketches.c.article == memberships.c.article)
            .where(stories.c.id.in_(live), STANDING)
            .order_by(stories.c.first_seen, stories.c.id, memberships.c.article)
        )
        return tuple(
            OpenStory(id=StoryId(story), first_seen=first_seen, sketches=tuple(row.value for row in members))
            for (story, first_seen), members in groupby(rows, key=lambda row: (row.id, row.first_seen))
        )


def _members() -> Select[tuple[object, ...]]:
    return (
        select(
            stories.c.id.label("story"),
            stories.c.first_seen,
            memberships.c.relation,
            memberships.c.method,
            memberships.c.score,
            memberships.c.evidence,
            articles.c.url,
            articles.c.outlet,
            articles.c.language,
            articles.c.title,
            articles.c.published_at,
            articles.c.published_offset,
            articles.c.published_precision,
            articles.c.first_seen.label("article_seen"),
            articles.c.cites,
            # The long text is not read where there is a title.
            case((articles.c.title.is_(None), func.substr(articles.c.text, 1, OPENING)), else_="").label("opening"),
            outlets.c.name.label("outlet_name"),
            outlets.c.value.label("outlet_value"),
        )
        .join_from(stories, memberships)
        .join(articles)
        .outerjoin(outlets, outlets.c.id == articles.c.outlet)
        .where(STANDING)
        .order_by(memberships.c.article)
    )


def _membership(row: RowMapping) -> Membership:
    return Membership(
        article=ArticleUrl(row["url"]),
        relation=Relation(row["relation"]),
        method=row["method"],
        score=row["score"],
        evidence=row["evidence"],
    )


def _bare(row: RowMapping) -> Sketch:
    return Sketch(
        article=ArticleUrl(row["url"]),
        outlet=row["outlet"],
        language=row["language"],
        at=row["at"],
        length=row["length"],
    )


def _listing(rows: tuple[RowMapping, ...]) -> StoryListing:
    lead = next((row for row in rows if row["relation"] == Relation.LEAD.value), rows[0])
    members = (
        StoryArticle(
            url=ArticleUrl(row["url"]),
            outlet=row["outlet"],
            language=row["language"],
            title=row["title"],
            published=published_from(row),
            relation=Relation(row["relation"]),
            method=row["method"],
            score=row["score"],
            evidence=row["evidence"],
            first_seen=row["article_seen"],
            outlet_name=row["outlet_name"] or row["outlet"],
            country=row["outlet_value"].country if row["outlet_value"] else None,
            cites=row["cites"],
            opening=row["opening"],
        )
        for row in rows
    )
    return StoryListing(
        id=StoryId(rows[0]["story"]), title=lead["title"], first_seen=rows[0]["first_seen"], articles=tuple(members)
    )
