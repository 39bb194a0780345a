"""When to come back to a source, and what is known of it until then.

The interval follows the source's own rhythm: half the median time between its entries, so that an entry waits a
quarter of a gap on average, but never so long that a listing could roll over unseen. A source that falls silent is
asked in proportion to its silence (a twelfth of it): after a quiet night of 8 hours every 40 minutes, after 12 days
once a day. Plain doubling sleeps through the morning after a quiet night, and forgets a fast feed's rhythm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.articles import Entry, Listing
from monitor.model.polls import Gap, Outcome, OutcomeKind, SourceState, Validators
from monitor.polling.chance import share
from monitor.polling.due import DISBELIEVED, NO_VALIDATORS
from monitor.polling.moments import moments, waits

SHORTEST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=24)
_USUAL_WAIT = timedelta(minutes=15)
_LEFT_OVER_WAIT = timedelta(minutes=5)

# The first wait after a failure; it doubles with every further one. What a person must mend is asked less eagerly.
_FIRST_WAIT = {
    OutcomeKind.GONE: LONGEST_WAIT,
    OutcomeKind.REFUSED: timedelta(hours=1),
    OutcomeKind.BLOCKED: timedelta(hours=1),
    OutcomeKind.MISSING: timedelta(hours=1),
    OutcomeKind.TOO_LARGE: timedelta(hours=1),
    OutcomeKind.THROTTLED: timedelta(minutes=30),
}
_FIRST_WAIT_OTHERWISE = timedelta(minutes=5)

# Spread, so that sources added together do not stay together. Only ever later: what a server asked for is kept.
_SPREAD = 0.1

# By how much a new entry must be older than a "not modified" to convict it: more than editors hold back an article, and
# than feeds are wrong about their own time zone.
_PUBLISHED_LATE = timedelta(hours=4)


def after(state: SourceState | None, outcome: Outcome, now: datetime, *, gap: Gap | None = None) -> SourceState:
    """What is known of a source after a visit. The next visit lies in (now, now + 24 hours], whatever happened.

    `gap`: what was missed before this visit; the next one comes sooner than the last did.
    """
    before = state or SourceState(url=outcome.source, next_poll_at=now)
    if outcome.succeeded:
        return _after_success(before, outcome, now, gap)
    failures = before.failures + 1
    wait = _back_off(outcome.kind, failures, timedelta(seconds=before.interval_seconds))
    return replace(
        before,
        next_poll_at=_not_skipped(now + _spread(wait, before.url, now, asked=_asked(outcome, 0)), before, now),
        last_poll_at=now,
        failures=failures,
        outcome=outcome.kind.value,
        detail=outcome.detail,
    )


def postponed(state: SourceState | None, source: str, now: datetime) -> SourceState:
    """Nothing was learned of a source, for our own network was down: it is asked again soon."""
    before = state or SourceState(url=source, next_poll_at=now)
    return replace(before, next_poll_at=now + _spread(SHORTEST_WAIT, source, now, asked=timedelta()))


def _after_success(before: SourceState, outcome: Outcome, now: datetime, gap: Gap | None) -> SourceState:
    has_new = outcome.new_entries > 0
    last_new = now if has_new else before.last_new_at
    interval = _interval(before, outcome, now)
    if gap is not None:
        interval = min(interval, timedelta(seconds=before.interval_seconds) / 2)
    interval = _bounded(interval)
    # With entries left over it comes back soon, and a first visit stays the first until all are there.
    wait = interval if outcome.whole else min(interval, _LEFT_OVER_WAIT)
    is_done = outcome.whole or before.last_success_at is not None
    unchanged = outcome.kind is OutcomeKind.NOT_MODIFIED
    before = _with_wishes(before, outcome.listing)
    asked = _asked(outcome, before.ttl_seconds)
    return replace(
        before,
        next_poll_at=_not_skipped(now + _spread(wait, before.url, now, asked=asked), before, now),
        last_poll_at=now,
        last_success_at=now if is_done else None,
        last_new_at=last_new,
        failures=0,
        interval_seconds=int(interval.total_seconds()),
        validators=_validators(before, outcome),
        body_hash=outcome.body_hash or (before.body_hash if unchanged else None),
        outcome=outcome.kind.value,
        detail=outcome.detail,
        longest_silence_seconds=int(_longest_silence(before, outcome).total_seconds()),
    )


def _longest_silence(before: SourceState, outcome: Outcome) -> timedelta:
    """The longest that ended in an entry: seen by us, or told by the dates of the listing.

    Of these the second longest: an entry that is pinned to the top for a year is no silence of a year.
    """
    known = [timedelta(seconds=before.longest_silence_seconds), *waits(_entries(outcome.listing))[:-1][-1:]]
    if outcome.new_entries and before.last_new_at and before.last_success_at:
        known.append(before.last_success_at - before.last_new_at)
    return max(known)


def _interval(before: SourceState, outcome: Outcome, now: datetime) -> timedelta:
    usual = timedelta(seconds=before.interval_seconds) if before.last_success_at else _USUAL_WAIT
    quiet = now - before.last_new_at if before.last_new_at else timedelta()
    if outcome.new_entries == 0 and before.last_success_at:
        return max(_rhythm(outcome.listing) or usual, quiet / 12)
    rhythm = _rhythm(outcome.listing)
    if rhythm is not None:
        return rhythm
    # A listing without dates: what came since the last visit is all that is known of its rhythm.
    since = now - before.last_poll_at if before.last_poll_at else _USUAL_WAIT
    return (usual + since / max(outcome.new_entries, 1) / 2) / 2


def _rhythm(listing: Listing | None) -> timedelta | None:
    entries = _entries(listing)
    gaps = waits(entries)
    if len(gaps) < 3:
        return None
    dated = moments(entries)
    return min(gaps[len(gaps) // 2] / 2, (dated[0] - dated[-1]) / 4)


def _entries(listing: Listing | None) -> tuple[Entry, ...]:
    return listing.entries if listing else ()


def _with_wishes(state: SourceState, listing: Listing | None) -> SourceState:
    """What its listing asks for; where an answer brings none, what the last one asked for."""
    if listing is None:
        return state
    ttl = min(max(listing.ttl_seconds or 0, 0), int(LONGEST_WAIT.total_seconds()))
    return replace(state, ttl_seconds=ttl, skip_hours=listing.skip_hours, skip_days=listing.skip_days)


def _not_skipped(at: datetime, state: SourceState, now: datetime) -> datetime:
    """The first moment from then on at which the source wants to be visited; a day from now at the latest.

    Later in its hour, as spread as before: else all sources that skip the night came together in the morning.
    """
    latest = now + LONGEST_WAIT
    while at < latest and (at.hour in state.skip_hours or at.weekday() in state.skip_days):
        at += timedelta(hours=1)
    return min(at, latest)


def _asked(outcome: Outcome, ttl_seconds: int) -> timedelta:
    """The least wait that the other side asked for: Retry-After, Cache-Control, the feed's own ttl."""
    wishes: Sequence[timedelta] = (
        outcome.retry_after or timedelta(),
        outcome.fresh_for or timedelta(),
        timedelta(seconds=ttl_seconds),
    )
    return min(max(wishes), LONGEST_WAIT)


