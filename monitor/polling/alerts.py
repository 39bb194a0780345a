"""When a person has to be told of a source, and when it is over.

Told at the beginning and at the end, not in between. What the outlet's server may mend by itself is given more time
than what a person has to mend; by the waits of `returns` the counts below come to about an hour and a quarter for a
broken server, three hours for a refusal, seven and a half for one that asks for patience.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from monitor.model.polls import Alert, AlertKind, OutcomeKind, SourceState
from monitor.polling.failures import ADVICE
from monitor.polling.moves import MOVED_AFTER_DAYS

# Failures in a row.
_TOLD_AFTER = {
    OutcomeKind.GONE: 1,
    OutcomeKind.REFUSED: 2,
    OutcomeKind.TOO_LARGE: 2,
    OutcomeKind.BLOCKED: 3,
    OutcomeKind.EMPTY: 3,
    OutcomeKind.MISSING: 3,
    OutcomeKind.NOT_A_FEED: 3,
    OutcomeKind.SERVER_ERROR: 5,
    OutcomeKind.THROTTLED: 5,
    OutcomeKind.UNREACHABLE: 5,
}
# A source that answers and has nothing new is stale after twice the longest silence that it ever ended, and not before
# a long weekend has passed.
_LONG_WEEKEND = timedelta(days=4)
# Sources are visited once a day at least; a longer pause was ours.
_OURS = timedelta(days=2)

# A sentence for a person each: what it means, and what to do.
ALERT_ADVICE: dict[AlertKind, str] = {
    AlertKind.DRIFT: "Look at a page of it, mend the hints in its file in config/outlets/, farwatch ingest --again.",
    AlertKind.FAILING: "Its outcome says what to do.",
    AlertKind.GONE: ADVICE[OutcomeKind.GONE] + " It is asked once a day until then.",
    AlertKind.MOVED: "The address leads to another feed than the one that was known; look which of them is right.",
    AlertKind.NETWORK: "No source answers: look at our own network; nothing is held against the feeds.",
    AlertKind.PAGES: "The source announces articles, but their pages do not come; open one in a browser.",
    AlertKind.STALE: "The source answers and has had nothing new for far longer than ever; look for a newer one.",
}
# The alerts that a source's state decides.
OF_SOURCE = (AlertKind.FAILING, AlertKind.GONE, AlertKind.MOVED, AlertKind.STALE)


def alerts(
    before: SourceState | None, state: SourceState, is_open: AbstractSet[AlertKind], now: datetime
) -> tuple[Alert, ...]:
    """What a person should know of a source after a visit; `is_open`: what they were told and was not over."""
    found = {
        AlertKind.FAILING: _failing(state, is_open),
        AlertKind.GONE: state.failures > 0 and state.outcome == OutcomeKind.GONE,
        AlertKind.MOVED: _moved_elsewhere(state, now),
        AlertKind.STALE: _is_stale(state, now) and (AlertKind.STALE in is_open or _was_watched(before, now)),
    }
    return tuple(
        Alert(subject=state.url, kind=kind, since=_since(state, kind, now), detail=_detail(state, kind))
        for kind, is_so in found.items()
        if is_so
    )


def _failing(state: SourceState, is_open: AbstractSet[AlertKind]) -> bool:
    if not state.failures or state.outcome is None or state.outcome == OutcomeKind.GONE:
        return False
    return AlertKind.FAILING in is_open or state.failures >= _TOLD_AFTER.get(OutcomeKind(state.outcome), 3)


def _was_watched(before: SourceState | None, now: datetime) -> bool:
    """Whether we were there to see the silence: of the first visit after an outage of ours nothing is concluded."""
    return before is not None and before.last_success_at is not None and now - before.last_success_at < _OURS


def _is_stale(state: SourceState, now: datetime) -> bool:
    # Of a source whose rhythm nobody knows yet, nothing is concluded.
    if state.failures or state.last_new_at is None or not state.longest_silence_seconds:
        return False
    return now - state.last_new_at > max(_LONG_WEEKEND, 2 * timedelta(seconds=state.longest_silence_seconds))


def _moved_elsewhere(state: SourceState, now: datetime) -> bool:
    """Led elsewhere for days and never to what was known."""
    if state.moved_since is None or state.moved_seen:
        return False
    return now - state.moved_since >= timedelta(days=MOVED_AFTER_DAYS)


def _since(state: SourceState, kind: AlertKind, now: datetime) -> datetime:
    began = {
        AlertKind.FAILING: state.last_success_at,
        AlertKind.MOVED: state.moved_since,
        AlertKind.STALE: state.last_new_at,
    }
    return began.get(kind) or now


def _detail(state: SourceState, kind: AlertKind) -> str:
    if kind is AlertKind.MOVED:
        return f"It leads to {state.moved_to}."
    if kind is AlertKind.STALE:
        return ""
    return f"{state.outcome}: {state.detail}" if state.detail else str(state.outcome)
