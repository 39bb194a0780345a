"""An article: its kept text with the matches marked, why each watch found it, what its outlet changed, who was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor import matching, stories
from monitor.model.addresses import canonical
from monitor.model.articles import Article, Revision
from monitor.model.digests import Delivery, Span
from monitor.model.edits import RAISED, Edit
from monitor.model.errors import QueryError
from monitor.model.feedback import Verdict
from monitor.model.outlets import Outlet
from monitor.model.sentences import sentence
from monitor.model.stories import Membership, StoryId
from monitor.model.watches import Concept, Hit, Watch
from monitor.newsdesk import evidence
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.pages.sheets import Sheet, sheet_of
from monitor.stories.redline import Piece, redline

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.storage import Work

# Revisions that are compared on one page, the latest; a page that changes every minute has thousands.
REVISIONS = 20
# Characters of a text that one page shows, up to the end of a paragraph; the rest stands on the next. Three bytes each
# where a script has no smaller, this is half of what a page may weigh.
PART = 15_000
DELIVERIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an outlet changed at one moment. `grave`: numbers, names, negations."""

    at: datetime
    grave: tuple[Edit, ...]
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a watch found the article, or would not any more; None: its query cannot be read now."""

    watch: Watch
    explanation: matching.Explanation | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article with all that was decided about it; changes the latest first."""

    article: Article
    outlet_name: str
    title: tuple[Span, ...]
    paragraphs: tuple[tuple[Span, ...], ...]
    part: Sheet[tuple[int, int]]
    why: tuple[Why, ...]
    story: StoryId | None
    membership: Membership | None
    evidence: tuple[tuple[str, bool], ...]
    method: str
    sources: str
    changes: tuple[Change, ...]
    earlier: int
    deliveries: tuple[Delivery, ...]


def article(request: Request) -> Response:
    """GET /articles?url=…: by its canonical address, or another that leads to it."""
    app: App = request.app.state.app
    with app.store.reading() as work:
        found = _named(work, request.query_params.get("url", ""))
        page = _page(work, found, request)
    frame = frame_of(request, title=found.headline, room="/stories")
    return HTMLResponse(render("article.html", frame, page))


def _named(work: Work, said: str) -> Article:
    try:
        url = canonical(said)
    except ValueError as error:
        raise HTTPException(404, sentence("There is no such article.")) from error
    found = work.articles.named(work.articles.known_as(url) or url)
    if found is None:
        raise HTTPException(404, sentence("There is no such article."))
    return found


def _page(work: Work, found: Article, request: Request) -> ArticlePage:
    reader = reader_of(request)
    outlet = work.outlets.named(found.outlet)
    kept = work.articles.revisions(found.url)
    placed = work.stories.of_article(found.url)
    member = next((one for one in placed.members if one.article == found.url), None) if placed else None
    why = _why(work, found)
    hits = [hit for one in why if one.explanation for hit in one.explanation.hits]
    part = sheet_of(parts(found.text), request.query_params.get("part", ""), 1)
    begin, end = part.items[0]
    return ArticlePage(
        article=found,
        outlet_name=outlet.name if outlet else found.outlet,
        title=_spans(found.title or "", 0, (hit for hit in hits if hit.field == "title")),
        paragraphs=paragraphs(found.text[begin:end], [hit for hit in hits if hit.field == "text"], begin),
        part=part,
        why=why,
        story=placed.id if placed else None,
        membership=member,
        evidence=tuple(evidence.told(line, reader) for line in member.evidence) if member else (),
        method=evidence.method(member.method, reader) if member else "",
        sources=_sources(work, found, placed.id if placed else None),
        changes=tuple(reversed(changes(kept[-REVISIONS:], found))),
        earlier=max(0, len(kept) - REVISIONS),
        deliveries=work.deliveries.of_article(found.url)[-DELIVERIES:],
    )


def _why(work: Work, found: Article) -> tuple[Why, ...]:
    """Of each watch that found it."""
    concepts, outlet = work.concepts.all(), work.outlets.named(found.outlet)
    marks = work.feedback.of_articles((found.url,))
    matched = {match.watch for match in work.matches.of_article(found.url)}
    return tuple(
        Why(
            watch=watch,
            explanation=_explained(watch, found, outlet, concepts),
            verdict=marks.get((found.url, watch.id)),
        )
        for watch in work.watches.all()
        if watch.id in matched
    )


def _explained(
    watch: Watch, found: Article, outlet: Outlet | None, concepts: Sequence[Concept]
) -> matching.Explanation | None:
    try:
        return matching.explain(watch.query, found, outlet=outlet, concepts=concepts)
    except QueryError:  # a concept that it names was taken away since
        return None


def _sources(work: Work, found: Article, story: StoryId | None) -> str:
    listing = work.stories.listed(story) if story else None
    if listing is None:
        return ""
    names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    return next((stories.chain(one, listing, names) for one in listing.articles if one.url == found.url), "")


def changes(kept: Sequence[Revision], found: Article) -> list[Change]:
    """What was changed at each revision, the earliest first."""
    states = [*((one.title or "", one.text) for one in kept), (found.title or "", found.text)]
    return [
        Change(
            at=one.replaced_at,
            grave=tuple(
                edit
                for edit in stories.edits(title, new_title, text, new_text, language=found.language)
                if edit.kind in RAISED
            ),
            title=redline(title, new_title),
            text=redline(text, new_text),
        )
        for one, ((title, text), (new_title, new_text)) in zip(kept, pairwise(states), strict=True)
    ]


def parts(text: str) -> list[tuple[int, int]]:
    """Where each part of a text begins and ends: at ends of paragraphs where there are some, at least one part."""
    found, begin = [], 0
    while len(text) - begin > PART:
        end = text.rfind("\n", begin, begin + PART) + 1 or begin + PART
        found.append((begin, end))
        begin = end
    return [*found, (begin, len(text))]


def paragraphs(text: str, hits: Sequence[Hit], begin: int = 0) -> tuple[tuple[Span, ...], ...]:
    """The paragraphs of a text that begins at `begin` of its article's, its hits marked."""
    found, at = [], begin
    for line in text.split("\n"):
        if line.strip():
            found.append(_spans(line, at, (hit for hit in hits if at <= hit.start < hit.end <= at + len(line))))
        at += len(line) + 1
    return tuple(found)


def _spans(text: str, begin: int, hits: Iterable[Hit]) -> tuple[Span, ...]:
    """A text that begins at `begin` of its field, with these hits marked; of two that overlap the first counts."""
    spans, at = [], 0
    for start, end in sorted({(hit.start - begin, hit.end - begin) for hit in hits}):
        if at <= start < end <= len(text):
            spans += [Span(text=text[at:start]), Span(text=text[start:end], hit=True)]
            at = end
    return tuple(span for span in (*spans, Span(text=text[at:])) if span.text)
