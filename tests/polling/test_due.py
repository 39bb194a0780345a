from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model.polls import Poll, SourceState, Validators
from monitor.polling import due
from tests.builders import NOW, outlet, source

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


def test_nothing_but_the_values_decides() -> None:
    paper, known = outlet(), [replace(state(), failures=2)]
    assert due([paper], known, NOW) == due([paper], known, NOW)


def test_a_source_that_moved_is_asked_at_its_new_address_and_known_by_the_old() -> None:
    moved = state(moved_to="https://new.example/feed", moved_since=NOW, moved_seen=3)
    (poll,) = due([outlet()], [moved], NOW)
    assert (poll.source.url, poll.identity) == ("https://new.example/feed", source().url)


def test_a_source_whose_new_address_failed_is_asked_at_the_old_one() -> None:
    moved = state(moved_to="https://new.example/feed", moved_since=NOW, moved_seen=3, failures=1)
    (poll,) = due([outlet()], [moved], NOW)
    assert (poll.source.url, poll.known_as) == (source().url, None)
