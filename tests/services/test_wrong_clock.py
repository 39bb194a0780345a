"""A clock that was years ahead for a while ends no subscription; on both databases."""

from __future__ import annotations

from datetime import time, timedelta

from monitor.model.digests import Schedule
from monitor.services.digest import digests_due
from monitor.storage import Store
from tests.builders import NOW
from tests.storage.values import DAY, HOUR, keep_story, opens, with_reader

YEARS = timedelta(days=4000)
DAILY = Schedule(times=(time(7),), zone="UTC")


def told(store: Store, *, now: object) -> list[set[str]]:
    return [{item.story for item in one.digest.items} for one in digests_due(store, now=now)]  # type: ignore[arg-type]


def test_a_digest_composed_in_the_wrong_future_does_not_silence_its_subscription(store: Store) -> None:
    reader = with_reader(store, schedule=DAILY)
    with store.begin() as work:
        keep_story(work, 1, at=reader.created_at + HOUR)
    assert told(store, now=NOW + YEARS) == [{opens(1).story}]
    with store.begin() as work:
        keep_story(work, 2, at=NOW + HOUR)
    assert told(store, now=NOW + DAY) == [{opens(2).story}]
    assert told(store, now=NOW + DAY + HOUR) == []
    with store.begin() as work:
        keep_story(work, 3, at=NOW + DAY + HOUR)
    assert told(store, now=NOW + 2 * DAY) == [{opens(3).story}]


def test_an_alert_goes_on_after_a_clock_was_ahead(store: Store) -> None:
    reader = with_reader(store, schedule=Schedule(zone="UTC", at_once=6))
    with store.begin() as work:
        keep_story(work, 1, at=reader.created_at + HOUR)
    assert told(store, now=NOW + YEARS) == [{opens(1).story}]
    with store.begin() as work:
        keep_story(work, 2, at=NOW + HOUR)
    assert told(store, now=NOW + 2 * HOUR) == [{opens(2).story}]


def test_a_clock_that_is_set_back_an_hour_tells_nothing_twice(store: Store) -> None:
    reader = with_reader(store, schedule=DAILY)
    with store.begin() as work:
        keep_story(work, 1, at=reader.created_at + HOUR)
    assert told(store, now=NOW) == [{opens(1).story}]
    assert told(store, now=NOW - HOUR) == []
    assert told(store, now=NOW) == []
