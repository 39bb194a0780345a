"""Sources that answer at another address for good (301, 308).

Followed for good only after the same answer on three different days, each time with the feed that was known: a
misconfigured server takes one day, a hijacked domain brings other entries. Until then, and again as soon as the new
address fails, the old one is asked. The old address stays the source's identity, so that its history stays, too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.model.addresses import same_site
from monitor.model.outlets import Outlet
from monitor.model.polls import Outcome, OutcomeKind, SourceState

MOVED_AFTER_DAYS = 3


def has_moved(state: SourceState) -> bool:
    """Whether a source is asked at its new address."""
    return state.moved_to is not None and state.moved_seen >= MOVED_AFTER_DAYS


def address(state: SourceState) -> str:
    """Where to ask for a source next."""
    return state.moved_to if state.moved_to and has_moved(state) and not state.failures else state.url


def is_that_feed(outcome: Outcome, outlet: Outlet, *, is_met: bool) -> bool:
    """Whether what answered elsewhere is the source that was known: the same bytes, entries or publisher."""
    if not outcome.succeeded or outcome.moved_to is None:
        return False
    if is_met or outcome.kind is OutcomeKind.NOT_MODIFIED:
        return True
    ours = (outlet.homepage, *(f"https://{host}/" for host in outlet.hosts))
    return any(same_site(outcome.moved_to, one) for one in ours)


def with_move(
    before: SourceState | None, after: SourceState, outcome: Outcome, *, is_that_feed: bool, now: datetime
) -> SourceState:
    """`after` with what this visit says of where the source lives; a visit that failed says nothing."""
    if not outcome.succeeded:
        return after
    if outcome.moved_to is None or outcome.moved_to == after.url:
        return replace(after, moved_to=None, moved_since=None, moved_seen=0)
    if before is None or before.moved_to != outcome.moved_to:
        return replace(after, moved_to=outcome.moved_to, moved_since=now, moved_seen=int(is_that_feed))
    is_new_day = before.last_poll_at is None or before.last_poll_at.date() < now.date()
    return replace(after, moved_seen=before.moved_seen + int(is_that_feed and (is_new_day or not before.moved_seen)))
