"""What the operations give and refuse."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.api.table import OPERATIONS
from monitor.model.digests import SubscriptionId
from tests.api.conftest import Api
from tests.builders import NOW
from tests.storage.values import keep_story, opens, url

STORY = f"/stories/{opens(1).story}"
ONE = "url=https%3A%2F%2Fexample.org%2Fnews%2F"
# Odd things in every place where a word may stand.
ODD = (
    "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%F0%9F%98%80", "%0d%0aSet-Cookie:x=1", "..%2f..", "%2e%2e", "%27%3B--",
    "9" * 40, "-1", "1e999", "NaN", "%7B%7B7*7%7D%7D", "a" * 5_000,
)  # fmt: skip


def addresses() -> list[str]:
    named = {"story": STORY.rpartition("/")[2], "watch": "nato-japan", "outlet": "example", "concept": "japan"}
    named |= {"subscription": "morning", "digest": "x", "decision": "1", "proposal": "1", "channel": "folder"}
    return sorted({one.path.format(**named) for one in OPERATIONS if one.method == "GET"})


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_an_address_are_refused_in_a_sentence(shared: Api, odd: str) -> None:
    for one in OPERATIONS:
        names = [part[1:-1] for part in one.path.split("/") if part.startswith("{")]
        path = one.path.format(**dict.fromkeys(names, odd))
        query = "&".join(f"{name}={odd}" for name in one.query.__struct_fields__)
        for asked in {path, f"{path}?{query}"} if one.method == "GET" or names else {f"{path}?{query}"}:
            answer = shared.ask(one.method, f"/api/v1{asked}", {} if one.has_body else None)
            assert answer.status < 500 or (answer.status == 503 and "visits no sites" in answer.body.decode()), (
                asked,
                answer,
            )
            assert answer.status < 400 or answer.json["error"]["sentence"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"[" * 100_000, 422),
        (b'{"name":' + b"[" * 100_000, 422),
        (b'{"x":' + b'{"x":' * 20_000, 422),
        (b'{"name": "\\ud800", "query": "nato"}', 400),
        (b'{"name": "a\\u0000b", "query": "nato"}', 422),
        (b'{"name": "a", "query": "nato\\u0000"}', 422),
        (b'{"name": "a", "query": "nato", "order": 99999999999999999999999999}', 422),
        (b'{"name": "a", "query": "nato", "order": 1e400}', 422),
        (b'{"name": "a", "query": "nato", "stranger": 1}', 422),
        (b'{"name": "a", "query": "' + b"(" * 15_000 + b'"}', 400),
        (b'{"name": "a", "query": "' + b"NOT " * 4_000 + b'nato"}', 400),
        (b'{"name": "' + b"a" * 10_000_000 + b'"}', 413),
    ],
    ids=range(17),
)
def test_odd_bodies_are_refused_in_a_sentence(shared: Api, body: bytes, status: int) -> None:
    answer = shared.put("/watches/odd", body)
    assert answer.status in (status, 400, 422) if status != 413 else answer.status == 413, answer.body[:300]
    assert answer.json["error"]["sentence"]
    assert shared.get("/watches/odd").status == 404


def test_another_type_than_json_is_refused(shared: Api) -> None:
    answer = shared.put("/watches/odd", b"name=x", content_type="application/x-www-form-urlencoded")
    assert (answer.status, answer.json["error"]["where"]) == (415, "header.content-type")


def test_who_takes_no_json_is_told(shared: Api) -> None:
    assert shared.get("/watches", accept="image/png").status == 406
    assert shared.get("/watches", accept="text/html, */*;q=0.1").status == 200


@pytest.mark.parametrize("method", ["POST", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_a_method_that_is_not_for_an_address_is_told_which_are(shared: Api, method: str) -> None:
    answer = shared.ask(method, "/api/v1/watches/nato-japan")
    assert (answer.status, answer.headers["allow"]) == (405, "DELETE, GET, HEAD, PUT")


@pytest.mark.parametrize(
    "path", ["/nothing", "/stories/", "//", "/watches/a/b/c", "/stories/nothing", "/digests/nothing"]
)
def test_what_is_not_there_is_said_in_json(shared: Api, path: str) -> None:
    answer = shared.get(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/json")
    assert answer.json["error"]["sentence"]


@pytest.mark.parametrize("path", ["/stories?q=%40nato+AND", "/articles?q=%40nato+AND", "/trial?query=%40nato+AND"])
def test_a_query_that_cannot_be_read_is_told_with_its_column(shared: Api, path: str) -> None:
    answer = shared.get(path)
    assert (answer.status, answer.json["error"]["line"], answer.json["error"]["column"]) == (400, 1, 10)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=0", "query.limit"),
        ("limit=x", "query.limit"),
        ("limit=1&limit=2", "query.limit"),
        ("stranger=1", "query"),
        ("day=2026-13-01", "query.day"),
        ("cursor=x", "query.cursor"),
        ("cursor=WzFd", "query.cursor"),
        ("watch=nobody", "query.watch"),
    ],
)
def test_a_wrong_parameter_is_named(shared: Api, query: str, where: str) -> None:
    answer = shared.get(f"/stories?{query}")
    assert answer.status in (400, 404)
    assert answer.json["error"]["where"] == where


def test_the_last_day_of_the_calendar_is_a_day(shared: Api) -> None:
    assert shared.get("/stories?day=9999-12-31").json == {"items": [], "next": None}


def test_stories_have_the_shape_of_the_command_line(shared: Api) -> None:
    (story,) = shared.get("/stories?outlet=other").json["items"]
    assert set(story) == {"id", "title", "first_seen", "articles"}
    assert story["first_seen"] == "2026-11-02T07:00:00+00:00"
    lead = {"url", "outlet", "language", "title", "published", "relation", "method", "score", "sources"}
    assert set(story["articles"][0]) == lead


@pytest.mark.parametrize(
    ("query", "stories"),
    [("", [1, 3]), ("q=tokio", [1]), ("language=pl", [1]), ("day=2026-11-01", [3]), ("watch=nato-japan&limit=1", [1])],
)
def test_stories_are_narrowed(shared: Api, query: str, stories: list[int]) -> None:
    found = shared.get(f"/stories?{query}").json["items"]
    assert [one["id"] for one in found] == [opens(number).story for number in stories]


def test_articles_are_searched_a_page_at_a_time(shared: Api) -> None:
    first = shared.get("/articles?q=japan&limit=1").json
    second = shared.get(f"/articles?q=japan&limit=1&cursor={first['next']}").json
    urls = [one["url"] for one in (*first["items"], *second["items"])]
    assert len(set(urls)) == 2
    assert set(urls) <= {url(1), url(2), url(3)}


def test_an_article_says_its_text_matches_story_and_changes(shared: Api) -> None:
    whole = shared.get(f"/article?{ONE}3").json
    assert (whole["story"], whole["revisions"]) == (opens(3).story, 1)
    assert whole["text"].startswith("Japan will open")
    (change,) = shared.get(f"/article/changes?{ONE}3").json["changes"]
    assert change["raised"]
    said = shared.get(f"/article/explanation?{ONE}3&watch=nato-japan").json
    assert (said["watches"], said["relation"]) == ({"nato-japan": True}, "lead")


def test_a_concept_has_every_form(shared: Api) -> None:
    found = shared.get("/concepts/japan").json
    assert {"language": "uk", "form": "Японією", "generated": True} in found["forms"]


def test_an_outlet_says_how_it_does(shared: Api) -> None:
    page = shared.get("/outlets/example").json
    assert (page["declared"], page["health"]["failing"]) == (True, False)
    assert page["outlet"]["sources"][0]["url"] == "https://example.org/feed"
    assert shared.get("/outlets/example/visits").json == {
        "items": [{"source": "https://example.org/feed", "visits": []}]
    }


def test_a_site_is_probed_and_nothing_is_kept(shared: Api) -> None:
    found = shared.post("/probes", {"url": "https://gazette.example/"})
    assert (found.status, found.json["name"]) == (200, "Gazette")
    assert shared.get("/outlets/gazette").status == 404


def test_a_digest_is_read_as_it_was_sent(shared: Api) -> None:
    (brief,) = shared.get("/digests?subscription=morning").json["items"]
    assert brief["stories"] == [opens(1).story]
    assert {one["state"] for one in brief["deliveries"]} == {"pending", "sent"}
    sent = f"/digests/{brief['id']}/sent"
    assert "Japan to open mission" in shared.get(f"{sent}?reading=text").body.decode()
    html = shared.get(f"{sent}?reading=html")
    assert (html.headers["content-type"], "sandbox" in html.headers["content-security-policy"]) == (
        "text/html; charset=utf-8",
        True,
    )
    assert shared.get(sent).json["stories"][0]["headline"] == "Japan to open mission to NATO"


def test_the_service_says_how_it_does(shared: Api) -> None:
    overview = shared.get("/overview").json
    assert (overview["articles"], overview["late"], overview["undelivered"]) == (3, 0, 1)
    assert overview["undelivered_late"] == 3600.0
    assert any("wait to be polled" in one["wrong"] for one in shared.get("/findings").json["items"])
    assert shared.get("/health").json == {"status": "ok"}


def test_what_was_seen_before_is_not_sent_again(shared: Api) -> None:
    for path in addresses():
        answer = shared.get(path)
        if answer.status != 200:
            continue
        again = shared.get(path, if_none_match=f'"other", W/{answer.headers["etag"]}')
        assert (again.status, again.body) == (304, b""), path
        assert shared.get(path, if_none_match='"other"').status == 200
        assert shared.ask("HEAD", f"/api/v1{path}").headers["etag"] == answer.headers["etag"]


def test_pages_stay_whole_while_stories_come(api: Api) -> None:
    with api.app.store.begin() as work:
        for number in range(10, 20):
            keep_story(work, number, watch=None, at=NOW)
    seen, cursor, coming = [], "", iter(range(20, 40))
    while cursor is not None:
        page = api.get(f"/stories?limit=3&cursor={cursor}").json
        seen += [story["id"] for story in page["items"]]
        cursor = page["next"]
        with api.app.store.begin() as work:
            keep_story(work, next(coming), watch=None, at=NOW + timedelta(hours=1))
    assert len(seen) == len(set(seen)) == 12
    assert set(seen) == {opens(number).story for number in (1, 3, *range(10, 20))}


def test_a_watch_that_was_put_is_got_as_it_was(api: Api) -> None:
    wanted = {"name": "Missions “ї”", "query": "mission", "order": 7, "enabled": False}
    made = api.put("/watches/missions", wanted)
    assert made.status == 201
    got = api.get("/watches/missions")
    assert got.json == wanted | {"id": "missions", "declared": False}
    assert got.headers["etag"] == made.headers["etag"]
    assert api.put("/watches/missions", wanted).status == 200
    assert (api.delete("/watches/missions").status, api.delete("/watches/missions").status) == (204, 404)


def test_a_watch_that_changed_meanwhile_is_not_overwritten(api: Api) -> None:
    seen = api.get("/watches/nato-japan").headers["etag"]
    wanted = {"name": "NATO", "query": "@nato"}
    assert api.put("/watches/nato-japan", wanted, if_none_match="*").status == 412
    assert api.put("/watches/nato-japan", wanted, if_match=seen).status == 200
    late = api.put("/watches/nato-japan", wanted, if_match=seen)
    assert (late.status, late.json["error"]["where"]) == (412, "header.if-match")
    assert api.put("/watches/new", wanted, if_match="*").status == 412
    assert api.put("/watches/new", wanted, if_none_match="*").status == 201


def test_an_edit_that_loses_a_wanted_article_asks_for_a_second_word(api: Api) -> None:
    mark = {"article": url(1), "verdict": "wanted"}
    assert api.put("/watches/nato-japan/marks", mark).json == mark
    assert api.get("/watches/nato-japan/marks").json["items"] == [mark]
    edit = {"name": "NATO and Japan", "query": "@nato AND @australia"}
    assert api.put("/watches/nato-japan", edit).status == 409
    assert api.put("/watches/nato-japan?even_so=true", edit).status == 200
    assert api.get("/watches/nato-japan/standing").json["missed"] == 1
    assert api.delete(f"/watches/nato-japan/marks?article={ONE[4:]}1").status == 204


def test_a_saved_watch_is_matched_against_the_archive_if_wanted(api: Api) -> None:
    api.put("/watches/missions?archive_days=30", {"name": "Missions", "query": "mission"})
    assert len(api.get("/matches?watch=missions").json["items"]) == 3


def test_what_is_declared_is_not_removed(api: Api) -> None:
    assert api.delete("/watches/nato-japan").status == 409
    assert api.delete("/outlets/example").status == 409


def test_an_outlet_that_was_put_is_got_as_it_was(api: Api) -> None:
    example = next(one for one in OPERATIONS if one.id == "putOutlet").examples[0]
    wanted = api.get("/outlets/example").json["outlet"] | json.loads(example.body)
    assert api.put("/outlets/gazette", wanted).status == 201
    assert api.get("/outlets/gazette").json["outlet"] == wanted | {
        "sources": [{"url": "https://gazette.example/feed", "kind": "feed", "language": None, "links": None}]
    }
    assert api.delete("/outlets/gazette").status == 204


@pytest.mark.parametrize(
    ("change", "status", "where"),
    [
        ({"country": "gb"}, 422, "body.country"),
        ({"zone": "Nowhere/Land"}, 422, "body.zone"),
        ({"homepage": "javascript:alert(1)"}, 422, "body.homepage"),
        ({"page": {"drop": ["("]}}, 422, "body.page.drop"),
        ({"sources": [{"url": "https://example.org/feed", "kind": "feed"}]}, 409, "body.sources"),
        ({"sources": [{"url": "https://a.example/f", "kind": "feed"}] * 2}, 422, "body.sources"),
    ],
)
def test_an_outlet_that_cannot_be_is_refused(shared: Api, change: dict[str, object], status: int, where: str) -> None:
    example = next(one for one in OPERATIONS if one.id == "putOutlet").examples[0]
    answer = shared.put("/outlets/gazette", json.loads(example.body) | change)
    assert (answer.status, answer.json["error"]["where"]) == (status, where)


def test_a_subscription_that_was_put_is_got_as_it_was(api: Api) -> None:
    example = next(one for one in OPERATIONS if one.id == "putSubscription").examples[0]
    wanted = json.loads(example.body)
    assert api.put("/subscriptions/desk", wanted).status == 201
    got = api.get("/subscriptions/desk").json
    assert {name: got[name] for name in wanted} == wanted
    assert "updates: 1" in api.get("/subscriptions/morning/preview?reading=text").body.decode()
    assert (api.delete("/subscriptions/desk").status, api.get("/subscriptions/desk").status) == (204, 404)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schedule": "now and then"}, "body.schedule"),
        ({"zone": "Nowhere/Land"}, "body.zone"),
        ({"channel": "pigeon"}, "body.channel"),
        ({"watches": ["nobody"]}, "body.watches"),
        ({"recipients": []}, "body.recipients"),
    ],
)
def test_a_subscription_that_cannot_be_is_refused(shared: Api, change: dict[str, object], where: str) -> None:
    example = next(one for one in OPERATIONS if one.id == "putSubscription").examples[0]
    answer = shared.put("/subscriptions/desk", json.loads(example.body) | change)
    assert (answer.status, answer.json["error"]["where"]) == (422, where)


def test_a_subscription_rests_and_goes_on_and_a_put_does_not_wake_it(api: Api) -> None:
    example = next(one for one in OPERATIONS if one.id == "putSubscription").examples[0]
    api.put("/subscriptions/desk", json.loads(example.body))
    assert api.put("/subscriptions/desk/paused", {"paused": True}).json["next"] == "paused"
    assert api.put("/subscriptions/desk", json.loads(example.body)).json["paused"] is True
    assert api.put("/subscriptions/desk/paused", {"paused": False}).json["paused"] is False
    assert api.put("/subscriptions/nobody/paused", {"paused": True}).status == 404


def test_an_outlet_is_switched_off_and_on(api: Api) -> None:
    before = api.get("/outlets/example").json["outlet"]
    assert api.put("/outlets/example/enabled", {"enabled": False}).json == before | {"enabled": False}
    assert api.get("/outlets/example").json["outlet"]["enabled"] is False
    assert api.put("/outlets/example/enabled", {"enabled": True}).json == before
    assert api.put("/outlets/nobody/enabled", {"enabled": True}).status == 404


def test_a_digest_is_sent_again_once_however_often_it_is_asked(api: Api) -> None:
    (told,) = api.get("/digests").json["items"]
    again = f"/digests/{told['id']}/again"
    assert api.post(again, {"recipient": "reader@example.org"}).status == 409
    wanted = {"recipient": "digests", "again": 1}
    first, second = api.post(again, wanted), api.post(again, wanted)
    assert (first.status, first.json["state"]) == (200, "pending")
    assert second.json == first.json
    stranger = api.post(again, {"recipient": "stranger"})
    assert (stranger.status, stranger.json["error"]["where"]) == (422, "body.recipient")
    assert api.post("/digests/none/again", wanted).status == 404


def test_a_story_is_split_merged_led_and_all_is_taken_back(api: Api) -> None:
    split = api.post(f"{STORY}/split", {"articles": [url(2)], "why": "another"}).json
    assert (split["kind"], split["by"], url(2) in split["articles"]) == ("split", "api", True)
    assert api.get(STORY).json["decisions"][0]["decision"] == split["decision"]
    merged = api.post(f"{STORY}/merge", {"other": split["other"]})
    assert merged.status == 200
    assert api.post(f"{STORY}/lead", {"article": url(2)}).json["kind"] == "lead"
    assert api.post(f"{STORY}/lead", {"article": url(9)}).status == 409
    undone = api.post(f"/decisions/{merged.json['decision']}/undo")
    assert (undone.status, undone.json["undone_by"]) == (200, "api")
    assert api.post(f"/decisions/{merged.json['decision']}/undo").status == 409
    assert [one["decision"] for one in api.get("/decisions").json["items"]] == sorted(
        (one["decision"] for one in api.get("/decisions").json["items"]), reverse=True
    )


def test_a_proposal_is_answered_once(api: Api) -> None:
    (waiting,) = api.get("/proposals").json["items"]
    answered = api.post(f"/proposals/{waiting['proposal']}/answer", {"answer": "accepted"})
    assert (answered.json["answer"], answered.json["decision"]["kind"]) == ("accepted", "merge")
    assert api.post(f"/proposals/{waiting['proposal']}/answer", {"answer": "declined"}).status == 409
    assert api.get("/proposals").json["items"] == []


def test_a_page_of_another_site_changes_nothing(shared: Api) -> None:
    answer = shared.put("/watches/forged", {"name": "x", "query": "nato"}, origin="https://evil.example")
    assert answer.status == 403
    assert shared.get("/watches/forged").status == 404


def test_a_mail_address_that_is_none_is_refused(shared: Api) -> None:
    example = next(one for one in OPERATIONS if one.id == "putSubscription").examples[0]
    wanted = json.loads(example.body) | {"channel": "mail", "recipients": ["nobody"]}
    answer = shared.put("/subscriptions/desk", wanted)
    assert (answer.status, answer.json["error"]["where"]) == (422, "body.recipients")


def test_a_declared_subscription_is_changed_in_its_file(api: Api) -> None:
    example = next(one for one in OPERATIONS if one.id == "putSubscription").examples[0]
    api.put("/subscriptions/desk", json.loads(example.body))
    with api.app.store.begin() as work:
        kept = work.subscriptions.named(SubscriptionId("desk"))
        assert kept is not None
        work.subscriptions.remove(kept.id)
        work.subscriptions.declare([replace(kept, declared=True)])
    assert api.put("/subscriptions/desk", json.loads(example.body)).status == 409


def test_a_digest_is_composed_now_once_however_often_it_is_asked_for(api: Api) -> None:
    (last,) = api.get("/digests?subscription=morning").json["items"]
    first = api.post("/subscriptions/morning/now", {"after": last["id"]})
    again = api.post("/subscriptions/morning/now", {"after": last["id"]})
    assert (first.status, again.json) == (200, first.json)
    assert first.json["id"] != last["id"]
    assert len(api.get("/digests?subscription=morning").json["items"]) == 2
    assert api.post("/subscriptions/nobody/now", {}).status == 404


def test_the_sources_of_an_outlet_are_visited_and_nothing_is_kept(shared: Api) -> None:
    answer = shared.post("/outlets/example/check")
    assert (answer.status, [one["source"] for one in answer.json["items"]]) == (200, ["https://example.org/feed"])
    assert shared.get("/outlets/example/visits").json["items"][0]["visits"] == []
    assert shared.post("/outlets/nobody/check").status == 404


def test_channels_are_named_and_tried(shared: Api, tmp_path: Path) -> None:
    assert {"name": "folder", "kind": "directory"} in shared.get("/channels").json["items"]
    folder = tmp_path / "trial"
    assert shared.post("/channels/folder/trial", {"recipient": str(folder)}).status == 204
    assert (folder / "digest.txt").exists()
    refused = shared.post("/channels/slack/trial", {"recipient": "#news"})
    assert (refused.status, "FARWATCH_SLACK_WEBHOOK" in refused.json["error"]["sentence"]) == (409, True)
    assert shared.post("/channels/pigeon/trial", {"recipient": "roof"}).status == 404
