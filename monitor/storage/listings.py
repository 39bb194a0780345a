"""Long lists a page at a time, each by its index: a page goes on after the last row of the one before.

So that what comes in meanwhile neither moves a row to another page nor leaves one out: no page is counted off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import Delivery, DeliveryState, Digest, DigestId, SubscriptionId
from monitor.model.listings import ArticleFilter, FoundMatch
from monitor.model.rulings import Ruling
from monitor.model.stories import StoryId
from monitor.model.watches import Match, WatchId
from monitor.storage.articles import read_article
from monitor.storage.deliveries import read_delivery
from monitor.storage.lists import few, is_number, is_word
from monitor.storage.rulings import Rulings
from monitor.storage.stories import STANDING
from monitor.storage.tables_news import articles, matches, memberships
from monitor.storage.tables_telling import deliveries, digests


class Listings:
    """The latest first; `after` is what the last row of the page before was ordered by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def articles(
        self, chosen: ArticleFilter, *, after: tuple[datetime, ArticleUrl] | None, limit: int
    ) -> tuple[Article, ...]:
        """Articles by when they were first seen."""
        asked = select(articles).order_by(articles.c.first_seen.desc(), articles.c.url).limit(limit)
        if after is not None:
            asked = asked.where(follows(articles.c.first_seen, articles.c.url, *after))
        if chosen.outlet is not None:
            asked = asked.where(articles.c.outlet == chosen.outlet)
        if chosen.language is not None:
            asked = asked.where(articles.c.language == chosen.language)
        if chosen.day is not None:
            asked = asked.where(on_day(articles.c.first_seen, chosen.day))
        if chosen.watch is not None:
            named = few(self._connection, select(matches.c.article).where(matches.c.watch == chosen.watch))
            answers = exists().where(matches.c.article == articles.c.id, matches.c.watch == chosen.watch)
            asked = asked.where(answers if named is None else is_number(self._connection, articles.c.id, named))
        return tuple(read_article(row) for row in self._connection.execute(asked).mappings())

    def matches(
        self, watch: WatchId | None, *, after: tuple[datetime, int, WatchId] | None, limit: int
    ) -> tuple[FoundMatch, ...]:
        """Matches by when they were found."""
        asked = (
            select(matches, articles.c.url)
            .join_from(matches, articles)
            .order_by(matches.c.matched_at.desc(), matches.c.article.desc(), matches.c.watch)
            .limit(limit)
        )
        if watch is not None:
            asked = asked.where(matches.c.watch == watch)
        if after is not None:
            moment, number, last = after
            same = and_(matches.c.article == number, matches.c.watch > last)
            later = or_(matches.c.matched_at < moment, matches.c.article < number, same)
            asked = asked.where(matches.c.matched_at <= moment, later)
        return tuple(
            FoundMatch(
                match=Match(watch=WatchId(row.watch), article=ArticleUrl(row.url), hits=row.hits),
                matched_at=row.matched_at,
                number=row.article,
            )
            for row in self._connection.execute(asked)
        )

    def lately(self, watch: WatchId, limit: int) -> tuple[StoryId, ...]:
        """The stories of a watch's last matches, so many of these; the latest first."""
        asked = (
            select(memberships.c.story)
            .join_from(matches, memberships, (memberships.c.article == matches.c.article) & STANDING)
            .where(matches.c.watch == watch)
            .order_by(matches.c.matched_at.desc(), matches.c.article.desc())
            .limit(limit)
        )
        return tuple(StoryId(story) for story in dict.fromkeys(self._connection.execute(asked).scalars()))

    def digests(
        self, subscription: SubscriptionId | None, *, after: tuple[datetime, DigestId] | None, limit: int
    ) -> tuple[Digest, ...]:
        """Digests by the end of their period."""
        asked = select(digests.c.value).order_by(digests.c.period_end.desc(), digests.c.id).limit(limit)
        if subscription is not None:
            asked = asked.where(digests.c.subscription == subscription)
        if after is not None:
            asked = asked.where(follows(digests.c.period_end, digests.c.id, *after))
        return tuple(self._connection.execute(asked).scalars())

    def deliveries_of(self, named: Collection[DigestId]) -> dict[DigestId, tuple[Delivery, ...]]:
        """The deliveries of these digests."""
        asked = select(deliveries).where(is_word(self._connection, deliveries.c.digest, named))
        found: dict[DigestId, tuple[Delivery, ...]] = defaultdict(tuple)
        for row in self._connection.execute(asked.order_by(deliveries.c.digest, deliveries.c.id)):
            one = read_delivery(row)
            found[one.digest] += (one,)
        return found

    def deliveries(
        self, state: DeliveryState | None, *, after: tuple[datetime, str] | None, limit: int
    ) -> tuple[Delivery, ...]:
        """Deliveries by when they are, or were, due."""
        asked = select(deliveries).order_by(deliveries.c.due.desc(), deliveries.c.id).limit(limit)
        if state is not None:
            asked = asked.where(deliveries.c.state == state.value)
        if after is not None:
            asked = asked.where(follows(deliveries.c.due, deliveries.c.id, *after))
        return tuple(map(read_delivery, self._connection.execute(asked)))

    def rulings(self, *, after: int | None, limit: int) -> tuple[Ruling, ...]:
        """Decisions by their numbers."""
        return Rulings(self._connection).before_number(after, limit)


def follows(
    when: ColumnElement[datetime], name: ColumnElement[str], moment: datetime, last: str
) -> ColumnElement[bool]:
    """Whether a row follows the last one, where the latest come first and their names tell rows of one moment apart."""
    return and_(when <= moment, or_(when < moment, name > last))


def on_day(when: ColumnElement[datetime], day: date) -> ColumnElement[bool]:
    """Whether a moment lies in a day of UTC; the last day of the calendar has no morning after it."""
    begin, end = (datetime.combine(day, edge, tzinfo=UTC) for edge in (time.min, time.max))
    return and_(when >= begin, when <= end)
