"""The stream of stories, a story with its articles, and what a reader says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.model.articles import Article, ArticleUrl
from monitor.model.errors import QueryError
from monitor.model.feedback import Verdict
from monitor.model.listings import StoryListing
from monitor.model.outlets import Outlet
from monitor.model.stories import Membership, StoryId
from monitor.model.volumes import Revised, StreamFilter
from monitor.model.watches import Match, Watch, WatchId
from monitor.services.searching import find
from monitor.web.charts import Timeline, timeline
from monitor.web.forms import FormError, day_of, first, form_of, moment_of
from monitor.web.pages import Frame, marked, marked_title, render

if TYPE_CHECKING:
    from monitor.bootstrap import App

# Stories of one page: what a reader looks through without losing the thread.
PAGE = 30
# A search of the archive reads this far back; more is for `farwatch articles --query`.
SEARCHED = timedelta(days=90)
# So many articles of a search are put into stories; the newest.
FOUND = 400
# The last answers of so many articles of a story are shown in full.
SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story in the stream: the watches it answers, its outlets and languages in the order of arrival."""

    story: StoryListing
    watches: tuple[WatchId, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPage:
    """The stream, and what it may be narrowed to."""

    chosen: StreamFilter
    asked: str
    error: str
    cards: tuple[Card, ...]
    watches: tuple[Watch, ...]
    outlets: tuple[Outlet, ...]
    languages: tuple[str, ...]
    # Where the next page begins; None: this is the last.
    next: datetime | None


def stream(request: Request) -> Response:
    """GET /stories: narrowed by watch, outlet, language, day, query."""
    app: App = request.app.state.app
    said = request.query_params
    asked, error = said.get("q", "").strip(), ""
    found: tuple[ArticleUrl, ...] | None = None
    if asked:
        try:
            found = _find(app, asked)
        except QueryError as wrong:
            error, found = str(wrong), ()
    chosen = StreamFilter(
        watch=WatchId(said["watch"]) if said.get("watch") else None,
        outlet=said.get("outlet") or None,
        language=said.get("language") or None,
        day=day_of(said.get("day", "")),
        articles=found,
        before=moment_of(said.get("before", "")),
    )
    page = _stream(app, chosen, asked=asked, error=error)
    frame = Frame(title="Stories", room="/stories", now=app.clock())
    return HTMLResponse(render("stories.html", frame, page), 400 if error else 200)


def _find(app: App, asked: str) -> tuple[ArticleUrl, ...]:
    with app.store.reading() as work:
        concepts = work.concepts.all()
    found = find(app.store, asked, concepts, since=app.clock() - SEARCHED, most=FOUND)
    return tuple(article.url for article in found)


def _stream(app: App, chosen: StreamFilter, *, asked: str, error: str) -> StreamPage:
    with app.store.reading() as work:
        stories = work.stream.of(chosen, PAGE + 1)
        matches = work.stream.matches_of(tuple(one.url for story in stories for one in story.articles))
        watches, outlets = work.watches.all(), work.outlets.all()
    names = {str(outlet.id): outlet.name for outlet in outlets}
    return StreamPage(
        chosen=chosen,
        asked=asked,
        error=error,
        cards=tuple(_card(story, matches, names) for story in stories[:PAGE]),
        watches=watches,
        outlets=tuple(sorted((one for one in outlets if one.enabled), key=lambda one: one.name.casefold())),
        languages=tuple(sorted({language for one in outlets for language in one.languages})),
        next=stories[PAGE - 1].first_seen if len(stories) > PAGE else None,
    )


def _card(story: StoryListing, matches: Mapping[ArticleUrl, tuple[Match, ...]], names: Mapping[str, str]) -> Card:
    answered = dict.fromkeys(match.watch for one in story.articles for match in matches.get(one.url, ()))
    return Card(
        story=story,
        watches=tuple(answered),
        outlets=tuple(dict.fromkeys(names.get(one.outlet, one.outlet) for one in story.articles)),
        languages=tuple(dict.fromkeys(one.language for one in story.articles if one.language)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story as its page shows it."""

    article: Article
    membership: Membership
    outlet_name: str
    cites: tuple[str, ...]
    matches: tuple[Match, ...]
    revisions: tuple[Revised, ...]
    verdicts: tuple[tuple[WatchId, Verdict | None], ...]

    @property
    def headline(self) -> object:
        return marked_title(self.article, self.matches)

    @property
    def excerpt(self) -> object:
        return marked(self.article, self.matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story: its articles in the order of arrival, at most SHOWN in full, and when each came."""

    id: StoryId
    first_seen: datetime
    members: tuple[Member, ...]
    more: int
    timeline: Timeline | None

    @property
    def lead(self) -> Member:
        return next((one for one in self.members if one.membership.relation == "lead"), self.members[0])


def story(request: Request) -> Response:
    """GET /stories/{id}."""
    app: App = request.app.state.app
    page = _story(app, StoryId(request.path_params["id"]))
    frame = Frame(title=page.lead.article.headline, room="/stories", now=app.clock())
    return HTMLResponse(render("story.html", frame, page))


def _story(app: App, id_: StoryId) -> StoryPage:
    with app.store.reading() as work:
        kept = work.stories.named(id_)
        if kept is None:
            raise HTTPException(404, "There is no such story.")
        names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
        shown = kept.members[:SHOWN]
        matches = work.stream.matches_of(tuple(one.article for one in shown))
        marks = {watch.id: dict(work.feedback.of_watch(watch.id)) for watch in work.watches.all()}
        members = tuple(
            Member(
                article=article,
                membership=one,
                outlet_name=names.get(article.outlet, article.outlet),
                cites=tuple(names.get(cited, cited) for cited in article.cites),
                matches=matches.get(one.article, ()),
                revisions=work.stream.revisions_of(one.article),
                verdicts=tuple(
                    (match.watch, marks.get(match.watch, {}).get(one.article)) for match in matches.get(one.article, ())
                ),
            )
            for one in shown
            if (article := work.articles.named(one.article))
        )
    reports = [
        (
            one.article.published.utc if one.article.published else one.article.first_seen,
            one.article.outlet,
            one.membership.relation.value,
            one.article.headline,
        )
        for one in members
    ]
    return StoryPage(
        id=id_,
        first_seen=kept.first_seen,
        members=members,
        more=len(kept.members) - len(shown),
        timeline=timeline(reports, names),
    )


async def mark(request: Request) -> Response:
    """POST /mark: an article is noise to a watch, or wanted, or neither; back to its story."""
    form = await form_of(request)
    app: App = request.app.state.app
    back = await run_in_threadpool(_mark, app, first(form, "article"), first(form, "watch"), first(form, "verdict"))
    return RedirectResponse(back, 303)


def _mark(app: App, article: str, watch: str, said: str) -> str:
    url, id_ = ArticleUrl(article), WatchId(watch)
    with app.store.begin() as work:
        placed = work.stories.of_article(url)
        if placed is None or work.watches.named(id_) is None:
            raise FormError("the article or the watch is not stored (any more)")
        if said == "none":
            work.feedback.unmark(url, id_)
        elif said in set(Verdict):
            work.feedback.mark(url, id_, Verdict(said), app.clock())
        else:
            raise FormError(f"{said!r} is no verdict: wanted, noise or none")
    return f"/stories/{quote(placed.id, safe='')}"
