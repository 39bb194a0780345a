"""Digests: who is told next and what, what was sent exactly as it was sent, and whether it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor import digests as telling
from monitor.model.digests import Delivery, Digest, DigestId, Subscription, SubscriptionId
from monitor.model.sentences import sentence
from monitor.services.digest import compose
from monitor.web.frames import frame_of, reader_of
from monitor.web.guarding import HEADERS
from monitor.web.pages import render

if TYPE_CHECKING:
    from monitor.bootstrap import App

RECENT = 40
# A digest carries its style with it, as a mail does; it has no script, and is framed by the desk alone.
AS_SENT = HEADERS | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDigest:
    """A subscription and when it is due."""

    subscription: Subscription
    due: datetime
    schedule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDigest:
    """A digest and where it went."""

    digest: Digest
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsPage:
    """What comes next, the soonest first; what was composed, the latest first."""

    coming: tuple[NextDigest, ...]
    sent: tuple[SentDigest, ...]


def digests(request: Request) -> Response:
    """GET /digests."""
    app: App = request.app.state.app
    now = app.clock()
    with app.store.reading() as work:
        subscriptions = work.subscriptions.all()
        sent = tuple(
            SentDigest(digest=one, deliveries=work.deliveries.of_digest(one.id)) for one in work.digests.recent(RECENT)
        )
    page = DigestsPage(coming=coming(subscriptions, now), sent=sent)
    frame = frame_of(request, title=reader_of(request).spoken.t("Digests"), room="/digests")
    return HTMLResponse(render("digests.html", frame, page))


def coming(subscriptions: tuple[Subscription, ...], now: datetime) -> tuple[NextDigest, ...]:
    """When each is due next, the soonest first."""
    found = [
        NextDigest(
            subscription=one,
            due=telling.next_due(one.schedule, now),
            schedule=telling.render_schedule(one.schedule),
        )
        for one in subscriptions
    ]
    return tuple(sorted(found, key=lambda one: one.due))


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """A digest in its frame: `address` is where it stands as it was, or would be, sent."""

    digest: Digest
    deliveries: tuple[Delivery, ...]
    address: str
    is_preview: bool


def digest(request: Request) -> Response:
    """GET /digests/{id}."""
    app: App = request.app.state.app
    kept, deliveries = _kept(app, request)
    page = DigestPage(
        digest=kept, deliveries=deliveries, address=f"{request.url.path.rstrip('/')}/page", is_preview=False
    )
    return HTMLResponse(render("digest.html", frame_of(request, title=kept.title, room="/digests"), page))


def preview(request: Request) -> Response:
    """GET /subscriptions/{id}/preview: the digest as it would be now."""
    app: App = request.app.state.app
    composed = _composed(app, request)
    page = DigestPage(digest=composed, deliveries=(), address=f"{request.url.path.rstrip('/')}/page", is_preview=True)
    return HTMLResponse(render("digest.html", frame_of(request, title=composed.title, room="/digests"), page))


def digest_as_sent(request: Request) -> Response:
    """GET /digests/{id}/page: the HTML of a kept digest."""
    app: App = request.app.state.app
    kept, deliveries = _kept(app, request)
    repeated = any(one.possibly_repeated for one in deliveries)
    return HTMLResponse(telling.render_page(kept, possibly_repeated=repeated), headers=AS_SENT)


def preview_as_sent(request: Request) -> Response:
    """GET /subscriptions/{id}/preview/page: the HTML of the digest as it would be now."""
    app: App = request.app.state.app
    return HTMLResponse(telling.render_page(_composed(app, request), possibly_repeated=False), headers=AS_SENT)


def _kept(app: App, request: Request) -> tuple[Digest, tuple[Delivery, ...]]:
    id_ = DigestId(request.path_params["id"])
    with app.store.reading() as work:
        kept = work.digests.named(id_)
        if kept is None:
            raise HTTPException(404, sentence("There is no such digest."))
        return kept, work.deliveries.of_digest(id_)


def _composed(app: App, request: Request) -> Digest:
    now = app.clock()
    with app.store.reading() as work:
        subscription = work.subscriptions.named(SubscriptionId(request.path_params["id"]))
    if subscription is None:
        raise HTTPException(404, sentence("There is no such subscription."))
    return compose(app.store, subscription, period_end=now, now=now).digest
