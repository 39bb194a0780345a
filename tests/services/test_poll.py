import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.model.articles import Entry, FetchedDocument, Listing
from monitor.model.digests import Window
from monitor.model.moments import Precision, Published
from monitor.model.outlets import SourceKind
from monitor.model.polls import AlertKind, Gap, OutcomeKind, Poll
from monitor.model.seams import Inbox
from monitor.services.poll import PollReport, poll, polls_due, polls_of
from monitor.storage import Store
from tests.builders import NOW, document, entry, outlet, source
from tests.fakes import FakeCrawl, clock_at

PAGE = (entry(), document("<p>…</p>"))


def with_outlets(store: Store, *outlets: object) -> None:
    with store.begin() as work:
        work.outlets.declare(outlets)


def visit(store: Store, crawl: FakeCrawl, *, at: datetime = NOW) -> PollReport:
    return asyncio.run(poll(store, crawl, polls=polls_due(store, at), clock=clock_at(at)))


def test_a_fetched_page_waits_for_ingest(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(PAGE, at=NOW))
    with store.begin() as work:
        assert work.documents.count_waiting(NOW) == 1


def test_a_page_is_not_fetched_twice(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(PAGE, at=NOW))
    with store.begin() as work:
        assert work.entries.unknown(source().url, (entry(),), NOW) == ()


def test_a_source_that_was_visited_is_not_due_at_once(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(PAGE, at=NOW))
    assert polls_due(store, NOW) == ()


def test_one_outlet_can_be_visited_before_it_is_due(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(PAGE, at=NOW))
    assert [one.source.url for one in polls_of(store, {outlet().id}, NOW)] == [source().url]


def test_a_page_that_failed_is_wanted_again(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl((entry(), None), at=NOW))
    with store.begin() as work:
        assert work.entries.unknown(source().url, (entry(),), NOW + timedelta(hours=1)) == (entry(),)
        (state,) = work.sources.states()
    assert (state.body_hash, state.validators.etag) == (None, None)


def test_what_a_source_tells_is_kept_with_its_outcome_or_not_at_all(store: Store) -> None:
    with_outlets(store, outlet())

    async def broken_off(polls: Sequence[Poll], inbox: Inbox) -> None:
        for one in polls:
            inbox.told(one, inbox.unknown(one, (entry(),)))
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(poll(store, broken_off, polls=polls_due(store, NOW), clock=clock_at(NOW)))
    with store.begin() as work:
        assert work.entries.unknown(source().url, (entry(),), NOW) == (entry(),)
        assert work.documents.count_waiting(NOW) == 0
    visit(store, FakeCrawl((entry(), None), missed=OutcomeKind.REFUSED, at=NOW))
    with store.begin() as work:
        assert work.entries.unknown(source().url, (entry(),), NOW) == ()
        assert work.documents.count_waiting(NOW) == 1


def test_what_one_feed_of_an_outlet_told_is_not_new_in_the_next(store: Store) -> None:
    with_outlets(store, outlet(sources=(source(), source(url="https://example.org/sport.xml"))))
    report = visit(store, FakeCrawl((entry(), None), missed=OutcomeKind.REFUSED, at=NOW))
    assert sorted((outcome.kind, outcome.new_entries) for outcome in report.outcomes) == [
        (OutcomeKind.NEW, 1),
        (OutcomeKind.NOTHING_NEW, 0),
    ]


def test_a_failing_feed_is_recorded(store: Store) -> None:
    answering = outlet(id="b", sources=(source(url="https://b.example/feed", outlet="b"),))
    with_outlets(store, outlet(), answering)
    crawl = FakeCrawl(kind=OutcomeKind.NOT_A_FEED, at=NOW)
    visit(store, crawl)
    with store.begin() as work:
        assert {(state.outcome, state.failures) for state in work.sources.states()} == {("not-a-feed", 1)}


def four_outlets(store: Store) -> None:
    outlets = [
        outlet(
            id=name,
            homepage=f"https://{name}.example/",
            sources=(source(url=f"https://{name}.example/f", outlet=name),),
        )
        for name in ("a", "b", "c", "d")
    ]
    with_outlets(store, *outlets)


def test_nothing_is_held_against_the_feeds_when_the_network_is_down(store: Store) -> None:
    four_outlets(store)
    report = visit(store, FakeCrawl(kind=OutcomeKind.UNREACHABLE, at=NOW))
    assert report.network_down
    with store.begin() as work:
        assert {(state.failures, state.outcome) for state in work.sources.states()} == {(0, None)}
    assert polls_due(store, NOW) == (), "not asked again at once"
    assert len(polls_due(store, NOW + timedelta(minutes=3))) == 4


def test_a_network_that_is_down_is_told_once_for_all_and_once_when_it_is_back(store: Store) -> None:
    four_outlets(store)
    for minutes, kind in enumerate((OutcomeKind.UNREACHABLE,) * 3 + (OutcomeKind.NEW,)):
        at = NOW + timedelta(minutes=3 * minutes)
        visit(store, FakeCrawl(kind=kind, at=at), at=at)
    with store.reading() as work:
        told = [(event.kind, event.subject, event.detail.split(":")[0]) for event in work.events.recent(9)]
        assert told == [("recovery", "", "network"), ("alert", "", "network")]
        assert work.alerts.open() == ()


def test_a_network_that_is_down_is_seen_in_rounds_of_one_source(store: Store) -> None:
    four_outlets(store)
    polls = polls_due(store, NOW)
    reports = [
        asyncio.run(poll(store, FakeCrawl(kind=OutcomeKind.UNREACHABLE, at=NOW), polls=[one], clock=clock_at(NOW)))
        for one in polls
    ]
    assert [report.network_down for report in reports] == [False, False, True, True]


