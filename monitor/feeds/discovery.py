"""Where an outlet might announce its articles: what its home page or robots.txt names, and the usual places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from monitor.feeds.entries import web_address
from monitor.feeds.section import page_tree
from monitor.model.articles import FetchedDocument
from monitor.model.outlets import SourceKind
from monitor.text.decoding import decode
from monitor.text.markup import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a source; only fetching it tells. `title` as the page names it.

    `guessed`: nobody names it, it is one of the usual places.
    """

    url: str
    kind: SourceKind
    title: str | None = None
    guessed: bool = False


_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)|text/(?:rss|atom)\+?xml", re.IGNORECASE)
_FEED_ADDRESS = re.compile(
    r"(?:[/._=-](?:rss|atom|feeds?|rdf)(?:[/._?&=-]|\d|$)|feedburner\.|\.rss$|/feed\.json$)", re.IGNORECASE
)
# Feeds of comments and of one article list what readers say, not what the outlet publishes.
_UNWANTED = re.compile(
    r"/comments?[/.?-]|[?&]comments|/comments?$|oembed|wp-json|\.(?:png|jpe?g|svg|gif|css|js)(?:$|\?)", re.I
)
_ROBOTS_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
# Where the publishing systems that news sites run keep them (WordPress, Drupal, Arc, Ghost, Joomla) and custom has it.
_USUAL_FEEDS = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/rss/all",
    "/feeds/all",
    "/feed.json",
)
_USUAL_SITEMAPS = (
    "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/googlenews.xml",
    "/arc/outboundfeeds/news-sitemap/", "/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml",
)  # fmt: skip
_MOST_CANDIDATES = 60


def discover(document: FetchedDocument) -> tuple[Candidate, ...]:
    """The candidates of a home page or a robots.txt, the likeliest first; nothing is fetched."""
    base = document.final_url or document.url
    text = decode(document.body, content_type=document.header("content-type"))
    is_robots = base.partition("?")[0].endswith("/robots.txt") or ("<" not in text and _ROBOTS_LINE.search(text))
    named = _of_robots(text, base) if is_robots else _of_page(text, base)
    found: dict[str, Candidate] = {}
    for candidate in (*named, *_usual(base)):
        if not _UNWANTED.search(candidate.url):
            found.setdefault(candidate.url.rstrip("/"), candidate)
    return tuple(found.values())[:_MOST_CANDIDATES]


def _of_robots(text: str, base: str) -> Iterator[Candidate]:
    urls = [url for line in _ROBOTS_LINE.finditer(text) if (url := web_address(line[1], base))]
    for url in sorted(urls, key=lambda url: "news" not in url.lower()):
        yield Candidate(url=url, kind=SourceKind.SITEMAP)


def _of_page(text: str, base: str) -> Iterator[Candidate]:
    tree = page_tree(text)
    if tree is None:
        return
    anchors: list[Candidate] = []
    for element in tree.iter("link", "a"):
        url = web_address(element.get("href") or "", base)
        if url is None:
            continue
        relations = (element.get("rel") or "").lower().split()
        title = plain(element.get("title") or "" if element.tag == "link" else element.text or "")[:200] or None
        if "sitemap" in relations:
            yield Candidate(url=url, kind=SourceKind.SITEMAP, title=title)
        elif element.tag == "link":
            if ("alternate" in relations or "feed" in relations) and _FEED_TYPE.search(element.get("type") or ""):
                yield Candidate(url=url, kind=SourceKind.FEED, title=title)
        elif _FEED_TYPE.search(element.get("type") or "") or _FEED_ADDRESS.search(url):
            anchors.append(Candidate(url=url, kind=SourceKind.FEED, title=title))
    yield from anchors


def _usual(base: str) -> Iterator[Candidate]:
    if web_address(base, "") is None:
        return
    for path in _USUAL_FEEDS:
        yield Candidate(url=urljoin(base, path), kind=SourceKind.FEED, guessed=True)
    for path in _USUAL_SITEMAPS:
        yield Candidate(url=urljoin(base, path), kind=SourceKind.SITEMAP, guessed=True)
