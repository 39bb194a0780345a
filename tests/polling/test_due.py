from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.model.articles import Listing
from monitor.model.moments import Precision, Published
from monitor.model.polls import Outcome, OutcomeKind, Poll, SourceState, Validators
from monitor.polling import due, has_gap, is_news_at_first_sight
from tests.builders import NOW, entry, outlet, source

VALIDATORS = Validators(etag='"v1"')


def state(url: str = "https://example.org/feed", **fields: object) -> SourceState:
    return SourceState(**{"url": url, "next_poll_at": NOW, "last_success_at": NOW, "validators": VALIDATORS} | fields)


def test_a_source_without_state_is_due_now_and_for_the_first_time() -> None:
    assert due([outlet()], [], NOW) == (Poll(source=source(), outlet=outlet(), first=True),)


def test_a_source_is_due_when_its_time_has_come() -> None:
    assert due([outlet()], [state(next_poll_at=NOW + timedelta(seconds=1))], NOW) == ()
    assert len(due([outlet()], [state(next_poll_at=NOW)], NOW)) == 1


def test_a_source_that_never_succeeded_is_still_at_its_first_time() -> None:
    (poll,) = due([outlet()], [state(last_success_at=None, failures=9)], NOW)
    assert poll.first


def test_an_outlet_that_is_off_is_left_alone() -> None:
    assert due([outlet(enabled=False)], [], NOW) == ()


def test_the_longest_overdue_comes_first() -> None:
    urls = [f"https://example.org/{number}" for number in range(3)]
    paper = outlet(sources=tuple(source(url=url) for url in urls))
    states = [state(url, next_poll_at=NOW - timedelta(hours=hours)) for url, hours in zip(urls, (1, 3, 2), strict=True)]
    assert [poll.source.url for poll in due([paper], states, NOW)] == [urls[1], urls[2], urls[0]]


def test_an_address_that_two_outlets_name_is_visited_once() -> None:
    assert len(due([outlet(id="one"), outlet(id="two")], [], NOW)) == 1


def test_one_visit_in_twenty_is_made_without_condition() -> None:
    moments = [NOW + timedelta(minutes=15 * number) for number in range(2000)]
    polls = [due([outlet()], [state(next_poll_at=moment)], moment)[0] for moment in moments]
    full = [poll for poll in polls if poll.validators == Validators()]
    assert all(poll.validators in (VALIDATORS, Validators()) for poll in polls)
    assert 60 <= len(full) <= 140


def published(at: datetime) -> Published:
    return Published(at=at, precision=Precision.MINUTE)


@pytest.mark.parametrize(
    ("age", "is_news"),
    [
        (timedelta(hours=1), True),
        (timedelta(hours=23), True),
        (timedelta(hours=25), False),
        (timedelta(days=400), False),
        (timedelta(minutes=-30), True),
        (timedelta(days=-30), False),
    ],
)
def test_of_a_first_listing_only_what_is_of_today_is_news(age: timedelta, is_news: bool) -> None:
    assert is_news_at_first_sight(entry(published=published(NOW - age)), NOW) is is_news


def test_what_a_first_listing_does_not_date_is_archive() -> None:
    assert not is_news_at_first_sight(entry(), NOW)


def test_nothing_but_the_values_decides() -> None:
    paper, known = outlet(), [replace(state(), failures=2)]
    assert due([paper], known, NOW) == due([paper], known, NOW)


def listing_of(count: int) -> Listing:
    entries = tuple(entry(id=str(number), url=f"https://example.org/{number}") for number in range(count))
    return Listing(kind="rss", title=None, entries=entries)


@pytest.mark.parametrize(
    ("count", "new", "first", "gap"),
    [(20, 20, False, True), (20, 19, False, False), (20, 20, True, False), (2, 2, False, False), (0, 0, False, False)],
)
def test_a_listing_without_one_known_entry_is_a_gap(count: int, new: int, first: bool, gap: bool) -> None:
    poll = Poll(source=source(), outlet=outlet(), first=first)
    outcome = Outcome(kind=OutcomeKind.NEW, source=poll.source.url, at=NOW, listing=listing_of(count), new_entries=new)
    assert has_gap(poll, outcome) is gap
