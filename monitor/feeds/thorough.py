"""The thorough way to read a feed: feedparser, which has seen every odd feed there is."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import Any

from monitor.feeds.sheet import Item, Sheet
from monitor.model.errors import FeedError

# feedparser keeps unknown elements under their name; Ukrainian and Russian partner feeds carry the article so.
_FULL_TEXTS = ("full-text", "fulltext", "full_text", "yandex_full-text", "yandex_fulltext", "turbo_content")
# One of its patterns for authors takes the square of the length of a run of such characters; no word is as long.
_LONG_RUN = re.compile(r"([A-Za-z0-9_.+-]{200})(?=[A-Za-z0-9_.+-])")


# What feedparser raises by mistake, on elements where its handlers do not expect them (measured on mutated feeds).
_MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


def read_sheet(text: str, *, url: str) -> Sheet:
    """The feed in `text` as feedparser understands it; raises FeedError where it loses its way."""
    try:
        return _parsed(text, url)
    except _MISTAKES as error:
        raise FeedError(f"The feed {url} is too broken to be read ({type(error).__name__} in feedparser).") from error


def _parsed(text: str, url: str) -> Sheet:
    import feedparser  # 0.1 s, and most feeds never need it

    body = _LONG_RUN.sub(r"\1 ", text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed = feedparser.parse(
            BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    feed = parsed.get("feed", {})
    version = parsed.get("version") or ""
    return Sheet(
        kind=_kind(version),
        title=_text(feed, "title"),
        link=_text(feed, "link"),
        language=_text(feed, "language"),
        ttl=_text(feed, "ttl"),
        items=tuple(_item(entry, version=version) for entry in parsed["entries"]),
    )


def _kind(version: str) -> str:
    if version in ("rss090", "rss10"):
        return "rdf"
    return "atom" if version.startswith("atom") else "rss"


def _text(values: Any, key: str) -> str:
    # feedparser's values are dictionaries of anything: an element with attributes is a dictionary in its place.
    # Asked by dict.get, for its own look-up answers "updated" with "published".
    value = dict.get(values, key)
    return value.strip() if isinstance(value, str) else ""


def _item(entry: Any, *, version: str) -> Item:
    summary = _text(entry, "summary")
    contents = [*_contents(entry, version), *(_text(entry, name) for name in _FULL_TEXTS)]
    return Item(
        id=_text(entry, "id"),
        links=_links(entry),
        title=_text(entry, "title"),
        summary=summary,
        content=max(contents, key=len),
        dates=tuple(filter(None, (_text(entry, key) for key in ("published", "updated", "created")))),
        authors=_authors(entry),
        language=_text(entry, "language") or _detail_language(entry),
    )


def _contents(entry: Any, version: str) -> list[str]:
    """What claims to be the article. In RSS, what is plain text there is a second description or a caption."""
    kept = [content for content in dict.get(entry, "content", []) if isinstance(content, dict)]
    if not version.startswith("atom"):
        kept = [content for content in kept if content.get("type") != "text/plain"]
    return [_text(content, "value") for content in kept]


def _links(entry: Any) -> tuple[str, ...]:
    links = [link for link in dict.get(entry, "links", []) if isinstance(link, dict)]
    alternates = [_text(link, "href") for link in links if link.get("rel") == "alternate"]
    return tuple(filter(None, (_text(entry, "feedburner_origlink"), _text(entry, "link"), *alternates)))


def _authors(entry: Any) -> tuple[str, ...]:
    authors = [author for author in dict.get(entry, "authors", []) if isinstance(author, dict)]
    return tuple(filter(None, (_text(author, "name") for author in authors)))


def _detail_language(entry: Any) -> str:
    for key in ("title_detail", "summary_detail"):
        detail = dict.get(entry, key)
        if isinstance(detail, dict) and isinstance(detail.get("language"), str):
            return str(detail["language"])
    return ""