def test_a_failing_source_is_told_once_and_once_when_it_answers(store: Store) -> None:
    with_outlets(store, outlet(), outlet(id="b", sources=(source(url="https://b.example/feed", outlet="b"),)))
    kinds = [OutcomeKind.NOT_A_FEED] * 6 + [OutcomeKind.NEW]
    for days, kind in enumerate(kinds):
        at = NOW + timedelta(days=2 * days)
        visit(store, FakeCrawl(kind=kind, at=at), at=at)
    with store.reading() as work:
        told = [(event.kind, event.subject) for event in work.events.recent(9)]
        assert sorted(told) == sorted(
            (kind, url) for kind in ("alert", "recovery") for url in (source().url, "https://b.example/feed")
        )


def listing(*numbers: int, dated: datetime | None = None) -> Listing:
    published = Published(at=dated, precision=Precision.MINUTE) if dated else None
    entries = tuple(
        entry(id=str(number), url=f"https://example.org/{number}", published=published) for number in numbers
    )
    return Listing(kind="rss", title=None, entries=entries)


def baselines(store: Store) -> dict[str, bool]:
    with store.begin() as work:
        return {one.entry.id: one.baseline for one in work.documents.claim(99, NOW)}


def test_of_a_first_listing_what_is_not_of_today_is_archive_also_where_its_page_comes_later(store: Store) -> None:
    with_outlets(store, outlet())
    old = NOW - timedelta(days=2)
    (late,) = listing(1, dated=old).entries
    visit(store, FakeCrawl((late, None), at=NOW))
    at = NOW + timedelta(hours=2)
    visit(
        store,
        FakeCrawl((late, document("<p>…")), *((one, document()) for one in listing(2, dated=at).entries), at=at),
        at=at,
    )
    assert baselines(store) == {"1": True, "2": False}


def test_what_came_while_we_were_away_is_news_and_an_old_archive_is_not(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(PAGE, at=NOW))
    at = NOW + timedelta(days=10)
    during, long_ago = listing(8, dated=at - timedelta(days=8)), listing(9, dated=NOW - timedelta(days=8))
    pages = [(one, document()) for one in during.entries + long_ago.entries]
    visit(store, FakeCrawl(*pages, at=at), at=at)
    assert baselines(store) == {entry().id: True, "8": False, "9": True}


def test_a_window_that_was_missed_is_kept_and_the_sitemap_is_due_at_once(store: Store) -> None:
    sitemap = source(url="https://example.org/sitemap.xml", kind=SourceKind.SITEMAP)
    with_outlets(store, outlet(sources=(source(), sitemap)))
    visit(store, FakeCrawl(*pages_of(1, 2, 3), at=NOW))
    at = NOW + timedelta(hours=1)
    (feed, _) = polls_of(store, {outlet().id}, at)
    with store.begin() as work:
        for state in work.sources.states():
            work.sources.keep(replace(state, next_poll_at=at + timedelta(hours=9)))
    asyncio.run(poll(store, FakeCrawl(*pages_of(4, 5, 6), at=at), polls=[feed], clock=clock_at(at)))
    with store.reading() as work:
        assert work.polls.gaps_since(NOW) == (Gap(source=source().url, since=NOW, until=at, entries=3),)
        assert work.coverage(NOW, at).gaps == (Window(outlet_name="Example Daily", since=NOW, until=at),)
    assert [one.source.url for one in polls_due(store, at)] == [sitemap.url]


def test_pages_that_failed_before_are_neither_new_nor_a_gap(store: Store) -> None:
    with_outlets(store, outlet())
    visit(store, FakeCrawl(*pages_of(1, 2, 3, page=None), at=NOW))
    at = NOW + timedelta(hours=1)
    report = visit(store, FakeCrawl(*pages_of(1, 2, 3, page=None), at=at), at=at)
    assert [(one.kind, one.new_entries) for one in report.outcomes] == [(OutcomeKind.NOTHING_NEW, 0)]
    with store.reading() as work:
        assert work.polls.gaps_since(NOW) == ()


def test_a_source_that_moved_is_asked_there_after_three_days_and_keeps_its_history(store: Store) -> None:
    with_outlets(store, outlet())
    new = "https://feeds.example.net/all"
    for days in range(5):
        at = NOW + timedelta(days=days, hours=days)
        crawl = FakeCrawl(PAGE, at=at, moved_to=new)
        visit(store, crawl, at=at)
    assert [one.source.url for one in crawl.polls] == [new]
    with store.reading() as work:
        (state,) = work.sources.states()
        assert (state.url, state.moved_to, state.failures) == (source().url, new, 0)
        assert len(work.polls.recent(source().url, 9)) == 5
    at = NOW + timedelta(days=9)
    visit(store, FakeCrawl(PAGE, at=at), at=at)
    with store.reading() as work:
        assert work.sources.states()[0].moved_to == new, "it answered there itself"


def test_pages_that_do_not_come_are_trouble_of_the_outlet(store: Store) -> None:
    with_outlets(store, outlet())
    for hours in (0, 2, 4):
        at = NOW + timedelta(hours=hours)
        visit(store, FakeCrawl(*pages_of(*range(12), page=None), at=at), at=at)
    with store.reading() as work:
        (alert,) = work.alerts.open()
        assert (alert.subject, alert.kind, alert.detail) == (
            "example",
            AlertKind.PAGES,
            "12 announced pages did not come, 0 did",
        )
    at = NOW + timedelta(hours=30)
    visit(store, FakeCrawl(*pages_of(*range(12)), at=at), at=at)
    with store.reading() as work:
        assert work.alerts.open() == ()


def pages_of(*numbers: int, page: FetchedDocument | None = PAGE[1]) -> list[tuple[Entry, FetchedDocument | None]]:
    return [(one, page) for one in listing(*numbers).entries]
