"""Feeds, sitemaps and section pages.

Comes in: the bytes of a listing as fetched, the source they belong to, the outlet's zone for dates without one.
Goes out: a Listing of entries with absolute addresses, plain text and dates that keep their offset; or a FeedError.
May not: fetch, read the clock, judge an article, or raise anything else, whatever the bytes are.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace

from monitor.feeds import feed, jsonfeed, section, sitemap
from monitor.feeds.discovery import Candidate, discover
from monitor.feeds.entries import has_page
from monitor.feeds.kinds import kind_of
from monitor.feeds.received import Received
from monitor.model.articles import FetchedDocument, Listing
from monitor.model.errors import FeedError
from monitor.model.outlets import Source, SourceKind
from monitor.text.decoding import decode

READERS: dict[str, Callable[[Received], Listing]] = {
    "feed": feed.read_entries,
    "json": jsonfeed.read_entries,
    "section": section.read_entries,
    "sitemap": sitemap.read_entries,
}
_NO_LISTINGS = {
    "": "is no feed, sitemap or JSON feed",
    "html": "is an HTML page, not a feed or sitemap",
    "opml": "is a list of feeds (OPML), not a feed",
}
# The largest news sitemaps and full-text feeds have some 2 MB; with the copies that reading makes it stays below 50 MB.
MOST_BYTES = 6 * 1024 * 1024
# One sign beyond the basic plane makes four bytes of every character.
_MOST_IN_MEMORY = 8 * 1024 * 1024

__all__ = ["MOST_BYTES", "READERS", "Candidate", "discover", "has_page", "read_bytes", "read_listing"]


def read_listing(document: FetchedDocument, *, source: Source, zone: str) -> Listing:
    """What a source's document lists. Raises FeedError with one sentence where it is no such thing."""
    content_type = document.header("content-type")
    text, cut = _text(document.body, content_type)
    url = document.final_url or document.url
    languages = (source.language,) if source.language else ()
    received = Received(text=text, url=url, zone=zone, languages=languages, links=_checked(source))
    return _read("section" if source.kind is SourceKind.SECTION else kind_of(text), received, cut)


def read_bytes(body: bytes, *, url: str, content_type: str | None = None, zone: str = "UTC") -> Listing:
    """What any feed or sitemap lists, without knowing its kind. Raises FeedError where it is none."""
    text, cut = _text(body, content_type)
    return _read(kind_of(text), Received(text=text, url=url, zone=zone), cut)


def _read(kind: str, received: Received, problem: str | None) -> Listing:
    if not received.text or received.text.isspace():
        raise FeedError(f"{_where(received)} is empty.")
    if kind not in READERS:
        raise FeedError(f"{_where(received)} {_NO_LISTINGS[kind]}.")
    listing = READERS[kind](received)
    return (
        replace(listing, problem=f"{problem}; {listing.problem}" if listing.problem else problem)
        if problem
        else listing
    )


def _text(body: bytes, content_type: str | None) -> tuple[str, str | None]:
    """The decoded body, unpacked where it is a gzip file, and what was cut."""
    packed = body.startswith(b"\x1f\x8b")
    if packed:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            body = unpacker.decompress(body, MOST_BYTES + 1)
        except zlib.error as error:
            raise FeedError("The document is a damaged gzip file.") from error
    text = decode(body[:MOST_BYTES], content_type=content_type)
    most = len(text) * _MOST_IN_MEMORY // (sys.getsizeof(text) or 1)
    if len(body) <= MOST_BYTES and len(text) <= most:
        return text, None
    return text[:most], f"only the first {min(most, len(text)) / 1e6:.1f} million characters were read"


def _checked(source: Source) -> str | None:
    if source.links is not None:
        try:
            re.compile(source.links)
        except re.error as error:
            raise FeedError(f"The links pattern of {source.url} is no regular expression: {error}.") from error
    return source.links


def _where(received: Received) -> str:
    return received.url or "The document"
