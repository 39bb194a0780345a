"""The page behind a mail's link to unsubscribe: no login, nothing by a GET, one click by a mail program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitor.model.digests import SubscriptionId
from monitor.services.farewells import Reader, signing_key, token_of
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.test_changing import SUBSCRIPTION

ANN = "a@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
# A mail program's server posts without any of a browser's words; a webmail's page may post from its own origin.
SENDERS: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null", "Referer": "https://mail.example/"},
)


@pytest.fixture
def link(desk: Desk) -> Iterator[str]:
    desk.post("/subscriptions", SUBSCRIPTION | {"name": "List"})
    yield link_of(desk, "list", ANN)
    desk.post("/subscriptions/list/remove", {})


def link_of(desk: Desk, subscription: str, recipient: str) -> str:
    reader = Reader(subscription=SubscriptionId(subscription), recipient=recipient)
    return f"/u/{token_of(reader, signing_key(desk.app.store, NOW))}"


def recipients(desk: Desk) -> tuple[str, ...]:
    with desk.app.store.reading() as work:
        kept = work.subscriptions.named(SubscriptionId("list"))
    assert kept is not None
    return kept.recipients


def test_a_link_that_is_opened_asks_and_changes_nothing(desk: Desk, link: str) -> None:
    page = desk.get(link, **{"Accept-Language": "de"})
    assert "Zrezygnować z subskrypcji „List”?" in page.text
    assert len(recipients(desk)) == 2


@pytest.mark.parametrize("headers", SENDERS)
def test_one_click_unsubscribes_that_recipient_from_anywhere(desk: Desk, link: str, headers: dict[str, str]) -> None:
    answer = desk.post(link, ONE_CLICK, **headers)
    assert answer.status == 200
    assert recipients(desk) == ("b@example.org",)
    assert "a@example.org" in desk.get("/subscriptions/list").text


def test_a_change_of_mind_is_one_click_as_well(desk: Desk, link: str) -> None:
    assert "take_back" in desk.post(link, ONE_CLICK).text
    desk.post(link, {"take_back": "yes"})
    assert set(recipients(desk)) == {ANN, "b@example.org"}


def test_when_the_last_one_leaves_the_subscription_stays_and_says_so(desk: Desk, link: str) -> None:
    for name in (ANN, "b@example.org"):
        desk.post(link_of(desk, "list", name), ONE_CLICK)
    assert "Nobody is told: every recipient is gone." in desk.get("/subscriptions/list").text
    assert "nobody is told" in desk.get("/digests").text


def test_the_answer_is_the_same_for_who_is_told_and_who_never_was(desk: Desk, link: str) -> None:
    known, unknown = link, link_of(desk, "list", "c@example.org")
    for ask in (desk.get, lambda path: desk.post(path, ONE_CLICK)):
        first, second = ask(known), ask(unknown)
        strip = (known, ANN), (unknown, "c@example.org")
        texts = [
            one.text.replace(path, "").replace(name, "")
            for one, (path, name) in zip((first, second), strip, strict=True)
        ]
        assert (first.status, texts[0]) == (second.status, texts[1])


@pytest.mark.parametrize("token", ["x", "x" * 40, "MQ" + "0" * 32, "%F0%9F%98%80"])
def test_what_we_did_not_sign_does_nothing(desk: Desk, link: str, token: str) -> None:
    assert desk.get(f"/u/{token}").status == 404
    assert desk.post(f"/u/{token}", ONE_CLICK).status == 404
    assert len(recipients(desk)) == 2


def test_nothing_beside_the_one_click_may_come_from_elsewhere(desk: Desk, link: str) -> None:
    elsewhere = {"Origin": "https://mail.example"}
    assert desk.post(f"{link}/more", ONE_CLICK, **elsewhere).status == 404
    assert desk.post("/u/", ONE_CLICK, **elsewhere).status == 404
    assert desk.post("/subscriptions/list/remove", ONE_CLICK, **elsewhere).status == 403


def test_the_page_has_nothing_of_the_desk_around_it(desk: Desk, link: str) -> None:
    text = desk.get(link).text
    assert "<nav" not in text
    assert "<script" not in text


def test_a_link_works_under_the_name_that_readers_know_and_the_desk_does_not(desk: Desk, link: str) -> None:
    elsewhere = {"Host": "news.example.org"}
    assert desk.get(link, **elsewhere).status == 200
    assert desk.get("/static/desk.css", **elsewhere).status == 200
    assert desk.post(link, ONE_CLICK, **elsewhere).status == 200
    assert [desk.get(path, **elsewhere).status for path in ("/", "/digests", "/u/x/../../digests")] == [400] * 3
