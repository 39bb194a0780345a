"""Work that fails is tried again after growing waits, and said once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# Of what asks nobody but the database. A poll that cannot be kept has asked an outlet in vain; see jobs.local.
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A kind of work that fails since then; `of_database`: the database does, so everything may."""

    since: datetime
    why: str
    tries: int
    next_try: datetime
    of_database: bool


def failed_again(
    before: Failure | None, why: str, now: datetime, *, first_wait: timedelta = FIRST_WAIT, of_database: bool
) -> Failure:
    """The failure after one more try that came to nothing."""
    if before is None:
        return Failure(since=now, why=why, tries=1, next_try=now + first_wait, of_database=of_database)
    wait = min(first_wait * 2 ** min(before.tries, 16), max(LONGEST_WAIT, first_wait))
    return replace(before, why=why, tries=before.tries + 1, next_try=now + wait, of_database=of_database)
