"""A digest once more to one of its recipients, because a person asked."""

from __future__ import annotations

import pytest

from monitor.model.digests import Delivery, DeliveryState, DigestId
from monitor.model.errors import DeliveryError
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.services.farewells import unsubscribe
from monitor.services.sending_again import Refused, send_again
from monitor.storage import Store
from tests.builders import NOW
from tests.fakes import FakeChannel, clock_at
from tests.services.test_farewells import ANN
from tests.services.test_ledger import HOUR, add_story, begin

TO = "a@example.org"


@pytest.fixture
def sent(store: Store) -> DigestId:
    """A digest with a story, sent."""
    begin(store)
    add_story(store, 1, NOW - HOUR)
    (composed,) = digests_due(store, now=NOW)
    deliver(store, lambda _: FakeChannel(), clock=clock_at(NOW))
    return composed.digest.id


def test_it_arrives_once_more_as_a_message_of_its_own_and_says_so(store: Store, sent: DigestId) -> None:
    again = send_again(store, sent, TO, now=NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    ((message, to),) = channel.sent
    assert isinstance(again, Delivery)
    assert (message.id, to, message.possibly_repeated) == (again.id, TO, False)
    assert "! Sent again at your request." in message.part("text")
    assert "Japan 1" in message.part("text")
    assert store.journal.path is None or store.journal.sending(again.id, NOW)


def test_what_the_subscription_was_told_does_not_change(store: Store, sent: DigestId) -> None:
    send_again(store, sent, TO, now=NOW)
    deliver(store, lambda _: FakeChannel(), clock=clock_at(NOW))
    with store.reading() as work:
        assert work.digests.undelivered(work.subscriptions.all()[0], NOW) == ()
        assert len(work.digests.recent(9)) == 1


def test_asked_twice_with_one_key_it_is_sent_once(store: Store, sent: DigestId) -> None:
    first = send_again(store, sent, TO, now=NOW, again=1)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    second = send_again(store, sent, TO, now=NOW, again=1)
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    assert isinstance(first, Delivery)
    assert isinstance(second, Delivery)
    assert (first.id, len(channel.sent)) == (second.id, 1)


def test_asked_for_another_time_it_is_sent_another_time(store: Store, sent: DigestId) -> None:
    channel = FakeChannel()
    for again in (1, 2):
        send_again(store, sent, TO, now=NOW, again=again)
        deliver(store, lambda _: channel, clock=clock_at(NOW))
    assert len({message.id for message, _ in channel.sent}) == 2


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (DeliveryError("down"), Refused.UNDER_WAY),
        (DeliveryError("no answer", uncertain=True), Refused.UNCERTAIN),
    ],
)
def test_what_comes_by_itself_is_not_added_to(store: Store, error: DeliveryError, refused: Refused) -> None:
    begin(store)
    (composed,) = digests_due(store, now=NOW)
    deliver(store, lambda _: FakeChannel(error), clock=clock_at(NOW))
    assert send_again(store, composed.digest.id, TO, now=NOW) is refused


def test_what_has_failed_for_good_can_be_sent_again(store: Store) -> None:
    begin(store)
    (composed,) = digests_due(store, now=NOW)
    deliver(store, lambda _: FakeChannel(DeliveryError("no", permanent=True)), clock=clock_at(NOW))
    again = send_again(store, composed.digest.id, TO, now=NOW)
    assert isinstance(again, Delivery)
    assert (again.state, again.again) == (DeliveryState.PENDING, 1)


def test_who_left_is_sent_nothing(store: Store, sent: DigestId) -> None:
    unsubscribe(store, ANN, NOW)
    assert send_again(store, sent, TO, now=NOW) is Refused.ENDED


def test_a_stranger_is_sent_nothing(store: Store, sent: DigestId) -> None:
    assert send_again(store, sent, "evil@example.org", now=NOW) is Refused.STRANGER
    assert send_again(store, DigestId("nothing"), TO, now=NOW) is Refused.STRANGER
