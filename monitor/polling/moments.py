"""When the entries of a listing were published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model.articles import Entry
from monitor.model.moments import Precision

# Entries that a rhythm is taken from.
_RECENT = 20


def moments(entries: Iterable[Entry]) -> list[datetime]:
    """The moments that are known better than by the day, the latest first."""
    dated = (e.published.utc for e in entries if e.published and e.published.precision is not Precision.DAY)
    return sorted(dated, reverse=True)


def waits(entries: Iterable[Entry]) -> list[timedelta]:
    """The times between the latest entries, the shortest first; entries of one moment are one."""
    latest = moments(entries)[: _RECENT + 1]
    return sorted(newer - older for newer, older in pairwise(latest) if newer > older)
