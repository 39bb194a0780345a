"""The first page: what happened lately, what is wrong, what to do next; and the addresses that machines ask."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor.model.listings import StoryListing
from monitor.model.volumes import StreamFilter
from monitor.services.doctor import Finding, examine
from monitor.web.charts import Chart, by_day, last_days
from monitor.web.digests import NextDigest, coming
from monitor.web.pages import Frame, render

if TYPE_CHECKING:
    from monitor.bootstrap import App

DAYS = 14
NEWEST = 8


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
    findings: tuple[Finding, ...]
    newest: tuple[StoryListing, ...]
    coming: tuple[NextDigest, ...]


def overview(request: Request) -> Response:
    """GET /."""
    app: App = request.app.state.app
    now = app.clock()
    days = last_days(now, DAYS)
    since = now - timedelta(days=DAYS)
    with app.store.reading() as work:
        watches = work.watches.enabled()
        matches = work.volumes.matches_since(since)
        page = OverviewPage(
            articles=work.articles.count(),
            waiting=work.documents.count_waiting(now),
            outlets=len(work.outlets.enabled()),
            watches=len(watches),
            articles_a_day=by_day("articles a day", work.volumes.articles_since(since), days=days),
            matches_a_day=by_day("hits of watches a day", matches, days=days),
            polls_a_day=by_day("visits to outlets a day", work.volumes.polls_since(since), days=days),
            findings=_findings(app),
            newest=tuple(
                story
                for story in work.stream.of(StreamFilter(), 200)
                if work.stream.matches_of(tuple(one.url for one in story.articles))
            )[:NEWEST],
            coming=coming(work.subscriptions.all(), now),
        )
    return HTMLResponse(render("overview.html", Frame(title="Overview", room="/", now=now), page))


def _findings(app: App) -> tuple[Finding, ...]:
    return examine(
        app.store,
        channels=app.settings.channels,
        contact=app.settings.crawl.contact,
        environment=os.environ,
        declared={outlet.id for outlet in app.declared.outlets},
        now=app.clock(),
    )
