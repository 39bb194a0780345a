"""What both drivers need: a verb that fails is said once, tried again, and stops nothing."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from monitor.model.errors import MonitorError, StorageError, Superseded
from monitor.vitals import failed_again
from monitor.vitals.failures import FIRST_WAIT

if TYPE_CHECKING:
    from monitor import bootstrap

log = structlog.get_logger()

STOP_SECONDS = 30
# The work of a round of visits, which is begun by the verb and outlasts it.
ROUND = "round"
# A round that could not be kept has asked the outlets in vain, and would ask them the same again.
FIRST_WAITS = {ROUND: timedelta(minutes=1)}


class Tries:
    """The tries of what a service does, by name: which failed, since when, and when they are made again."""

    def __init__(self, app: bootstrap.App) -> None:
        self._vitals = app.vitals
        self._clock = app.clock

    def wait(self, what: str) -> bool:
        """Whether it failed lately and is not to be tried yet."""
        failure = self._vitals.failures.get(what)
        return failure is not None and self._clock() < failure.next_try

    async def of(self, what: str, road: Awaitable[object]) -> None:
        """To its end. What goes wrong is said where it is news; what goes on failing is tried in silence."""
        try:
            await road
        except Superseded as error:
            log.warning("superseded", verb=what, why=str(error))
        except StorageError as error:
            self._failed(what, str(error), of_database=True)
        except MonitorError as error:
            self._failed(what, str(error), of_database=False)
        except Exception as error:
            if self._failed(what, f"{type(error).__name__}: {error}", of_database=False):
                log.exception("a verb failed for a reason nobody foresaw; it is tried again", verb=what)
        else:
            self._worked(what)

    def _failed(self, what: str, why: str, *, of_database: bool) -> bool:
        """Whether it is news. /ready and doctor tell of it for as long as it lasts."""
        vitals, now = self._vitals, self._clock()
        before = vitals.failures.get(what)
        was_down = vitals.database_failure()
        failure = failed_again(before, why, now, first_wait=FIRST_WAITS.get(what, FIRST_WAIT), of_database=of_database)
        vitals.failures = {**vitals.failures, what: failure}
        vitals.measures.failed(what)
        if of_database and was_down is None:
            log.error("the database fails; what waits is kept and tried again", verb=what, why=why)
        is_news = before is None or before.why != why
        if not of_database and is_news:
            log.error("verb failed", verb=what, why=why)
        return is_news

    def _worked(self, what: str) -> None:
        vitals, now = self._vitals, self._clock()
        vitals.successes = {**vitals.successes, what: now}
        vitals.measures.succeeded(what, now)
        failure = vitals.failures.get(what)
        if failure is None:
            return
        down = vitals.database_failure()
        vitals.failures = {name: one for name, one in vitals.failures.items() if name != what}
        if down is not None and vitals.database_failure() is None:
            seconds = round((now - down.since).total_seconds())
            log.warning("the database works again; everything goes on", seconds=seconds, why=down.why)
        elif not failure.of_database:
            log.warning("verb works again", verb=what, tries=failure.tries)
