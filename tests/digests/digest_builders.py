"""Whole, valid values of this room; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.digests import address, compose, read_schedule, render
from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, Coverage, Digest, HitSpan, Subscription, SubscriptionId
from monitor.model.messages import Format, Message
from monitor.model.moments import Precision, Published
from monitor.model.stories import StoryId
from monitor.model.watches import Watch, WatchId

NOW = datetime(2025, 4, 10, 4, 0, tzinfo=UTC)
WATCH = Watch(id=WatchId("nato"), name="NATO–Japan", query="@nato AND @japan")
ALL_WELL = Coverage(outlets=5, polled=5, articles=5)


def subscription(**fields: Any) -> Subscription:
    values: dict[str, Any] = {
        "id": SubscriptionId("morning"),
        "name": "Morning",
        "watches": (),
        "schedule": read_schedule("daily 07:00", "Europe/Kyiv"),
        "channel": "mail",
        "recipients": ("reader@example.org",),
        "created_at": NOW - timedelta(days=9),
        "covered_until": NOW - timedelta(days=1),
    }
    return Subscription(**values | fields)


def candidate(number: int = 1, **fields: Any) -> Candidate:
    values: dict[str, Any] = {
        "story": StoryId(f"story-{number}"),
        "article": ArticleUrl(f"https://example.org/news/{number}"),
        "outlet": "example",
        "outlet_name": "Example Daily",
        "outlet_rank": 2,
        "language": "en",
        "title": f"Japan and NATO, part {number}",
        "text": "Japan will open a mission to NATO.",
        "published": Published(at=NOW - timedelta(hours=2), precision=Precision.MINUTE),
        "first_seen": NOW - timedelta(hours=1),
        "relation": "lead",
        "cites": (),
        "matches": ((WATCH.id, (HitSpan(field="text", start=0, end=5),)),),
    }
    return Candidate(**values | fields)


def digest(*candidates: Candidate, coverage: Coverage = ALL_WELL, **fields: Any) -> Digest:
    return compose(subscription(**fields), watches=(WATCH,), candidates=candidates, coverage=coverage, period_end=NOW)


def message(of: Digest, format: Format) -> Message:
    delivery = address(of, subscription(), NOW)[0]
    return render(of, delivery, format, date=NOW)


def text_of(of: Digest) -> str:
    return message(of, Format.EMAIL).part("text")
