"""The stream of stories as a page shows it: filtered, the newest first, so many at once."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, Select, exists, select

from monitor.model.articles import ArticleUrl
from monitor.model.listings import StoryListing
from monitor.model.stories import StoryId
from monitor.model.volumes import Revised, StreamFilter
from monitor.model.watches import Match, WatchId
from monitor.storage.listings import follows, on_day
from monitor.storage.lists import few, is_word
from monitor.storage.stories import STANDING, Stories
from monitor.storage.tables_news import articles, matches, memberships, revisions, stories


class Stream:
    """Stories by the choice of a reader."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, chosen: StreamFilter, limit: int) -> tuple[StoryListing, ...]:
        """So many stories, the one that opened last first."""
        asked = select(stories.c.id).order_by(stories.c.first_seen.desc(), stories.c.id).limit(limit)
        asked = _by_time(asked, chosen)
        asked = self._by_articles(self._by_few(asked, chosen), chosen)
        ids = tuple(StoryId(row.id) for row in self._connection.execute(asked))
        found = Stories(self._connection).these(ids)
        return tuple(sorted(found, key=lambda story: ids.index(story.id)))

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

    def revisions_of(self, url: ArticleUrl) -> tuple[Revised, ...]:
        """What an article said before, in the order of time."""
        rows = self._connection.execute(
            select(revisions).join(articles).where(articles.c.url == url).order_by(revisions.c.replaced_at)
        )
        return tuple(
            Revised(seen_from=row.seen_from, replaced_at=row.replaced_at, title=row.title, text=row.text)
            for row in rows
        )

    def _by_few(self, asked: Select[tuple[str]], chosen: StreamFilter) -> Select[tuple[str]]:
        """Among the stories of a watch or an outlet that has few."""
        placed = select(memberships.c.story).where(STANDING)
        if chosen.watch is not None:
            found = placed.join(matches, matches.c.article == memberships.c.article)
            named = few(self._connection, found.where(matches.c.watch == chosen.watch))
            asked = asked if named is None else asked.where(is_word(self._connection, stories.c.id, named))
        if chosen.outlet is not None:
            found = placed.join(articles, articles.c.id == memberships.c.article)
            named = few(self._connection, found.where(articles.c.outlet == chosen.outlet))
            asked = asked if named is None else asked.where(is_word(self._connection, stories.c.id, named))
        return asked

    def _by_articles(self, asked: Select[tuple[str]], chosen: StreamFilter) -> Select[tuple[str]]:
        """Only stories that hold an article of the outlet, the language, the watch, the list: one that is all."""
        holds = exists().where(memberships.c.story == stories.c.id, STANDING, memberships.c.article == articles.c.id)
        conditions = []
        if chosen.outlet is not None:
            conditions.append(articles.c.outlet == chosen.outlet)
        if chosen.language is not None:
            conditions.append(articles.c.language == chosen.language)
        if chosen.articles is not None:
            conditions.append(is_word(self._connection, articles.c.url, chosen.articles))
        if chosen.watch is not None:
            answers = exists().where(matches.c.article == articles.c.id, matches.c.watch == chosen.watch)
            conditions.append(answers)
        return asked.where(holds.where(*conditions)) if conditions else asked


def _by_time(asked: Select[tuple[str]], chosen: StreamFilter) -> Select[tuple[str]]:
    if chosen.before is not None:
        asked = asked.where(stories.c.first_seen < chosen.before)
    if chosen.after is not None:
        asked = asked.where(follows(stories.c.first_seen, stories.c.id, chosen.after.first_seen, chosen.after.story))
    if chosen.day is not None:
        asked = asked.where(on_day(stories.c.first_seen, chosen.day))
    return asked
