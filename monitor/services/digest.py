"""For a subscription that is due, put the undelivered stories in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from monitor import digests
from monitor.model.digests import Delivery, Digest, QuietDays, Subscription, SubscriptionId
from monitor.model.errors import MonitorError
from monitor.model.messages import UNDELIVERED
from monitor.model.seams import NOBODY, Writers
from monitor.model.telling import Considered, told_by
from monitor.services import telling
from monitor.services.recalling import lost_sendings

if TYPE_CHECKING:
    from monitor.storage import Store, Work

log = structlog.get_logger()

# What is here is told, also what another process, whose clock was ahead, says that it found after now.
EVER = datetime.max.replace(tzinfo=UTC)
# No clock that is kept at all is ahead of another by so much; what a time zone can come to is less.
WRONG = timedelta(days=1)


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
        candidates = work.digests.undelivered(subscription, EVER)
        again = telling.again(work.telling.developing(subscription, EVER), work.telling.edited(subscription))
        reader = _as_told(work, subscription)
        coverage = work.coverage(reader.covered_until, now)
    digest = digests.compose(reader, watches=watches, candidates=candidates, coverage=coverage, period_end=period_end)
    digest = digests.with_updates(digest, watches=watches, updates=again.updates, changes=again.changes)
    return Composed(
        digest=digest,
        deliveries=digests.address(digest, subscription, now),
        considered=again.considered(digest, candidates),
    )


def _as_told(work: Work, subscription: Subscription) -> Subscription:
    """Its quiet days that were passed over belong to the period of the next digest that is sent."""
    if subscription.quiet_days is QuietDays.TELL:
        return subscription
    told = work.digests.last_addressed(subscription.id) or subscription.created_at
    return replace(subscription, covered_until=min(subscription.covered_until, told))


def digest(
    store: Store,
    subscription: Subscription,
    *,
    period_end: datetime,
    now: datetime,
    writers: Writers = NOBODY,
) -> Composed | None:
    """Compose and keep; None where another process has told one of these stories in between."""
    return _keep(store, compose(store, subscription, period_end=period_end, now=now), now, writers)


def _keep(store: Store, composed: Composed, now: datetime, writers: Writers) -> Composed | None:
    composed = replace(composed, digest=_summarised(_translated(composed.digest, writers), writers))
    composed = _remembered(store, composed, now)
    with store.begin() as work:
        if not _is_addressed_still(work, composed):
            log.info("who is told changed meanwhile; composed anew", subscription=composed.digest.subscription)
            return None
        kept = work.digests.keep(composed.digest, composed.deliveries, composed.considered)
    if not kept:
        log.warning("digest was composed elsewhere", subscription=composed.digest.subscription)
        return None
    log.info(
        "composed",
        digest=composed.digest.id,
        subscription=composed.digest.subscription,
        stories=len(composed.digest.items),
        deliveries=len(composed.deliveries),
    )
    return composed


def _is_addressed_still(work: Work, composed: Composed) -> bool:
    """Whether it goes where it would go now: a reader may have left, or a channel changed, while it was written."""
    if not composed.deliveries:
        return True
    work.subscriptions.lock(composed.digest.subscription)
    now = work.subscriptions.named(composed.digest.subscription)
    readers = {(now.channel, recipient) for recipient in now.recipients} if now else set()
    return {(one.channel, one.recipient) for one in composed.deliveries} == readers


def _translated(digest: Digest, writers: Writers) -> Digest:
    """With its foreign headlines in the reader's language; as it is where nobody translates, or the service fails."""
    foreign = digests.foreign_headlines(digest)
    if writers.translator is None or not foreign:
        return digest
    try:
        texts = writers.translator.translate(tuple(foreign.values()), into=digest.language)
    except MonitorError as error:
        log.warning("headlines stand untranslated", digest=digest.id, why=str(error))
        return digest
    return digests.with_translations(digest, dict(zip(foreign, texts, strict=True)))


def _summarised(digest: Digest, writers: Writers) -> Digest:
    """With a few sentences at its top; as it is where nobody writes them, or the service fails."""
    items = digests.to_summarise(digest)
    if writers.summariser is None or not items:
        return digest
    try:
        sentences = writers.summariser.summarise(items, into=digest.language)
    except MonitorError as error:
        log.warning("a digest goes without its summary", digest=digest.id, why=str(error))
        return digest
    summarised = digests.with_summary(digest, sentences)
    log.info("summarised", digest=digest.id, sentences=len(sentences), shown=len(summarised.summary))
    return summarised


