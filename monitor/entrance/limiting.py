"""How often a password may be tried. Counted in memory: a guess must not cost a write to a database with one writer.

A restart forgets the counts, and several desks on one database count each for itself: a guesser gains as many tries.
Nobody is locked out for good, which would let a stranger lock out every user; and thirty tries an hour, a quarter of a
million in a year, find no password of fifteen characters.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many tries within a time."""

    most: int
    within: timedelta


# From one address: somebody who mistypes needs two or three, a household or an office behind one address a few more.
PER_ADDRESS = Limit(most=10, within=timedelta(minutes=15))
# For one user from all addresses together: what guessers that share the work between many machines have in all.
PER_USER = Limit(most=30, within=timedelta(hours=1))
# Addresses and names that are remembered, a few MB; the ones tried longest ago are forgotten first.
MOST_KEYS = 10_000


@dataclass(slots=True)
class Attempts:
    """The tries of late under one limit, by key."""

    limit: Limit
    _tried: OrderedDict[str, deque[datetime]] = field(default_factory=OrderedDict)

    def wait(self, key: str, now: datetime) -> timedelta:
        """How long until the next try; none where it may be now."""
        tried = self._tried.get(key, deque())
        while tried and tried[0] <= now - self.limit.within:
            tried.popleft()
        return tried[0] + self.limit.within - now if len(tried) >= self.limit.most else timedelta()

    def count(self, key: str, now: datetime) -> None:
        self._tried.setdefault(key, deque()).append(now)
        self._tried.move_to_end(key)
        if len(self._tried) > MOST_KEYS:
            self._tried.popitem(last=False)

    def uncount(self, key: str) -> None:
        """The last try was right."""
        if self._tried.get(key):
            self._tried[key].pop()


# Passwords are compared one after the other, a fifth of a second each, in threads that pages need, too. Who comes when
# so many wait is asked to come again.
MOST_WAITING = 8
SOON = timedelta(seconds=5)


class Limiter:
    """Tries by address and by user; threads may share it."""

    def __init__(self) -> None:
        self._room = threading.BoundedSemaphore(MOST_WAITING)
        self._by_address = Attempts(PER_ADDRESS)
        self._by_user = Attempts(PER_USER)
        self._lock = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[timedelta]:
        """A place among those who wait for their password to be compared; or how long to wait for a place."""
        if not self._room.acquire(blocking=False):
            yield SOON
            return
        try:
            yield timedelta()
        finally:
            self._room.release()

    def admit(self, address: str, user: str, now: datetime) -> timedelta:
        """Count a try before it is made, so that many at once are no more; or say how long to wait."""
        with self._lock:
            wait = max(self._by_address.wait(address, now), self._by_user.wait(user, now))
            if not wait:
                self._by_address.count(address, now)
                self._by_user.count(user, now)
            return wait

    def succeeded(self, address: str, user: str) -> None:
        with self._lock:
            self._by_address.uncount(address)
            self._by_user.uncount(user)
