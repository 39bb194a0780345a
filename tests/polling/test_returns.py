from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import Listing
from monitor.model.moments import Precision, Published
from monitor.model.polls import Outcome, OutcomeKind, SourceState, Validators
from monitor.polling import LONGEST_WAIT, SHORTEST_WAIT, after, due
from tests.builders import NOW, entry, outlet

URL = "https://example.org/feed"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def outcome(kind: OutcomeKind = OutcomeKind.NEW, **fields: Any) -> Outcome:
    return Outcome(**{"kind": kind, "source": URL, "at": NOW} | fields)


def listing(*ages: timedelta, precision: Precision = Precision.MINUTE, **fields: Any) -> Listing:
    entries = tuple(
        entry(id=str(number), published=Published(at=NOW - age, precision=precision)) for number, age in enumerate(ages)
    )
    return Listing(**{"kind": "rss", "title": None, "entries": entries} | fields)


def every(gap: timedelta, count: int = 20) -> Listing:
    return listing(*(gap * (number + 1) for number in range(count)))


def wait(state: SourceState) -> timedelta:
    return state.next_poll_at - NOW


def alive(**fields: Any) -> SourceState:
    values = {"url": URL, "next_poll_at": NOW, "last_success_at": NOW - HOUR, "last_new_at": NOW - HOUR}
    return SourceState(**values | fields)


@pytest.mark.parametrize(
    ("gap", "shortest", "longest"),
    [
        (timedelta(seconds=20), 2 * MINUTE, 2.2 * MINUTE),
        (10 * MINUTE, 5 * MINUTE, 5.5 * MINUTE),
        (4 * HOUR, 2 * HOUR, 2.2 * HOUR),
        (30 * DAY, 20 * HOUR, DAY),
    ],
)
def test_the_interval_follows_the_rhythm_of_the_source(gap: timedelta, shortest: timedelta, longest: timedelta) -> None:
    state = after(None, outcome(listing=every(gap), new_entries=20), NOW)
    assert shortest <= wait(state) <= longest


def test_a_short_listing_of_a_bursty_source_does_not_roll_over_unseen() -> None:
    bursty = listing(*(number * MINUTE for number in (0, 30, 60, 61, 62)))
    state = after(None, outcome(listing=bursty, new_entries=5), NOW)
    assert wait(state) <= 62 * MINUTE / 4 * 1.1


def test_dates_without_a_time_of_day_say_nothing_of_the_rhythm() -> None:
    by_day = listing(*(DAY * number for number in range(9)), precision=Precision.DAY)
    assert wait(after(None, outcome(listing=by_day, new_entries=9), NOW)) <= 20 * MINUTE


def test_a_quiet_source_is_asked_in_proportion_to_its_silence() -> None:
    quiet = after(alive(last_new_at=NOW - 8 * HOUR), outcome(OutcomeKind.NOT_MODIFIED), NOW)
    asleep = after(alive(last_new_at=NOW - 30 * DAY), outcome(OutcomeKind.NOT_MODIFIED), NOW)
    assert 40 * MINUTE <= wait(quiet) <= 44 * MINUTE
    assert wait(asleep) <= DAY


def test_the_first_news_after_a_silence_brings_the_old_rhythm_back() -> None:
    asleep = alive(interval_seconds=20 * 3600, last_new_at=NOW - 10 * DAY)
    state = after(asleep, outcome(listing=every(10 * MINUTE), new_entries=1), NOW)
    assert wait(state) <= 6 * MINUTE


@pytest.mark.parametrize(
    "asks",
    [
        {"retry_after": 5 * HOUR},
        {"fresh_for": 5 * HOUR},
        {"listing": listing(MINUTE, ttl_seconds=5 * 3600)},
    ],
)
def test_what_the_other_side_asks_for_is_granted(asks: dict[str, Any]) -> None:
    assert wait(after(alive(), outcome(OutcomeKind.NOTHING_NEW, **asks), NOW)) >= 5 * HOUR


def test_who_throttles_us_gets_what_retry_after_says() -> None:
    state = after(alive(), outcome(OutcomeKind.THROTTLED, status=429, retry_after=3 * HOUR), NOW)
    assert 3 * HOUR <= wait(state) <= 4 * HOUR


def test_an_absurd_wish_is_granted_for_a_day() -> None:
    for wish in ({"retry_after": timedelta(days=9999)}, {"listing": listing(MINUTE, ttl_seconds=10**12)}):
        assert wait(after(alive(), outcome(OutcomeKind.NOTHING_NEW, **wish), NOW)) == LONGEST_WAIT


def test_failures_are_retried_less_and_less_often_and_never_given_up() -> None:
    state, waits = alive(interval_seconds=300), []
    for _ in range(20):
        state = after(state, outcome(OutcomeKind.SERVER_ERROR, detail="Broken."), NOW)
        waits.append(wait(state))
    assert waits[0] <= 6 * MINUTE
    assert waits[:7] == sorted(waits[:7])
    assert 21 * HOUR <= waits[-1] <= DAY
    assert (state.failures, state.outcome, state.detail) == (20, "server-error", "Broken.")


def test_a_failure_keeps_what_is_known_of_the_source() -> None:
    known = alive(validators=Validators(etag='"v1"'), body_hash="ab", interval_seconds=300)
    state = after(known, outcome(OutcomeKind.UNREACHABLE), NOW)
    assert (state.validators, state.body_hash, state.interval_seconds) == (known.validators, "ab", 300)
    assert state.last_success_at == known.last_success_at


