"""Windows in which entries may have come and gone between two visits.

Two listings that share no entry may hide others between them. Not where the newer one reaches back, by its dates, to
before the last visit: then every entry changed its address and none was missed. An entry that is pinned to the top is
shared by all listings and shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from itertools import pairwise

from monitor.model.articles import Entry
from monitor.model.polls import Gap, Outcome, SourceState
from monitor.polling.moments import moments

# Of a listing with fewer entries nothing is concluded.
_TELLING = 3


def gap(before: SourceState | None, outcome: Outcome, *, met: AbstractSet[str]) -> Gap | None:
    """The window that was missed before this visit; None: nothing was.

    `met`: addresses of entries that were met in earlier visits. Of a source's first visit nothing is concluded.
    """
    if before is None or before.last_success_at is None or outcome.listing is None:
        return None
    entries = outcome.listing.entries
    pinned = _pinned(entries, met)
    addresses = {entry.url for entry in entries} - pinned
    if met - pinned or len(addresses) < _TELLING:
        return None
    until = _reaches_back_to(outcome.at, [entry for entry in entries if entry.url not in pinned])
    if until <= before.last_success_at:
        return None
    return Gap(source=before.url, since=before.last_success_at, until=until, entries=len(addresses))


def _pinned(entries: Sequence[Entry], met: AbstractSet[str]) -> frozenset[str]:
    """The known entries that stand above newer ones that are not known, in a listing that begins with the newest.

    Told by the dates alone; an undated entry is none.
    """
    if len(moments(entries)) < len(entries):
        return frozenset()
    times = [entry.published.utc for entry in entries if entry.published]
    falling = sum(one > other for one, other in pairwise(times))
    rising = sum(one < other for one, other in pairwise(times))
    if falling <= rising:
        return frozenset()
    found: set[str] = set()
    newest_unknown = None
    for entry, at in reversed(list(zip(entries, times, strict=True))):
        if entry.url not in met:
            newest_unknown = at if newest_unknown is None else max(at, newest_unknown)
        elif newest_unknown is not None and at < newest_unknown:
            found.add(entry.url)
    return frozenset(found)


def _reaches_back_to(visited_at: datetime, entries: Sequence[Entry]) -> datetime:
    """The oldest entry's moment; of a listing that dates only some of its entries, or none, the visit's own."""
    dated = moments(entries)
    return min(visited_at, *dated) if dated and len(dated) == len(entries) else visited_at
