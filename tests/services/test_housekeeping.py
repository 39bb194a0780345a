"""What is forgotten, what never is, and that a file becomes smaller; on both databases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

from monitor.model.articles import ArticleUrl
from monitor.model.identity import story_id
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, WatchId
from monitor.services.digest import digests_due
from monitor.services.housekeeping import AT_ONCE, Forgotten, forget, keeping, look
from monitor.storage import Store, open_store
from tests.builders import NOW, article, document, entry, outlet, watch
from tests.storage.values import subscription

YEAR = timedelta(days=365)
MONTH = keeping(pages_days=14, polls_days=60, events_days=365, unwanted_days=30)
FOR_EVER = keeping(pages_days=14, polls_days=0, events_days=0, unwanted_days=0)


def story(store: Store, number: int, *, wanted: bool) -> ArticleUrl:
    one = article(url=f"https://example.org/{number}", text=f"Japan and {number} " * 200)
    lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
    sketch = Sketch(article=one.url, outlet="example", language="en", at=NOW, length=10)
    hit = Hit(field="title", start=0, end=5, form="Japan", term="@japan")
    with store.begin() as work:
        work.articles.keep(one)
        if wanted:
            work.matches.keep((Match(watch=WatchId("test"), article=one.url, hits=(hit,)),), NOW)
        work.stories.keep(Placement(story=story_id(one.url), membership=lead), sketch, NOW)
    return one.url


def begin(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("@japan"))


def left(store: Store) -> set[str]:
    with store.reading() as work:
        return {str(one.url) for one in work.articles.since(None)}


def test_stories_that_nobody_wants_go_and_wanted_ones_stay(store: Store) -> None:
    begin(store)
    story(store, 1, wanted=False)
    kept = story(store, 2, wanted=True)
    assert forget(store, MONTH, now=NOW + timedelta(days=20)).stories == 0
    assert forget(store, MONTH, now=NOW + YEAR).stories == 1
    assert left(store) == {kept}


def test_for_ever_is_for_ever(store: Store) -> None:
    begin(store)
    story(store, 1, wanted=False)
    assert forget(store, FOR_EVER, now=NOW + 20 * YEAR) == Forgotten()


def test_what_was_told_stays_though_its_watch_is_gone(store: Store) -> None:
    begin(store)
    kept = story(store, 1, wanted=True)
    with store.begin() as work:
        work.subscriptions.add(subscription())
    assert digests_due(store, now=NOW + timedelta(days=1))
    with store.begin() as work:
        work.watches.remove(WatchId("test"))
    assert forget(store, MONTH, now=NOW + YEAR).stories == 0
    assert left(store) == {kept}


def test_a_look_says_what_would_go_and_takes_nothing(store: Store) -> None:
    begin(store)
    story(store, 1, wanted=False)
    with store.begin() as work:
        work.events.log("test", "x", "", NOW - YEAR)
    would, sizes, _ = look(store, MONTH, now=NOW + timedelta(days=40))
    assert would == Forgotten(events=1, stories=1)
    assert {one.name for one in sizes} >= {"articles", "polls", "documents"}
    assert all(one.bytes > 0 for one in sizes if one.name == "articles")
    assert len(left(store)) == 1


def test_more_than_one_transaction_holds_goes_too(store: Store) -> None:
    with store.begin() as work:
        for number in range(AT_ONCE + 3):
            work.events.log("test", str(number), "", NOW - 2 * YEAR)
    assert forget(store, MONTH, now=NOW).events == AT_ONCE + 3


def test_the_file_shrinks_by_what_was_forgotten(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    chance = Random(1)
    with store.begin() as work:
        for number in range(40):
            page = entry(url=f"https://example.org/{number}"), document(chance.randbytes(60_000))
            work.documents.add(
                outlet=outlet().id, source="https://example.org/feed", entry=page[0], document=page[1], baseline=False
            )
        for claimed in work.documents.claim(50, NOW):
            work.documents.ingested(claimed.id, ArticleUrl(claimed.entry.url))
    before = page_bytes(store)
    assert forget(store, MONTH, now=NOW + YEAR).pages == 40
    assert page_bytes(store) < before / 2
    store.close()


def page_bytes(store: Store) -> int:
    with store.reading() as work:
        return work.standing(NOW).database_bytes
