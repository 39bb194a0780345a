"""Send what waits to be sent.

The road of a delivery: composed and frozen (services.digest), claimed, written into the journal, sent part by part,
confirmed. Each step is kept before the next begins, so that whoever finds a delivery in the middle knows how far it
came for certain. Found `sending` with nobody sending it, or left without an answer, it is `unknown`: the journal or the
channel may know that it arrived, or that it did not; where neither does, it goes out again and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from monitor import digests
from monitor.model.digests import Delivery, DeliveryState, Digest
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Clock
from monitor.model.telling import told_by
from monitor.services.farewells import Reader, address_of, signing_key
from monitor.services.recalling import lost_sendings

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Longer than the slowest channel may take for one part (SMTP with its time-outs); after it nobody is sending any more.
LEASE = timedelta(minutes=10)
# Digests that a feed holds: two months of mornings.
IN_A_FEED = 60

# A channel by its name; raises ConfigError where there is none or its secret is missing.
OpenChannel = Callable[[str], Channel]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverReport:
    """The deliveries that were tried, as they are now; `lags`: seconds from each article's coming to its being told."""

    deliveries: tuple[Delivery, ...] = ()
    lags: tuple[float, ...] = ()

    def count(self, state: DeliveryState) -> int:
        return sum(delivery.state is state for delivery in self.deliveries)


def channels_due(store: Store, now: datetime) -> tuple[str, ...]:
    """The channels for which something waits, so that each can be served by itself: one may hang."""
    return tuple(dict.fromkeys(waiting.channel for waiting in _due(store, now)))


def deliver(
    store: Store, open_channel: OpenChannel, *, clock: Clock, desk: str = "", only: str | None = None
) -> DeliverReport:
    """Try every delivery that is due once; one that fails stops no other, a channel that is down waits as a whole.

    `desk` is where readers reach the web desk; empty: they do not. `only` what goes by this channel, or by any.
    """
    tried: list[Delivery] = []
    down: set[str] = set()
    used: dict[str, Channel] = {}

    def channel(name: str) -> Channel:
        return used.setdefault(name, open_channel(name))

    for waiting in _due(store, clock()):
        if waiting.channel in down or only not in (None, waiting.channel):
            continue
        with store.begin() as work:
            if not work.deliveries.claim(waiting, clock()):
                continue
        after, unreached = _try(store, waiting, channel, clock, desk)
        if unreached:
            down.add(waiting.channel)
        with store.begin() as work:
            work.deliveries.keep(after)
        tried.append(after)
        _tell(after)
    for open_one in used.values():
        open_one.rest()
    return DeliverReport(deliveries=tuple(tried), lags=_lags(store, tried))


def _lags(store: Store, tried: Sequence[Delivery]) -> tuple[float, ...]:
    sent = {one.digest: one.sent_at for one in tried if one.sent_at is not None}
    if not sent:
        return ()
    with store.reading() as work:
        seen = work.deliveries.first_seen_in(tuple(sent))
    return tuple((sent[digest] - moment).total_seconds() for digest, moment in seen)


def count_due(store: Store, now: datetime) -> int:
    """How many deliveries wait to be tried, or to be taken up from a sender that is gone."""
    with store.reading() as work:
        return work.deliveries.count_due(now, now - LEASE)


def _due(store: Store, now: datetime) -> tuple[Delivery, ...]:
    with store.begin() as work:
        for lost in work.deliveries.interrupted_before(now - LEASE):
            work.deliveries.keep(lost.interrupted(now))
            log.warning("delivery was interrupted; it may have arrived", delivery=lost.id, channel=lost.channel)
        return work.deliveries.due(now)


