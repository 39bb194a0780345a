from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from monitor.model.articles import Listing
from monitor.model.moments import Precision, Published
from monitor.model.polls import Alert, AlertKind, Outcome, OutcomeKind, SourceState
from monitor.polling import ADVICE, ALERT_ADVICE, after, alerts
from tests.builders import NOW, entry, source

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GOOD = SourceState(
    url=source().url,
    next_poll_at=NOW,
    last_poll_at=NOW - HOUR,
    last_success_at=NOW - HOUR,
    last_new_at=NOW - HOUR,
    longest_silence_seconds=int(DAY.total_seconds()),
)


def outcome(kind: OutcomeKind, at: datetime = NOW, **fields: object) -> Outcome:
    return Outcome(**{"kind": kind, "source": source().url, "at": at} | fields)


def told(kinds: list[OutcomeKind]) -> list[set[AlertKind]]:
    """What is open after each of these visits."""
    state, is_open, found = GOOD, set[AlertKind](), []
    for number, kind in enumerate(kinds):
        at = NOW + number * HOUR
        before, state = state, after(state, outcome(kind, at, new_entries=int(kind is OutcomeKind.NEW)), at)
        is_open = {alert.kind for alert in alerts(before, state, is_open, at)}
        found.append(is_open)
    return found


@pytest.mark.parametrize(
    ("kind", "failures"),
    [
        (OutcomeKind.NOT_A_FEED, 3),
        (OutcomeKind.BLOCKED, 3),
        (OutcomeKind.EMPTY, 3),
        (OutcomeKind.SERVER_ERROR, 5),
        (OutcomeKind.UNREACHABLE, 5),
        (OutcomeKind.THROTTLED, 5),
    ],
)
def test_a_failing_source_is_told_after_so_many_failures_and_no_more_when_it_answers(
    kind: OutcomeKind, failures: int
) -> None:
    found = told([kind] * failures + [OutcomeKind.NEW])
    assert found == [set()] * (failures - 1) + [{AlertKind.FAILING}, set()]


def test_a_failure_of_another_kind_does_not_end_it() -> None:
    assert told([OutcomeKind.MISSING] * 3 + [OutcomeKind.SERVER_ERROR])[-1] == {AlertKind.FAILING}


def test_what_is_gone_for_good_is_told_at_once() -> None:
    assert told([OutcomeKind.GONE, OutcomeKind.GONE, OutcomeKind.NEW]) == [{AlertKind.GONE}, {AlertKind.GONE}, set()]


def test_what_is_gone_is_asked_once_a_day() -> None:
    state = after(GOOD, outcome(OutcomeKind.GONE), NOW)
    assert timedelta(hours=21) < state.next_poll_at - NOW <= timedelta(hours=24)


def silent_since(last_new_at: datetime, *, longest: timedelta = DAY, visited: timedelta = HOUR) -> set[AlertKind]:
    before = SourceState(
        url=source().url,
        next_poll_at=NOW,
        last_poll_at=NOW - visited,
        last_success_at=NOW - visited,
        last_new_at=last_new_at,
        longest_silence_seconds=int(longest.total_seconds()),
    )
    state = after(before, outcome(OutcomeKind.NOTHING_NEW), NOW)
    return {alert.kind for alert in alerts(before, state, set(), NOW)}


def test_a_daily_source_is_stale_after_a_long_weekend_and_a_monthly_one_after_two_months() -> None:
    assert silent_since(NOW - 3 * DAY) == set()
    assert silent_since(NOW - 5 * DAY) == {AlertKind.STALE}
    assert silent_since(NOW - 50 * DAY, longest=30 * DAY) == set()
    assert silent_since(NOW - 61 * DAY, longest=30 * DAY) == {AlertKind.STALE}


def test_nothing_is_concluded_of_a_source_without_a_rhythm_or_after_an_outage_of_ours() -> None:
    assert silent_since(NOW - 90 * DAY, longest=timedelta()) == set()
    assert silent_since(NOW - 90 * DAY, visited=10 * DAY) == set()


def test_a_silence_that_ended_is_remembered() -> None:
    quiet = SourceState(
        url=source().url, next_poll_at=NOW, last_poll_at=NOW, last_success_at=NOW, last_new_at=NOW - 7 * DAY
    )
    state = after(quiet, outcome(OutcomeKind.NEW, NOW + HOUR, new_entries=1), NOW + HOUR)
    assert timedelta(seconds=state.longest_silence_seconds) == 7 * DAY


def test_a_listing_tells_of_silences_and_a_pinned_entry_is_none() -> None:
    ages = [0, 1, 2, 9, 10, 400]
    listing = Listing(
        kind="rss",
        title=None,
        entries=tuple(
            entry(url=f"https://example.org/{age}", published=Published(at=NOW - age * DAY, precision=Precision.MINUTE))
            for age in ages
        ),
    )
    state = after(None, outcome(OutcomeKind.NEW, listing=listing, new_entries=len(ages)), NOW)
    assert timedelta(seconds=state.longest_silence_seconds) == 7 * DAY


def test_an_address_that_leads_to_a_foreign_feed_is_told_after_three_days() -> None:
    def led(days: int, seen: int) -> set[AlertKind]:
        state = SourceState(
            url=source().url,
            next_poll_at=NOW,
            outcome="new",
            moved_to="https://casino.example/feed",
            moved_since=NOW - days * DAY,
            moved_seen=seen,
        )
        return {alert.kind for alert in alerts(None, state, set(), NOW)}

    assert (led(2, 0), led(3, 0), led(30, 3)) == (set(), {AlertKind.MOVED}, set())


def test_an_alert_says_since_when_and_what_the_last_visit_said() -> None:
    state = GOOD
    for _ in range(3):
        state = after(state, outcome(OutcomeKind.BLOCKED, detail="The server answered with status 403."), NOW)
    expected = Alert(
        subject=source().url,
        kind=AlertKind.FAILING,
        since=NOW - HOUR,
        detail="blocked: The server answered with status 403.",
    )
    assert alerts(GOOD, state, set(), NOW) == (expected,)


def test_every_outcome_and_alert_has_its_advice() -> None:
    assert set(ADVICE) == set(OutcomeKind)
    assert set(ALERT_ADVICE) == set(AlertKind)
