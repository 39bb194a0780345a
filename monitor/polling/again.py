"""When a page is fetched again: outlets change an article most in its first hours."""

from __future__ import annotations

from datetime import datetime, timedelta

# After the first fetch. Thinning, as changes do; four requests a page, and only for articles that some watch wants.
_STEPS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72))


def fetch_again_at(first_fetched: datetime, now: datetime) -> datetime | None:
    """The next time to fetch a page again; a time that passed unused is not made up for. None: no more."""
    return next((first_fetched + step for step in _STEPS if first_fetched + step > now), None)
