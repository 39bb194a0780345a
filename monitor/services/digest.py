"""For a subscription that is due, put the undelivered stories in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import digests
from monitor.model.digests import Delivery, Digest, Subscription
from monitor.model.telling import Considered
from monitor.services import telling

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A digest and where it goes."""

    digest: Digest
    deliveries: tuple[Delivery, ...]
    considered: Considered


def compose(store: Store, subscription: Subscription, *, period_end: datetime, now: datetime) -> Composed:
    """The digest as it would be now; nothing is kept."""
    with store.reading() as work:
        watches = work.watches.enabled()
        candidates = work.digests.undelivered(subscription, now)
        again = telling.again(work.telling.developing(subscription, now), work.telling.edited(subscription))
        coverage = work.coverage(subscription.covered_until, now)
    digest = digests.compose(
        subscription, watches=watches, candidates=candidates, coverage=coverage, period_end=period_end
    )
    digest = digests.with_updates(digest, watches=watches, updates=again.updates, changes=again.changes)
    return Composed(
        digest=digest,
        deliveries=digests.address(digest, subscription, now),
        considered=again.considered(digest, candidates),
    )


def digest(store: Store, subscription: Subscription, *, period_end: datetime, now: datetime) -> Composed | None:
    """Compose and keep; None where another process has told one of these stories in between."""
    composed = compose(store, subscription, period_end=period_end, now=now)
    with store.begin() as work:
        kept = work.digests.keep(composed.digest, composed.deliveries, composed.considered)
    if not kept:
        log.warning("digest was composed elsewhere", subscription=subscription.id)
        return None
    log.info(
        "composed",
        digest=composed.digest.id,
        subscription=subscription.id,
        stories=len(composed.digest.items),
        deliveries=len(composed.deliveries),
    )
    return composed


def digests_due(store: Store, *, now: datetime) -> tuple[Composed, ...]:
    """Compose for every subscription whose moment has come since its last digest."""
    with store.reading() as work:
        subscriptions = work.subscriptions.all()
    composed = []
    for subscription in subscriptions:
        due = digests.latest_due(subscription.schedule, since=subscription.covered_until, now=now)
        if due is not None and (one := digest(store, subscription, period_end=due, now=now)):
            composed.append(one)
    return tuple(composed)