def test_the_first_success_after_failures_clears_them() -> None:
    state = after(alive(failures=7), outcome(OutcomeKind.NOTHING_NEW, listing=every(10 * MINUTE)), NOW)
    assert (state.failures, state.last_success_at) == (0, NOW)
    assert wait(state) <= 6 * MINUTE


def test_a_first_visit_that_left_entries_over_is_still_the_first_and_soon_made_again() -> None:
    half = after(None, outcome(listing=every(10 * HOUR), new_entries=20, whole=False), NOW)
    assert (half.last_success_at, half.failures) == (None, 0)
    assert wait(half) <= 6 * MINUTE
    assert after(half, outcome(listing=every(10 * HOUR)), NOW).last_success_at == NOW


def test_an_answer_without_validators_leaves_none_behind() -> None:
    known = alive(validators=Validators(etag='"v1"'), body_hash="ab")
    state = after(known, outcome(OutcomeKind.NEW, new_entries=1), NOW)
    assert (state.validators, state.body_hash) == (Validators(), None)


def test_a_304_keeps_the_validators_it_does_not_repeat() -> None:
    known = alive(validators=Validators(etag='"v1"', last_modified="then"), body_hash="ab")
    state = after(known, outcome(OutcomeKind.NOT_MODIFIED, validators=Validators(etag='"v2"')), NOW)
    assert (state.validators, state.body_hash) == (Validators(etag='"v2"', last_modified="then"), "ab")


def is_believed(state: SourceState) -> bool:
    (poll,) = due([outlet()], [state], state.next_poll_at)
    return bool(poll.validators.etag)


def test_a_server_with_news_under_an_old_validator_is_no_longer_believed() -> None:
    same = Validators(etag='"v1"')
    state = after(alive(validators=same), outcome(validators=same, body_hash="new", new_entries=2), NOW)
    assert not is_believed(state)
    for kind in (OutcomeKind.NEW, OutcomeKind.NOT_MODIFIED, OutcomeKind.SERVER_ERROR):
        state = after(state, outcome(kind, validators=Validators(etag='"v2"'), new_entries=1), NOW)
        assert not is_believed(state)


def test_a_server_that_called_old_news_not_modified_is_no_longer_believed() -> None:
    accused = alive(outcome="not-modified", last_poll_at=NOW - 10 * MINUTE, validators=Validators(etag='"v1"'))
    fresh = Validators(etag='"v2"')
    found = listing(MINUTE, 5 * HOUR, 6 * HOUR)
    old_news = outcome(validators=fresh, new_entries=2, listing=found)
    news = outcome(validators=fresh, new_entries=1, listing=found)
    assert not is_believed(after(accused, old_news, NOW))
    assert is_believed(after(accused, news, NOW))


def test_sources_added_together_do_not_stay_together() -> None:
    found = [Outcome(kind=OutcomeKind.NEW, source=f"https://{n}.org", at=NOW, new_entries=1) for n in range(50)]
    assert len({after(None, one, NOW).next_poll_at for one in found}) == 50


durations = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=4000))
outcomes = st.builds(
    Outcome,
    kind=st.sampled_from(OutcomeKind),
    source=st.just(URL),
    at=st.just(NOW),
    validators=st.builds(Validators, etag=st.none() | st.just('"v1"')),
    body_hash=st.none() | st.just("ab"),
    listing=st.none()
    | st.builds(
        lambda ages, ttl: listing(*ages, ttl_seconds=ttl), st.lists(durations, max_size=30), st.none() | st.integers()
    ),
    new_entries=st.integers(0, 10_000),
    whole=st.booleans(),
    retry_after=st.none() | st.timedeltas(min_value=timedelta(0)),
    fresh_for=st.none() | st.timedeltas(min_value=timedelta(0)),
)


@given(st.lists(st.tuples(outcomes, st.timedeltas(timedelta(0), timedelta(days=60))), min_size=1, max_size=12))
def test_the_next_visit_is_never_in_the_past_and_never_off(history: list[tuple[Outcome, timedelta]]) -> None:
    state, now = None, NOW
    for found, pause in history:
        now += pause
        state = after(state, found, now)
        assert now + SHORTEST_WAIT <= state.next_poll_at <= now + LONGEST_WAIT
        assert state.url == URL


@pytest.mark.parametrize(
    ("wish", "earliest"),
    [
        # NOW is Monday 2 November 2026, 07:00 UTC.
        ({"skip_hours": frozenset(range(7, 15))}, 15),
        ({"skip_hours": frozenset((8, 16))}, 7),
        ({"skip_days": frozenset((0,))}, 24),
    ],
)
def test_hours_and_days_that_a_feed_skips_are_skipped(wish: dict[str, frozenset[int]], earliest: int) -> None:
    state = after(alive(), outcome(listing=replace(every(10 * MINUTE), **wish), new_entries=1), NOW)
    midnight = NOW.replace(hour=0, minute=0)
    assert midnight + earliest * HOUR <= state.next_poll_at < midnight + (earliest + 1) * HOUR


def test_what_a_listing_asked_for_holds_while_nothing_is_new() -> None:
    asked = after(alive(), outcome(listing=listing(MINUTE, ttl_seconds=5 * 3600, skip_days=frozenset((6,)))), NOW)
    later = after(asked, outcome(OutcomeKind.NOT_MODIFIED), NOW)
    assert wait(later) >= 5 * HOUR
    assert later.skip_days == {6}
    freed = after(later, outcome(listing=listing(MINUTE)), NOW)
    assert (freed.ttl_seconds, freed.skip_days) == (0, frozenset())


def test_who_skips_every_hour_is_visited_once_a_day() -> None:
    state = after(alive(skip_hours=frozenset(range(24))), outcome(OutcomeKind.NOT_MODIFIED), NOW)
    assert wait(state) == DAY
