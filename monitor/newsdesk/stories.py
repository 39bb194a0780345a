"""The stream of stories: by watch, outlet, language and day, or by a search; the last first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor.languages.times import Times, place_of, say
from monitor.model.articles import ArticleUrl
from monitor.model.errors import QueryError
from monitor.model.listings import StoryListing
from monitor.model.outlets import Outlet
from monitor.model.stories import StoryId
from monitor.model.volumes import Numbers, Place, StreamFilter
from monitor.model.watches import Match, Watch, WatchId
from monitor.newsdesk.proposals import ProposalCard, open_proposals
from monitor.pages.charts import Chart, by_day, last_days
from monitor.pages.forms import day_of, moment_of
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.services.searching import find

if TYPE_CHECKING:
    from monitor.bootstrap import App

# Stories of one page: what a reader looks through without losing the thread.
PAGE = 30
# A search of the archive reads this far back; more is for `farwatch articles --query`.
SEARCHED = timedelta(days=90)
# So many articles of a search are put into stories, the newest: of a phrase each has to be matched, in 0.2 ms.
FOUND = 300
# The days whose stories are counted beside the stream, and those of the numbers in its choices.
DAYS = 30
COUNTED = 7
# Stands in the choice of watches for all of them together; no watch is called so (text.slug).
ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story in the stream: the watches it answers, its outlets and languages in the order of arrival."""

    story: StoryListing
    watches: tuple[WatchId, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPage:
    """The stream, and what it may be narrowed to, with numbers of the last days."""

    chosen: StreamFilter
    asked: str
    error: str
    cards: tuple[Card, ...]
    watches: tuple[Watch, ...]
    outlets: tuple[Outlet, ...]
    languages: tuple[str, ...]
    numbers: Numbers
    days: Chart
    dates: tuple[date, ...]
    proposals: tuple[ProposalCard, ...]
    # Where the next page begins; None: this is the last.
    next: Place | None

    @property
    def watch(self) -> str:
        """What is chosen of the watches: one's id, any, or nothing."""
        return ANY if self.chosen.wanted else self.chosen.watch or ""

    @property
    def names(self) -> Mapping[WatchId, str]:
        return {one.id: one.name for one in self.watches}


def stream(request: Request) -> Response:
    """GET /stories: narrowed by watch, outlet, language, day, query."""
    app: App = request.app.state.app
    said, reader = request.query_params, reader_of(request)
    asked, error = said.get("q", "").strip(), ""
    found: tuple[ArticleUrl, ...] | None = None
    if asked:
        try:
            found = _find(app, asked)
        except QueryError as wrong:
            error, found = say(reader, place_of(wrong)), ()
    watch = said.get("watch", "")
    chosen = StreamFilter(
        watch=WatchId(watch) if watch not in ("", ANY) else None,
        outlet=said.get("outlet") or None,
        language=said.get("language") or None,
        day=day_of(said.get("day", "")),
        articles=found,
        wanted=watch == ANY or (not watch and bool(said.get("wanted"))),
        after=_place(said.get("before", ""), said.get("story", "")),
    )
    page = _stream(app, chosen, reader, asked=asked, error=error)
    frame = frame_of(request, title=reader.spoken.t("Stories"), room="/stories")
    return HTMLResponse(render("stories.html", frame, page), 400 if error else 200)


def _place(before: str, story: str) -> Place | None:
    moment = moment_of(before)
    return Place(first_seen=moment, story=StoryId(story)) if moment else None


def _find(app: App, asked: str) -> tuple[ArticleUrl, ...]:
    with app.store.reading() as work:
        concepts = work.concepts.all()
    found = find(app.store, asked, concepts, since=app.clock() - SEARCHED, most=FOUND)
    return tuple(article.url for article in found)


def _stream(app: App, chosen: StreamFilter, reader: Times, *, asked: str, error: str) -> StreamPage:
    now = app.clock()
    days = last_days(now, DAYS)
    with app.store.reading() as work:
        stories = work.stream.of(chosen, PAGE + 1)
        matches = work.stream.matches_of(tuple(one.url for story in stories for one in story.articles))
        watches, outlets = work.watches.all(), work.outlets.all()
        counted = work.stream.days(chosen, _midnight(days[0], now))
        numbers = work.stream.numbers(_midnight(days[-COUNTED], now))
        proposals = () if chosen.after or asked else open_proposals(work)
    names = {str(outlet.id): outlet.name for outlet in outlets}
    return StreamPage(
        chosen=chosen,
        asked=asked,
        error=error,
        cards=tuple(card_of(story, matches, names) for story in stories[:PAGE]),
        watches=watches,
        outlets=tuple(sorted((one for one in outlets if one.enabled), key=lambda one: one.name.casefold())),
        languages=tuple(sorted({language for one in outlets for language in one.languages})),
        numbers=numbers,
        days=by_day(_daily(chosen, reader), counted, days=days, label=reader.day),
        dates=days,
        proposals=proposals,
        next=_place_of(stories[PAGE - 1]) if len(stories) > PAGE else None,
    )


def _daily(chosen: StreamFilter, reader: Times) -> str:
    t = reader.spoken.t
    return t("articles a day") if chosen.is_of_articles else t("stories a day")


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=now.tzinfo)


def _place_of(story: StoryListing) -> Place:
    return Place(first_seen=story.first_seen, story=story.id)


def card_of(story: StoryListing, matches: Mapping[ArticleUrl, tuple[Match, ...]], names: Mapping[str, str]) -> Card:
    """A story with what its articles answer; `names` of outlets."""
    answered = dict.fromkeys(match.watch for one in story.articles for match in matches.get(one.url, ()))
    return Card(
        story=story,
        watches=tuple(answered),
        outlets=tuple(dict.fromkeys(names.get(one.outlet, one.outlet) for one in story.articles)),
        languages=tuple(dict.fromkeys(one.language for one in story.articles if one.language)),
    )
