"""The visits to make now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model.articles import Entry
from monitor.model.outlets import Outlet, Source
from monitor.model.polls import Outcome, Poll, SourceState, Validators
from monitor.polling.chance import share

NO_VALIDATORS = Validators()
# Kept in their place for a source that was caught calling news "not modified": nothing is sent, none is taken on again.
DISBELIEVED = Validators(etag="", last_modified="")

# One conditional visit in twenty is made without condition: the only way to find a server that answers "not modified"
# whatever it has (seen often enough that Media Cloud gave up conditional requests for all). It costs at most 5 % of the
# bytes; a source polled every 15 minutes is found out within about 5 hours.
_SAMPLED = 1 / 20

# An entry of a source's first listing is news only if it is fresh; the rest of the listing is the archive.
_FRESH = timedelta(hours=24)
_CLOCKS_DIFFER = timedelta(hours=1)


def due(outlets: Sequence[Outlet], states: Sequence[SourceState], now: datetime) -> tuple[Poll, ...]:
    """The visits that are due, the longest overdue first; a source without state is due now.

    `first` stays until a visit succeeded, so that a feed that was broken when it was added floods nobody later.
    """
    known = {state.url: state for state in states}
    visits = {
        source.url: (known.get(source.url), source, outlet)
        for outlet in outlets
        if outlet.enabled
        for source in outlet.sources
    }
    waiting = [visit for visit in visits.values() if visit[0] is None or visit[0].next_poll_at <= now]
    waiting.sort(key=lambda visit: visit[0].next_poll_at if visit[0] else now)
    return tuple(_poll(state, source, outlet) for state, source, outlet in waiting)


def is_news_at_first_sight(entry: Entry, now: datetime) -> bool:
    """Whether an entry that stands in a source's first listing is news all the same: it says that it is of today."""
    if entry.published is None:
        return False
    return now - _FRESH <= entry.published.utc <= now + _CLOCKS_DIFFER


def has_gap(poll: Poll, outcome: Outcome) -> bool:
    """Whether entries may have come and gone unseen: the listing shares none with what was known before.

    Of a listing with fewer than three entries nothing is concluded, nor of a source's first.
    """
    addresses = {entry.url for entry in outcome.listing.entries} if outcome.listing else set()
    return not poll.first and len(addresses) >= 3 and outcome.new_entries >= len(addresses)


def _poll(state: SourceState | None, source: Source, outlet: Outlet) -> Poll:
    if state is None:
        return Poll(source=source, outlet=outlet, first=True)
    sampled = share("sample", state.url, state.next_poll_at.isoformat()) < _SAMPLED
    return Poll(
        source=source,
        outlet=outlet,
        validators=NO_VALIDATORS if sampled else state.validators,
        body_hash=state.body_hash,
        first=state.last_success_at is None,
    )
