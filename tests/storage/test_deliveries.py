from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model.digests import Delivery, DeliveryState
from monitor.model.errors import DeliveryError
from monitor.model.messages import Receipt, Silence
from monitor.storage import Store
from tests.builders import NOW
from tests.storage.values import DAY, HOUR, MINUTE, delivery, digest, keep_story, url, with_reader


@pytest.fixture
def pending(store: Store) -> Delivery:
    with_reader(store)
    with store.begin() as work:
        told = digest(keep_story(work, 1))
        work.digests.keep(told, (delivery(told), delivery(told, "later@example.org", due=NOW + HOUR)))
    return delivery(told)


def test_what_is_due_is_found_with_what_to_send(store: Store, pending: Delivery) -> None:
    with store.begin() as work:
        assert work.deliveries.due(NOW - MINUTE) == ()
        assert work.deliveries.due(NOW) == (pending,)
        assert [one.recipient for one in work.deliveries.due(NOW + HOUR)] == [
            "reader@example.org",
            "later@example.org",
        ]
        assert [one.recipient for one in work.deliveries.recent(1)] == ["later@example.org"]
        assert work.deliveries.digest_of(pending) == work.digests.named(pending.digest)


def test_one_delivery_is_claimed_once(store: Store, pending: Delivery) -> None:
    with store.begin() as work:
        assert work.deliveries.claim(pending, NOW)
        assert not work.deliveries.claim(pending, NOW)
        assert work.deliveries.due(NOW) == ()


def test_what_came_of_a_try_is_kept_and_a_failed_one_is_due_again(store: Store, pending: Delivery) -> None:
    failed = pending.claimed().failed(NOW, DeliveryError("mailbox full", retry_after=timedelta(minutes=9)))
    with store.begin() as work:
        work.deliveries.claim(pending, NOW)
        assert work.deliveries.keep(failed)
        assert work.deliveries.due(NOW + HOUR)[0] == failed
        assert not work.deliveries.claim(pending, NOW + HOUR)  # a value of before the failed try
        assert work.deliveries.claim(failed, NOW + HOUR)
        sent = failed.claimed().took(Receipt(provider_id="<id@mail>")).sent(NOW + HOUR)
        assert work.deliveries.keep(sent)
        assert sent in work.deliveries.of_digest(pending.digest)


def test_a_sender_that_died_is_found_after_its_time(store: Store, pending: Delivery) -> None:
    with store.begin() as work:
        work.deliveries.claim(pending, NOW)
        assert work.deliveries.interrupted_before(NOW) == ()
        (lost,) = work.deliveries.interrupted_before(NOW + MINUTE)
        assert lost == pending.claimed()
        assert work.deliveries.keep(lost.interrupted(NOW + MINUTE))
        assert work.deliveries.due(NOW + MINUTE) == (
            replace(pending, state=DeliveryState.UNKNOWN, attempts=1, due=NOW + MINUTE),
        )


def test_the_word_of_a_sender_believed_dead_counts_only_if_it_sent(store: Store, pending: Delivery) -> None:
    dead = pending.claimed()
    with store.begin() as work:
        work.deliveries.claim(pending, NOW)
        waiting = dead.interrupted(NOW)
        work.deliveries.keep(waiting)
        work.deliveries.claim(waiting, NOW)
        assert not work.deliveries.keep(dead.failed(NOW, DeliveryError("late")))
        assert work.deliveries.interrupted_before(NOW + MINUTE) == (replace(dead, attempts=2),)
        assert work.deliveries.keep(dead.sent(NOW))
        assert not work.deliveries.keep(waiting.claimed().failed(NOW, DeliveryError("refused")))
        states = {one.recipient: one.state for one in work.deliveries.of_digest(pending.digest)}
    assert states["reader@example.org"] is DeliveryState.SENT


def test_an_article_knows_the_deliveries_that_told_it(store: Store, pending: Delivery) -> None:
    with store.begin() as work:
        assert [one.recipient for one in work.deliveries.of_article(url(1))] == [
            "reader@example.org",
            "later@example.org",
        ]
        assert work.deliveries.of_article(url(2)) == ()


def test_who_is_owed_a_digest_for_days_is_found_until_something_arrives(store: Store, pending: Delivery) -> None:
    with store.begin() as work:
        end = work.deliveries.digest_of(pending).period_end
        owed = [Silence(channel="mail", recipient=one, since=end, digests=1) for one in ("later", "reader")]
        assert work.deliveries.silent(end) == ()
        found = work.deliveries.silent(end + MINUTE)
        assert found == tuple(replace(one, recipient=f"{one.recipient}@example.org") for one in owed)
        work.deliveries.keep(pending.claimed().sent(end + HOUR))
        assert [one.recipient for one in work.deliveries.silent(end + MINUTE)] == ["later@example.org"]
        next_day = digest(end=end + DAY)
        arrived = delivery(next_day, "later@example.org").claimed().sent(end + DAY)
        work.digests.keep(next_day, (arrived,))
        assert work.deliveries.silent(end + 9 * DAY) == ()


def test_what_has_failed_for_good_is_taken_up_when_a_person_says_so(store: Store, pending: Delivery) -> None:
    failed = pending.claimed().failed(NOW, DeliveryError("no such mailbox", permanent=True))
    with store.begin() as work:
        work.deliveries.keep(replace(failed, attempts=0))
        assert pending.id not in {one.id for one in work.deliveries.due(NOW)}
        assert work.deliveries.take_up_failed(NOW) == 1
        assert pending.id in {one.id for one in work.deliveries.due(NOW)}
        assert work.deliveries.take_up_failed(NOW) == 0
