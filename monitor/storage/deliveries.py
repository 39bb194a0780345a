"""The ledger of sendings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, Select, exists, func, select, update

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Delivery, DeliveryId, DeliveryState, Digest, DigestId, SubscriptionId
from monitor.model.messages import Silence
from monitor.storage.statements import insert
from monitor.storage.stories import STANDING
from monitor.storage.tables_news import articles, memberships
from monitor.storage.tables_telling import deliveries, digests, subscriptions, told, told_articles

# What a sender may take up.
WAITING = (DeliveryState.PENDING.value, DeliveryState.UNKNOWN.value)
UNSENT = tuple(state.value for state in DeliveryState if state is not DeliveryState.SENT)


class Deliveries:
    """One row for each digest and recipient, from before it is sent to what came of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, now: datetime) -> tuple[Delivery, ...]:
        """What waits to be sent, the longest waiting first."""
        waiting = deliveries.c.state.in_(WAITING)
        return self._read(_all().where(waiting, deliveries.c.due <= now).order_by(deliveries.c.due, deliveries.c.id))

    def count_due(self, now: datetime, lost_before: datetime) -> int:
        """What waits to be sent, and what somebody who was gone by then was sending."""
        waits = deliveries.c.state.in_(WAITING) & (deliveries.c.due <= now)
        is_lost = (deliveries.c.state == DeliveryState.SENDING.value) & (deliveries.c.claimed_at < lost_before)
        return self._connection.execute(select(func.count()).where(waits | is_lost)).scalar_one()

    def claim(self, delivery: Delivery, now: datetime) -> bool:
        """Take a delivery for sending; False where another took it. To be committed before the message leaves."""
        claimed = self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.id == delivery.id,
                deliveries.c.state == delivery.state.value,
                deliveries.c.state.in_(WAITING),
                deliveries.c.attempts == delivery.attempts,
            )
            .values(state=DeliveryState.SENDING.value, attempts=deliveries.c.attempts + 1, claimed_at=now)
        )
        return claimed.rowcount == 1

    def went_on(self, delivery: Delivery, now: datetime) -> bool:
        """A part of the message was taken and the next is sent now; False where another took the delivery over."""
        kept = self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.id == delivery.id,
                deliveries.c.state == DeliveryState.SENDING.value,
                deliveries.c.attempts == delivery.attempts,
            )
            .values(parts_done=delivery.parts_done, provider_id=delivery.provider_id, claimed_at=now)
        )
        return kept.rowcount == 1

    def keep(self, delivery: Delivery) -> bool:
        """What came of the try this value speaks of.

        A sender that was believed dead may wake up and tell of an earlier try. That it sent is a fact and is kept;
        that it failed says nothing of the try that runs now, and is not. Then: False.
        """
        this = deliveries.c.id == delivery.id
        if delivery.state is not DeliveryState.SENT:
            this &= (deliveries.c.attempts == delivery.attempts) & (deliveries.c.state != DeliveryState.SENT.value)
        row = delivery_row(delivery) | {"claimed_at": None}
        return self._connection.execute(update(deliveries).where(this).values(row)).rowcount == 1

    def take_up_failed(self, now: datetime) -> int:
        """Let what has failed for good wait again, of the subscriptions that stand; how many."""
        standing = select(digests.c.id).join(subscriptions).where(subscriptions.c.enabled)
        failed = (deliveries.c.state == DeliveryState.FAILED.value) & deliveries.c.digest.in_(standing)
        waiting = update(deliveries).where(failed).values(state=DeliveryState.PENDING.value, due=now)
        return self._connection.execute(waiting).rowcount

    def interrupted_before(self, moment: datetime) -> tuple[Delivery, ...]:
        """Claimed before then and never settled: whoever was sending is gone."""
        sending = deliveries.c.state == DeliveryState.SENDING.value
        return self._read(_all().where(sending, deliveries.c.claimed_at < moment).order_by(deliveries.c.id))

    def silent(self, before: datetime) -> tuple[Silence, ...]:
        """Readers who are owed a digest of before that moment, and got none that came after it either."""
        later, it = digests.alias(), deliveries.alias()
        got_later = (
            exists()
            .where(later.c.subscription == digests.c.subscription, later.c.period_end > digests.c.period_end)
            .where(it.c.digest == later.c.id, it.c.channel == deliveries.c.channel)
            .where(it.c.recipient == deliveries.c.recipient, it.c.state == DeliveryState.SENT.value)
        )
        owed = (
            select(
                deliveries.c.channel,
                deliveries.c.recipient,
                func.min(digests.c.period_end).label("since"),
                func.count().label("digests"),
            )
            .join_from(deliveries, digests)
            .join(subscriptions)
            .where(deliveries.c.state.in_(UNSENT), deliveries.c.again == 0, digests.c.period_end < before)
            .where(subscriptions.c.enabled, ~got_later)
            .group_by(deliveries.c.channel, deliveries.c.recipient)
            .order_by(deliveries.c.channel, deliveries.c.recipient)
        )
        return tuple(
            Silence(channel=row.channel, recipient=row.recipient, since=row.since, digests=row.digests)
            for row in self._connection.execute(owed)
        )

    def count_of(self, subscription: SubscriptionId, states: Collection[DeliveryState]) -> int:
        """How many sendings of a subscription's digests are in one of these states."""
        its = select(digests.c.id).where(digests.c.subscription == subscription)
        counted = select(func.count()).where(deliveries.c.state.in_(states), deliveries.c.digest.in_(its))
        return self._connection.execute(counted).scalar_one()

    def recent(self, limit: int) -> tuple[Delivery, ...]:
        """The last deliveries, the latest due first."""
        return self._read(_all().order_by(deliveries.c.due.desc(), deliveries.c.id).limit(limit))

    def of_digest(self, digest: DigestId) -> tuple[Delivery, ...]:
        """Every sending of a digest, by recipient; what was sent again behind what was due."""
        order = (deliveries.c.channel, deliveries.c.recipient, deliveries.c.again)
        return self._read(_all().where(deliveries.c.digest == digest).order_by(*order))

    def of_article(self, url: ArticleUrl) -> tuple[Delivery, ...]:
        """The deliveries of every digest that told the article's story."""
        telling = (
            select(told.c.digest)
            .join(memberships, (memberships.c.story == told.c.story) & STANDING)
            .join(articles)
            .where(articles.c.url == url)
        )
        return self._read(_all().where(deliveries.c.digest.in_(telling)).order_by(deliveries.c.due, deliveries.c.id))

    def add(self, delivery: Delivery) -> bool:
        """Keep a sending that is to be; False where it is kept already."""
        added = insert(self._connection, deliveries).values(delivery_row(delivery))
        return self._connection.execute(added.on_conflict_do_nothing(index_elements=["id"])).rowcount == 1

    def first_seen_in(self, of: Sequence[DigestId]) -> tuple[tuple[DigestId, datetime], ...]:
        """When each article that these digests tell of was first seen."""
        telling = (
            select(told_articles.c.digest, articles.c.first_seen)
            .join_from(told_articles, articles, told_articles.c.article == articles.c.id)
            .where(told_articles.c.digest.in_(of))
        )
        return tuple((DigestId(row.digest), row.first_seen) for row in self._connection.execute(telling))

    def digest_of(self, delivery: Delivery) -> Digest:
        """What is to be sent."""
        digest: Digest = self._connection.execute(
            select(digests.c.value).where(digests.c.id == delivery.digest)
        ).scalar_one()
        return digest

    def _read(self, chosen: Select[tuple[object, ...]]) -> tuple[Delivery, ...]:
        return tuple(read_delivery(row) for row in self._connection.execute(chosen))


def delivery_row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "digest": delivery.digest,
        "channel": delivery.channel,
        "recipient": delivery.recipient,
        "due": delivery.due,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "sent_at": delivery.sent_at,
        "provider_id": delivery.provider_id,
        "error": delivery.error,
        "possibly_repeated": delivery.possibly_repeated,
        "parts_done": delivery.parts_done,
        "again": delivery.again,
    }


def _all() -> Select[tuple[object, ...]]:
    return select(deliveries)


def read_delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        digest=DigestId(row.digest),
        channel=row.channel,
        recipient=row.recipient,
        due=row.due,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        sent_at=row.sent_at,
        provider_id=row.provider_id,
        error=row.error,
        possibly_repeated=row.possibly_repeated,
        parts_done=row.parts_done,
        again=row.again,
    )
