"""Who publishes, and the addresses at which they announce what they published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

OutletId = NewType("OutletId", str)


class SourceKind(StrEnum):
    """What stands at a source's address. A feed's dialect (RSS, RDF, Atom, JSON Feed) is read from its bytes."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One address where an outlet announces articles; the address is its identity."""

    url: str
    outlet: OutletId
    kind: SourceKind
    language: str | None = None
    # Regular expression that the whole address of an article link matches; for sections, and for sitemaps that mix.
    links: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHints:
    """Where an outlet's pages keep things, for what the general rules cannot know. CSS selectors, tried in order."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    # Regular expressions over the page's text: a date as printed, paragraphs that are never the article.
    date_regex: str | None = None
    drop: tuple[str, ...] = ()
    # CSS selectors of furniture; and the texts at which the article ends.
    remove: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher. `zone`: IANA zone of dates printed without an offset; `rank`: 1 is the first to lead a story."""

    id: OutletId
    name: str
    homepage: str
    languages: tuple[str, ...]
    country: str
    zone: str
    kind: str
    state_media: bool = False
    enabled: bool = True
    rank: int = 2
    # Other names under which articles cite it ("Рейтер", "Kyodo News").
    cited_as: tuple[str, ...] = ()
    # Other hosts of the same publisher; the homepage's host is always one.
    hosts: tuple[str, ...] = ()
    # The least seconds between two requests to one of its hosts; None: the setting for all.
    delay_seconds: float | None = None
    sources: tuple[Source, ...] = ()
    page: PageHints = PageHints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Under which names outlets are cited: (outlet id, names), for finding an article's sources."""

    names: tuple[tuple[OutletId, tuple[str, ...]], ...] = ()
