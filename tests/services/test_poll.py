import asyncio
from datetime import timedelta

from monitor.model.polls import OutcomeKind
from monitor.services.poll import poll, polls_due, polls_of
from monitor.storage import Store
from tests.builders import NOW, document, entry, outlet, source
from tests.fakes import FakeCrawl, clock_at

PAGE = (entry(), document("<p>…</p>"))


def with_outlets(store: Store, *outlets: object) -> None:
    with store.begin() as work:
        work.outlets.declare(outlets)


def visit(store: Store, crawl: FakeCrawl) -> object:
    return asyncio.run(poll(store, crawl, polls=polls_due(store, NOW), clock=clock_at(NOW)))


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


def test_a_failing_feed_is_recorded(store: Store) -> None:
    answering = outlet(id="b", sources=(source(url="https://b.example/feed", outlet="b"),))
    with_outlets(store, outlet(), answering)
    crawl = FakeCrawl(kind=OutcomeKind.NOT_A_FEED, at=NOW)
    visit(store, crawl)
    with store.begin() as work:
        assert {(state.outcome, state.failures) for state in work.sources.states()} == {("not-a-feed", 1)}


def test_nothing_is_held_against_the_feeds_when_the_network_is_down(store: Store) -> None:
    outlets = [
        outlet(
            id=name,
            homepage=f"https://{name}.example/",
            sources=(source(url=f"https://{name}.example/f", outlet=name),),
        )
        for name in ("a", "b", "c", "d")
    ]
    with_outlets(store, *outlets)
    report = visit(store, FakeCrawl(kind=OutcomeKind.UNREACHABLE, at=NOW))
    assert report.network_down
    with store.begin() as work:
        assert [state.failures for state in work.sources.states()] == []