def _back_off(kind: OutcomeKind, failures: int, interval: timedelta) -> timedelta:
    first = max(_FIRST_WAIT.get(kind, _FIRST_WAIT_OTHERWISE), min(interval, LONGEST_WAIT / 4))
    return _bounded(first * 2 ** min(failures - 1, 10))


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _spread(wait: timedelta, url: str, now: datetime, *, asked: timedelta) -> timedelta:
    room = min(_bounded(wait), LONGEST_WAIT / (1 + _SPREAD))
    return max(room * (1 + _SPREAD * share("spread", url, now.isoformat())), asked)


def _validators(before: SourceState, outcome: Outcome) -> Validators:
    if before.validators == DISBELIEVED or _lied(before, outcome):
        return DISBELIEVED
    if outcome.kind is not OutcomeKind.NOT_MODIFIED:
        return outcome.validators
    # A 304 may bring a fresher validator, and need not repeat the old one (RFC 9110, 15.4.5).
    return Validators(
        etag=outcome.validators.etag or before.validators.etag,
        last_modified=outcome.validators.last_modified or before.validators.last_modified,
    )


def _lied(before: SourceState, outcome: Outcome) -> bool:
    """Whether a full answer convicts the server of calling news "not modified".

    Either it has new entries under the very validators that we would have sent; or, right after a "not modified", some
    of the new entries are much older than that visit (the new ones are the newest of the listing, as far as dated).
    """
    if not outcome.new_entries:
        return False
    if before.validators != NO_VALIDATORS and before.validators == outcome.validators:
        return True
    if before.outcome != OutcomeKind.NOT_MODIFIED or before.last_poll_at is None:
        return False
    oldest_new = moments(_entries(outcome.listing))[: outcome.new_entries][-1:]
    return bool(oldest_new) and oldest_new[0] < before.last_poll_at - _PUBLISHED_LATE