def _try(store: Store, waiting: Delivery, open_channel: OpenChannel, clock: Clock, desk: str) -> tuple[Delivery, bool]:
    """What came of one try of a delivery that is claimed, and whether its channel did not answer at all."""
    with store.reading() as work:
        digest = work.deliveries.digest_of(waiting)
    known = _recalled(store, waiting, digest, clock())
    if known.state is DeliveryState.SENT:
        return known, False
    delivery = known.claimed()
    try:
        channel = open_channel(delivery.channel)
        message = _rendered(store, digest, delivery, channel.format, now=clock(), desk=desk)
        if known.state is DeliveryState.UNKNOWN:
            found = channel.look_for(message, delivery.recipient)
            if isinstance(found, Receipt) and found.is_whole:
                return _arrived(delivery, found).sent(clock()), False
            delivery = _by_evidence(delivery, found, was_told=_was_told(store, digest, clock()))
            message = _rendered(store, digest, delivery, channel.format, now=clock(), desk=desk)
    except ConfigError as error:
        # A person can mend it, so it is tried again like an outage.
        return _not_sent(known, delivery.failed(clock(), DeliveryError(str(error)))), False
    except DeliveryError as error:
        return _not_sent(known, delivery.failed(clock(), error)), error.unreached
    store.journal.begun(delivery, digest, clock())
    return _send(store, channel, digest, delivery, message=message, clock=clock)


def _rendered(store: Store, digest: Digest, delivery: Delivery, format: Format, *, now: datetime, desk: str) -> Message:
    if format is Format.FEED:
        with store.reading() as work:
            # All there are: a digest that is delivered late must not take a later one out of the feed.
            last = work.digests.last_of(digest.subscription, IN_A_FEED)
        return digests.render_feed(digest, delivery, last, date=now)
    unsubscribe = ""
    if desk and format is Format.EMAIL:
        reader = Reader(subscription=digest.subscription, recipient=delivery.recipient)
        unsubscribe = address_of(reader, signing_key(store, now), desk)
    return digests.render(digest, delivery, format, date=now, desk=desk, unsubscribe=unsubscribe)


def _recalled(store: Store, waiting: Delivery, digest: Digest, now: datetime) -> Delivery:
    """A delivery as the journal knows it: sent, or begun by a try that the database does not know of."""
    known = store.journal.sending(waiting.id, now)
    if known is None:
        return waiting
    if known.sent is not None and told_by(digest) <= known.told:
        return replace(waiting.claimed(), provider_id=known.sent or None).sent(now)
    is_forgotten = known.sent is not None or known.attempts > waiting.attempts
    return replace(waiting, state=DeliveryState.UNKNOWN) if is_forgotten else waiting


def _not_sent(known: Delivery, after: Delivery) -> Delivery:
    """This try sent nothing: what was unknown before it is so still."""
    if known.state is DeliveryState.UNKNOWN and after.state is DeliveryState.PENDING:
        return replace(after, state=DeliveryState.UNKNOWN, possibly_repeated=known.possibly_repeated)
    return after


def _was_told(store: Store, digest: Digest, now: datetime) -> bool:
    """Whether its readers may know it by a digest that the database forgot, whatever came of this delivery."""
    lost = lost_sendings(store, digest.subscription, now)
    return any(one.digest != digest.id and one.told & told_by(digest) for one in lost)


def _arrived(delivery: Delivery, found: Receipt) -> Delivery:
    return replace(delivery, parts_done=found.parts_done, provider_id=found.provider_id)


def _by_evidence(delivery: Delivery, found: Receipt | Evidence, *, was_told: bool) -> Delivery:
    """How it goes on: what follows the parts that arrived, or all; marked where it may be a repeat nonetheless."""
    match found:
        case Receipt():
            return replace(_arrived(delivery, found), possibly_repeated=was_told)
        case Evidence.ABSENT:
            return replace(delivery, possibly_repeated=was_told)
        case Evidence.NONE:
            return delivery


def _send(
    store: Store, channel: Channel, digest: Digest, delivery: Delivery, *, message: Message, clock: Clock
) -> tuple[Delivery, bool]:
    while True:
        try:
            receipt = channel.send(message, delivery.recipient)
        except DeliveryError as error:
            return delivery.failed(clock(), error), error.unreached
        delivery = delivery.took(receipt)
        if receipt.is_whole:
            store.journal.ended(delivery, digest, clock())
            return delivery.sent(clock()), False
        with store.begin() as work:
            if not work.deliveries.went_on(delivery, clock()):
                # Somebody believed us dead and goes on in our place.
                return delivery, False
        message = replace(message, parts_done=delivery.parts_done, provider_id=delivery.provider_id)


def _tell(delivery: Delivery) -> None:
    tell = log.info if delivery.state is DeliveryState.SENT else log.warning
    tell(
        "delivery",
        delivery=delivery.id,
        digest=delivery.digest,
        channel=delivery.channel,
        state=delivery.state,
        attempts=delivery.attempts,
        error=delivery.error,
    )
