"""Send a digest once more to one of its recipients, because a person asked.

It is a sending of its own: a row of the ledger and lines of the journal, with an identity of its own, so that a mail
program does not take it for the first. What the subscription was told does not change.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.model.digests import Delivery, DeliveryState, DigestId, Subscription
from monitor.model.identity import delivery_id

if TYPE_CHECKING:
    from monitor.storage import Store, Work


class Refused(StrEnum):
    """Why a digest is not sent again, in a sentence."""

    STRANGER = "This digest was never addressed to this recipient."
    UNDER_WAY = "It is on its way already and is tried again by itself; nothing was added."
    UNCERTAIN = "Nobody can say yet whether it arrived; it is sent again by itself and says so. Nothing was added."
    ENDED = "This recipient is told no longer, so nothing was sent."


def send_again(
    store: Store, digest: DigestId, recipient: str, *, now: datetime, again: int | None = None
) -> Delivery | Refused:
    """Let it wait to be sent again; `again`: for the how manieth time, so that asking twice is asking once.

    None: once more than so far.
    """
    with store.begin() as work:
        sendings = [one for one in work.deliveries.of_digest(digest) if one.recipient == recipient]
        if not sendings:
            return Refused.STRANGER
        last = sendings[-1]
        if again is not None and 0 < again <= last.again:
            return sendings[again]
        refused = _refused(work, last)
        if refused is not None:
            return refused
        number = last.again + 1
        once_more = Delivery(
            id=delivery_id(digest, last.channel, recipient, again=number),
            digest=digest,
            channel=last.channel,
            recipient=recipient,
            due=now,
            again=number,
        )
        work.deliveries.add(once_more)
        return once_more


def _refused(work: Work, last: Delivery) -> Refused | None:
    match last.state:
        case DeliveryState.PENDING | DeliveryState.SENDING:
            return Refused.UNDER_WAY
        case DeliveryState.UNKNOWN:
            return Refused.UNCERTAIN
    subscription = work.subscriptions.named(work.deliveries.digest_of(last).subscription)
    if subscription is None or (subscription.channel, last.recipient) not in _readers(subscription):
        return Refused.ENDED
    return None


def _readers(subscription: Subscription) -> list[tuple[str, str]]:
    return [(subscription.channel, recipient) for recipient in subscription.recipients]
