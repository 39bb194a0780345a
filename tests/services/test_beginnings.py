"""What a subscription is told first: what was committed after it began, whatever the clocks of the processes said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Event

import pytest

from monitor.model.digests import Subscription
from monitor.model.watches import WatchId
from monitor.services.digest import compose
from monitor.storage import Store, open_store
from tests.builders import NOW, outlet, watch
from tests.storage.values import DAY, HOUR, MINUTE, keep_story, opens, subscription

PATIENCE = 120
JUST_NOW = subscription(created_at=NOW, covered_until=NOW)


def told(store: Store, reader: Subscription = JUST_NOW, *, now: datetime = NOW + HOUR) -> set[str]:
    with store.reading() as work:
        known = work.subscriptions.named(reader.id)
    assert known is not None
    return {item.story for item in compose(store, known, period_end=now, now=now).digest.items}


def with_watches(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("japan"))
        work.watches.add(watch("nato", id=WatchId("other")))


def subscribe(store: Store, reader: Subscription = JUST_NOW) -> None:
    with store.begin() as work:
        work.subscriptions.add(reader)


def _batch(database: str, begun: datetime, has_begun: Event, may_keep: Event) -> None:
    """Another process: its batch has a moment before it keeps anything, as an ingest has while it reads pages."""
    store = open_store(database)
    has_begun.set()
    assert may_keep.wait(PATIENCE)
    with store.begin() as work:
        keep_story(work, at=begun)
    store.close()


def _open_batch(database: str, begun: datetime, has_kept: Event, may_commit: Event) -> None:
    """Another process whose transaction is open: what it kept is seen by nobody yet."""
    store = open_store(database)
    with store.begin() as work:
        keep_story(work, at=begun)
        has_kept.set()
        assert may_commit.wait(PATIENCE)
    store.close()


@contextmanager
def another_process(work: object, database: str, begun: datetime) -> Iterator[None]:
    """Runs up to its pause, does the rest when the block ends, and is over then."""
    context = get_context("spawn")
    reached, go_on = context.Event(), context.Event()
    process = context.Process(target=work, args=(database, begun, reached, go_on))  # type: ignore[arg-type]
    process.start()
    try:
        assert reached.wait(PATIENCE)
        yield
        go_on.set()
        process.join(PATIENCE)
        assert process.exitcode == 0
    finally:
        process.kill()
        process.join()


def test_a_batch_begun_before_a_subscription_and_kept_after_it_is_told(store: Store, database: str) -> None:
    with_watches(store)
    with another_process(_batch, database, NOW - MINUTE):
        subscribe(store)
    assert told(store) == {opens(1).story}


@pytest.mark.parametrize("empty_database", ["postgresql"], indirect=True)
def test_a_transaction_that_was_open_when_a_subscription_began_is_told(empty_database: str) -> None:
    store = open_store(empty_database)
    with_watches(store)
    with another_process(_open_batch, empty_database, NOW - MINUTE):
        subscribe(store)
    assert told(store) == {opens(1).story}
    store.close()


def test_a_batch_begun_before_a_watch_was_attached_is_told(store: Store, database: str) -> None:
    with_watches(store)
    subscribe(store, replace(JUST_NOW, watches=(WatchId("other"),)))
    with another_process(_batch, database, NOW + MINUTE):
        subscribe(store, replace(JUST_NOW, watches=(WatchId("other"), WatchId("test"))))
    assert told(store) == {opens(1).story}


@pytest.mark.parametrize("ahead", [MINUTE, HOUR, 14 * HOUR])
def test_a_subscription_made_by_a_clock_that_is_ahead_misses_nothing(store: Store, ahead: timedelta) -> None:
    with_watches(store)
    subscribe(store, subscription(created_at=NOW + ahead, covered_until=NOW + ahead))
    with store.begin() as work:
        keep_story(work, at=NOW)
    assert told(store, now=NOW + ahead + HOUR) == {opens(1).story}


def test_what_was_there_before_a_subscription_began_is_not_told(store: Store) -> None:
    with_watches(store)
    with store.begin() as work:
        keep_story(work, 1, at=NOW - MINUTE)
        keep_story(work, 2, at=NOW - 3 * DAY)
    subscribe(store)
    assert told(store) == set()


def test_what_was_there_before_a_subscription_is_not_told_by_a_watch_that_is_attached_later(store: Store) -> None:
    with_watches(store)
    with store.begin() as work:
        keep_story(work, at=NOW - MINUTE)
    subscribe(store, replace(JUST_NOW, watches=(WatchId("other"),)))
    subscribe(store, replace(JUST_NOW, watches=(WatchId("other"), WatchId("test"))))
    assert told(store) == set()


def test_what_came_while_a_subscription_was_ended_is_not_told_when_it_is_taken_up_again(store: Store) -> None:
    with_watches(store)
    subscribe(store)
    with store.begin() as work:
        work.subscriptions.remove(JUST_NOW.id)
        keep_story(work, at=NOW + MINUTE)
    subscribe(store, subscription(created_at=NOW + HOUR, covered_until=NOW + HOUR))
    assert told(store, now=NOW + 2 * HOUR) == set()


def test_a_change_of_a_subscription_does_not_begin_it_anew(store: Store) -> None:
    with_watches(store)
    subscribe(store)
    with store.begin() as work:
        keep_story(work, at=NOW + MINUTE)
    subscribe(store, replace(JUST_NOW, name="Renamed", created_at=NOW + HOUR, covered_until=NOW + HOUR))
    assert told(store) == {opens(1).story}


def test_what_was_matched_by_a_clock_that_was_ahead_does_not_wait_for_that_moment(store: Store) -> None:
    with_watches(store)
    subscribe(store)
    with store.begin() as work:
        keep_story(work, at=NOW + 400 * DAY)
    assert told(store) == {opens(1).story}
