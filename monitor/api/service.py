"""The service itself: what is wrong, how far behind it is, and that it lives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from monitor.bootstrap import findings_of
from monitor.model.listings import ArticleFilter
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing
from monitor.openapi.operations import Example, Operation, Operations
from monitor.shapes import telling as shapes
from monitor.shapes.words import Count, Moment, moment_or_none


class Findings(Struct, frozen=True, kw_only=True):
    """Everything that is wrong now, the worst first; empty: nothing is."""

    items: tuple[shapes.Finding, ...]


class Overview(Struct, frozen=True, kw_only=True):
    """The state of the service at a glance."""

    now: Moment
    articles: Annotated[int, Meta(description="Articles stored.", ge=0)]
    outlets: Annotated[int, Meta(description="Outlets that are visited.", ge=0)]
    watches: Annotated[int, Meta(description="Watches that are on.", ge=0)]
    subscriptions: Count
    waiting: Annotated[int, Meta(description="Pages that were fetched and not read yet.", ge=0)]
    late: Annotated[int, Meta(description="Sources whose visit is overdue.", ge=0)]
    latest_late: Annotated[float, Meta(description="By how many seconds the most overdue visit is late.", ge=0)]
    undelivered: Annotated[int, Meta(description="Deliveries that wait, at most 200 of them.", ge=0)]
    undelivered_late: Annotated[float, Meta(description="For how many seconds the longest of them waits.", ge=0)]
    last_article: Moment | None
    last_visit: Moment | None
    serious: Annotated[int, Meta(description="Findings by which something may be missed.", ge=0)]


class Health(Struct, frozen=True, kw_only=True):
    """The service lives and its database answers; else the answer is a failure, 503."""

    status: Literal["ok"]


class Start(Struct, frozen=True, kw_only=True):
    """Where to go on."""

    document: Annotated[str, Meta(description="The OpenAPI document.")]
    addresses: tuple[str, ...]


def findings(asked: Asked[Nothing, Nothing]) -> Answer:
    return Answer(value=Findings(items=tuple(map(shapes.finding, findings_of(asked.app)))))


def overview(asked: Asked[Nothing, Nothing]) -> Answer:
    app, now = asked.app, asked.app.clock()
    serious = sum(one.serious for one in findings_of(app))
    with app.store.reading() as work:
        outlets, states = work.outlets.enabled(), {state.url: state for state in work.sources.states()}
        waiting = work.deliveries.due(now)[:200]
        last = work.listings.articles(ArticleFilter(), after=None, limit=1)
        kept = [states[source.url] for outlet in outlets for source in outlet.sources if source.url in states]
        overdue = [state.next_poll_at for state in kept if state.next_poll_at < now]
        value = Overview(
            now=moment_or_none(now) or "",
            articles=work.articles.count(),
            outlets=len(outlets),
            watches=len(work.watches.enabled()),
            subscriptions=len(work.subscriptions.all()),
            waiting=work.documents.count_waiting(now),
            late=len(overdue),
            latest_late=_since(overdue, now),
            undelivered=len(waiting),
            undelivered_late=_since([one.due for one in waiting], now),
            last_article=moment_or_none(last[0].first_seen) if last else None,
            last_visit=moment_or_none(max((state.last_poll_at for state in kept if state.last_poll_at), default=None)),
            serious=serious,
        )
    return Answer(value=value)


def _since(moments: list[datetime], now: datetime) -> float:
    return max((now - min(moments, default=now)).total_seconds(), 0.0)


def health(asked: Asked[Nothing, Nothing]) -> Answer:
    asked.app.store.ping()
    return Answer(value=Health(status="ok"))


OPERATIONS: Operations = (
    Operation(
        id="getOverview", tag="service", method="GET", path="/overview", run=overview,
        summary="How much there is, and how far behind the service is", query=Nothing, body=Nothing, answers=Overview,
        examples=(Example("/overview"),),
    ),
    Operation(
        id="listFindings", tag="service", method="GET", path="/findings", run=findings,
        summary="What is wrong now, and what to do", query=Nothing, body=Nothing, answers=Findings,
        examples=(Example("/findings"),),
    ),
    Operation(
        id="getHealth", tag="service", method="GET", path="/health", run=health,
        summary="Whether the service lives and its database answers", query=Nothing, body=Nothing, answers=Health,
        examples=(Example("/health"),),
    ),
)  # fmt: skip
