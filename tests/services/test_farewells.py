"""A reader ends a subscription by a mail's link: whom it is for, what stays, and what nobody can forge."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from monitor.model.digests import DeliveryState, SubscriptionId
from monitor.model.farewells import SigningKey
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.services.farewells import (
    Reader,
    address_of,
    reader_of,
    renew_key,
    resubscribe,
    signing_key,
    token_of,
    unsubscribe,
)
from monitor.storage import Store
from tests.builders import NOW
from tests.fakes import FakeChannel, clock_at
from tests.services.test_ledger import HOUR, READER, add_story, begin

KEY = SigningKey(number=1, value=b"k" * 32)
ANN = Reader(subscription=READER.id, recipient="a@example.org")
TWO = replace(READER, recipients=("a@example.org", "b@example.org"))
TEXT = some.text(some.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=40)


@given(subscription=TEXT, recipient=TEXT)
def test_a_token_says_whose_it_is_in_letters_that_an_address_takes(subscription: str, recipient: str) -> None:
    reader = Reader(subscription=SubscriptionId(subscription), recipient=recipient)
    token = token_of(reader, KEY)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", token)
    assert reader_of(token, (KEY,)) == reader


@given(some.text(max_size=80))
def test_what_no_key_signed_is_nobodys(token: str) -> None:
    assert reader_of(token, (KEY,)) is None


def test_a_token_of_which_one_sign_was_changed_is_nobodys() -> None:
    token = token_of(ANN, KEY)
    changed = {token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(len(token))}
    assert {reader_of(one, (KEY,)) for one in changed} == {None}


def test_a_token_of_another_key_is_nobodys() -> None:
    assert reader_of(token_of(ANN, KEY), (replace(KEY, value=b"x" * 32),)) is None


def test_links_go_on_working_when_the_key_is_renewed_until_the_old_one_is_forgotten(store: Store) -> None:
    old = token_of(ANN, signing_key(store, NOW))
    renew_key(store, NOW)
    new = token_of(ANN, signing_key(store, NOW))
    assert old != new
    with store.begin() as work:
        assert [reader_of(one, work.signing_keys.all()) for one in (old, new)] == [ANN, ANN]
        assert work.signing_keys.forget_before_last() == 1
        assert [reader_of(one, work.signing_keys.all()) for one in (old, new)] == [None, ANN]


def test_a_mail_carries_its_own_readers_link_and_no_other(store: Store) -> None:
    begin(store, TWO)
    digests_due(store, now=NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW), desk="https://news.example.org/desk/")
    links = {to: message.unsubscribe for message, to in channel.sent}
    key = signing_key(store, NOW)
    assert links == {
        to: address_of(Reader(subscription=TWO.id, recipient=to), key, "https://news.example.org/desk")
        for to in TWO.recipients
    }
    for message, to in channel.sent:
        assert links[to] in message.part("html")
        assert message.part("text").endswith(f"Unsubscribe:\n{links[to]}\n")


def test_without_a_desk_that_readers_reach_there_is_no_link(store: Store) -> None:
    begin(store)
    digests_due(store, now=NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    ((message, _),) = channel.sent
    assert (message.unsubscribe, "Unsubscribe" in message.part("text")) == ("", False)


def test_only_that_recipient_is_told_no_longer_and_nothing_that_waits_goes_out(store: Store) -> None:
    begin(store, TWO)
    add_story(store, 1, NOW - HOUR)
    digests_due(store, now=NOW)
    unsubscribe(store, ANN, NOW)
    unsubscribe(store, ANN, NOW + HOUR)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    with store.reading() as work:
        assert [to for _, to in channel.sent] == ["b@example.org"]
        assert work.subscriptions.all()[0].recipients == ("b@example.org",)


def test_a_declared_reader_who_left_is_not_brought_back_by_the_next_start(store: Store) -> None:
    with store.begin() as work:
        work.subscriptions.declare((TWO,))
    unsubscribe(store, ANN, NOW)
    with store.begin() as work:
        work.subscriptions.declare((TWO,))
        assert work.subscriptions.all()[0].recipients == ("b@example.org",)


def test_a_change_of_mind_brings_back_also_what_was_stopped(store: Store) -> None:
    begin(store)
    digests_due(store, now=NOW)
    unsubscribe(store, ANN, NOW)
    resubscribe(store, ANN, NOW)
    channel = FakeChannel()
    deliver(store, lambda _: channel, clock=clock_at(NOW))
    assert [to for _, to in channel.sent] == ["a@example.org"]


def test_a_change_of_mind_outlives_an_edit_of_the_subscription(store: Store) -> None:
    begin(store, TWO)
    unsubscribe(store, ANN, NOW)
    with store.begin() as work:
        work.subscriptions.add(replace(work.subscriptions.all()[0], name="Evening"))
        assert work.subscriptions.all()[0].recipients == ("b@example.org",)
    resubscribe(store, ANN, NOW)
    with store.reading() as work:
        assert set(work.subscriptions.all()[0].recipients) == {"a@example.org", "b@example.org"}


def test_a_person_who_writes_the_address_into_the_list_again_takes_it_up(store: Store) -> None:
    begin(store)
    unsubscribe(store, ANN, NOW)
    with store.begin() as work:
        work.subscriptions.add(READER)
        assert (work.farewells.all(), work.subscriptions.all()[0].recipients) == ((), ("a@example.org",))


@pytest.mark.parametrize("change", [{"paused": True}, {"recipients": ()}])
def test_for_nobody_nothing_is_composed_and_what_waits_comes_after(store: Store, change: dict[str, object]) -> None:
    begin(store, replace(READER, **change))  # type: ignore[arg-type]
    story = add_story(store, 1, NOW - HOUR)
    assert digests_due(store, now=NOW) == ()
    with store.begin() as work:
        work.subscriptions.add(READER)
    (composed,) = digests_due(store, now=NOW + timedelta(days=1))
    assert composed.digest.stories == {story}


def test_a_subscription_that_its_reader_left_can_be_ended_and_taken_up_again(store: Store) -> None:
    begin(store, TWO)
    unsubscribe(store, ANN, NOW)
    with store.begin() as work:
        assert work.subscriptions.remove(TWO.id)
        assert work.subscriptions.all() == ()
        work.subscriptions.add(replace(TWO, recipients=("b@example.org",)))
        assert work.subscriptions.all()[0].recipients == ("b@example.org",)


def test_a_link_to_a_subscription_that_never_was_changes_nothing(store: Store) -> None:
    unsubscribe(store, Reader(subscription=SubscriptionId("nothing"), recipient="a@example.org"), NOW)
    with store.reading() as work:
        assert work.farewells.all() == ()


def test_what_was_stopped_says_why(store: Store) -> None:
    begin(store)
    digests_due(store, now=NOW)
    unsubscribe(store, ANN, NOW)
    with store.reading() as work:
        (stopped,) = work.deliveries.recent(9)
    assert (stopped.state, stopped.error) == (DeliveryState.FAILED, "the reader unsubscribed before this was sent")
