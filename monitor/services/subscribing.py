"""Who is told: keep a subscription that can work, and say what ending one would lose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import digests
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryState, Digest, Subscription, SubscriptionId
from monitor.model.errors import MonitorError
from monitor.model.sentences import sentence
from monitor.services.digest import compose

if TYPE_CHECKING:
    from monitor.storage import Store, Work

# What a draft is shown by: a week of what is stored, the newest stories of it.
SAMPLE = timedelta(days=7)
MOST_SAMPLED = 20
ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
ON_THEIR_WAY = (DeliveryState.PENDING, DeliveryState.UNKNOWN)


class SubscriptionError(MonitorError):
    """A subscription that could not work; `field` is the option or the field of a form that is wrong."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field
        self.sentence = said


def check(work: Work, subscription: Subscription, channels: Sequence[ChannelSettings]) -> None:
    """Raise SubscriptionError where its channel, its watches or its recipients are none."""
    kinds = {one.name: one.kind for one in channels}
    if subscription.channel not in kinds:
        said = sentence(
            "no channel {channel} in config/farwatch.toml; known are {known}",
            channel=repr(subscription.channel),
            known=", ".join(kinds),
        )
        raise SubscriptionError("channel", said)
    for watch in subscription.watches:
        if work.watches.named(watch) is None:
            raise SubscriptionError(
                "watch", sentence("there is no watch {watch}; see farwatch watch list", watch=repr(watch))
            )
    if not subscription.recipients:
        raise SubscriptionError("to", sentence("nobody is named; name one recipient at least"))
    for recipient in subscription.recipients:
        if kinds[subscription.channel] == "email" and not ADDRESS.fullmatch(recipient):
            said = sentence("{recipient} is no mail address; write it as name@example.org", recipient=repr(recipient))
            raise SubscriptionError("to", said)


def sample(store: Store, subscription: Subscription, now: datetime) -> Digest:
    """What a subscription that is not kept yet would look like: a digest of the stored stories of a week."""
    since = now - SAMPLE
    with store.reading() as work:
        watches = work.watches.enabled()
        candidates = work.digests.stored(subscription, since, MOST_SAMPLED)
        coverage = work.coverage(since, now)
    reader = replace(subscription, created_at=since, covered_until=since)
    return digests.compose(reader, watches=watches, candidates=candidates, coverage=coverage, period_end=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What nobody would be told if a subscription ended now: stories that wait to be composed, digests to be sent."""

    stories: int
    digests: int


def loss(store: Store, subscription: Subscription, now: datetime) -> Loss:
    composed = compose(store, subscription, period_end=now, now=now)
    with store.reading() as work:
        waiting = work.deliveries.count_of(subscription.id, ON_THEIR_WAY)
    return Loss(stories=len(composed.digest.items), digests=waiting)


def pause(store: Store, subscription: SubscriptionId, *, paused: bool) -> bool:
    """Compose nothing for it, or go on; False where there is none that a person keeps (a file says it for others)."""
    with store.begin() as work:
        kept = work.subscriptions.named(subscription)
        if kept is None or kept.declared:
            return False
        work.subscriptions.add(replace(kept, paused=paused))
    return True
