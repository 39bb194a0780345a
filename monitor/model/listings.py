"""Stored stories as people read them: each with the facts of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.articles import ArticleUrl
from monitor.model.moments import Published
from monitor.model.stories import Relation, StoryId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryListing:
    """A story by the title of its lead; articles in the order of arrival."""

    id: StoryId
    title: str | None
    first_seen: datetime
    articles: tuple[StoryArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    """What a table of the database takes, with its indexes."""

    name: str
    bytes: int
