"""Stored stories as people read them: each with the facts of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.articles import ArticleUrl, headline_of
from monitor.model.moments import Published
from monitor.model.stories import Relation, StoryId
from monitor.model.watches import Match, WatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """One article of a story, without its text."""

    url: ArticleUrl
    outlet: str
    language: str | None
    title: str | None
    published: Published | None
    relation: Relation
    method: str
    score: float
    evidence: tuple[str, ...] = ()
    first_seen: datetime
    # As readers know the outlet, and where it publishes; None where the outlet is not known.
    outlet_name: str
    country: str | None = None
    # Outlet ids where known, else names as printed.
    cites: tuple[str, ...] = ()
    # The beginning of the text where there is no title.
    opening: str = ""

    @property
    def headline(self) -> str:
        return headline_of(self.title, self.opening)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryListing:
    """A story by the title of its lead; articles in the order of arrival."""

    id: StoryId
    title: str | None
    first_seen: datetime
    articles: tuple[StoryArticle, ...]

    @property
    def lead(self) -> StoryArticle:
        return next((one for one in self.articles if one.relation is Relation.LEAD), self.articles[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles are listed; None: all. `day` is the day (UTC) on which the article was first seen."""

    watch: WatchId | None = None
    outlet: str | None = None
    language: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMatch:
    """A match, when it was found, and the number of its article: what a list of matches is ordered by."""

    match: Match
    matched_at: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    """What a table of the database takes, with its indexes."""

    name: str
    bytes: int
