"""Sitemaps: lists of addresses, Google News sitemaps, indexes of further sitemaps, and plain lists of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from monitor.feeds.dates import read_date
from monitor.feeds.entries import language_tag, web_address
from monitor.feeds.received import Received
from monitor.feeds.repair import mended
from monitor.model.articles import Entry, Listing
from monitor.model.errors import FeedError
from monitor.text.markup import plain

# The protocol allows 50,000 addresses a file; a file that announces more than this many at once announces an archive.
_MOST_ADDRESSES = 50_000
_CHUNK = 262_144
# urlset > url > news:news > news:publication > news:name, and some wrap it once more.
_DEEPEST = 50
_BLOCK = re.compile(r"<(?:\w+:)?(url|sitemap)>(.*?)(?=<(?:\w+:)?(?:url|sitemap)>|\Z)", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(
    r"<((?:(?:n|news):)?(?:publication_date|title|language)|(?:sm:)?(?:loc|lastmod))>((?:<!\[CDATA\[)?[^<]*)<"
)
_ROOTS = frozenset(("urlset", "sitemapindex"))
_FIELDS = frozenset(("loc", "lastmod", "news:publication_date", "news:title", "news:language"))
_NEWS = "sitemap-news"
# "sitemap-2026-11.xml", "/2026/11/02/sitemap.xml": the month in a child's name says how new it is.
_MONTH_IN_NAME = re.compile(r"(20[0-4]\d)[-_/.]?(0[1-9]|1[0-2])?(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(slots=True)
class _Block:
    """What one `url` or `sitemap` element says; the keys are those of _FIELDS."""

    tag: str
    said: dict[str, str] = field(default_factory=dict)


def read_entries(received: Received) -> Listing:
    """The entries of a sitemap, or the children of a sitemap index, newest first."""
    if "<" not in received.text[:2_000]:
        return _lines(received)
    blocks, problem = _blocks(received.text)
    indexes = [block for block in blocks if block.tag == "sitemap"]
    pages = [block for block in blocks if block.tag == "url"]
    is_news = any(key.startswith("news:") for block in pages for key in block.said)
    if indexes and not pages:
        kind = "sitemap-index"
    else:
        kind = "news-sitemap" if is_news or _NEWS in received.text[:2_000] else "sitemap"
    wanted = re.compile(received.links) if received.links else None
    entries, skipped = _entries(pages, received, wanted)
    if skipped:
        problem = "; ".join(filter(None, (problem, f"{skipped} of {len(pages)} entries have no web address")))
    return Listing(kind=kind, title=None, entries=entries, children=_children(indexes, received), problem=problem)


def _entries(pages: list[_Block], received: Received, wanted: re.Pattern[str] | None) -> tuple[tuple[Entry, ...], int]:
    entries: dict[str, Entry] = {}
    skipped = 0
    for block in pages:
        url = web_address(block.said.get("loc", ""), received.url)
        if url is None:
            skipped += 1
        elif url not in entries and (wanted is None or wanted.fullmatch(url)):
            entries[url] = _entry(block, url, received.zone)
    return tuple(entries.values()), skipped


def _entry(block: _Block, url: str, zone: str) -> Entry:
    said = block.said
    # `lastmod` is when the page changed, the only date of a plain sitemap; a news sitemap says when it was published.
    dates = (read_date(said.get(key), zone=zone) for key in ("news:publication_date", "lastmod"))
    return Entry(
        id=url,
        url=url,
        title=plain(said.get("news:title", "")[:10_000])[:1_000] or None,
        published=next(filter(None, dates), None),
        language=language_tag(said.get("news:language", "")),
    )


def _children(indexes: list[_Block], received: Received) -> tuple[str, ...]:
    """Newest first: by `lastmod`, else by the month in the name; the undated last, in their order."""
    dated: dict[str, str] = {}
    for block in indexes:
        url = web_address(block.said.get("loc", ""), received.url)
        if url is not None and url not in dated:
            dated[url] = _newness(block, url, received.zone)
    return tuple(sorted(dated, key=lambda url: dated[url], reverse=True))


def _newness(block: _Block, url: str, zone: str) -> str:
    changed = read_date(block.said.get("lastmod"), zone=zone)
    if changed is not None:
        return changed.utc.isoformat()
    month = _MONTH_IN_NAME.search(url)
    return "-".join(part for part in month.groups() if part) if month else ""


def _lines(received: Received) -> Listing:
    wanted = re.compile(received.links) if received.links else None
    urls = (web_address(line, "") for line in received.text.split("\n", _MOST_ADDRESSES)[:_MOST_ADDRESSES])
    kept = dict.fromkeys(url for url in urls if url and (wanted is None or wanted.fullmatch(url)))
    return Listing(kind="sitemap", title=None, entries=tuple(Entry(id=url, url=url) for url in kept))


def _blocks(text: str) -> tuple[list[_Block], str | None]:
    """The blocks, and what was wrong with the bytes."""
    for source, problem in ((text, None), (None, "the sitemap is not well-formed XML")):
        reading = _Reading()
        try:
            reading.read(mended(text) if source is None else source)
        except _EnoughError:
            return reading.blocks, f"only the first {_MOST_ADDRESSES:,} addresses were read"
        except expat.ExpatError:
            continue
        if not reading.root:
            raise FeedError("The document is XML, but no sitemap: expected a urlset or sitemapindex element.")
        return reading.blocks, problem
    return list(_torn_blocks(text)), "the sitemap is not well-formed XML; what could be made out was read"


def _torn_blocks(text: str) -> Iterator[_Block]:
    """The blocks of a torn file, by their tags alone."""
    for number, found in enumerate(_BLOCK.finditer(text)):
        if number == _MOST_ADDRESSES:
            return
        block = _Block(found[1].lower())
        for said in _FIELD.finditer(found[2][:20_000]):
            local = said[1].rpartition(":")[2]
            name = local if local in ("loc", "lastmod") else f"news:{local}"
            value = unescape(said[2].removeprefix("<![CDATA[").removesuffix("]]>")).strip()
            block.said.setdefault(name, value)
        yield block


class _EnoughError(Exception):
    """More addresses than a sitemap may hold."""


class _Reading:
    """What expat has met so far; no tree is built, for a sitemap may hold a million tags."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.root = ""
        self.depth = 0
        self.open: _Block | None = None
        self.wanted = ""
        self.pieces: list[str] = []

    def read(self, text: str) -> None:
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse_entities
        for start in range(0, len(text), _CHUNK):
            parser.Parse(text[start : start + _CHUNK].encode("utf-8", "replace"), False)
        parser.Parse(b"", True)

    def _start(self, qualified: str, _: dict[str, str]) -> None:
        self.depth += 1
        uri, _blank, local = qualified.rpartition(" ")
        local = local.lower()
        if self.depth == 1:
            self.root = local if local in _ROOTS else ""
        if self.depth > _DEEPEST:
            raise FeedError("The sitemap is nested more deeply than any sitemap is.")
        if local in ("url", "sitemap") and self.depth == 2:
            if len(self.blocks) >= _MOST_ADDRESSES:
                raise _EnoughError
            self.open = _Block(local)
            self.blocks.append(self.open)
        elif self.open is not None:
            name = f"news:{local}" if "news" in uri else local
            # An image's `loc` has a namespace and a parent of its own.
            self.wanted = name if name in _FIELDS and (self.depth == 3 or name != "loc") else ""
            self.pieces = []

    def _characters(self, text: str) -> None:
        if self.wanted:
            self.pieces.append(text)

    def _end(self, _: str) -> None:
        self.depth -= 1
        if self.wanted and self.open is not None:
            self.open.said.setdefault(self.wanted, "".join(self.pieces).strip()[:20_000])
        self.wanted = ""
        if self.depth == 1:
            self.open = None


def _refuse_entities(*_: object) -> None:
    raise FeedError("The sitemap declares entities of its own, which no sitemap needs; it was not read.")
