from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.model.digests import DeliveryState, SubscriptionId
from monitor.model.watches import WatchId
from monitor.storage import Store
from tests.builders import NOW
from tests.storage.values import DAY, delivery, digest, subscription, with_reader

MORNING = SubscriptionId("morning")


def test_a_subscription_comes_back_whole(store: Store) -> None:
    whole = subscription(watches=(WatchId("b"), WatchId("a")), recipients=("x@example.org", "y@example.org"))
    with store.begin() as work:
        work.subscriptions.declare((whole,))
        assert work.subscriptions.all() == (replace(whole, declared=True),)
        assert work.subscriptions.named(MORNING) == replace(whole, declared=True)
        assert work.subscriptions.named(SubscriptionId("none")) is None


def test_the_beginning_of_time_can_be_kept(store: Store) -> None:
    ever = subscription(created_at=datetime.min.replace(tzinfo=UTC), covered_until=datetime.min.replace(tzinfo=UTC))
    with store.begin() as work:
        work.subscriptions.add(ever)
        assert work.subscriptions.all() == (ever,)
        assert work.digests.undelivered(ever, NOW) == ()


def test_declaring_again_does_not_forget_how_far_it_was_told(store: Store) -> None:
    with store.begin() as work:
        work.subscriptions.declare((subscription(),))
        work.subscriptions.covered(MORNING, NOW)
        work.subscriptions.covered(MORNING, NOW - DAY)
        work.subscriptions.declare((subscription(name="New", created_at=NOW + DAY, covered_until=NOW + DAY),))
        assert work.subscriptions.all() == (subscription(name="New", declared=True, covered_until=NOW),)


def test_config_ends_what_it_declared_and_nothing_else(store: Store) -> None:
    own = subscription(id=SubscriptionId("own"))
    with store.begin() as work:
        work.subscriptions.declare((subscription(),))
        work.subscriptions.add(own)
        work.subscriptions.declare(())
        assert work.subscriptions.all() == (own,)
        work.subscriptions.declare((replace(own, name="Other"),))
        assert work.subscriptions.all() == (own,)


def test_an_ended_subscription_sends_nothing_more_and_may_begin_anew(store: Store) -> None:
    with_reader(store)
    told = digest()
    with store.begin() as work:
        assert work.digests.keep(told, (delivery(told),))
        assert work.subscriptions.remove(MORNING)
        assert not work.subscriptions.remove(MORNING)
        assert (work.subscriptions.all(), work.deliveries.due(NOW)) == ((), ())
        assert [one.state for one in work.deliveries.of_digest(told.id)] == [DeliveryState.FAILED]
        again = subscription(created_at=NOW + DAY, covered_until=NOW + DAY)
        work.subscriptions.add(again)
        assert work.subscriptions.all() == (again,)
