"""What a subscription was told, as a feed for each watch: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from monitor.digests.sheets import Line, sheet
from monitor.model.digests import Digest

# As many as a feed reader that is opened once a week may have missed.
LONGEST = 100
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story in a feed; what it is called does not change, for its digest is frozen."""

    id: str
    line: Line
    outlet: str
    at: datetime

    @property
    def text(self) -> str:
        """Everything but the headline, in paragraphs."""
        also = self.line.also_line(link.words for link in self.line.also)
        excerpt = "".join(span.text for span in self.line.excerpt)
        return "\n".join(part for part in (self.line.byline, excerpt, also, self.line.cites) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The stories of one watch, the latest first."""

    id: str
    name: str
    language: str
    stories: tuple[Told, ...]


def render_feeds(digests: Sequence[Digest]) -> tuple[tuple[str, str], ...]:
    """File name -> content for every watch that the digests tell of; the newest digest stands first."""
    return tuple(
        (f"{feed.id}.{kind}", render(feed)) for feed in _feeds(digests) for kind, render in sorted(KINDS.items())
    )


def _feeds(digests: Sequence[Digest]) -> Iterator[Feed]:
    for id_, name in {section.watch: section.name for one in reversed(digests) for section in one.sections}.items():
        stories = [told for digest in digests for told in _told(digest, id_)]
        yield Feed(id=id_, name=name, language=digests[0].language, stories=tuple(stories[:LONGEST]))


def _told(digest: Digest, watch: str) -> Iterator[Told]:
    lines = [line for part in sheet(digest, possibly_repeated=False).parts for line in part.lines]
    items = ((section.watch, item) for section in digest.sections for item in section.items)
    for line, (of, item) in zip(lines, items, strict=True):
        if of == watch:
            name = f"urn:farwatch:{digest.id}:{item.story}"
            yield Told(id=name, line=line, outlet=line.byline.partition(" · ")[0], at=digest.period_end)


def _rss(feed: Feed) -> str:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _texts(channel, {"title": feed.name, "description": feed.name, "language": feed.language})
    for told in feed.stories:
        item = ET.SubElement(channel, "item")
        _texts(item, {"title": told.line.headline.words, "link": told.line.headline.address or ""})
        _texts(item, {"description": told.text, "pubDate": format_datetime(told.at, usegmt=True)})
        ET.SubElement(item, "guid", isPermaLink="false").text = told.id
    return _xml(root)


def _atom(feed: Feed) -> str:
    root = ET.Element("feed", xmlns=ATOM)
    latest = max((told.at for told in feed.stories), default=None)
    _texts(root, {"id": f"urn:farwatch:watch:{feed.id}", "title": feed.name})
    _texts(root, {"updated": latest.isoformat() if latest else ""})
    for told in feed.stories:
        entry = ET.SubElement(root, "entry")
        _texts(entry, {"id": told.id, "title": told.line.headline.words, "updated": told.at.isoformat()})
        if told.line.headline.address:
            ET.SubElement(entry, "link", href=told.line.headline.address)
        _texts(ET.SubElement(entry, "author"), {"name": told.outlet})
        ET.SubElement(entry, "summary").text = told.text
    return _xml(root)


def _json(feed: Feed) -> str:
    items = [
        {
            "id": told.id,
            "url": told.line.headline.address,
            "title": told.line.headline.words,
            "content_text": told.text,
            "date_published": told.at.isoformat(),
            "authors": [{"name": told.outlet}],
            "language": told.line.language or None,
        }
        for told in feed.stories
    ]
    said = [{key: value for key, value in item.items() if value is not None} for item in items]
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": feed.name, "items": said}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


KINDS = {"atom": _atom, "json": _json, "rss": _rss}


def _texts(parent: ET.Element, texts: dict[str, str]) -> None:
    for name, words in texts.items():
        if words:
            ET.SubElement(parent, name).text = words


def _xml(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
