"""One visit to an outlet and to each of its hosts at a time; who was believed dead keeps nothing any more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.model.errors import StorageError, Superseded
from monitor.model.outlets import OutletId
from monitor.model.polls import Poll, SourceState
from monitor.model.seams import Inbox
from monitor.model.workers import Lease
from monitor.services.leases import fenced, give_back, lease_of, take
from monitor.services.poll import poll, polls_due
from monitor.storage import Store, open_store
from tests.builders import NOW, document, entry, outlet, source
from tests.conftest import emptied
from tests.fakes import clock_at

MINUTE = timedelta(minutes=1)
OVER = timedelta(seconds=-1)


@pytest.fixture
def shared(postgres_database: str) -> Iterator[Store]:
    """Leases are for several workers, and those share a PostgreSQL."""
    opened = open_store(emptied(postgres_database))
    yield opened
    opened.close()


def lease(holder: str, name: str = "example", *hosts: str) -> Lease:
    return Lease(holder=holder, outlet=name, hosts=frozenset(hosts or ("example.org",)))


def test_a_visit_holds_the_outlet_and_every_host_that_it_may_ask() -> None:
    one = outlet(hosts=("amp.example.org",), sources=(source(url="https://Feeds.example.net/a"),))
    held = lease_of((Poll(source=one.sources[0], outlet=one),), holder="a")
    assert held.hosts == {"example.org", "amp.example.org", "feeds.example.net"}
    assert held.keys[0] == "outlet example"


def test_an_outlet_is_one_workers_at_a_time(shared: Store) -> None:
    assert take(shared, lease("a"), MINUTE)
    assert not take(shared, lease("b"), MINUTE)


def test_who_falls_silent_in_the_middle_of_taking_stands_in_nobodys_way(shared: Store) -> None:
    def fall_silent() -> None:
        with shared.begin() as work:
            assert work.leases.take(lease("a"), timedelta(milliseconds=50))
            # Waits for the row until PostgreSQL has ended the other's transaction.
            assert take(shared, lease("b"), MINUTE)
            work.leases.give_back(lease("a"), OVER)

    with pytest.raises(StorageError):
        fall_silent()
    assert not take(shared, lease("c"), MINUTE)


def test_outlets_on_one_host_take_turns_and_who_waits_holds_nothing(shared: Store) -> None:
    assert take(shared, lease("a", "one", "shared.example"), MINUTE)
    assert not take(shared, lease("b", "two", "shared.example", "own.example"), MINUTE)
    assert take(shared, lease("c", "three", "own.example"), MINUTE)


def test_a_host_has_its_pause_before_the_next_visit(shared: Store) -> None:
    take(shared, lease("a"), MINUTE)
    give_back(shared, lease("a"), MINUTE)
    assert not take(shared, lease("b"), MINUTE)
    with shared.begin() as work:
        assert work.leases.renew(["a"], MINUTE) == {}


def test_a_lease_that_is_renewed_is_kept_and_one_that_is_over_is_taken(shared: Store) -> None:
    take(shared, lease("a"), OVER)
    with shared.begin() as work:
        assert work.leases.renew(["a", "z"], MINUTE) == {"a": {"outlet example", "host example.org"}}
    assert not take(shared, lease("b"), MINUTE)
    with shared.begin() as work:
        work.leases.renew(["a"], OVER)
    assert take(shared, lease("b"), MINUTE)
    with shared.begin() as work:
        assert work.leases.renew(["a"], MINUTE) == {}


def test_a_visit_that_was_taken_over_keeps_nothing_more(shared: Store) -> None:
    with shared.begin() as work:
        work.outlets.declare((outlet(),))
    mine = lease("mine")
    take(shared, mine, OVER)

    async def crawl(polls: Sequence[Poll], inbox: Inbox) -> None:
        (visit,) = polls
        inbox.fetched(visit, entry(), document("<p>kept, for nobody had come yet"))
        assert take(shared, lease("another"), MINUTE)
        inbox.fetched(visit, replace(entry(), url="https://example.org/news/2"), document("<p>too late"))

    visits = polls_due(shared, NOW)
    with pytest.raises(Superseded, match="the visit to example was taken over"):
        asyncio.run(poll(fenced(shared, mine, MINUTE), crawl, polls=visits, clock=clock_at(NOW)))
    with shared.reading() as work:
        assert work.documents.count_waiting(NOW) == 1
        assert work.sources.states() == ()


def test_a_chore_is_done_by_one_in_its_time(shared: Store) -> None:
    with shared.begin() as work:
        assert work.leases.take_turn("tidy", "a", MINUTE)
        assert not work.leases.take_turn("tidy", "b", MINUTE)


def visited(name: str, due: datetime) -> SourceState:
    return SourceState(url=f"https://{name}.example/f", next_poll_at=due, last_poll_at=NOW)


def test_the_outlets_that_are_due_come_the_longest_overdue_first(store: Store) -> None:
    one, two, off = (
        outlet(id=OutletId(name), sources=(source(url=f"https://{name}.example/f", outlet=OutletId(name)),))
        for name in ("one", "two", "off")
    )
    with store.begin() as work:
        work.outlets.declare((one, two, replace(off, enabled=False)))
        assert work.sources.outlets_due(NOW, 10) == ()
        assert work.sources.outlets_unvisited(10) == ("one", "two")
        assert work.sources.outlets_unvisited(1) == ("one",)
        work.sources.keep(visited("one", NOW - MINUTE), visited("two", NOW - 2 * MINUTE), visited("off", NOW))
        assert work.sources.outlets_due(NOW, 10) == ("two", "one")
        assert work.sources.outlets_due(NOW, 1) == ("two",)
        assert work.sources.outlets_due(NOW - 2 * MINUTE, 10) == ("two",)
        assert work.sources.outlets_unvisited(10) == ()
