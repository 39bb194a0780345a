from datetime import time, timedelta

import pytest

from monitor.model.digests import DeliveryState, Schedule, Subscription, SubscriptionId
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.identity import story_id
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, WatchId
from monitor.services.deliver import LEASE, deliver
from monitor.services.digest import digests_due
from monitor.storage import Store
from tests.builders import NOW, article, outlet, watch
from tests.fakes import FakeChannel, clock_at

SEVEN = Schedule(times=(time(7),), zone="UTC")
READER = Subscription(
    id=SubscriptionId("morning"),
    name="Morning",
    watches=(),
    schedule=SEVEN,
    channel="mail",
    recipients=("a@example.org", "b@example.org"),
    created_at=NOW - timedelta(days=2),
    covered_until=NOW - timedelta(days=1),
)


def with_one_story(store: Store) -> None:
    one = article()
    hit = Hit(field="title", start=0, end=5, form="Japan", term="@japan")
    lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("@japan"))
        work.subscriptions.add(READER)
        work.articles.keep(one)
        work.matches.keep((Match(watch=WatchId("test"), article=one.url, hits=(hit,)),), NOW - timedelta(minutes=5))
        sketch = Sketch(article=one.url, outlet="example", language="en", at=NOW, length=10)
        work.stories.keep(Placement(story=story_id(one.url), membership=lead), sketch, NOW)


def test_a_digest_is_due_once(store: Store) -> None:
    with_one_story(store)
    (composed,) = digests_due(store, now=NOW)
    assert [item.headline for item in composed.digest.items] == [article().title]
    assert digests_due(store, now=NOW + timedelta(hours=1)) == ()


def test_the_next_digest_does_not_repeat_a_story(store: Store) -> None:
    with_one_story(store)
    digests_due(store, now=NOW)
    (composed,) = digests_due(store, now=NOW + timedelta(days=1))
    assert composed.digest.items == ()


def test_every_recipient_gets_a_delivery_and_one_that_fails_stops_no_other(store: Store) -> None:
    with_one_story(store)
    digests_due(store, now=NOW)

    class Picky(FakeChannel):
        def send(self, message, recipient):  # type: ignore[no-untyped-def]
            if recipient.startswith("a"):
                raise DeliveryError("a@example.org: mailbox full")
            return super().send(message, recipient)

    channel = Picky()
    report = deliver(store, lambda _: channel, clock=clock_at(NOW))
    assert sorted((one.recipient, one.state) for one in report.deliveries) == [
        ("a@example.org", DeliveryState.PENDING),
        ("b@example.org", DeliveryState.SENT),
    ]
    assert [recipient for _, recipient in channel.sent] == ["b@example.org"]


def test_a_delivery_that_failed_is_tried_later_and_sent_once(store: Store) -> None:
    with_one_story(store)
    digests_due(store, now=NOW)
    down, up = FakeChannel(DeliveryError("connection refused")), FakeChannel()
    deliver(store, lambda _: down, clock=clock_at(NOW))
    assert deliver(store, lambda _: up, clock=clock_at(NOW)).deliveries == ()
    deliver(store, lambda _: up, clock=clock_at(NOW + timedelta(minutes=2)))
    deliver(store, lambda _: up, clock=clock_at(NOW + timedelta(hours=2)))
    assert sorted(recipient for _, recipient in up.sent) == ["a@example.org", "b@example.org"]


def test_a_retry_carries_the_same_message_id(store: Store) -> None:
    with_one_story(store)
    (composed,) = digests_due(store, now=NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    assert {message.id for message, _ in channel.sent} == {one.id for one in composed.deliveries}


def test_a_delivery_found_in_the_middle_is_sent_again_and_marked(store: Store) -> None:
    with_one_story(store)
    (composed,) = digests_due(store, now=NOW)
    with store.begin() as work:
        assert work.deliveries.claim(composed.deliveries[0], NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW + LEASE + timedelta(minutes=1)))
    assert sorted(message.possibly_repeated for message, _ in channel.sent) == [False, True]


def test_a_channel_that_is_not_configured_is_said_and_tried_again(store: Store) -> None:
    with_one_story(store)
    digests_due(store, now=NOW)

    def missing(name: str) -> FakeChannel:
        raise ConfigError("config/farwatch.toml", f"channels.{name}", "FARWATCH_SMTP_PASSWORD is not set")

    report = deliver(store, missing, clock=clock_at(NOW))
    assert {(one.state, one.attempts) for one in report.deliveries} == {(DeliveryState.PENDING, 1)}
    assert all("FARWATCH_SMTP_PASSWORD" in (one.error or "") for one in report.deliveries)


@pytest.mark.parametrize("hours", [0, 1, 23, 25, 72])
def test_a_late_start_loses_nothing(store: Store, hours: int) -> None:
    with_one_story(store)
    (composed,) = digests_due(store, now=NOW + timedelta(hours=hours))
    assert len(composed.digest.items) == 1
