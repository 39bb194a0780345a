"""The visits to make now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model.outlets import Outlet, Source
from monitor.model.polls import Poll, SourceState, Validators
from monitor.polling.chance import share
from monitor.polling.moves import address

NO_VALIDATORS = Validators()
# Kept in their place for a source that was caught calling news "not modified": nothing is sent, none is taken on again.
DISBELIEVED = Validators(etag="", last_modified="")

# One conditional visit in twenty is made without condition: the only way to find a server that answers "not modified"
# whatever it has (seen often enough that Media Cloud gave up conditional requests for all). It costs at most 5 % of the
# bytes; a source polled every 15 minutes is found out within about 5 hours.
_SAMPLED = 1 / 20


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


def _poll(state: SourceState | None, source: Source, outlet: Outlet) -> Poll:
    if state is None:
        return Poll(source=source, outlet=outlet, first=True)
    asked = address(state)
    sampled = share("sample", state.url, state.next_poll_at.isoformat()) < _SAMPLED
    return Poll(
        source=replace(source, url=asked),
        known_as=source.url if asked != source.url else None,
        outlet=outlet,
        validators=NO_VALIDATORS if sampled else state.validators,
        body_hash=state.body_hash,
        first=state.last_success_at is None,
    )
