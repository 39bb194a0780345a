from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from monitor.model.errors import StorageError
from monitor.model.polls import OutcomeKind
from monitor.storage import Store
from monitor.storage.entries import GIVEN_UP_AFTER, PAGE_WAITS
from tests.builders import NOW, article, document, entry
from tests.storage.values import DAY, MINUTE, outcome, url

FEED, OTHER = "https://example.org/feed", "https://example.org/other"
FIRST, SECOND = entry(), entry(id="2", url="https://example.org/news/2", title="Two")
DOWN = outcome(OutcomeKind.SERVER_ERROR, detail="503")


def test_what_was_never_fetched_is_unknown_in_its_order(store: Store) -> None:
    with store.begin() as work:
        assert work.entries.unknown(FEED, (SECOND, FIRST), NOW) == (SECOND, FIRST)
        work.entries.seen(FEED, (SECOND, FIRST), NOW)
        assert work.entries.unknown(FEED, (SECOND, FIRST), NOW) == (SECOND, FIRST)


def test_one_address_written_in_two_ways_is_one_entry(store: Store) -> None:
    twin = entry(id="twin", url="https://www.example.org/news/1?utm_source=rss#top")
    with store.begin() as work:
        assert work.entries.unknown(FEED, (FIRST, twin), NOW) == (FIRST,)
        work.documents.add(outlet="example", source=FEED, entry=FIRST, document=document(), baseline=False)
        assert work.entries.unknown(OTHER, (twin, SECOND), NOW) == (SECOND,)


def test_what_was_announced_before_or_is_an_article_was_met(store: Store) -> None:
    third = entry(id="3", url="https://example.org/news/3?utm_source=rss")
    unknown, nothing = entry(id="4", url=url(4)), entry(id="5", url="mailto:x")
    with store.begin() as work:
        work.entries.missed(FEED, FIRST, DOWN, NOW)
        work.articles.keep(article(url=url(2)))
        work.documents.add(outlet="example", source=OTHER, entry=third, document=document(), baseline=False)
        assert work.entries.compared(FEED, (FIRST, SECOND, third, unknown, nothing)).met == {
            FIRST.url,
            SECOND.url,
            third.url,
        }


def test_an_entry_whose_address_changed_was_met(store: Store) -> None:
    moved = replace(SECOND, url="https://new.example/news/2")
    with store.begin() as work:
        work.documents.add(outlet="example", source=FEED, entry=SECOND, document=document(), baseline=False)
        assert work.entries.compared(FEED, (moved, FIRST)).met == {moved.url}


def test_an_article_that_was_imported_is_known(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=url(2)))
        assert work.entries.unknown(FEED, (FIRST, SECOND), NOW) == (FIRST,)


def test_an_entry_without_a_web_address_is_passed_over(store: Store) -> None:
    with store.begin() as work:
        assert work.entries.unknown(FEED, (entry(url="mailto:a@b"), FIRST), NOW) == (FIRST,)
        work.entries.seen(FEED, (entry(url="mailto:a@b"),), NOW)
    with pytest.raises(StorageError, match="mailto:a@b"), store.begin() as work:
        work.entries.missed(FEED, entry(url="mailto:a@b"), DOWN, NOW)


def test_an_address_longer_than_a_sitemap_allows_is_passed_over(store: Store) -> None:
    endless = entry(url=f"https://example.org/{random_letters(3000)}")
    with store.begin() as work:
        assert work.entries.unknown(FEED, (endless, FIRST), NOW) == (FIRST,)


def test_an_id_may_be_as_long_as_a_text(store: Store) -> None:
    wordy = entry(id=random_letters(9000), url="https://example.org/news/3", title="Three")
    with store.begin() as work:
        work.documents.add(outlet="example", source=FEED, entry=wordy, document=document(), baseline=False)
        assert work.entries.unknown(FEED, (replace(wordy, url="https://example.org/news/3b"),), NOW) == ()


def random_letters(count: int) -> str:
    """What no database can compress."""
    return "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=count))


def test_an_id_and_title_met_again_under_a_new_address_is_known(store: Store) -> None:
    moved = entry(id="2", url="https://example.org/news/2-new-slug", title="Two")
    with store.begin() as work:
        work.documents.add(outlet="example", source=FEED, entry=SECOND, document=document(), baseline=False)
        assert work.entries.unknown(FEED, (moved,), NOW) == ()
        assert work.entries.unknown(OTHER, (moved,), NOW) == (moved,)


def test_a_feed_that_gives_every_entry_one_id_loses_none(store: Store) -> None:
    third, fourth = (
        entry(id="2", url=f"https://example.org/news/{n}", title=title) for n, title in ((3, "Three"), (4, "Two"))
    )
    with store.begin() as work:
        work.documents.add(outlet="example", source=FEED, entry=SECOND, document=document(), baseline=False)
        assert work.entries.unknown(FEED, (third,), NOW) == (third,)
        assert work.entries.unknown(FEED, (third, fourth), NOW) == (third, fourth)


def test_a_page_that_failed_comes_back_when_its_try_is_due(store: Store) -> None:
    with store.begin() as work:
        work.entries.missed(FEED, FIRST, DOWN, NOW)
        assert work.entries.unknown(FEED, (FIRST,), NOW + MINUTE) == ()
        assert work.entries.unknown(FEED, (FIRST,), NOW + PAGE_WAITS[0]) == (FIRST,)
        assert work.entries.unknown(FEED, (FIRST,)) == (FIRST,)


def test_a_page_that_failed_comes_back_though_its_feed_has_moved_on(store: Store) -> None:
    with store.begin() as work:
        work.entries.missed(FEED, FIRST, DOWN, NOW)
        assert work.entries.unknown(FEED, (SECOND,), NOW + DAY) == (SECOND, FIRST)
        assert work.entries.unknown(OTHER, (), NOW + DAY) == ()


def test_a_page_that_came_after_a_failure_is_known(store: Store) -> None:
    with store.begin() as work:
        work.entries.missed(FEED, FIRST, DOWN, NOW)
        work.documents.add(outlet="example", source=FEED, entry=FIRST, document=document(), baseline=False)
        work.entries.missed(FEED, FIRST, DOWN, NOW)
        assert work.entries.unknown(FEED, (FIRST,), NOW + DAY) == ()


def test_a_page_that_never_comes_is_given_up_after_three_days_and_said(store: Store) -> None:
    moment = NOW
    with store.begin() as work:
        while work.entries.unknown(FEED, (FIRST,), moment):
            work.entries.missed(FEED, FIRST, DOWN, moment)
            moment += PAGE_WAITS[-1]
        assert moment - NOW == GIVEN_UP_AFTER + PAGE_WAITS[-1]
        assert work.coverage(NOW - DAY, moment).rejected == (("unreachable", 1),)


def test_a_page_tried_every_minute_of_an_outage_is_not_given_up(store: Store) -> None:
    with store.begin() as work:
        for minutes in range(60):
            work.entries.missed(FEED, FIRST, DOWN, NOW + minutes * MINUTE)
        assert work.entries.unknown(FEED, (), NOW + DAY) == (FIRST,)


def test_a_listing_of_thousands_is_asked_at_once(store: Store) -> None:
    many = tuple(entry(id=str(n), url=f"https://example.org/news/{n}", title="x") for n in range(3000))
    with store.begin() as work:
        work.entries.seen(FEED, many, NOW)
        work.documents.add(outlet="example", source=FEED, entry=many[7], document=document(), baseline=False)
        assert work.entries.unknown(FEED, many, NOW) == many[:7] + many[8:]
