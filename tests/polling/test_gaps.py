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
    found = gap(BEFORE, outcome(*UNDATED), is_met=False)
    assert found == Gap(source=source().url, since=LAST, until=NOW, entries=5)


def test_what_was_missed_ends_where_the_listing_begins() -> None:
    hours = [NOW - timedelta(hours=number) for number in range(5)]
    found = gap(BEFORE, outcome(*hours), is_met=False)
    assert found is not None
    assert (found.since, found.until) == (LAST, NOW - timedelta(hours=4))


def test_a_listing_that_reaches_back_to_the_last_visit_missed_nothing_though_every_address_changed() -> None:
    days = [NOW - timedelta(days=number) for number in range(5)]
    assert gap(BEFORE, outcome(*days), is_met=False) is None


@pytest.mark.parametrize(
    ("before", "listed", "is_met"),
    [
        (BEFORE, UNDATED, True),
        (None, UNDATED, False),
        (SourceState(url=source().url, next_poll_at=NOW), UNDATED, False),
        (BEFORE, UNDATED[:2], False),
        (BEFORE, (), False),
    ],
    ids=["an entry was met", "no state", "never succeeded", "too few entries", "no entries"],
)
def test_of_these_nothing_is_concluded(
    before: SourceState | None, listed: tuple[datetime | None, ...], is_met: bool
) -> None:
    assert gap(before, outcome(*listed), is_met=is_met) is None


def test_after_a_gap_the_next_visit_comes_at_least_twice_as_soon() -> None:
    came = outcome(*UNDATED)
    missed = gap(BEFORE, came, is_met=False)
    usual, sooner = after(BEFORE, came, NOW), after(BEFORE, came, NOW, gap=missed)
    assert sooner.interval_seconds == BEFORE.interval_seconds / 2
    assert NOW < sooner.next_poll_at < usual.next_poll_at
