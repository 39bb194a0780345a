"""Two people at one thing: nobody undoes without knowing it what another saved meanwhile."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from monitor.model.digests import SubscriptionId
from monitor.model.outlets import OutletId
from monitor.model.watches import WatchId
from monitor.services.farewells import Reader, unsubscribe
from tests.builders import NOW
from tests.web.conftest import Desk

WATCH = {"name": "Bridges", "query": "bridge"}
SUBSCRIPTION = {
    "name": "Together",
    "which": "all",
    "rhythm": "daily",
    "times": "07:00",
    "zone": "UTC",
    "channel": "folder",
    "to": "one\ntwo",
    "language": "en",
}
OUTLET = {"name": "Example", "languages": "en", "country": "GB", "rank": "2"}


def seen(text: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', text)
    assert found, "the form does not say of what it was made"
    return found[1]


@pytest.fixture
def watch(desk: Desk) -> Iterator[str]:
    desk.post("/watches", WATCH)
    yield "/watches/bridges"
    desk.post("/watches/bridges/remove", {})


def test_a_watch_that_another_changed_is_not_overwritten_unseen(desk: Desk, watch: str) -> None:
    mine = {**WATCH, "id": "bridges", "query": "bridge OR tunnel", "seen": seen(desk.get(watch).text)}
    desk.post("/watches", {**WATCH, "id": "bridges", "query": "bridge NOT card"})
    refused = desk.post("/watches", mine)
    assert (refused.status, "Somebody else saved a change" in refused.text) == (400, True)
    assert ">bridge OR tunnel</textarea>" in refused.text
    with desk.app.store.reading() as work:
        kept = work.watches.named(WatchId("bridges"))
    assert kept is not None
    assert kept.query == "bridge NOT card"


def test_saved_once_more_it_takes_the_place_of_the_other(desk: Desk, watch: str) -> None:
    mine = {**WATCH, "id": "bridges", "query": "bridge OR tunnel", "seen": seen(desk.get(watch).text)}
    desk.post("/watches", {**WATCH, "id": "bridges", "query": "bridge NOT card"})
    again = desk.post("/watches", {**mine, "seen": seen(desk.post("/watches", mine).text)})
    assert (again.status, "Saved." in again.text, ">bridge OR tunnel</textarea>" in again.text) == (200, True, True)


def test_one_who_unsubscribed_meanwhile_is_not_subscribed_by_an_open_form(desk: Desk) -> None:
    desk.post("/subscriptions", SUBSCRIPTION)
    opened = desk.get("/subscriptions/together").text
    unsubscribe(desk.app.store, Reader(subscription=SubscriptionId("together"), recipient="two"), NOW)
    refused = desk.post("/subscriptions", {**SUBSCRIPTION, "id": "together", "seen": seen(opened)})
    with desk.app.store.reading() as work:
        kept = work.subscriptions.named(SubscriptionId("together"))
    desk.post("/subscriptions/together/remove", {})
    assert (refused.status, "Somebody else saved a change" in refused.text) == (400, True)
    assert kept is not None
    assert kept.recipients == ("one",)


def test_a_preview_is_no_new_look_at_what_is_kept(desk: Desk) -> None:
    desk.post("/subscriptions", SUBSCRIPTION)
    first = seen(desk.get("/subscriptions/together").text)
    desk.post("/subscriptions", {**SUBSCRIPTION, "id": "together", "times": "08:00"})
    preview = desk.get(f"/subscriptions/together?rhythm=daily&times=09:00&zone=UTC&name=Together&seen={first}").text
    desk.post("/subscriptions/together/remove", {})
    assert seen(preview) == first


def test_an_outlet_that_another_changed_is_not_overwritten_unseen(desk: Desk) -> None:
    opened = desk.get("/outlets/example/edit").text
    desk.post("/outlets/example", {**OUTLET, "rank": "1"})
    refused = desk.post("/outlets/example", {**OUTLET, "name": "Mine", "seen": seen(opened)})
    with desk.app.store.reading() as work:
        kept = work.outlets.named(OutletId("example"))
    desk.post("/outlets/example/remove", {})
    assert (refused.status, "Somebody else saved a change" in html.unescape(refused.text)) == (400, True)
    assert kept is not None
    assert (kept.rank, kept.name == "Mine") == (1, False)


def test_what_the_form_does_not_hold_overtakes_nobody(desk: Desk, watch: str) -> None:
    opened = seen(desk.get(watch).text)
    desk.post(f"{watch}/switch", {"to": "off"})
    answer = desk.post("/watches", {**WATCH, "id": "bridges", "query": "bridges", "seen": opened})
    assert answer.status == 200
    with desk.app.store.reading() as work:
        kept = work.watches.named(WatchId("bridges"))
    assert kept is not None
    assert (kept.query, kept.enabled) == ("bridges", False)


def test_a_watch_rests_goes_on_and_goes(desk: Desk, watch: str) -> None:
    desk.post("/subscriptions", {**SUBSCRIPTION, "which": "some", "watch": "bridges"})
    assert "until it is switched on" in desk.post(f"{watch}/switch", {"to": "off"}).text
    assert "is asked." in desk.post(f"{watch}/switch", {"to": "on"}).text
    asked = desk.get(f"{watch}/remove").text
    desk.post("/subscriptions/together/remove", {})
    assert "Told of this watch alone, and then of nothing: Together." in asked
    gone = desk.post(f"{watch}/remove", {})
    assert (gone.url.endswith("/watches?done=removed"), "Removed." in gone.text) == (True, True)
    assert desk.get(watch).status == desk.post(f"{watch}/remove", {}).status == 404


def test_a_declared_watch_is_changed_in_its_place_and_stands_again_when_that_is_removed(desk: Desk) -> None:
    declared = desk.app.declared.watches[0]
    path = f"/watches/{declared.id}"
    refused = desk.post(f"{path}/remove", {})
    assert (refused.status, f"config/watches/{declared.id}.toml" in refused.text) == (400, True)
    desk.post("/watches", {"id": declared.id, "name": "Mine", "query": declared.query})
    desk.post(f"{path}/remove", {})
    with desk.app.store.reading() as work:
        kept = work.watches.named(declared.id)
    assert kept is not None
    assert (kept.name, kept.declared) == (declared.name, True)
