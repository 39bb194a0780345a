"""The time of a worker: the database's clock, which all workers share, whatever the clocks of their machines say."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.storage import Store


class DatabaseClock:
    """Counts on from the last answer by the machine's own counter, which no setting of its clock disturbs.

    Right to half a round trip to the database, and to what a quartz loses until the next answer: microseconds.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ask()

    def __call__(self) -> datetime:
        moment, counter = self._known
        return moment + timedelta(seconds=time.monotonic() - counter)

    def ask(self) -> None:
        """Set by the database; to be called every now and then. Raises StorageError where it does not answer."""
        with self._store.reading() as work:
            before = time.monotonic()
            moment = work.now()
            self._known = (moment, (before + time.monotonic()) / 2)
