"""What becomes of a delivery (monitor.model.digests)."""

from __future__ import annotations

from datetime import timedelta

from monitor.digests import address
from monitor.model.digests import RETRY_WAITS, Delivery, DeliveryState
from monitor.model.errors import DeliveryError
from monitor.model.messages import Receipt
from tests.digests.digest_builders import NOW, digest, subscription


def delivery() -> Delivery:
    return address(digest(), subscription(), NOW)[0]


def test_a_failure_is_tried_again_after_a_wait_that_grows() -> None:
    one, waits = delivery(), []
    for _ in range(4):
        one = one.claimed().failed(NOW, DeliveryError("down"))
        waits.append(one.due - NOW)
    assert one.state is DeliveryState.PENDING
    assert waits == [timedelta(minutes=m) for m in (1, 5, 15, 30)]


def test_the_wait_that_was_asked_for_is_kept() -> None:
    asked = DeliveryError("429", retry_after=timedelta(hours=2))
    assert delivery().claimed().failed(NOW, asked).due == NOW + timedelta(hours=2)


def test_what_cannot_be_helped_and_what_took_too_long_has_failed() -> None:
    refused = delivery().claimed().failed(NOW, DeliveryError("no such user", permanent=True))
    one = delivery()
    for _ in range(len(RETRY_WAITS) + 1):
        assert one.state is DeliveryState.PENDING
        one = one.claimed().failed(NOW, DeliveryError("down"))
    assert (refused.state, one.state) == (DeliveryState.FAILED, DeliveryState.FAILED)


def test_a_try_that_ended_without_an_answer_is_unknown_and_marks_all_later_ones() -> None:
    unsure = delivery().claimed().failed(NOW, DeliveryError("broke off", uncertain=True))
    sure = unsure.claimed().failed(NOW, DeliveryError("down"))
    assert (unsure.state, unsure.possibly_repeated) == (DeliveryState.UNKNOWN, False)
    assert (sure.state, sure.possibly_repeated) == (DeliveryState.PENDING, True)
    assert not delivery().claimed().failed(NOW, DeliveryError("down")).claimed().possibly_repeated


def test_parts_are_counted_and_the_first_gives_its_name() -> None:
    one = delivery().claimed().took(Receipt(provider_id="C1/1", parts_done=1, is_whole=False))
    two = one.took(Receipt(provider_id="C1/2", parts_done=2))
    assert (two.parts_done, two.provider_id) == (2, "C1/1")
