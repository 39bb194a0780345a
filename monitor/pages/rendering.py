"""Values to HTML. Autoescaped: nothing of an outlet reaches a page as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from monitor.digests.excerpts import excerpt
from monitor.digests.languages import furniture
from monitor.languages import speech
from monitor.languages.failures import failure
from monitor.languages.sayings import TABLES
from monitor.languages.times import Times, say, times
from monitor.model.articles import Article
from monitor.model.digests import HitSpan, Span
from monitor.model.watches import Match
from monitor.pages.assets import address
from monitor.pages.frames import Frame

# The desk's rooms, in the order of the navigation; the layout says their names.
ROOMS = ("/", "/stories", "/watches", "/outlets", "/digests")


def render(template: str, frame: Frame, page: object) -> str:
    """A page of the desk, whole."""
    return _environment(frame.language).get_template(template).render(frame=frame, page=page, rooms=ROOMS)


def render_part(template: str, page: object, *, frame: Frame) -> str:
    """A part of a page, to be put into one that is open; `frame` says who reads it."""
    return _environment(frame.language).get_template(template).render(frame=frame, page=page)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"segment": segment, "safe_link": safe_link}
    environment.filters |= {name: _timed(language, tell) for name, tell in TELLING.items()}
    spoken, words = speech(language), furniture(language)
    environment.filters |= {
        "number": spoken.number,
        "percent": spoken.percent,
        "outcome": lambda kind: words.outcomes.get(str(kind), kind),
        "reason": lambda kind: words.reasons.get(str(kind), kind),
    }
    environment.globals |= {"query": query, "asset": address, "t": spoken.t, "n": spoken.n, **TABLES}
    return environment


# What is told by the reader's clock. A macro that uses one of them is imported "with context".
TELLING: dict[str, Callable[..., object]] = {
    "moment": Times.moment,
    "hour": Times.hour,
    "day": Times.day,
    "published": Times.published,
    "ago": Times.ago,
    "span": Times.span,
    "say": say,
    "failure": failure,
}


def _timed(language: str, tell: Callable[..., object]) -> Callable[..., object]:
    @pass_context
    def told(context: Context, value: object, *more: object) -> object:
        frame = context.get("frame")
        return tell(times(language, frame.zone, frame.now) if frame else times(language), value, *more)

    return told


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
