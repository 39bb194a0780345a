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
from monitor.services.housekeeping import AT_ONCE, SKETCHES, STORIES_AT_ONCE, Forgotten, forget, keeping, look
from monitor.storage import Store, Work, open_store
from monitor.storage.retention import WALKED
from tests.builders import NOW, article, document, entry, outlet, watch
from tests.storage.values import subscription

YEAR = timedelta(days=365)
MONTH = keeping(pages_days=14, polls_days=60, events_days=365, unwanted_days=30)
FOR_EVER = keeping(pages_days=14, polls_days=0, events_days=0, unwanted_days=0)


def story(store: Store, number: int, *, wanted: bool) -> ArticleUrl:
    with store.begin() as work:
        return add(work, number, wanted=wanted)


def add(work: Work, number: int, *, wanted: bool) -> ArticleUrl:
    one = article(url=f"https://example.org/{number}", text=f"Japan and {number} " * 200)
    lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
    sketch = Sketch(article=one.url, outlet="example", language="en", at=NOW, length=10)
    hit = Hit(field="title", start=0, end=5, form="Japan", term="@japan")
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
    assert forget(store, FOR_EVER, now=NOW + 20 * YEAR) == Forgotten(sketches=1)
    assert len(left(store)) == 1


def test_an_old_story_stands_and_can_be_ruled_on_without_what_it_was_compared_by(store: Store) -> None:
    begin(store)
    kept = story(store, 1, wanted=True)
    assert forget(store, FOR_EVER, now=NOW + SKETCHES).sketches == 0
    assert forget(store, FOR_EVER, now=NOW + SKETCHES + timedelta(seconds=1)).sketches == 1
    with store.reading() as work:
        ((membership, sketch),) = work.stories.members(story_id(kept))
        assert work.stories.open_between(NOW - YEAR, NOW + YEAR) == ()
    assert membership.relation is Relation.LEAD
    assert (sketch.article, sketch.outlet, sketch.at, sketch.minhash) == (kept, "example", NOW, b"")


def test_stories_that_stay_are_walked_past_a_part_at_a_time(store: Store) -> None:
    begin(store)
    with store.begin() as work:
        for number in range(WALKED + 10):
            add(work, number, wanted=number % 5 > 0)
    walks = []
    upto = None
    with store.begin() as work:
        while not walks or upto:
            walks.append(work.retention.forget_unwanted(NOW + YEAR, 60, after=upto))
            upto = walks[-1].upto
    assert [one.went for one in walks] == [60, 42, 0]
    assert len(left(store)) == WALKED + 10 - 102


def test_a_walk_takes_all_that_nobody_wants(store: Store) -> None:
    begin(store)
    with store.begin() as work:
        for number in range(2 * STORIES_AT_ONCE + 5):
            add(work, number, wanted=False)
    assert forget(store, MONTH, now=NOW + YEAR).stories == 2 * STORIES_AT_ONCE + 5
    assert left(store) == set()


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
