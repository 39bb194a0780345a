"""Digests: who is told next and what, what was sent exactly as it was sent, and whether it arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor import digests as telling
from monitor.entrance.guarding import HEADERS
from monitor.model.digests import Delivery, DeliveryState, Digest, DigestId, Subscription, SubscriptionId
from monitor.model.sentences import sentence
from monitor.pages.forms import moment_of
from monitor.pages.frames import reader_of
from monitor.pages.sheets import Sheet, sheet_of
from monitor.pages.showing import shown
from monitor.services.digest import compose

if TYPE_CHECKING:
    from monitor.bootstrap import App

# Digests of a page, and of each as many deliveries as fit a row; those that did not arrive come first.
RECENT = 40
NAMED = 5
# Subscriptions of a sheet, and a digest's recipients on one.
SHEET = 50
RECIPIENTS = 150
# Nothing more comes of these by itself.
SETTLED = (DeliveryState.SENT, DeliveryState.FAILED)
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
    """A digest and where it went; `more` deliveries stand on its own page."""

    digest: Digest
    deliveries: tuple[Delivery, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsPage:
    """What comes next, the soonest first; who is told nothing now; what was composed, the latest first."""

    coming: Sheet[NextDigest]
    resting: Sheet[Subscription]
    sent: tuple[SentDigest, ...]
    # The last digest above, where there are earlier ones.
    earlier: Digest | None
    done: str = ""


def digests(request: Request) -> Response:
    """GET /digests."""
    app: App = request.app.state.app
    now = app.clock()
    said = request.query_params
    before = moment_of(said.get("before", ""))
    after = (before, DigestId(said.get("digest", ""))) if before else None
    with app.store.reading() as work:
        subscriptions = work.subscriptions.all()
        composed = work.listings.digests(None, after=after, limit=RECENT + 1)
        sent = work.listings.deliveries_of([one.id for one in composed])
    page = DigestsPage(
        coming=sheet_of(coming(subscriptions, now), said.get("page", ""), SHEET),
        resting=sheet_of([one for one in subscriptions if _rests(one)], said.get("resting", ""), SHEET),
        sent=tuple(_sent(one, sent.get(one.id, ())) for one in composed[:RECENT]),
        earlier=composed[RECENT - 1] if len(composed) > RECENT else None,
        done=request.query_params.get("done", ""),
    )
    return shown(request, "digests.html", page, title=reader_of(request).spoken.t("Digests"), room="/digests")


def _sent(digest: Digest, deliveries: tuple[Delivery, ...]) -> SentDigest:
    ordered = sorted(deliveries, key=lambda one: one.state is DeliveryState.SENT)
    return SentDigest(digest=digest, deliveries=tuple(ordered[:NAMED]), more=max(0, len(ordered) - NAMED))


def coming(subscriptions: tuple[Subscription, ...], now: datetime) -> tuple[NextDigest, ...]:
    """When each is due next, the soonest first."""
    found = [
        NextDigest(
            subscription=one,
            due=telling.next_due(one.schedule, now),
            schedule=telling.render_schedule(one.schedule),
        )
        for one in subscriptions
        if not _rests(one)
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def _rests(subscription: Subscription) -> bool:
    return subscription.paused or not subscription.recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """A digest in its frame: `address` is where it stands as it was, or would be, sent."""

    digest: Digest
    deliveries: Sheet[Delivery]
    address: str
    is_preview: bool
    # Recipients to whom it can be sent once more, with the how manieth time that would be.
    again: Mapping[str, int]
    subscription: Subscription | None
    done: str = ""


def digest(request: Request) -> Response:
    """GET /digests/{id}."""
    app: App = request.app.state.app
    kept, deliveries = _kept(app, request)
    with app.store.reading() as work:
        subscription = work.subscriptions.named(kept.subscription)
    page = DigestPage(
        digest=kept,
        deliveries=sheet_of(deliveries, request.query_params.get("page", ""), RECIPIENTS),
        address=f"{request.url.path.rstrip('/')}/page",
        is_preview=False,
        again=_again(deliveries, subscription),
        subscription=subscription,
        done=request.query_params.get("done", ""),
    )
    return shown(request, "digest.html", page, title=kept.title, room="/digests")


def _again(deliveries: tuple[Delivery, ...], subscription: Subscription | None) -> Mapping[str, int]:
    last = {one.recipient: one for one in deliveries}
    told = subscription.recipients if subscription else ()
    return {name: one.again + 1 for name, one in last.items() if name in told and one.state in SETTLED}


def preview(request: Request) -> Response:
    """GET /subscriptions/{id}/preview: the digest as it would be now."""
    app: App = request.app.state.app
    composed, subscription = _composed(app, request)
    page = DigestPage(
        digest=composed,
        deliveries=sheet_of((), "", RECIPIENTS),
        address=f"{request.url.path.rstrip('/')}/page",
        is_preview=True,
        again={},
        subscription=subscription,
    )
    return shown(request, "digest.html", page, title=composed.title, room="/digests")


def digest_as_sent(request: Request) -> Response:
    """GET /digests/{id}/page: the HTML of a kept digest."""
    app: App = request.app.state.app
    kept, deliveries = _kept(app, request)
    repeated = any(one.possibly_repeated for one in deliveries)
    return HTMLResponse(telling.render_page(kept, possibly_repeated=repeated), headers=AS_SENT)


def preview_as_sent(request: Request) -> Response:
    """GET /subscriptions/{id}/preview/page: the HTML of the digest as it would be now."""
    app: App = request.app.state.app
    return HTMLResponse(telling.render_page(_composed(app, request)[0], possibly_repeated=False), headers=AS_SENT)


def _kept(app: App, request: Request) -> tuple[Digest, tuple[Delivery, ...]]:
    id_ = DigestId(request.path_params["id"])
    with app.store.reading() as work:
        kept = work.digests.named(id_)
        if kept is None:
            raise HTTPException(404, sentence("There is no such digest."))
        return kept, work.deliveries.of_digest(id_)


def _composed(app: App, request: Request) -> tuple[Digest, Subscription]:
    now = app.clock()
    with app.store.reading() as work:
        subscription = work.subscriptions.named(SubscriptionId(request.path_params["id"]))
    if subscription is None:
        raise HTTPException(404, sentence("There is no such subscription."))
    return compose(app.store, subscription, period_end=now, now=now).digest, subscription
