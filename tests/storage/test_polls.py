from __future__ import annotations

from datetime import timedelta

from monitor.model.polls import Gap, OutcomeKind, Validators
from monitor.storage import Event, Store
from tests.builders import NOW
from tests.storage.values import HOUR, outcome

FEED = "https://example.org/feed"
FULL = outcome(
    OutcomeKind.THROTTLED,
    status=429,
    detail="slow down",
    bytes=10,
    seconds=0.5,
    validators=Validators(etag="e", last_modified="m"),
    body_hash="h",
    retry_after=timedelta(seconds=90),
    moved_to="https://example.org/rss",
)


def test_visits_come_back_whole_the_latest_first(store: Store) -> None:
    later = outcome(at=NOW + HOUR, new_entries=4)
    with store.begin() as work:
        work.polls.record(FULL)
        work.polls.record(later)
        work.polls.record(outcome(source="https://example.org/other"))
        assert work.polls.recent(FEED, 5) == (later, FULL)
        assert work.polls.recent(FEED, 1) == (later,)
        assert work.retention.forget("polls", NOW + HOUR) == 2


def test_the_visits_to_all_sources_of_a_time(store: Store) -> None:
    other = outcome(source="https://example.org/other", at=NOW + HOUR)
    with store.begin() as work:
        work.polls.record(FULL)
        work.polls.record(other)
        assert work.polls.since(NOW) == (other, FULL)
        assert work.polls.since(NOW + HOUR) == (other,)


def test_whether_any_visit_of_a_time_was_answered(store: Store) -> None:
    silent = (outcome(kind=OutcomeKind.UNREACHABLE, at=NOW + HOUR), outcome(kind=OutcomeKind.REFUSED, at=NOW + HOUR))
    with store.begin() as work:
        work.polls.record(FULL, *silent)
        assert work.polls.is_answered_since(NOW)
        assert not work.polls.is_answered_since(NOW + HOUR)


def test_gaps_are_kept_as_long_as_visits(store: Store) -> None:
    gap = Gap(source=FEED, since=NOW - HOUR, until=NOW, entries=20)
    with store.begin() as work:
        work.polls.missed(gap, NOW)
        assert (work.polls.gaps_since(NOW), work.polls.gaps_since(NOW + HOUR)) == ((gap,), ())
        work.retention.forget("gaps", NOW + HOUR)
        assert work.polls.gaps_since(NOW) == ()


def test_events_come_back_the_latest_first(store: Store) -> None:
    with store.begin() as work:
        work.events.log("recovered", "example", "feed", NOW)
        work.events.log("failed", "example", "\x00\ud800", NOW)
        assert work.events.recent(1) == (Event(at=NOW, kind="failed", subject="example", detail="\ufffd\ufffd"),)
        assert work.retention.forget("events", NOW + HOUR) == 2
