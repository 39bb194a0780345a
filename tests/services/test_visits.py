"""A poll by hand asks no outlet that a service or a worker is visiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from monitor.model.outlets import OutletId
from monitor.services.leases import lease_of, take
from monitor.services.poll import polls_due
from monitor.services.visits import Visits, visit
from monitor.storage import Store, open_store
from tests.builders import NOW, outlet, source
from tests.conftest import emptied
from tests.fakes import FakeCrawl, clock_at

MINUTE = timedelta(minutes=1)
NOTHING = timedelta()
OTHER = outlet(
    id=OutletId("other"),
    homepage="https://other.example/",
    sources=(source(url="https://other.example/feed", outlet=OutletId("other")),),
)


@pytest.fixture
def shared(postgres_database: str) -> Iterator[Store]:
    """As several workers share it."""
    opened = open_store(emptied(postgres_database))
    with opened.begin() as work:
        work.outlets.declare((outlet(), OTHER))
    yield opened
    opened.close()


def by_hand(store: Store, crawl: FakeCrawl, *, me: str) -> Visits:
    polls = polls_due(store, NOW)
    return asyncio.run(visit(store, crawl, polls=polls, clock=clock_at(NOW), me=me, pause=NOTHING))


def test_an_outlet_that_a_worker_visits_is_left_to_it(shared: Store) -> None:
    polls = polls_due(shared, NOW)
    theirs = [one for one in polls if one.outlet.id == "example"]
    assert take(shared, lease_of(theirs, holder="worker"), MINUTE)
    crawl = FakeCrawl(at=NOW)
    made = by_hand(shared, crawl, me="a")
    assert made.busy == ("example",)
    assert [one.outlet.id for one in crawl.polls] == ["other"]


def test_what_was_visited_by_hand_is_free_again_afterwards(shared: Store) -> None:
    made = by_hand(shared, FakeCrawl(at=NOW), me="a")
    assert (len(made.report.outcomes), made.busy) == (2, ())
    polls = polls_due(shared, NOW + timedelta(days=9))
    theirs = [one for one in polls if one.outlet.id == "example"]
    assert take(shared, lease_of(theirs, holder="worker"), MINUTE)


def test_beside_an_sqlite_file_services_share_their_visits_with_nobody_by_hand(store: Store) -> None:
    if store.is_postgresql:
        with store.visiting(alone=False) as one, store.visiting(alone=True) as other:
            assert (one, other) == (True, True)  # leases see to it
        return
    with store.visiting(alone=False) as one, store.visiting(alone=False) as other, store.visiting(alone=True) as hand:
        assert (one, other, hand) == (True, True, False)
    with store.visiting(alone=True) as hand, store.visiting(alone=False) as one:
        assert (hand, one) == (True, False)
