"""Stories as a feed: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1; what a subscription was told, or what a desk shows.

An entry keeps its name for ever, and says anew when it was updated when something comes that a reader should see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from monitor.digests.plain import LONGEST_NAME, plain
from monitor.digests.sheets import Line, sheet
from monitor.model.digests import Digest, SubscriptionId

# As many as a feed reader that is opened once a week may have missed.
LONGEST = 100
ATOM = "http://www.w3.org/2005/Atom"
RSS_ATOM = f"{{{ATOM}}}link"
MEDIA_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json", "rss": "application/rss+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry: a story, or an article. `text` is everything but the headline, in paragraphs; `at`: last updated."""

    id: str
    headline: str
    address: str | None
    text: str
    outlet: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Entries, the latest first. `begun` is when it was last updated where there is none.

    `address` is where the feed itself is, `home` the page that shows the same; empty: nowhere.
    """

    id: str
    name: str
    language: str = ""
    stories: tuple[Told, ...]
    begun: datetime
    address: str = ""
    home: str = ""

    @property
    def updated(self) -> datetime:
        return max((told.at for told in self.stories), default=self.begun)


def render_feeds(digests: Sequence[Digest]) -> tuple[tuple[str, str], ...]:
    """File name -> content for every watch that the digests tell of; the newest digest stands first."""
    return tuple(
        (f"{watch}.{kind}", render(feed)) for watch, feed in _feeds(digests) for kind, render in sorted(KINDS.items())
    )


def feed_of_digests(digests: Sequence[Digest], subscription: SubscriptionId, name: str, *, begun: datetime) -> Feed:
    """All that a subscription was told, whatever the watch; the newest digest stands first."""
    return Feed(
        id=f"urn:farwatch:subscription:{subscription}",
        name=plain(name, LONGEST_NAME),
        language=digests[0].language if digests else "",
        stories=tuple(told for digest in digests for _, told in _told(digest))[:LONGEST],
        begun=begun,
    )


def _feeds(digests: Sequence[Digest]) -> Iterator[tuple[str, Feed]]:
    told = [one for digest in digests for one in _told(digest)]
    for watch, name in {section.watch: section.name for one in reversed(digests) for section in one.sections}.items():
        stories = tuple(one for of, one in told if of == watch)[:LONGEST]
        yield (
            watch,
            Feed(
                id=f"urn:farwatch:watch:{watch}",
                name=name,
                language=digests[0].language,
                stories=stories,
                begun=digests[0].period_end,
            ),
        )


def _told(digest: Digest) -> Iterator[tuple[str, Told]]:
    """The watch and the entry of each story; what it is called does not change, for its digest is frozen."""
    lines = [line for part in sheet(digest, possibly_repeated=False).parts for line in part.lines]
    items = ((section.watch, item) for section in digest.sections for item in section.items)
    for line, (watch, item) in zip(lines, items, strict=True):
        yield (
            watch,
            Told(
                id=f"urn:farwatch:{digest.id}:{item.story}",
                headline=line.headline.words,
                address=line.headline.address,
                text=_text(line),
                outlet=line.byline.partition(" · ")[0],
                language=line.language,
                at=digest.period_end,
            ),
        )


def _text(line: Line) -> str:
    also = line.also_line(link.words for link in line.also)
    excerpt = "".join(span.text for span in line.excerpt)
    return "\n".join(part for part in (line.byline, excerpt, also, line.cites) if part)


def _rss(feed: Feed) -> str:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    # RSS has a page for every feed; where there is none, the name of the feed stands for it.
    _texts(channel, {"title": feed.name, "link": feed.home or feed.id, "description": feed.name})
    _texts(channel, {"language": feed.language, "lastBuildDate": format_datetime(feed.updated, usegmt=True)})
    if feed.address:
        ET.SubElement(channel, RSS_ATOM, href=feed.address, rel="self", type=MEDIA_TYPES["rss"])
    for told in feed.stories:
        item = ET.SubElement(channel, "item")
        _texts(item, {"title": told.headline, "link": told.address or ""})
        _texts(item, {"description": told.text, "pubDate": format_datetime(told.at, usegmt=True)})
        ET.SubElement(item, "guid", isPermaLink="false").text = told.id
    return _xml(root)


def _atom(feed: Feed) -> str:
    root = ET.Element("feed", xmlns=ATOM)
    _texts(root, {"id": feed.id, "title": feed.name, "updated": feed.updated.isoformat()})
    for relation, address in (("self", feed.address), ("alternate", feed.home)):
        if address:
            ET.SubElement(root, "link", rel=relation, href=address)
    for told in feed.stories:
        entry = ET.SubElement(root, "entry")
        _texts(entry, {"id": told.id, "title": told.headline, "updated": told.at.isoformat()})
        if told.address:
            ET.SubElement(entry, "link", href=told.address)
        _texts(ET.SubElement(entry, "author"), {"name": told.outlet})
        ET.SubElement(entry, "summary").text = told.text
    return _xml(root)


def _json(feed: Feed) -> str:
    items = [
        {
            "id": told.id,
            "url": told.address,
            "title": told.headline,
            "content_text": told.text,
            "date_published": told.at.isoformat(),
            "authors": [{"name": told.outlet}],
            "language": told.language or None,
        }
        for told in feed.stories
    ]
    said = [{key: value for key, value in item.items() if value is not None} for item in items]
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": feed.name, "items": said}
    named = {"home_page_url": feed.home, "feed_url": feed.address, "language": feed.language}
    whole |= {key: value for key, value in named.items() if value}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


KINDS: dict[str, Callable[[Feed], str]] = {"atom": _atom, "json": _json, "rss": _rss}


def _texts(parent: ET.Element, texts: dict[str, str]) -> None:
    for name, words in texts.items():
        if words:
            ET.SubElement(parent, name).text = words


def _xml(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
