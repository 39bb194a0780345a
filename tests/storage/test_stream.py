"""What the web desk asks: the stream of stories, and how much there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from monitor.model.articles import Reason, Rejected
from monitor.model.digests import DeliveryState
from monitor.model.listings import StoryListing
from monitor.model.outlets import OutletId
from monitor.model.volumes import Daily, Found, Intake, Place, StreamFilter
from monitor.model.watches import WatchId
from monitor.services.rulings import Person, merge
from monitor.storage import Store
from tests.builders import NOW, article, document, entry, outlet, watch
from tests.storage.values import (
    DAY,
    HOUR,
    delivery,
    digest,
    joins,
    keep_story,
    match,
    opens,
    outcome,
    sketch,
    subscription,
    url,
)

ALL = StreamFilter()


@pytest.fixture
def filled(store: Store) -> Store:
    """Story 1 (articles 1, and 2 in Ukrainian of another outlet), a day later story 3 that answers the watch."""
    with store.begin() as work:
        work.watches.add(watch("x"))
        keep_story(work, 1, watch=None)
        keep_story(work, 3, at=NOW + DAY)
        other = article(url=url(2), outlet=OutletId("other"), language="uk", first_seen=NOW + HOUR)
        work.articles.keep(other)
        assert work.stories.keep(joins(2, 1), sketch(2, at=NOW + HOUR), NOW + HOUR)
    return store


def streamed(store: Store, chosen: StreamFilter, limit: int = 10) -> tuple[StoryListing, ...]:
    with store.reading() as work:
        return work.stream.of(chosen, limit)


def firsts(found: tuple[StoryListing, ...]) -> list[str]:
    return [story.articles[0].url for story in found]


def test_the_story_that_opened_last_comes_first(filled: Store) -> None:
    assert firsts(streamed(filled, ALL)) == [url(3), url(1)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (StreamFilter(watch=WatchId("test")), [3]),
        (StreamFilter(outlet="other"), [1]),
        (StreamFilter(language="uk"), [1]),
        (StreamFilter(outlet="other", language="en"), []),
        (StreamFilter(day=NOW.date()), [1]),
        (StreamFilter(after=Place(first_seen=NOW + DAY, story=opens(3).story)), [1]),
        (StreamFilter(wanted=True), [3]),
        (StreamFilter(articles=(url(2), url(9))), [1]),
        (StreamFilter(articles=()), []),
    ],
)
def test_a_stream_is_narrowed(filled: Store, chosen: StreamFilter, expected: list[int]) -> None:
    assert firsts(streamed(filled, chosen)) == [url(number) for number in expected]


def test_a_narrowed_story_is_whole(filled: Store) -> None:
    assert [one.url for one in streamed(filled, StreamFilter(outlet="other"))[0].articles] == [url(1), url(2)]


def test_a_page_holds_so_many(filled: Store) -> None:
    assert firsts(streamed(filled, ALL, limit=1)) == [url(3)]


def test_of_stories_that_opened_at_once_none_is_lost_between_two_pages(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(watch("x"))
        for number in range(1, 6):
            keep_story(work, number)
    first = streamed(store, ALL, limit=2)
    then = StreamFilter(after=Place(first_seen=first[-1].first_seen, story=first[-1].id))
    assert {*firsts(first), *firsts(streamed(store, then))} == {url(number) for number in range(1, 6)}


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        (ALL, (NOW, NOW + DAY)),
        (StreamFilter(language="en", wanted=True), (NOW + DAY,)),
        (StreamFilter(language="uk", outlet="other"), (NOW,)),
        (StreamFilter(outlet="other"), (NOW,)),
        (StreamFilter(watch=WatchId("test"), language="en"), (NOW + DAY,)),
        (StreamFilter(wanted=True, outlet="example"), (NOW + DAY,)),
        (StreamFilter(articles=(url(2),)), (NOW,)),
    ],
)
def test_days_are_counted_in_stories(filled: Store, chosen: StreamFilter, days: tuple[datetime, ...]) -> None:
    with filled.reading() as work:
        counted = work.stream.days(chosen, NOW - DAY)
    assert counted == tuple(Daily(day=day.date(), of="stories", count=1) for day in days)


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        (StreamFilter(language="en"), (NOW, NOW + DAY)),
        (StreamFilter(watch=WatchId("test")), (NOW + DAY,)),
        (StreamFilter(wanted=True, day=NOW.date()), (NOW + DAY,)),
    ],
)
def test_what_most_articles_may_have_is_counted_in_articles(
    filled: Store, chosen: StreamFilter, days: tuple[datetime, ...]
) -> None:
    with filled.reading() as work:
        counted = work.stream.days(chosen, NOW)
    assert counted == tuple(Daily(day=day.date(), of="articles", count=1) for day in days)


def test_what_came_is_numbered_by_watch_outlet_and_language(filled: Store) -> None:
    with filled.reading() as work:
        numbers = work.stream.numbers(NOW)
    assert (numbers.watches, numbers.outlets) == ({"test": 1}, {"example": 2, "other": 1})
    assert numbers.languages == {"en": 2, "uk": 1}


def test_a_watch_tells_what_it_found_lately_the_last_first(filled: Store) -> None:
    with filled.begin() as work:
        keep_story(work, 4, at=NOW + DAY + HOUR)
    with filled.reading() as work:
        assert work.stream.found_since(NOW + DAY + DAY) == ()
        assert work.stream.found_since(NOW) == (Found(watch=WatchId("test"), stories=(opens(4).story, opens(3).story)),)


def test_a_story_without_a_title_is_called_by_the_beginning_of_its_text(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=url(1), title=None, text="Japan will open a mission.\nMore."))
        work.stories.keep(opens(1), sketch(1), NOW)
    assert [(one.title, one.lead.headline) for one in streamed(store, ALL)] == [(None, "Japan will open a mission.")]


def test_matches_come_by_article(filled: Store) -> None:
    with filled.reading() as work:
        assert work.stream.matches_of((url(1), url(3))) == {url(3): (match(3),)}


def test_revisions_are_counted(filled: Store) -> None:
    later = NOW + DAY
    with filled.begin() as work:
        work.articles.keep(article(url=url(1), title="Japan opens mission", first_seen=later))
        assert work.stream.revised((url(1), url(2))) == {url(1): 1}


def test_counts_come_by_day(filled: Store) -> None:
    today = NOW.date()
    with filled.begin() as work:
        work.polls.record(outcome(new_entries=2))
    with filled.reading() as work:
        assert work.volumes.articles_since(NOW) == (
            Daily(day=today, of="en", count=1),
            Daily(day=today, of="uk", count=1),
            Daily(day=today + DAY, of="en", count=1),
        )
        assert work.volumes.matches_since(NOW) == (Daily(day=today + DAY, of="test", count=1),)
        assert work.volumes.polls_since(NOW) == (Daily(day=today, of="new", count=1),)
        assert work.volumes.polls_since(NOW + DAY) == ()


def keep_page(store: Store, number: int, at: datetime) -> int:
    with store.begin() as work:
        page = replace(document("page"), url=url(number), final_url=url(number), fetched_at=at)
        announced = entry(id=url(number), url=url(number))
        source = "https://example.org/feed"
        work.documents.add(outlet=OutletId("example"), source=source, entry=announced, document=page, baseline=False)
        return work.documents.claim(10, at)[-1].id


def test_pages_are_counted_by_what_became_of_them(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare([outlet()])
    read, refused = keep_page(store, 1, NOW), keep_page(store, 2, NOW)
    with store.begin() as work:
        work.documents.ingested(read, url(1))
        work.documents.rejected(refused, Rejected(url=url(2), reason=Reason.PAYWALL))
        assert work.volumes.intake_since(NOW) == (Intake(outlet="example", articles=1, rejected=1),)
        assert work.volumes.rejections_since(OutletId("example"), NOW) == (("paywall", 1),)


def test_lags_are_told_where_a_page_says_the_minute(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(url=url(1), first_seen=NOW + HOUR))
        work.articles.keep(article(url=url(2), first_seen=NOW + HOUR, published=None))
        work.articles.keep(article(url=url(3), first_seen=NOW + HOUR), baseline=True)
    with store.reading() as work:
        assert work.volumes.arrivals_since(NOW) == (3600.0,)
        assert work.volumes.deliveries_since(NOW) == ()


def test_a_telling_is_reckoned_from_the_first_sight_to_the_first_sending(store: Store) -> None:
    with store.begin() as work:
        keep_story(work, 1, watch="test", at=NOW - HOUR)
        work.subscriptions.add(subscription())
        told = digest(opens(1).story)
        late = delivery(told, "other@example.org", state=DeliveryState.SENT, sent_at=NOW + 2 * HOUR)
        work.digests.keep(
            told, (delivery(told, state=DeliveryState.SENT, sent_at=NOW + HOUR), late, delivery(told, "no"))
        )
    with store.reading() as work:
        assert work.volumes.tellings_since(NOW) == (7200.0,)
        assert work.volumes.tellings_since(NOW + HOUR) == ()


def test_a_story_that_another_took_over_ends_no_page(filled: Store) -> None:
    merge(filled, opens(1).story, opens(3).story, Person(by="anna", why="", at=NOW))
    assert firsts(streamed(filled, ALL, limit=1)) == [url(1)]
