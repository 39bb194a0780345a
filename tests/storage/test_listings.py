"""Long lists a page at a time: nothing twice, nothing left out, whatever shares a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from monitor.model.digests import DeliveryState
from monitor.model.listings import ArticleFilter
from monitor.model.outlets import OutletId
from monitor.model.rulings import Decision, RulingKind
from monitor.model.volumes import Place, StreamFilter
from monitor.model.watches import WatchId
from monitor.storage import Store
from tests.builders import NOW, article, watch
from tests.storage.values import DAY, delivery, digest, keep_story, match, opens, url, with_reader

LAST = "9999-12-31"


@pytest.fixture
def filled(store: Store) -> Store:
    """Seven stories of one moment, one of the day before in Polish; four digests, each to two readers; three decisions."""
    with_reader(store)
    with store.begin() as work:
        work.watches.add(watch("x", id=WatchId("other")))
        for number in range(1, 8):
            keep_story(work, number)
        work.matches.keep((match(1, "other"),), NOW)
        work.articles.keep(article(url=url(9), outlet=OutletId("other"), language="pl", first_seen=NOW - DAY))
        for hours in range(4):
            told = digest(end=NOW + timedelta(hours=hours))
            work.digests.keep(told, (delivery(told), delivery(told, "b@example.org")))
        for number in range(1, 4):
            kind, story = RulingKind.LEAD, opens(number).story
            work.rulings.keep(Decision(kind=kind, story=story, moves=(), by="anna", why="", at=NOW))
    return store


def walked(page: Callable[[object], tuple[object, ...]], place: Callable[[object], object]) -> list[object]:
    """All rows, two at a time."""
    rows, after = [], None
    while some := page(after):
        rows += some
        after = place(some[-1])
    return rows


def test_articles_of_one_moment_are_walked_through(filled: Store) -> None:
    with filled.reading() as work:
        rows = walked(
            lambda after: work.listings.articles(ArticleFilter(), after=after, limit=2),
            lambda one: (one.first_seen, one.url),
        )
    assert [one.url for one in rows] == [url(number) for number in (1, 2, 3, 4, 5, 6, 7, 9)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ArticleFilter(outlet="other"), [9]),
        (ArticleFilter(language="pl"), [9]),
        (ArticleFilter(day=NOW.date() - DAY), [9]),
        (ArticleFilter(day=date.fromisoformat(LAST)), []),
        (ArticleFilter(watch=WatchId("other")), [1]),
        (ArticleFilter(watch=WatchId("other"), language="pl"), []),
    ],
)
def test_articles_are_narrowed(filled: Store, chosen: ArticleFilter, expected: list[int]) -> None:
    with filled.reading() as work:
        found = work.listings.articles(chosen, after=None, limit=9)
    assert [one.url for one in found] == [url(number) for number in expected]


@pytest.mark.parametrize(("named", "count"), [(None, 8), (WatchId("test"), 7), (WatchId("other"), 1)])
def test_matches_of_one_moment_are_walked_through(filled: Store, named: WatchId | None, count: int) -> None:
    with filled.reading() as work:
        rows = walked(
            lambda after: work.listings.matches(named, after=after, limit=2),
            lambda one: (one.matched_at, one.number, one.match.watch),
        )
    assert len({(one.match.watch, one.match.article) for one in rows}) == len(rows) == count


def test_stories_of_one_moment_are_walked_through(filled: Store) -> None:
    with filled.reading() as work:
        rows = walked(
            lambda after: work.stream.of(StreamFilter(after=after), 2),
            lambda one: Place(first_seen=one.first_seen, story=one.id),
        )
    assert len({one.id for one in rows}) == len(rows) == 7


def test_the_stories_of_the_last_matches_are_named_once(filled: Store) -> None:
    with filled.begin() as work:
        work.matches.keep((match(3, "other"),), NOW + DAY)
        assert work.listings.lately(WatchId("other"), 5) == (opens(3).story, opens(1).story)
        assert work.listings.lately(WatchId("other"), 1) == (opens(3).story,)


def test_digests_and_their_deliveries_are_walked_through(filled: Store) -> None:
    with filled.reading() as work:
        rows = walked(
            lambda after: work.listings.digests(None, after=after, limit=2), lambda one: (one.period_end, one.id)
        )
        sent = work.listings.deliveries_of([one.id for one in rows])
    assert [one.period_end for one in rows] == sorted((one.period_end for one in rows), reverse=True)
    assert [len(sent[one.id]) for one in rows] == [2, 2, 2, 2]


@pytest.mark.parametrize(("state", "count"), [(None, 8), (DeliveryState.PENDING, 8), (DeliveryState.SENT, 0)])
def test_deliveries_of_one_moment_are_walked_through(filled: Store, state: DeliveryState | None, count: int) -> None:
    with filled.reading() as work:
        rows = walked(
            lambda after: work.listings.deliveries(state, after=after, limit=3), lambda one: (one.due, one.id)
        )
    assert len({one.id for one in rows}) == len(rows) == count


def test_decisions_are_walked_through_the_last_first(filled: Store) -> None:
    with filled.reading() as work:
        rows = walked(lambda after: work.listings.rulings(after=after, limit=2), lambda one: one.id)
    assert [one.story for one in rows] == [opens(number).story for number in (3, 2, 1)]
