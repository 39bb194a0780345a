"""The stream of stories as a page shows it: filtered, the newest first, so many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, String, cast, exists, func, select

from monitor.model.articles import ArticleUrl
from monitor.model.listings import StoryListing
from monitor.model.stories import StoryId
from monitor.model.volumes import Daily, Found, Numbers, Place, StreamFilter
from monitor.model.watches import Match, WatchId
from monitor.storage.listings import follows, on_day
from monitor.storage.lists import few, is_number, is_word
from monitor.storage.stories import STANDING, Stories
from monitor.storage.tables_news import articles, matches, memberships, revisions, stories
from monitor.storage.tallies import Tallies

# The addition keeps SQLite from reading all rows in the order of watches instead of those of the time.
WATCH = (matches.c.watch + "").label("watch")
Asked = TypeVar("Asked", bound=Select[*tuple[Any, ...]])


class Stream:
    """Stories by the choice of a reader."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tallies = Tallies(connection)

    def of(self, chosen: StreamFilter, limit: int) -> tuple[StoryListing, ...]:
        """So many stories, the one that opened last first."""
        found: list[StoryListing] = []
        # A story that another took over holds no article and is not shown; the page is filled from behind it.
        while len(found) < limit:
            asked = select(stories.c.id).order_by(stories.c.first_seen.desc(), stories.c.id).limit(limit)
            asked = _by_time(asked, chosen)
            asked = self._by_articles(self._by_few(asked, chosen), chosen)
            ids = tuple(StoryId(row.id) for row in self._connection.execute(asked))
            shown = {story.id: story for story in Stories(self._connection).these(ids)}
            found += [shown[one] for one in ids if one in shown]
            if len(ids) < limit or len(found) >= limit:
                break
            chosen = replace(chosen, after=self._place(ids[-1]))
        return tuple(found[:limit])

    def _place(self, story: StoryId) -> Place:
        opened = self._connection.execute(select(stories.c.first_seen).where(stories.c.id == story)).scalar_one()
        return Place(first_seen=opened, story=story)

    def days(self, chosen: StreamFilter, since: datetime) -> tuple[Daily, ...]:
        """How many stories opened on each day (UTC) from then on, of the choice; its day and place do not count.

        Where it is of articles, how many came, or answered: their stories are too many to be told apart for each page.
        """
        if chosen.is_everything:
            return self._tallied("stories", "story", "", since)
        if chosen.is_of_articles and chosen.language is not None:
            return self._tallied("articles", "language", chosen.language, since)
        if chosen.is_of_articles and chosen.watch is not None:
            return self._tallied("articles", "watch", chosen.watch, since)
        if chosen.is_of_articles:
            return self._answered(since)
        day = cast(func.date(stories.c.first_seen, type_=String), String)
        asked = select(day.label("id"), func.count()).where(stories.c.first_seen >= since).group_by(day).order_by(day)
        rows = self._connection.execute(self._lately(asked, chosen, since))
        return tuple(Daily(day=date.fromisoformat(said), of="stories", count=count) for said, count in rows)

    def numbers(self, since: datetime) -> Numbers:
        """How many articles came since the day of that moment (UTC), by outlet and language, and by watch answered."""
        by_name = self._tallies.by_name
        return Numbers(
            watches=by_name("watch", since), outlets=by_name("outlet", since), languages=by_name("language", since)
        )

    def _tallied(self, of: str, kind: str, name: str, since: datetime) -> tuple[Daily, ...]:
        found = self._tallies.of_name(kind, name, since)
        return tuple(Daily(day=day, of=of, count=count) for day, count in found)

    def _answered(self, since: datetime) -> tuple[Daily, ...]:
        day = cast(func.date(matches.c.matched_at, type_=String), String)
        asked = select(day, func.count(matches.c.article.distinct())).where(matches.c.matched_at >= since)
        rows = self._connection.execute(asked.group_by(day).order_by(day))
        return tuple(Daily(day=date.fromisoformat(said), of="articles", count=count) for said, count in rows)

    def found_since(self, moment: datetime) -> tuple[Found, ...]:
        """The stories that each watch found since then, without those of the archive."""
        rows = self._connection.execute(
            select(WATCH, memberships.c.story, func.max(matches.c.matched_at).label("at"))
            .join_from(matches, memberships, (memberships.c.article == matches.c.article) & STANDING)
            .where(matches.c.matched_at >= moment, ~matches.c.archive)
            .group_by(WATCH, memberships.c.story)
            .order_by(WATCH, func.max(matches.c.matched_at).desc(), memberships.c.story)
        )
        found: dict[str, list[StoryId]] = defaultdict(list)
        for watch, story, _ in rows:
            found[watch].append(StoryId(story))
        return tuple(Found(watch=WatchId(watch), stories=tuple(ids)) for watch, ids in found.items())

    def matches_of(self, urls: tuple[ArticleUrl, ...]) -> dict[ArticleUrl, tuple[Match, ...]]:
        """What these articles answer; those that answer nothing are left out."""
        rows = self._connection.execute(
            select(articles.c.url, matches.c.watch, matches.c.hits)
            .join_from(matches, articles)
            .where(is_word(self._connection, articles.c.url, urls))
            .order_by(matches.c.watch)
        )
        found: dict[ArticleUrl, tuple[Match, ...]] = defaultdict(tuple)
        for url, watch, hits in rows:
            found[url] += (Match(watch=WatchId(watch), article=ArticleUrl(url), hits=hits),)
        return dict(found)

    def revised(self, urls: tuple[ArticleUrl, ...]) -> dict[ArticleUrl, int]:
        """How often their outlets changed these articles; those that never changed are left out."""
        rows = self._connection.execute(
            select(articles.c.url, func.count())
            .join_from(revisions, articles)
            .where(is_word(self._connection, articles.c.url, urls))
            .group_by(articles.c.url)
        )
        return {ArticleUrl(url): count for url, count in rows}

    def _lately(self, asked: Asked, chosen: StreamFilter, since: datetime) -> Asked:
        """As `_by_articles`, of stories that opened since then: sought by the few articles that came since."""
        came, conditions = select(memberships.c.story).where(STANDING), self._conditions(chosen)
        if conditions:
            came = came.join(articles, articles.c.id == memberships.c.article)
            came = came.where(articles.c.first_seen >= since, *conditions)
        if chosen.watch is not None:
            came = came.join(matches, matches.c.article == memberships.c.article)
            came = came.where(matches.c.watch == chosen.watch, matches.c.matched_at >= since)
        return asked.where(stories.c.id.in_(came))

    def _by_few(self, asked: Asked, chosen: StreamFilter) -> Asked:
        """Among the stories of a watch, an outlet or a language that has few articles, or of few that are named."""
        placed = select(memberships.c.story).where(STANDING)
        for found in _choices(self._connection, chosen):
            # The articles first: of many, none is looked up among the stories.
            named = few(self._connection, found)
            if named is not None:
                held = placed.where(is_number(self._connection, memberships.c.article, named))
                asked = asked.where(is_word(self._connection, stories.c.id, self._connection.scalars(held).all()))
        return asked

    def _conditions(self, chosen: StreamFilter) -> list[ColumnElement[bool]]:
        """What an article of the choice is, but for its watch."""
        conditions: list[ColumnElement[bool]] = []
        if chosen.outlet is not None:
            conditions.append(articles.c.outlet == chosen.outlet)
        if chosen.language is not None:
            conditions.append(articles.c.language == chosen.language)
        if chosen.articles is not None:
            conditions.append(is_word(self._connection, articles.c.url, chosen.articles))
        if chosen.wanted:
            conditions.append(exists().where(matches.c.article == articles.c.id))
        return conditions

    def _by_articles(self, asked: Asked, chosen: StreamFilter) -> Asked:
        """Only stories that hold an article of the outlet, the language, the watch, the list: one that is all."""
        holds = exists().where(memberships.c.story == stories.c.id, STANDING, memberships.c.article == articles.c.id)
        conditions = self._conditions(chosen)
        if chosen.watch is not None:
            answers = exists().where(matches.c.article == articles.c.id, matches.c.watch == chosen.watch)
            conditions.append(answers)
        return asked.where(holds.where(*conditions)) if conditions else asked


def _choices(connection: Connection, chosen: StreamFilter) -> Iterator[Select[int]]:
    """The articles of the watch, of the outlet, of the language that were chosen, of the list."""
    if chosen.watch is not None:
        yield select(matches.c.article).where(matches.c.watch == chosen.watch)
    if chosen.outlet is not None:
        yield select(articles.c.id).where(articles.c.outlet == chosen.outlet)
    if chosen.language is not None:
        yield select(articles.c.id).where(articles.c.language == chosen.language)
    if chosen.articles is not None:
        yield select(articles.c.id).where(is_word(connection, articles.c.url, chosen.articles))


def _by_time(asked: Select[tuple[str]], chosen: StreamFilter) -> Select[tuple[str]]:
    if chosen.after is not None:
        asked = asked.where(follows(stories.c.first_seen, stories.c.id, chosen.after.first_seen, chosen.after.story))
    if chosen.day is not None:
        asked = asked.where(on_day(stories.c.first_seen, chosen.day))
    return asked
