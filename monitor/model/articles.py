"""What a source says of an article (entry), what was fetched (document), what we understood (article)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.model.moments import Published, require_aware
from monitor.model.outlets import OutletId

# The canonical URL of an article: its identity everywhere (monitor.model.addresses.canonical).
ArticleUrl = NewType("ArticleUrl", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One announcement in a feed, sitemap or section page, as the source says it; text is plain, HTML taken off."""

    id: str
    url: str
    title: str | None = None
    summary: str | None = None
    # The article's full text where the feed carries it (content:encoded, <full-text>, JSON Feed content).
    text: str | None = None
    published: Published | None = None
    author: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed, sitemap or section page holds. `ttl_seconds` is the source's own wish for the time between polls."""

    kind: str  # "rss" | "rdf" | "atom" | "json" | "sitemap" | "news-sitemap" | "sitemap-index" | "section"
    title: str | None
    entries: tuple[Entry, ...]
    ttl_seconds: int | None = None
    # When it asks not to be visited: hours in UTC, days of the week from Monday, 0.
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    # Addresses of further listings: a sitemap index's children, newest first; a section page's next, older page.
    children: tuple[str, ...] = ()
    # What was wrong with the bytes and yet could be read, one sentence; None: nothing.
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedDocument:
    """A page or listing as fetched, with its HTTP facts. Header names in lower case."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    def __post_init__(self) -> None:
        require_aware(self.fetched_at, "fetched_at")

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What we understood of a page. `title` is None where the page has none; `language` a BCP 47 tag or None."""

    url: ArticleUrl
    outlet: OutletId
    title: str | None
    text: str
    author: str | None = None
    published: Published | None = None
    language: str | None = None
    # Who the article names as its source: outlet ids where known, else the name as printed.
    cites: tuple[str, ...] = ()
    first_seen: datetime

    def __post_init__(self) -> None:
        require_aware(self.first_seen, "first_seen")

    @property
    def headline(self) -> str:
        """The title, or the beginning of the text where there is none (seed 003)."""
        return headline_of(self.title, self.text)


def headline_of(title: str | None, text: str) -> str:
    """What an article is called: its title, else the beginning of its text, of which the first line is enough."""
    if title:
        return title
    beginning = text.strip().split("\n", 1)[0]
    return beginning if len(beginning) <= 160 else beginning[:159].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an article said from one moment to another, before its outlet changed it."""

    title: str | None
    text: str
    seen_from: datetime
    replaced_at: datetime


class Reason(StrEnum):
    """Why a page is no article."""

    CONSENT_WALL = "consent-wall"
    PAYWALL = "paywall"
    CHALLENGE = "challenge"
    NOT_FOUND = "not-found"
    GALLERY = "gallery"
    LIVE_TICKER = "live-ticker"
    LISTING = "listing"
    NO_ARTICLE = "no-article"
    NOT_HTML = "not-html"
    TOO_LARGE = "too-large"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """There is no article in this page, and why.

    `title` and `published` are those of an article whose text the page keeps back (a paywall) or has none of (a
    gallery, a live ticker); None for all other pages.
    """

    url: str
    reason: Reason
    detail: str = ""
    title: str | None = None
    published: Published | None = None
