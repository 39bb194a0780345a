"""Identities are derived, never drawn: the same thing made twice is one thing."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from monitor.model.articles import ArticleUrl
from monitor.model.digests import DeliveryId, DigestId, SubscriptionId
from monitor.model.stories import StoryId


def _derived(*parts: str) -> str:
    # 64 bits: 1 in 10^5 for a clash among 20 million articles; the separator cannot stand in a part.
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def story_id(first_article: ArticleUrl) -> StoryId:
    """The identity of the story that `first_article` opens."""
    return StoryId(_derived("story", first_article))


def digest_id(subscription: SubscriptionId, period_end: datetime) -> DigestId:
    """The identity of a subscription's digest for the period that ends then."""
    return DigestId(_derived("digest", subscription, period_end.astimezone(UTC).isoformat()))


def delivery_id(digest: DigestId, channel: str, recipient: str, *, again: int = 0) -> DeliveryId:
    """The identity of one sending; also the left part of the mail's Message-ID. `again` as in Delivery."""
    return DeliveryId(_derived("delivery", digest, channel, recipient, *([str(again)] if again else [])))


def split_id(story: StoryId, first_article: ArticleUrl) -> StoryId:
    """The identity of the story that a person splits off another, with this article as its earliest."""
    return StoryId(_derived("split", story, first_article))
