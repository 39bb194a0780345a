"""Windows in which entries may have come and gone between two visits.

Two listings that share no entry may hide others between them. Not where the newer one reaches back, by its dates, to
before the last visit: then every entry changed its address and none was missed.
"""

from __future__ import annotations

from datetime import datetime

from monitor.model.polls import Gap, Outcome, SourceState
from monitor.polling.moments import moments

# Of a listing with fewer entries nothing is concluded.
_TELLING = 3


def gap(before: SourceState | None, outcome: Outcome, *, is_met: bool) -> Gap | None:
    """The window that was missed before this visit; None: nothing was.

    `is_met`: an entry of the listing was met in an earlier visit. Of a source's first visit nothing is concluded.
    """
    if before is None or before.last_success_at is None or outcome.listing is None or is_met:
        return None
    addresses = {entry.url for entry in outcome.listing.entries}
    if len(addresses) < _TELLING:
        return None
    until = _reaches_back_to(outcome)
    if until <= before.last_success_at:
        return None
    return Gap(source=before.url, since=before.last_success_at, until=until, entries=len(addresses))


def _reaches_back_to(outcome: Outcome) -> datetime:
    """The oldest entry's moment; of a listing that dates only some of its entries, or none, the visit's own."""
    entries = outcome.listing.entries if outcome.listing else ()
    dated = moments(entries)
    return min(outcome.at, *dated) if dated and len(dated) == len(entries) else outcome.at
