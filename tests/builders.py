"""Values for tests: every builder gives a whole, valid value; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from monitor.model.articles import Article, ArticleUrl, Entry, FetchedDocument
from monitor.model.moments import Precision, Published
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.watches import Watch, WatchId

NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def article(**fields: Any) -> Article:
    values: dict[str, Any] = {
        "url": ArticleUrl("https://example.org/news/1"),
        "outlet": OutletId("example"),
        "title": "Japan to open mission to NATO",
        "text": "Japan will open a mission to NATO in Brussels.",
        "published": Published(at=NOW, precision=Precision.MINUTE),
        "language": "en",
        "first_seen": NOW,
    }
    return Article(**values | fields)


def source(**fields: Any) -> Source:
    values: dict[str, Any] = {
        "url": "https://example.org/feed",
        "outlet": OutletId("example"),
        "kind": SourceKind.FEED,
    }
    return Source(**values | fields)


def outlet(**fields: Any) -> Outlet:
    values: dict[str, Any] = {
        "id": OutletId("example"),
        "name": "Example Daily",
        "homepage": "https://example.org/",
        "languages": ("en",),
        "country": "GB",
        "zone": "Europe/London",
        "kind": "newspaper",
        "sources": (source(),),
    }
    return Outlet(**values | fields)


def entry(**fields: Any) -> Entry:
    values: dict[str, Any] = {"id": "https://example.org/news/1", "url": "https://example.org/news/1"}
    return Entry(**values | fields)


def document(body: bytes | str = b"", **fields: Any) -> FetchedDocument:
    values: dict[str, Any] = {
        "url": "https://example.org/news/1",
        "final_url": "https://example.org/news/1",
        "status": 200,
        "headers": (("content-type", "text/html; charset=utf-8"),),
        "body": body.encode() if isinstance(body, str) else body,
        "fetched_at": NOW,
    }
    return FetchedDocument(**values | fields)


def watch(query: str, **fields: Any) -> Watch:
    values: dict[str, Any] = {"id": WatchId("test"), "name": "Test", "query": query}
    return Watch(**values | fields)
