"""Values that only the store's tests need; what several rooms need stands in tests/builders.py."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from monitor.model.access import Role, User, UserName
from monitor.model.articles import ArticleUrl
from monitor.model.digests import (
    Coverage,
    Delivery,
    Digest,
    Item,
    Schedule,
    Section,
    Span,
    Subscription,
    SubscriptionId,
)
from monitor.model.identity import delivery_id, digest_id, story_id
from monitor.model.polls import Outcome, OutcomeKind
from monitor.model.stories import Membership, Placement, Relation, Sketch, StoryId
from monitor.model.watches import Hit, Match, WatchId
from monitor.storage import Store, Work
from tests.builders import NOW, article, watch

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HIT = Hit(field="title", start=0, end=5, form="Japan", term="@japan")


def url(number: int) -> ArticleUrl:
    return ArticleUrl(f"https://example.org/news/{number}")


def outcome(kind: OutcomeKind = OutcomeKind.NEW, **fields: Any) -> Outcome:
    return Outcome(**{"kind": kind, "source": "https://example.org/feed", "at": NOW} | fields)


def match(number: int = 1, watch: str = "test", **fields: Any) -> Match:
    return Match(**{"watch": WatchId(watch), "article": url(number), "hits": (HIT,)} | fields)


def sketch(number: int = 1, **fields: Any) -> Sketch:
    values: dict[str, Any] = {"article": url(number), "outlet": "example", "language": "en", "at": NOW, "length": 40}
    return Sketch(**values | {"names": frozenset({"japan", "nato"}), "vector": b"\x00\xff"} | fields)


def opens(number: int = 1) -> Placement:
    return Placement(
        story=story_id(url(number)),
        membership=Membership(article=url(number), relation=Relation.LEAD, method="first", score=1.0),
    )


def joins(number: int, story: int, **fields: Any) -> Placement:
    values: dict[str, Any] = {"article": url(number), "relation": Relation.REPORT, "method": "event", "score": 0.8}
    return Placement(story=story_id(url(story)), membership=Membership(**values | {"evidence": ("japan",)} | fields))


def subscription(**fields: Any) -> Subscription:
    values: dict[str, Any] = {
        "id": SubscriptionId("morning"),
        "name": "Morning",
        "watches": (),
        "schedule": Schedule(times=(time(7, 0),), zone="Europe/Kyiv"),
        "channel": "mail",
        "recipients": ("reader@example.org",),
        "created_at": NOW - DAY,
        "covered_until": NOW - DAY,
    }
    return Subscription(**values | fields)


def digest(*stories: StoryId, end: datetime = NOW, subscription: str = "morning") -> Digest:
    items = tuple(
        Item(
            story=story,
            url=next((url(n) for n in range(1, 10) if opens(n).story == story), url(1)),
            headline="Japan to open mission to NATO",
            outlet_name="Example Daily",
            language="en",
            published=article().published,
            excerpt=(Span(text="Japan", hit=True),),
        )
        for story in stories
    )
    return Digest(
        id=digest_id(SubscriptionId(subscription), end),
        subscription=SubscriptionId(subscription),
        title="Morning",
        language="en",
        zone="Europe/Kyiv",
        period_start=NOW - DAY,
        period_end=end,
        sections=(Section(watch=WatchId("test"), name="Test", items=items),),
        coverage=Coverage(outlets=1, polled=1, articles=1, rejected=(("paywall", 1),)),
    )


def delivery(of: Digest, recipient: str = "reader@example.org", **fields: Any) -> Delivery:
    return Delivery(
        **{
            "id": delivery_id(of.id, "mail", recipient),
            "digest": of.id,
            "channel": "mail",
            "recipient": recipient,
            "due": NOW,
        }
        | fields
    )


def keep_story(
    work: Work, number: int = 1, *, at: datetime = NOW, watch: str | None = "test", **fields: Any
) -> StoryId:
    """An article that answers a watch and opens a story."""
    work.articles.keep(article(url=url(number), first_seen=at), **fields)
    if watch is not None:
        work.matches.keep((match(number, watch),), at)
    work.stories.keep(opens(number), sketch(number), at)
    return opens(number).story


def with_reader(store: Store, **fields: Any) -> Subscription:
    """A watch, and who is told."""
    reader = subscription(**fields)
    with store.begin() as work:
        work.watches.add(watch("japan"))
        work.subscriptions.add(reader)
    return reader


def user(name: str = "anna", **fields: Any) -> User:
    return User(**{"name": UserName(name), "role": Role.EDITOR, "password": "$argon2id$x", "created_at": NOW} | fields)
