"""Values to HTML. Autoescaped: nothing of an outlet reaches a page as markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.digests.excerpts import excerpt
from monitor.model.articles import Article
from monitor.model.digests import HitSpan, Span
from monitor.model.watches import Match
from monitor.web.languages import speech
from monitor.web.sayings import TABLES

# The desk's rooms, in the order of the navigation.
ROOMS = (
    ("/", "Overview"),
    ("/stories", "Stories"),
    ("/watches", "Watches"),
    ("/outlets", "Outlets"),
    ("/digests", "Digests"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its own: its title, the room it stands in, the time, the reader's language."""

    title: str
    room: str
    now: datetime
    language: str = "en"


def render(template: str, frame: Frame, page: object) -> str:
    """A page of the desk, whole."""
    return _environment(frame.language).get_template(template).render(frame=frame, page=page, rooms=ROOMS)


def render_part(template: str, page: object, *, language: str = "en") -> str:
    """A part of a page, to be put into one that is open."""
    return _environment(language).get_template(template).render(page=page)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"moment": moment, "segment": segment, "ago": ago, "safe_link": safe_link}
    spoken = speech(language)
    environment.globals |= {"query": query, "t": spoken.t, "n": spoken.n, **TABLES}
    return environment


def moment(value: datetime | None) -> str:
    """A moment to the minute, in UTC; a dash where there is none."""
    return f"{value:%Y-%m-%d %H:%M}" if value else "–"


def ago(value: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit that fits; "never" for none."""
    if value is None:
        return "never"
    return f"{length(now - value)} ago"


def length(span: timedelta) -> str:
    """A span of time in its largest unit, rounded down."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def segment(value: str) -> str:
    """An id as one segment of an address."""
    return quote(value, safe="")


def query(**fields: object) -> str:
    """The query of an address, of the fields that say something."""
    said = {name: str(value) for name, value in fields.items() if value not in (None, "")}
    return f"?{urlencode(said)}" if said else ""


def safe_link(url: str) -> str:
    """An article's address for a link; addresses of other schemes (javascript:, data:) lead nowhere."""
    return url if url.startswith(("https://", "http://")) else "#"


def marked(article: Article, matches: Sequence[Match]) -> tuple[Span, ...]:
    """The sentences of an article that hold the hits of its matches, marked."""
    hits = tuple(
        HitSpan(field=hit.field, start=hit.start, end=hit.end, term=hit.term) for match in matches for hit in match.hits
    )
    return excerpt(article.text, hits, headline=article.headline)


def marked_title(article: Article, matches: Sequence[Match]) -> tuple[Span, ...]:
    """The headline, its hits marked."""
    hits = sorted({(hit.start, hit.end) for match in matches for hit in match.hits if hit.field == "title"})
    title, at = article.headline, 0
    spans = []
    for start, end in hits if article.title else ():
        if at <= start < end <= len(title):
            spans += [Span(text=title[at:start]), Span(text=title[start:end], hit=True)]
            at = end
    return tuple(span for span in (*spans, Span(text=title[at:])) if span.text)
