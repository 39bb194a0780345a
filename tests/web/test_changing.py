"""The pages that change things, over HTTP and without a browser: outlets, who is told, what is sent again."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest

from monitor.model.digests import DeliveryState, SubscriptionId
from monitor.model.outlets import OutletId
from monitor.model.watches import WatchId
from monitor.services.deliver import deliver
from tests.fakes import FakeChannel
from tests.web.conftest import NEWCOMER, Desk
from tests.web.test_desk import Tags

PATIENCE_SECONDS = 60
SUBSCRIPTION = {
    "name": "Evening",
    "which": "all",
    "rhythm": "weekdays",
    "times": "18:00",
    "zone": "Europe/Warsaw",
    "channel": "mail",
    "to": "a@example.org\nb@example.org",
    "language": "pl",
    "quiet_days": "weekly",
}
OUTLET = {"name": "The Newcomer", "languages": "en uk", "country": "gb", "rank": "3"}


def looked_at(desk: Desk, path: str, form: dict[str, str]) -> tuple[str, str]:
    """The id of a look and its page when it is over."""
    first = desk.post(path, form)
    look = re.search(r"/outlets/looks/([\w-]+)", first.text + first.url)
    assert look is not None, first.text
    end = time.monotonic() + PATIENCE_SECONDS
    while "/progress" in (page := desk.get(f"/outlets/looks/{look[1]}").text):
        assert time.monotonic() < end
        time.sleep(0.05)
    return look[1], page


def boxes(page: str) -> dict[str, bool]:
    """The addresses that a page offers, and which of them are chosen."""
    found = [
        attributes for tag, attributes in Tags(page).found if attributes.get("name") == "source" and tag == "input"
    ]
    return {str(one["value"]): "checked" in one for one in found}


def test_a_home_page_leads_to_what_can_be_followed_and_the_least_of_it_is_chosen(desk: Desk) -> None:
    _, page = looked_at(desk, "/outlets/looks", {"address": "newcomer.example"})
    assert boxes(page) == {f"{NEWCOMER}feed": True, f"{NEWCOMER}few": False}
    assert "brought by those taken" in page


def test_a_feed_that_is_named_is_the_one_that_is_chosen(desk: Desk) -> None:
    _, page = looked_at(desk, "/outlets/looks", {"address": f"{NEWCOMER}few"})
    assert boxes(page) == {f"{NEWCOMER}feed": False, f"{NEWCOMER}few": True}
    assert 'value="The Newcomer"' in page


def test_an_outlet_is_kept_as_the_form_says(desk: Desk) -> None:
    look, _ = looked_at(desk, "/outlets/looks", {"address": NEWCOMER})
    kept = desk.post("/outlets", OUTLET | {"look": look, "source": f"{NEWCOMER}few"})
    with desk.app.store.reading() as work:
        outlet = work.outlets.named(OutletId("newcomer"))
    assert kept.url.endswith("/outlets/newcomer?done=added")
    assert outlet is not None
    assert (outlet.name, outlet.languages, outlet.country, outlet.zone, outlet.rank, [one.url for one in outlet.sources]) == (
        "The Newcomer", ("en", "uk"), "GB", "Europe/London", 3, [f"{NEWCOMER}few"],
    )  # fmt: skip
    assert "is known already" in looked_at(desk, "/outlets/looks", {"address": NEWCOMER})[1]
    assert "Remove The Newcomer?" in desk.get("/outlets/newcomer/remove").text
    assert desk.post("/outlets/newcomer/remove", {}).url.endswith("/outlets?done=removed")
    assert desk.get("/outlets/newcomer").status == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"country": "XX"}, "no country"),
        ({"languages": "English!"}, "no language"),
        ({"name": ""}, "an outlet has a name"),
        ({"source": "https://elsewhere.example/feed"}, "Choose at least one address"),
        ({"source": "https://example.org/feed"}, "Choose at least one address"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(desk: Desk, change: dict[str, str], said: str) -> None:
    look, _ = looked_at(desk, "/outlets/looks", {"address": NEWCOMER})
    answer = desk.post("/outlets", OUTLET | {"look": look, "source": f"{NEWCOMER}feed"} | change)
    assert (answer.status, said in html.unescape(answer.text)) == (400, True)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://nowhere.example/", "Nothing answers at https://nowhere.example/. No answer came; check the address"),
        ("https://silent.example/", "Nothing here can be followed."),
    ],
)
def test_a_site_that_gives_nothing_is_told_with_advice(desk: Desk, address: str, said: str) -> None:
    assert said in looked_at(desk, "/outlets/looks", {"address": address})[1]


@pytest.mark.parametrize("address", ["nonsense", "ftp://example.org/", "", "javascript:alert(1)"])
def test_an_address_that_is_none_is_told(desk: Desk, address: str) -> None:
    answer = desk.post("/outlets/looks", {"address": address})
    assert (answer.status, "no web address" in answer.text) == (400, True)


def test_when_a_look_is_over_an_open_page_is_made_anew(desk: Desk) -> None:
    look, _ = looked_at(desk, "/outlets/looks", {"address": NEWCOMER})
    assert desk.get(f"/outlets/looks/{look}/progress").headers["hx-refresh"] == "true"


@pytest.mark.parametrize("path", ["/outlets/looks/nothing", "/outlets/nothing/edit", "/subscriptions/nothing"])
def test_what_is_not_there_is_said(desk: Desk, path: str) -> None:
    assert desk.get(path).status == 404


def test_an_outlet_is_checked_and_nothing_is_kept(desk: Desk) -> None:
    _, page = looked_at(desk, "/outlets/example/check", {})
    assert "Every source is in order." in page
    with desk.app.store.reading() as work:
        assert work.sources.states() == ()


def test_a_declared_outlet_is_edited_in_its_place_and_stands_again_when_that_is_removed(desk: Desk) -> None:
    assert "is declared in config/outlets/example.toml" in desk.get("/outlets/example/edit").text
    assert desk.post("/outlets/example/remove", {}).status == 400
    fields = {"name": "Example Weekly", "languages": "en", "country": "GB", "rank": "1"}
    assert "Example Weekly" in desk.post("/outlets/example", fields).text
    desk.post("/outlets/example/remove", {})
    assert "Example Daily" in desk.get("/outlets/example").text


def test_an_outlet_is_switched_off_and_on(desk: Desk) -> None:
    assert "Switched off" in desk.post("/outlets/other/switch", {"to": "off"}).text
    assert 'value="on"' in desk.get("/outlets").text
    assert "Switched on" in desk.post("/outlets/other/switch", {"to": "on"}).text


def kept(desk: Desk, name: str = "evening"):  # type: ignore[no-untyped-def]
    with desk.app.store.reading() as work:
        return work.subscriptions.named(SubscriptionId(name))


def test_a_subscription_is_written_shown_changed_paused_and_ended(desk: Desk) -> None:
    assert desk.post("/subscriptions", SUBSCRIPTION).url.endswith("/subscriptions/evening?done=saved")
    one = kept(desk)
    assert (one.recipients, one.language, one.schedule.zone) == (
        ("a@example.org", "b@example.org"),
        "pl",
        "Europe/Warsaw",
    )
    desk.post("/subscriptions", SUBSCRIPTION | {"id": "evening", "rhythm": "at-once", "most": "2"})
    assert kept(desk).schedule.at_once == 2
    assert kept(desk).created_at == one.created_at
    assert "Paused: nothing is composed" in desk.post("/subscriptions/evening/pause", {"to": "paused"}).text
    assert kept(desk).paused
    desk.post("/subscriptions/evening/pause", {"to": "on"})
    assert (
        "told to nobody" in desk.get("/subscriptions/evening/remove").text
        or "No story" in desk.get("/subscriptions/evening/remove").text
    )
    assert kept(desk) is not None
    desk.post("/subscriptions/evening/remove", {})
    assert kept(desk) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "has a name"),
        ({"name": "Morning"}, "already"),
        ({"times": "25:00"}, "no time of day"),
        ({"zone": "Europe/Nowhere"}, "no time zone"),
        ({"rhythm": "free", "free": "whenever"}, "no time of day"),
        ({"rhythm": "at-once", "quiet_from": "22:00"}, "schedule"),
        ({"which": "some"}, "choose one watch"),
        ({"which": "some", "watch": "nothing"}, "no watch 'nothing'"),
        ({"channel": "pigeon"}, "no channel 'pigeon'"),
        ({"to": "nobody"}, "no mail address"),
        ({"to": " \n "}, "nobody is named"),
    ],
)
def test_a_subscription_that_cannot_be_stays_in_the_form(desk: Desk, change: dict[str, str], said: str) -> None:
    answer = desk.post("/subscriptions", SUBSCRIPTION | {"name": "Night"} | change)
    assert (answer.status, said in html.unescape(answer.text)) == (400, True), answer.text
    assert kept(desk, "night") is None


def test_a_preview_shows_when_and_what_and_keeps_nothing(desk: Desk) -> None:
    asked = "/subscriptions/new?name=Night&which=all&rhythm=weekly&day=fri&times=08%3A00&zone=Asia%2FTokyo&language=ja"
    page = desk.get(asked).text
    assert "2026-11-06 08:00 JST" in page
    address = str(next(a["src"] for tag, a in Tags(page).found if tag == "iframe"))
    assert "NATO" in desk.get(address).text
    assert kept(desk, "night") is None


def test_while_a_form_is_filled_in_what_is_wrong_is_said(desk: Desk) -> None:
    assert "no time of day" in desk.get("/subscriptions/draft?name=x&rhythm=daily&times=25:00").text


def test_the_editor_of_a_watch_adds_it_to_a_subscription(desk: Desk) -> None:
    form = SUBSCRIPTION | {"name": "Some", "which": "some", "watch": "nato-japan"}
    desk.post("/subscriptions", form)
    assert "tell Some too" in desk.get("/watches/new").text
    desk.post("/watches", {"name": "Decks", "query": "deck", "subscription": "some"})
    assert kept(desk, "some").watches == (WatchId("nato-japan"), WatchId("decks"))
    desk.post("/subscriptions/some/remove", {})


def test_composed_now_twice_with_one_form_is_composed_once(desk: Desk, tmp_path: Path) -> None:
    form = SUBSCRIPTION | {"name": "Now", "channel": "folder", "to": str(tmp_path)}
    desk.post("/subscriptions", form)
    until = kept(desk, "now").covered_until.isoformat()
    first = desk.post("/subscriptions/now/now", {"covered_until": until})
    second = desk.post("/subscriptions/now/now", {"covered_until": until})
    assert "/digests/" in first.url
    assert first.url == second.url
    desk.post("/subscriptions/now/remove", {})


@pytest.fixture
def sent(desk: Desk) -> str:
    """The address of the morning's digest, sent."""
    deliver(desk.app.store, lambda _: FakeChannel(), clock=desk.app.clock)
    with desk.app.store.reading() as work:
        (digest,) = work.digests.last_of(SubscriptionId("morning"), 1)
    return f"/digests/{digest.id}"


