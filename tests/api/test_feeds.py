"""Feeds over HTTP, as readers of feeds read them."""

from __future__ import annotations

import json
from datetime import timedelta

import feedparser
import pytest

from monitor.model.stories import Relation
from tests.api.conftest import Api
from tests.builders import NOW, article
from tests.storage.values import joins, opens, sketch, url

STORY, OTHER = opens(1).story, opens(3).story
FEEDS = ("watches/nato-japan", f"stories/{STORY}", "subscriptions/morning")
HOSTILE = 'A]]> & <b>"b"</b>\x0b\u202eevil'


@pytest.mark.parametrize("of", FEEDS)
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_is_read_by_a_reader_of_feeds(shared: Api, of: str, kind: str) -> None:
    answer = shared.ask("GET", f"/feeds/{of}.{kind}")
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, f"application/{kind}+xml")
    read = feedparser.parse(answer.body)
    assert not read.bozo, read.bozo_exception
    assert read.version == {"atom": "atom10", "rss": "rss20"}[kind]
    assert read.feed.title
    assert f"{shared.address}/feeds/{of}.{kind}" in [link.href for link in read.feed.links if link.rel == "self"]
    assert read.entries
    assert all(one.id and one.title and one.link and one.summary for one in read.entries)


@pytest.mark.parametrize("of", FEEDS)
def test_a_json_feed_says_what_its_standard_asks(shared: Api, of: str) -> None:
    """JSON Feed 1.1: version, title, items; each with an id that is text, and a text."""
    read = json.loads(shared.ask("GET", f"/feeds/{of}.json").body)
    assert (read["version"], read["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        f"{shared.address}/feeds/{of}.json",
    )
    assert read["title"]
    assert all(isinstance(one["id"], str) and one["content_text"] for one in read["items"])


def test_a_watch_has_its_stories_the_one_with_the_latest_report_first(shared: Api) -> None:
    read = feedparser.parse(shared.ask("GET", "/feeds/watches/nato-japan.atom").body)
    assert [one.id for one in read.entries] == [f"urn:farwatch:story:{STORY}", f"urn:farwatch:story:{OTHER}"]
    assert read.entries[0].updated == "2026-11-02T07:05:00+00:00"


def test_a_development_updates_an_entry_and_a_copy_does_not(api: Api) -> None:
    before = api.ask("GET", "/feeds/watches/nato-japan.atom")
    with api.app.store.begin() as work:
        work.articles.keep(article(url=url(8), first_seen=NOW + timedelta(minutes=20), title="Japan reports"))
        work.stories.keep(joins(8, 3, relation=Relation.COPY), sketch(8), NOW)
    assert "2026-11-02T07:20" not in api.ask("GET", "/feeds/watches/nato-japan.atom").body.decode()
    with api.app.store.begin() as work:
        work.articles.keep(article(url=url(9), first_seen=NOW + timedelta(minutes=30), title=HOSTILE))
        work.stories.keep(joins(9, 3), sketch(9), NOW)
    after = api.ask("GET", "/feeds/watches/nato-japan.atom")
    entries = feedparser.parse(after.body).entries
    assert (entries[0].id[-16:], entries[0].updated) == (OTHER, "2026-11-02T07:30:00+00:00")
    assert (before.headers["last-modified"], after.headers["last-modified"]) == (
        "Mon, 02 Nov 2026 07:05:00 GMT",
        "Mon, 02 Nov 2026 07:30:00 GMT",
    )
    reports = feedparser.parse(api.ask("GET", f"/feeds/stories/{OTHER}.atom").body)
    assert not reports.bozo
    assert [one.id for one in reports.entries] == [url(9), url(3)]
    assert "evil" in reports.entries[0].title


@pytest.mark.parametrize("of", FEEDS)
def test_a_feed_that_did_not_change_is_not_sent_again(shared: Api, of: str) -> None:
    answer = shared.ask("GET", f"/feeds/{of}.atom")
    tag, changed = answer.headers["etag"], answer.headers["last-modified"]
    assert shared.ask("GET", f"/feeds/{of}.atom", if_none_match=tag).status == 304
    assert shared.ask("GET", f"/feeds/{of}.atom", if_modified_since=changed).status == 304
    assert shared.ask("GET", f"/feeds/{of}.atom", if_modified_since="Sun, 01 Jan 2023 00:00:00 GMT").status == 200
    # What it is called goes before when it was (RFC 9110, 13.2.2).
    assert shared.ask("GET", f"/feeds/{of}.atom", if_none_match='"x"', if_modified_since=changed).status == 200
    assert shared.ask("GET", f"/feeds/{of}.atom", if_modified_since="yesterday").status == 200


@pytest.mark.parametrize("path", ["watches/no.atom", "stories/no.rss", "people/x.atom", "watches/nato-japan.pdf", "x"])
def test_a_feed_that_is_none_is_not_found(shared: Api, path: str) -> None:
    assert shared.ask("GET", f"/feeds/{path}").status == 404


def test_a_watch_without_stories_has_a_feed_all_the_same(api: Api) -> None:
    api.put("/watches/quiet", {"name": "Quiet", "query": "submarine"})
    read = feedparser.parse(api.ask("GET", "/feeds/watches/quiet.atom").body)
    assert (read.bozo, read.entries, read.feed.updated[:10]) == (False, [], "2026-11-02")


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (f"/stories/{STORY}", f"/feeds/stories/{STORY}.atom"),
        ("/watches/nato-japan", "/feeds/watches/nato-japan.atom"),
        ("/stories?watch=nato-japan", "/feeds/watches/nato-japan.atom"),
    ],
)
def test_pages_say_where_their_feed_is(shared: Api, page: str, feed: str) -> None:
    text = shared.ask("GET", page).body.decode()
    assert f'<link rel="alternate" type="application/atom+xml" title="Atom" translate="no" href="{feed}">' in text
