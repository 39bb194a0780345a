from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from monitor.model.articles import Listing
from monitor.model.moments import Precision, Published
from monitor.model.polls import Gap, Outcome, OutcomeKind, SourceState
from monitor.polling import after, gap
from tests.builders import NOW, entry, source

LAST = NOW - timedelta(hours=10)
BEFORE = SourceState(url=source().url, next_poll_at=NOW, last_poll_at=LAST, last_success_at=LAST, last_new_at=LAST)
UNDATED: tuple[datetime | None, ...] = (None,) * 5


def outcome(*moments: datetime | None) -> Outcome:
    entries = tuple(
        entry(
            id=str(number),
            url=f"https://example.org/{number}",
            published=Published(at=at, precision=Precision.MINUTE) if at else None,
        )
        for number, at in enumerate(moments)
    )
    listing = Listing(kind="rss", title=None, entries=entries)
    kind = OutcomeKind.NEW
    return Outcome(kind=kind, source=source().url, at=NOW, listing=listing, new_entries=len(entries))


def test_a_listing_that_shares_nothing_with_the_last_one_is_a_gap() -> None:
    found = gap(BEFORE, outcome(*UNDATED), met=frozenset())
    assert found == Gap(source=source().url, since=LAST, until=NOW, entries=5)


def test_what_was_missed_ends_where_the_listing_begins() -> None:
    hours = [NOW - timedelta(hours=number) for number in range(5)]
    found = gap(BEFORE, outcome(*hours), met=frozenset())
    assert found is not None
    assert (found.since, found.until) == (LAST, NOW - timedelta(hours=4))


def test_a_listing_that_reaches_back_to_the_last_visit_missed_nothing_though_every_address_changed() -> None:
    days = [NOW - timedelta(days=number) for number in range(5)]
    assert gap(BEFORE, outcome(*days), met=frozenset()) is None


@pytest.mark.parametrize(
    ("before", "listed", "met"),
    [
        (BEFORE, UNDATED, {"https://example.org/4"}),
        (None, UNDATED, set()),
        (SourceState(url=source().url, next_poll_at=NOW), UNDATED, set()),
        (BEFORE, UNDATED[:2], set()),
        (BEFORE, (), set()),
    ],
    ids=["an entry was met", "no state", "never succeeded", "too few entries", "no entries"],
)
def test_of_these_nothing_is_concluded(
    before: SourceState | None, listed: tuple[datetime | None, ...], met: set[str]
) -> None:
    assert gap(before, outcome(*listed), met=met) is None


def test_an_entry_that_is_pinned_above_newer_ones_hides_no_gap() -> None:
    hours = [NOW - timedelta(hours=number) for number in range(1, 6)]
    found = gap(BEFORE, outcome(NOW - timedelta(days=9), *hours), met={"https://example.org/0"})
    assert found == Gap(source=source().url, since=LAST, until=NOW - timedelta(hours=5), entries=5)


@pytest.mark.parametrize("turn", [1, -1], ids=["newest first", "oldest first"])
def test_the_last_entry_of_the_last_visit_that_is_still_there_is_no_gap(turn: int) -> None:
    hours = [NOW - timedelta(hours=number) for number in (1, 2, 3, 4, 11)][::turn]
    oldest = 4 if turn == 1 else 0
    assert gap(BEFORE, outcome(*hours), met={f"https://example.org/{oldest}"}) is None


def test_after_a_gap_the_next_visit_comes_at_least_twice_as_soon() -> None:
    came = outcome(*UNDATED)
    missed = gap(BEFORE, came, met=frozenset())
    usual, sooner = after(BEFORE, came, NOW), after(BEFORE, came, NOW, gap=missed)
    assert sooner.interval_seconds == BEFORE.interval_seconds / 2
    assert NOW < sooner.next_poll_at < usual.next_poll_at
