from __future__ import annotations

from dataclasses import replace

from monitor.model.digests import Candidate, HitSpan
from monitor.model.outlets import OutletId
from monitor.model.watches import WatchId
from monitor.storage import Store
from tests.builders import NOW, article, outlet, watch
from tests.storage.values import (
    DAY,
    HOUR,
    MINUTE,
    delivery,
    digest,
    joins,
    keep_story,
    match,
    opens,
    sketch,
    subscription,
    url,
    with_reader,
)

SPANS = ((WatchId("test"), (HitSpan(field="title", start=0, end=5, term="@japan"),)),)
LEAD = Candidate(
    story=opens(1).story,
    article=url(1),
    outlet="example",
    outlet_name="Example Daily",
    outlet_rank=2,
    language="en",
    title="Japan to open mission to NATO",
    text=article().text,
    published=article().published,
    first_seen=NOW,
    relation="lead",
    cites=(),
    matches=SPANS,
)


def test_candidates_are_all_articles_of_a_story_with_one_match(store: Store) -> None:
    reader = with_reader(store)
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        keep_story(work, 1)
        work.articles.keep(article(url=url(2), outlet=OutletId("unknown"), title=None, cites=("kyodo", "example")))
        work.stories.keep(joins(2, 1), sketch(2), NOW)
        keep_story(work, 3, watch=None)
        other = replace(
            LEAD,
            article=url(2),
            outlet="unknown",
            outlet_name="unknown",
            outlet_rank=9,
            title=article().text,
            relation="report",
            cites=("kyodo", "Example Daily"),
            matches=(),
        )
        assert work.digests.undelivered(reader, NOW) == (LEAD, other)


def test_a_subscription_wants_its_own_watches_or_all_that_are_on(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        work.watches.add(watch("@taiwan", id=WatchId("off"), enabled=False))
        work.watches.add(watch("@korea", id=WatchId("korea")))
        for number, name in ((1, "test"), (2, "off"), (3, "korea")):
            keep_story(work, number, watch=name)

        def wanted(*watches: str) -> list[str]:
            reader = subscription(watches=tuple(WatchId(name) for name in watches))
            return [one.article for one in work.digests.undelivered(reader, NOW)]

        assert wanted() == [url(1), url(3)]
        assert wanted("korea") == [url(3)]
        assert wanted("none") == []


def test_what_was_there_before_is_no_news(store: Store) -> None:
    reader = with_reader(store)
    with store.begin() as work:
        keep_story(work, 1, baseline=True)
        keep_story(work, 2, at=reader.created_at - DAY)
        keep_story(work, 3, watch=None)
        work.matches.keep_archived((match(3),), NOW)
        assert work.digests.undelivered(reader, NOW) == ()
        keep_story(work, 4)
        assert [one.article for one in work.digests.undelivered(reader, NOW)] == [url(4)]


def test_what_is_matched_later_waits_for_the_next_digest(store: Store) -> None:
    reader = with_reader(store)
    with store.begin() as work:
        keep_story(work, 1, at=NOW + MINUTE)
        assert work.digests.undelivered(reader, NOW) == ()
        assert len(work.digests.undelivered(reader, NOW + MINUTE)) == 1


def test_a_story_is_told_once_to_a_subscription_and_again_to_another(store: Store) -> None:
    reader = with_reader(store)
    with store.begin() as work:
        told = digest(keep_story(work, 1))
        assert work.digests.keep(told, (delivery(told),))
        assert work.digests.undelivered(reader, NOW) == ()
        work.articles.keep(article(url=url(2)))
        work.matches.keep((match(2),), NOW + HOUR)
        work.stories.keep(joins(2, 1), sketch(2), NOW + HOUR)
        assert work.digests.undelivered(reader, NOW + DAY) == ()
        other = subscription(id="evening")
        assert [one.article for one in work.digests.undelivered(other, NOW + DAY)] == [url(1), url(2)]


def test_a_story_split_from_a_told_one_is_still_to_tell(store: Store) -> None:
    reader = with_reader(store)
    with store.begin() as work:
        first, second = keep_story(work, 1), keep_story(work, 2)
        work.digests.keep(digest(first), ())
        (late,) = work.digests.undelivered(replace(reader, covered_until=NOW), NOW + DAY)
        assert late.story == second


def test_a_digest_comes_back_whole_and_moves_its_subscription_on(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        told = digest(keep_story(work, 1))
        both = delivery(told), delivery(told, "second@example.org")
        assert work.digests.keep(told, both)
        assert work.digests.named(told.id) == told
        assert work.digests.recent(5) == (told,)
        assert set(work.deliveries.of_digest(told.id)) == set(both)
        assert [one.covered_until for one in work.subscriptions.all()] == [NOW]


def test_a_digest_is_kept_once(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        told = digest(keep_story(work, 1))
        assert work.digests.keep(told, (delivery(told),))
    with store.begin() as work:
        assert not work.digests.keep(told, (delivery(told, "other@example.org"),))
        assert work.deliveries.of_digest(told.id) == (delivery(told),)


def test_a_digest_that_would_tell_again_keeps_nothing_and_harms_nothing(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        first, second = keep_story(work, 1), keep_story(work, 2)
        work.digests.keep(digest(first), ())
        twice = digest(first, second, end=NOW + DAY)
        assert not work.digests.keep(twice, (delivery(twice),))
        assert work.digests.named(twice.id) is None
        assert [one.covered_until for one in work.subscriptions.all()] == [NOW]
        assert work.digests.keep(digest(second, end=NOW + DAY), ())


def test_a_quiet_digest_is_kept_too(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        quiet = digest()
        assert work.digests.keep(quiet, (delivery(quiet),))
        assert work.deliveries.due(NOW) == (delivery(quiet),)
