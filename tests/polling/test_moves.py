from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.model.polls import Outcome, OutcomeKind, SourceState
from monitor.polling import after, has_moved, is_that_feed, with_move
from monitor.polling.moves import address
from tests.builders import NOW, outlet, source

NEW = "https://feeds.example.net/all"
DAY = timedelta(days=1)


def outcome(kind: OutcomeKind = OutcomeKind.NOTHING_NEW, moved_to: str | None = NEW, at: datetime = NOW) -> Outcome:
    return Outcome(kind=kind, source=source().url, at=at, moved_to=moved_to)


def visited(state: SourceState | None, one: Outcome, *, is_that_feed: bool = True) -> SourceState:
    return with_move(state, after(state, one, one.at), one, is_that_feed=is_that_feed, now=one.at)


def visits(*moments: datetime, is_that_feed: bool = True) -> SourceState:
    state = None
    for at in moments:
        state = visited(state, outcome(at=at), is_that_feed=is_that_feed)
    assert state is not None
    return state


def test_a_move_is_followed_for_good_after_the_same_answer_on_three_days() -> None:
    assert not has_moved(visits(NOW, NOW + DAY))
    moved = visits(NOW, NOW + DAY, NOW + 2 * DAY)
    assert (has_moved(moved), address(moved), moved.moved_since) == (True, NEW, NOW)


def test_many_answers_of_one_day_are_one() -> None:
    moved = visits(*(NOW + number * timedelta(minutes=15) for number in range(40)))
    assert (moved.moved_seen, has_moved(moved)) == (1, False)


def test_another_feed_at_the_new_address_never_counts() -> None:
    hijacked = visits(*(NOW + number * DAY for number in range(10)), is_that_feed=False)
    assert (hijacked.moved_to, hijacked.moved_seen, address(hijacked)) == (NEW, 0, source().url)


def test_an_answer_of_the_old_address_itself_ends_it() -> None:
    moved = visits(NOW, NOW + DAY, NOW + 2 * DAY)
    back = visited(moved, outcome(moved_to=None, at=NOW + 3 * DAY))
    assert (back.moved_to, back.moved_since, back.moved_seen) == (None, None, 0)


def test_another_new_address_begins_anew() -> None:
    further = visited(visits(NOW, NOW + DAY), outcome(moved_to="https://other.example/", at=NOW + 2 * DAY))
    assert (further.moved_to, further.moved_since, further.moved_seen) == ("https://other.example/", NOW + 2 * DAY, 1)


def test_a_failure_says_nothing_of_the_move_but_sends_us_back_to_the_old_address() -> None:
    moved = visits(NOW, NOW + DAY, NOW + 2 * DAY)
    failed = visited(moved, outcome(OutcomeKind.MISSING, None, NOW + 3 * DAY))
    assert (failed.moved_to, failed.moved_seen, address(failed)) == (NEW, 3, source().url)


@pytest.mark.parametrize(
    ("one", "is_met", "is_that"),
    [
        (outcome(), True, True),
        (outcome(OutcomeKind.NOT_MODIFIED), False, True),
        (outcome(OutcomeKind.NEW), False, False),
        (outcome(OutcomeKind.NEW, "https://www.example.org/rss"), False, True),
        (outcome(OutcomeKind.NEW, "https://cdn.example-news.com/rss"), False, True),
        (outcome(OutcomeKind.EMPTY), True, False),
        (outcome(moved_to=None), True, False),
    ],
    ids=["entries", "same bytes", "foreign", "publisher's site", "publisher's host", "no success", "no move"],
)
def test_it_is_that_feed_by_its_entries_its_bytes_or_its_publisher(one: Outcome, is_met: bool, is_that: bool) -> None:
    ours = outlet(hosts=("cdn.example-news.com",))
    assert is_that_feed(replace(one), ours, is_met=is_met) is is_that
