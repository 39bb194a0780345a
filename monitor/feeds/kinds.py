"""Which kind of listing a text is, by how it begins; what the header calls it is too often wrong to be asked."""

from __future__ import annotations

import re

from monitor.feeds.repair import without_forbidden

_ELEMENT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z]+)[\s>/]")
_FEEDS = frozenset(("rss", "rdf", "feed", "channel"))
_SITEMAPS = frozenset(("urlset", "sitemapindex"))
_PAGES = frozenset(("html", "head", "body"))
_DECLARATION = re.compile(r"<!--.*?(?:-->|\Z)|<!ENTITY.*?(?:[\"']\s*>|\Z)", re.DOTALL)
_ENTRIES = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>/]", re.IGNORECASE)
# Where a root element is looked for: warnings and licence comments before it are a few KB at most.
_BEGINNING = 20_000


def kind_of(text: str) -> str:
    """ "feed", "sitemap", "json", "html", "opml", or "" where it is none of these."""
    beginning = without_forbidden(text[:_BEGINNING]).lstrip("\ufeff \t\r\n")
    if beginning[:1] in ("{", "["):
        return "json"
    if beginning.startswith(("http://", "https://")) and _is_address_list(beginning):
        return "sitemap"
    is_html = beginning[:14].lower() == "<!doctype html"
    for found in _ELEMENT.finditer(_without_declarations(beginning)):
        name = found[1].lower()
        if name in _FEEDS:
            return "feed"
        if name in _SITEMAPS:
            return "sitemap"
        if name == "opml":
            return "opml"
        if name in _PAGES:
            is_html = True
            break
    # A page that shows a feed, or a feed inside a page: feedparser finds entries in both.
    if _ENTRIES.search(text):
        return "feed"
    return "html" if is_html else ""


def _is_address_list(beginning: str) -> bool:
    lines = [line.strip() for line in beginning.splitlines()[:20] if line.strip()]
    return all(line.startswith(("http://", "https://")) and " " not in line for line in lines)


def _without_declarations(beginning: str) -> str:
    """Without comments and entity declarations, which may hold tags."""
    return _DECLARATION.sub("", beginning) if "<!" in beginning else beginning