def test_a_digest_is_sent_again_once_however_often_the_button_is_pressed(desk: Desk, sent: str) -> None:
    assert 'name="again" value="1"' in desk.get(sent).text
    for _ in range(2):
        assert "is sent again within seconds" in desk.post(f"{sent}/again", {"recipient": "digests", "again": "1"}).text
    with desk.app.store.reading() as work:
        states = [one.state for one in work.deliveries.recent(50) if one.again]
    assert states == [DeliveryState.PENDING]
    refused = desk.post(f"{sent}/again", {"recipient": "digests", "again": "2"})
    assert (refused.status, "on its way already" in refused.text) == (409, True)
    for number in ("often", "0", "9" * 5_000):
        assert desk.post(f"{sent}/again", {"recipient": "digests", "again": number}).status == 400
    deliver(desk.app.store, lambda _: FakeChannel(), clock=desk.app.clock)
    assert "sent again at your request" in desk.get(sent).text


def test_a_channel_is_tried(desk: Desk, tmp_path: Path) -> None:
    answer = desk.post("/channels/folder", {"to": str(tmp_path / "trial")})
    assert "A test message was sent" in answer.text
    assert (tmp_path / "trial" / "digest.txt").exists()


def test_a_channel_that_does_not_work_is_told(desk: Desk) -> None:
    answer = desk.post("/channels/slack", {"to": "#news"})
    assert (answer.status, "FARWATCH_SLACK_WEBHOOK" in answer.text) == (400, True)


def test_a_channel_that_is_none_is_told(desk: Desk) -> None:
    answer = desk.post("/channels/pigeon", {"to": "#news"})
    assert (answer.status, "There is no such channel." in answer.text) == (404, True)


CHANGES = (
    "/outlets",
    "/outlets/looks",
    "/outlets/example",
    "/outlets/example/switch",
    "/outlets/example/remove",
    "/outlets/example/check",
    "/subscriptions",
    "/subscriptions/morning/pause",
    "/subscriptions/morning/now",
    "/subscriptions/morning/remove",
    "/watches/nato-japan/switch",
    "/watches/nato-japan/remove",
    "/channels/folder",
    "/digests/any/again",
)


@pytest.mark.parametrize("path", CHANGES)
def test_no_page_of_another_site_changes_anything(desk: Desk, path: str) -> None:
    assert desk.post(path, {}, Origin="https://evil.example").status == 403
