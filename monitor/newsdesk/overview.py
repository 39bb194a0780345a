"""The first page: what happened lately, what is wrong, what to do next; and the addresses that machines ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor.bootstrap import findings_of
from monitor.digestdesk.digests import NextDigest, coming
from monitor.languages.times import Times
from monitor.model.stories import StoryId
from monitor.model.watches import Watch, WatchId
from monitor.newsdesk.beginning import Beginning, beginning
from monitor.newsdesk.lags import Lag, lag
from monitor.newsdesk.proposals import ProposalCard, open_proposals
from monitor.newsdesk.stories import Card, card_of
from monitor.pages.charts import Chart, by_day, last_days
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.services.findings import Finding

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.storage import Work

DAYS = 14
# What counts as now, and how many stories of each watch are named.
TODAY = timedelta(days=1)
NEWEST = 3
# Lags are told of the last week.
LAGS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchToday:
    """What a watch found in the last day: how many stories, and the newest of them."""

    watch: Watch
    stories: int
    newest: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """The state of the service at a glance."""

    articles: int
    waiting: int
    outlets: int
    watches: int
    articles_a_day: Chart
    matches_a_day: Chart
    polls_a_day: Chart
    arrival: Lag | None
    telling: Lag | None
    delivery: Lag | None
    findings: tuple[Finding, ...]
    # Found in the last day, whichever watches it was by.
    stories: int
    today: tuple[WatchToday, ...]
    quiet: tuple[Watch, ...]
    proposals: tuple[ProposalCard, ...]
    coming: tuple[NextDigest, ...]
    beginning: Beginning

    @property
    def serious(self) -> int:
        return sum(one.serious for one in self.findings)


def overview(request: Request) -> Response:
    """GET /."""
    app: App = request.app.state.app
    reader = reader_of(request)
    with app.store.reading() as work:
        page = _page(app, work, reader)
    return HTMLResponse(render("overview.html", frame_of(request, title=reader.spoken.t("Overview"), room="/"), page))


def _page(app: App, work: Work, reader: Times) -> OverviewPage:
    now, t = app.clock(), reader.spoken.t
    days, since, lately = last_days(now, DAYS), now - timedelta(days=DAYS), now - LAGS
    volumes = work.volumes
    watches = work.watches.enabled()
    found = {one.watch: one.stories for one in work.stream.found_since(now - TODAY)}
    return OverviewPage(
        articles=work.articles.count(),
        waiting=work.documents.count_waiting(now),
        outlets=len(work.outlets.enabled()),
        watches=len(watches),
        articles_a_day=by_day(t("articles a day"), volumes.articles_since(since), days=days, label=reader.day),
        matches_a_day=by_day(t("hits of watches a day"), volumes.matches_since(since), days=days, label=reader.day),
        polls_a_day=by_day(t("visits to outlets a day"), volumes.polls_since(since), days=days, label=reader.day),
        arrival=lag(t("from publication until we saw it"), volumes.arrivals_since(lately), reader),
        telling=lag(t("from when we saw it until it was told"), volumes.tellings_since(lately), reader),
        delivery=lag(t("from when a digest was due until it was sent"), volumes.deliveries_since(lately), reader),
        findings=findings_of(app),
        stories=len(set().union(*found.values())),
        today=_today(work, watches, found),
        quiet=tuple(one for one in watches if one.id not in found),
        proposals=open_proposals(work),
        coming=coming(work.subscriptions.all(), now),
        beginning=beginning(app),
    )


def _today(
    work: Work, watches: Sequence[Watch], found: Mapping[WatchId, tuple[StoryId, ...]]
) -> tuple[WatchToday, ...]:
    """What each watch found, in the order of the digests; those that found nothing are left out."""
    stories = {story.id: story for story in work.stories.these({id_ for ids in found.values() for id_ in ids[:NEWEST]})}
    return tuple(
        WatchToday(
            watch=watch,
            stories=len(found[watch.id]),
            newest=tuple(card_of(stories[id_], {}, {}) for id_ in found[watch.id][:NEWEST] if id_ in stories),
        )
        for watch in watches
        if watch.id in found
    )
