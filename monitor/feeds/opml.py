"""Lists of feeds, as readers export and import them.

Two of three public OPML files are not well-formed XML: stray ampersands in addresses, HTML's entities, quotation marks
inside quotation marks, folders never closed, a file cut off. So no XML reader is asked. The text is cut where an
outline begins or ends, and what is wrong in one piece stays in that piece. Nothing declared in a DTD is looked at, so
nothing in it can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from xml.sax.saxutils import escape, quoteattr

from monitor.feeds.entries import language_tag, web_address
from monitor.model.errors import FeedError
from monitor.model.outlets import Outlet, SourceKind
from monitor.text.decoding import decode
from monitor.text.markup import plain

_FEED_ADDRESSES = ("xmlurl", "xml_url", "feedurl", "feed_url", "rssurl", "rss")
_PAGE_ADDRESSES = ("htmlurl", "html_url", "weburl", "siteurl", "link")
_NAMES = ("title", "text", "name", "description")
_NAME_LENGTH = 200
# Readers of earnest have some thousand feeds; beyond this a file is not somebody's list.
_MOST_FEEDS = 20_000
_MOST_BYTES = 32 * 1024 * 1024
# `feed://example.org/rss` and `feed:https://example.org/rss`.
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)|^feed(?=://)", re.IGNORECASE)
_LIST = re.compile(r"<(?:\w+:)?(?:opml|outline)[\s/>]", re.IGNORECASE)
_BOUNDARY = re.compile(r"<(/?)(?:\w+:)?outline(?=[\s/>]|$)", re.IGNORECASE)
# The whole of a tag whose quotation marks are in pairs; and any end, where they are not.
_TAG = re.compile(r"""(?>[^<>"'/]++|/(?!>)|"[^"]*"|'[^']*')*+(/?)>""")
_TAG_END = re.compile(r"(/?)>\s*$")
# A value ends at its quotation mark, or before the next name where that was forgotten.
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])([A-Za-z_][\w:.-]*+)\s*+=\s*(?:"((?:(?!\s[\w:.-]+=")[^"])*)"?|'((?:(?!\s[\w:.-]+=')[^'])*)'?|([^\s"'<>]+))"""
)
# With its semicolon only: `&copy=1` in an address is a parameter.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# The name under which the value stands that the file ended in.
_CUT = ""
# What XML 1.0 forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """One feed of a list. `page` is the address of its site, `folders` where it lies, the outermost first."""

    url: str
    name: str
    line: int
    page: str | None = None
    language: str | None = None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """What could not be taken from a list, and why."""

    line: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    feeds: tuple[ListedFeed, ...]
    unlisted: tuple[Unlisted, ...]


def read_opml(body: bytes) -> FeedList:
    """All feeds of a list in their order, and what could not be read. Raises FeedError where it is no list of feeds."""
    text = _without_comments(decode(body[:_MOST_BYTES]))
    if not _LIST.search(text):
        raise FeedError("The file is no OPML: it holds no <outline> element.")
    reading = _Reading()
    boundaries = list(_BOUNDARY.finditer(text))
    line, counted = 1, 0
    for here, after in zip_longest(boundaries, boundaries[1:]):
        line, counted = line + text.count("\n", counted, here.start()), here.start()
        piece = text[here.end() : after.start() if after else len(text)]
        if here[1]:
            reading.close_folder()
        else:
            reading.take(piece, line)
    return FeedList(feeds=tuple(reading.feeds), unlisted=tuple(reading.unlisted))


def _without_comments(text: str) -> str:
    """Line breaks stay, so that lines keep their numbers; a comment that never ends is none."""
    pieces: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += (text[position:start], "\n" * text.count("\n", start, end))
        position = end + 3
    return "".join((*pieces, text[position:]))


class _Reading:
    """What was read so far, and the folders that are open."""

    def __init__(self) -> None:
        self.feeds: list[ListedFeed] = []
        self.unlisted: list[Unlisted] = []
        self._folders: list[str] = []

    def take(self, piece: str, line: int) -> None:
        """An outline's attributes, up to the next outline."""
        end = _TAG.match(piece) or _TAG_END.search(piece)
        is_leaf = bool(end and end[1])
        said = _attributes(piece[: end.end()] if end else piece)
        name = self._outline(said, line=line, is_leaf=is_leaf)
        if not is_leaf:
            self._folders.append(name)

    def close_folder(self) -> None:
        if self._folders:
            self._folders.pop()

    def _outline(self, said: dict[str, str], *, line: int, is_leaf: bool) -> str:
        """Take what an outline says; returns its name as a folder."""
        name = next((plain(said[key])[:_NAME_LENGTH] for key in _NAMES if said.get(key)), "")
        printed = next((said[key] for key in _FEED_ADDRESSES if said.get(key)), "") or _typed_address(said)
        page = next((url for key in _PAGE_ADDRESSES if (url := _address(said.get(key, "")))), None)
        if printed:
            self._feed(printed, name=name, page=page, said=said, line=line)
        elif page is not None:
            reason = f"names a page and no feed; farwatch outlet add {page} looks for one"
            self.unlisted.append(Unlisted(line=line, name=name, reason=reason))
        elif is_leaf or _CUT in said:
            reason = "is cut off" if _CUT in said else "names no address"
            self.unlisted.append(Unlisted(line=line, name=name, reason=reason))
        return "" if printed else name

    def _feed(self, printed: str, *, name: str, page: str | None, said: dict[str, str], line: int) -> None:
        url = _address(printed)
        reason = "" if url else f"{printed[:200]!r} is no web address"
        if len(self.feeds) >= _MOST_FEEDS:
            reason = f"only the first {_MOST_FEEDS:,} feeds were read"
        if url is None or reason:
            self.unlisted.append(Unlisted(line=line, name=name, reason=reason))
            return
        self.feeds.append(
            ListedFeed(
                url=url,
                name=name,
                line=line,
                page=page,
                language=language_tag(said.get("language", "")),
                folders=tuple(filter(None, self._folders)),
            )
        )


def _attributes(piece: str) -> dict[str, str]:
    """By name in small letters; of two of a name the first."""
    said: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(piece):
        name = found[1].rpartition(":")[2].lower()
        if found.end() == len(piece) and piece[-1:] not in ('"', "'"):
            name = _CUT  # half an address leads nowhere
        said.setdefault(name, _resolved(found[2] or found[3] or found[4] or "").strip())
    return said


def _resolved(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found.group()), text)


def _web_scheme(found: re.Match[str]) -> str:
    return "http" if found.group().lower() == "feed" else ""


def _address(printed: str) -> str | None:
    # Escaped once too often, an ampersand is left escaped.
    return web_address(_FEED_SCHEME.sub(_web_scheme, printed.replace("&amp;", "&")), "")


def _typed_address(said: dict[str, str]) -> str:
    """`url` means a feed where the outline says that it is one, or says nothing else."""
    return said.get("url", "") if said.get("type", "rss").lower() in ("rss", "atom", "feed", "rdf", "rss1") else ""


def render_opml(outlets: Iterable[Outlet], *, title: str) -> str:
    """The feeds of the outlets as OPML 2.0, an outline an outlet; sitemaps and section pages are no feeds."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_text(title)}</title></head>",
        "  <body>",
    ]
    for outlet in outlets:
        feeds = [source for source in outlet.sources if source.kind is SourceKind.FEED]
        if feeds:
            lines.append(f"    <outline text={_quoted(outlet.name)}>")
            lines += [f"      {_line(outlet, source.url, source.language)}" for source in feeds]
            lines.append("    </outline>")
    return "\n".join((*lines, "  </body>", "</opml>", ""))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


def _line(outlet: Outlet, url: str, language: str | None) -> str:
    said = {
        "type": "rss",
        "text": f"{outlet.name} ({language})" if language and len(outlet.sources) > 1 else outlet.name,
        "xmlUrl": url,
        "htmlUrl": outlet.homepage,
        **({"language": language} if language else {}),
    }
    return f"<outline {' '.join(f'{key}={_quoted(value)}' for key, value in said.items())}/>"
