from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest

from monitor.digests import address, render_feed
from monitor.model.digests import Digest
from monitor.model.messages import Format
from monitor.model.watches import WatchId
from tests.digests.digest_builders import NOW, candidate, digest, message, subscription

HOSTILE = 'A]]> & <b>"b"</b>\x00\r\n\u202eevil'


def feeds(*told: Digest) -> dict[str, str]:
    return dict(render_feed(told[0], address(told[0], subscription(), NOW)[0], told, date=NOW).parts)


def yesterday(of: Digest) -> Digest:
    return replace(of, id=type(of.id)("yesterday"), period_end=NOW - timedelta(days=1))


def test_every_watch_has_a_feed_of_each_kind() -> None:
    assert sorted(feeds(digest(candidate(1)))) == ["nato.atom", "nato.json", "nato.rss"]


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_is_read_as_it_was_told_the_latest_first(kind: str) -> None:
    earlier = yesterday(digest(candidate(2)))
    read = feedparser.parse(feeds(digest(candidate(1, title=HOSTILE)), earlier)[f"nato.{kind}"].encode())
    assert not read.bozo
    assert [(one.title, one.link) for one in read.entries] == [
        ('A]]> & <b>"b"</b> evil' if kind == "atom" else read.entries[0].title, "https://example.org/news/1"),
        ("Japan and NATO, part 2", "https://example.org/news/2"),
    ]
    assert "Japan will open a mission to NATO." in read.entries[1].summary


def test_a_json_feed_holds_the_words_as_they_are() -> None:
    read = json.loads(feeds(digest(candidate(1, title=HOSTILE)))["nato.json"])
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["title"] for one in read["items"]] == ['A]]> & <b>"b"</b> evil']


def test_an_entry_keeps_its_name_and_a_story_told_anew_has_another() -> None:
    one = digest(candidate(1))
    names = [item["id"] for item in json.loads(feeds(one, yesterday(one))["nato.json"])["items"]]
    assert len(set(names)) == 2
    assert names[:1] == [item["id"] for item in json.loads(feeds(one)["nato.json"])["items"]]


def test_a_watch_that_has_nothing_today_keeps_its_feed() -> None:
    earlier = yesterday(digest(candidate(1)))
    assert WatchId("nato") not in {section.watch for section in digest().sections}
    assert len(json.loads(feeds(digest(), earlier)["nato.json"])["items"]) == 1


def test_a_test_of_the_channel_is_a_file_beside_the_feeds() -> None:
    assert [name for name, _ in message(digest(), Format.FEED).parts] == ["digest.txt"]