def _remembered(store: Store, composed: Composed, now: datetime) -> Composed:
    """Marked where the journal knows of a digest with one of these stories that the database does not know.

    It was restored from a backup. A digest of that very moment keeps its name only if it tells no more than was sent
    then: the journal will say so when it is delivered.
    """
    lost = lost_sendings(store, composed.digest.subscription, now)
    if not told_by(composed.digest) & frozenset(one for sending in lost for one in sending.told):
        return composed
    same = [sending for sending in lost if sending.digest == composed.digest.id]
    if same and all(told_by(composed.digest) <= sending.told for sending in same):
        return composed
    digest, deliveries = digests.told_again(composed.digest, composed.deliveries, now)
    return replace(composed, digest=digest, deliveries=deliveries)


def _standing(store: Store, now: datetime) -> tuple[Subscription, ...]:
    """All subscriptions; one that was told in a future that a wrong clock made up goes on from where it was."""
    with store.reading() as work:
        subscriptions = work.subscriptions.all()
    ahead = [one.id for one in subscriptions if one.covered_until > now + WRONG]
    if not ahead:
        return subscriptions
    log.warning("the clock was ahead; these subscriptions go on from their last digest before it", subscriptions=ahead)
    with store.begin() as work:
        for one in ahead:
            work.subscriptions.set_right(one, now)
        return work.subscriptions.all()


def subscriptions_due(store: Store, now: datetime) -> tuple[SubscriptionId, ...]:
    """Whose moment has come since their last digest."""
    subscriptions = _standing(store, now)
    return tuple(one.id for one in subscriptions if _moment(store, one, now))


def digest_due(store: Store, subscription: SubscriptionId, *, now: datetime, writers: Writers = NOBODY) -> bool:
    """Compose for one subscription if it is due; whether it was, and nobody had done it meanwhile."""
    with store.reading() as work:
        known = work.subscriptions.named(subscription)
    if known is None or not _due(store, known, now, writers):
        return False
    _alarm(store, now)
    return True


def digests_due(store: Store, *, now: datetime, writers: Writers = NOBODY) -> tuple[Composed, ...]:
    """Compose for every subscription whose moment has come since its last digest."""
    subscriptions = _standing(store, now)
    # For nobody nothing is composed: it would be told to nobody, and come to whoever is added never.
    told = (one for one in subscriptions if one.recipients and not one.paused)
    composed = tuple(one for subscription in told if (one := _due(store, subscription, now, writers)))
    if composed:
        _alarm(store, now)
    return composed


def _alarm(store: Store, now: datetime) -> None:
    """As often as somebody is told something: who was told nothing for days, although there was something to tell."""
    with store.reading() as work:
        silent = work.deliveries.silent(now - UNDELIVERED)
    for one in silent:
        log.error(
            "nothing has arrived for days; see farwatch doctor",
            channel=one.channel,
            recipient=one.recipient,
            since=one.since.isoformat(timespec="minutes"),
            digests=one.digests,
        )


def _moment(store: Store, subscription: Subscription, now: datetime) -> datetime | None:
    """The end of the period that is to be told now."""
    told: tuple[datetime, ...] = ()
    if subscription.schedule.at_once:
        with store.reading() as work:
            told = work.digests.ends_after(subscription.id, now - digests.HOUR)
    return digests.due(subscription.schedule, since=subscription.covered_until, now=now, told=told)


def _due(store: Store, subscription: Subscription, now: datetime, writers: Writers) -> Composed | None:
    due = _moment(store, subscription, now)
    if due is None:
        return None
    composed = compose(store, subscription, period_end=due, now=now)
    if composed.digest.tells_something:
        return _keep(store, composed, now, writers)
    if subscription.schedule.at_once:
        return None
    with store.reading() as work:
        addressed = work.digests.last_addressed(subscription.id)
    if digests.is_passed_over(subscription, addressed=addressed, period_end=due):
        # Kept, so that it is known that this day was looked at; told to nobody.
        composed = replace(composed, deliveries=())
    return _keep(store, composed, now, writers)
