"""Send what waits to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from monitor import digests
from monitor.model.digests import Delivery, DeliveryState
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.seams import Channel

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Longer than the slowest channel may take (SMTP with its time-outs); after that nobody is sending any more.
LEASE = timedelta(minutes=10)

# A channel by its name; raises ConfigError where there is none or its secret is missing.
OpenChannel = Callable[[str], Channel]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverReport:
    """The deliveries that were tried, as they are now."""

    deliveries: tuple[Delivery, ...] = ()

    def count(self, state: DeliveryState) -> int:
        return sum(delivery.state is state for delivery in self.deliveries)


def send(store: Store, delivery: Delivery, open_channel: OpenChannel, now: datetime) -> Delivery:
    """One try; what came of it."""
    try:
        channel = open_channel(delivery.channel)
        with store.reading() as work:
            digest = work.deliveries.digest_of(delivery)
        receipt = channel.send(digests.render(digest, delivery, channel.format, date=now), delivery.recipient)
    except ConfigError as error:
        # A person can mend it, so it is tried again like an outage.
        return delivery.failed(now, DeliveryError(str(error)))
    except DeliveryError as error:
        return delivery.failed(now, error)
    return delivery.sent(now, receipt.provider_id)


def deliver(store: Store, open_channel: OpenChannel, *, now: datetime) -> DeliverReport:
    """Try every delivery that is due once; one that fails stops no other."""
    with store.begin() as work:
        for lost in work.deliveries.interrupted_before(now - LEASE):
            work.deliveries.keep(lost.interrupted(now))
            log.warning("delivery was interrupted; it may have arrived", delivery=lost.id, channel=lost.channel)
        due = work.deliveries.due(now)
    tried = []
    for waiting in due:
        with store.begin() as work:
            if not work.deliveries.claim(waiting, now):
                continue
        after = send(store, waiting.claimed(), open_channel, now)
        with store.begin() as work:
            work.deliveries.keep(after)
        tried.append(after)
        log.log(
            20 if after.state is DeliveryState.SENT else 30,
            "delivery",
            delivery=after.id,
            digest=after.digest,
            channel=after.channel,
            state=after.state,
            attempts=after.attempts,
            error=after.error,
        )
    return DeliverReport(deliveries=tuple(tried))
