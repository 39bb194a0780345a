"""The local driver: polls on the loop, ingest in a process of its own, digest and deliver in threads."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.reading import ProcessLost, ReadingProcess
from monitor.jobs.threads import in_thread_of_its_own
from monitor.model.errors import MonitorError, StorageError
from monitor.model.outlets import OutletId
from monitor.model.polls import Poll
from monitor.services import deliver, digest, housekeeping, poll
from monitor.vitals import failed_again
from monitor.vitals.failures import FIRST_WAIT

if TYPE_CHECKING:
    from monitor.services.ingest import IngestReport

log = structlog.get_logger()

STOP_SECONDS = 30
# Rounds of polls side by side; each keeps its own connections. More than a few are under way only where many are slow.
MOST_ROUNDS = 4
# How long a round of deliveries is waited for before the next may begin beside what is slow of it.
SENDING_SECONDS = 5
TIDY_EVERY = timedelta(days=1)
# The work of a round of visits, which is begun by the verb and outlasts it.
ROUND = "round"
# A round that could not be kept has asked the outlets in vain, and would ask them the same again.
FIRST_WAITS = {ROUND: timedelta(minutes=1)}


class LocalJobs:
    """Runs verbs inside one service process; see monitor.jobs.Jobs."""

    def __init__(self, app: bootstrap.App, crawl: poll.Crawl, *, set_up_logs: Callable[[], None]) -> None:
        self._app = app
        self._crawl = crawl
        self._vitals = app.vitals
        self._reader = ReadingProcess(set_up_logs=set_up_logs, most_seconds=app.settings.ingest.timeout_seconds)
        self._running: dict[Verb, asyncio.Task[None]] = {}
        self._rounds: set[asyncio.Task[None]] = set()
        self._visited: set[OutletId] = set()
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._stopping = False
        self._tidied: datetime | None = None
        # Claims of batches that ended before their pages were settled, by the moment of the claim: to be given back.
        self._broken_off: list[datetime] = []
        self._killed_over: list[datetime] = []
        self._roads: dict[Verb, Callable[[], Awaitable[None]]] = {
            Verb.POLL: self._poll,
            Verb.INGEST: self._ingest,
            Verb.DIGEST: self._digest,
            Verb.DELIVER: self._deliver,
        }

    @property
    def at_rest(self) -> bool:
        """Nothing is under way."""
        return not self._running and not self._rounds and all(task.done() for task in self._sending.values())

    async def run(self, verb: Verb) -> None:
        if self._stopping or verb in self._running or self._waits(verb):
            return
        task = asyncio.ensure_future(self._logged(verb, self._roads[verb]()))
        self._running[verb] = task
        try:
            await task
        except asyncio.CancelledError:
            log.info("stopped", verb=verb)
        finally:
            self._running.pop(verb, None)

    def _waits(self, what: str) -> bool:
        failure = self._vitals.failures.get(what)
        return failure is not None and self._app.clock() < failure.next_try

    async def _logged(self, what: str, road: Awaitable[object]) -> None:
        try:
            await road
        except StorageError as error:
            self._failed(what, str(error), of_database=True)
        except MonitorError as error:
            self._failed(what, str(error), of_database=False)
        except Exception as error:
            if self._failed(what, f"{type(error).__name__}: {error}", of_database=False):
                log.exception("a verb failed for a reason nobody foresaw; it is tried again", verb=what)
        else:
            await self._worked(what)

    def _failed(self, what: str, why: str, *, of_database: bool) -> bool:
        """Say it where it is news; what goes on failing is tried in silence, and /ready and doctor tell of it."""
        vitals, now = self._vitals, self._app.clock()
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

    async def _worked(self, what: str) -> None:
        vitals, now = self._vitals, self._app.clock()
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

    async def stop(self) -> None:
        self._stopping = True
        for one in self._rounds:
            # What was not fetched is met again: a poll is only kept when it is over.
            one.cancel()
        under_way: set[asyncio.Task[None]] = set()
        if tasks := [*self._running.values(), *self._rounds, *self._sending.values()]:
            _, under_way = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        self._reader.close(at_rest=not under_way)

    def _tidy(self) -> None:
        now = self._app.clock()
        if self._tidied is None or now - self._tidied > TIDY_EVERY:
            housekeeping.forget(self._app.store, bootstrap.keeping_of(self._app.settings), now=now)
            self._tidied = now

    async def _poll(self) -> None:
        """Begin a round for what is due, and leave it: a slow outlet must not hold up the others."""
        now = self._app.clock()
        due = await asyncio.to_thread(poll.polls_due, self._app.store, now)
        # An outlet at a time: rounds that run side by side know nothing of each other's manners.
        polls = [one for one in due if one.outlet.id not in self._visited]
        if polls and len(self._rounds) < MOST_ROUNDS and not self._waits(ROUND):
            self._rounds.add(asyncio.create_task(self._round(polls)))

    async def _round(self, polls: Sequence[Poll]) -> None:
        outlets = {one.outlet.id for one in polls}
        self._visited |= outlets
        try:
            await self._logged(ROUND, self._visit(polls))
        finally:
            self._visited -= outlets
            if this := asyncio.current_task():
                self._rounds.discard(this)

    async def _visit(self, polls: Sequence[Poll]) -> None:
        report = await poll.poll(self._app.store, self._crawl, polls=polls, clock=self._app.clock)
        outcomes = Counter(outcome.kind.value for outcome in report.outcomes)
        self._vitals.measures.polled(outcomes, entries=report.new_entries)

    async def _ingest(self) -> None:
        while not self._stopping and await asyncio.to_thread(self._waiting):
            await self._batch()
        await asyncio.to_thread(self._tidy)

    async def _batch(self) -> None:
        claimed_at = self._app.clock()
        try:
            report = await self._reader.run(bootstrap.ingest_batch, self._app.database, claimed_at)
        except StorageError:
            self._broken_off.append(claimed_at)
            raise
        except ProcessLost as lost:
            self._killed_over.append(claimed_at)
            self._vitals.measures.lost_process()
            # Its pages are read one at a time from now on, three times at most: the one that did it comes no further.
            log.error("the ingest process was lost; another takes over", why=str(lost))
        else:
            self._count(report)
        finally:
            self._vitals.reading_pid = self._reader.pid

    def _waiting(self) -> bool:
        """Whether a page waits; pages of batches that broke off wait again."""
        if self._broken_off or self._killed_over:
            with self._app.store.begin() as work:
                for claimed_at in self._broken_off:
                    work.documents.broke_off(claimed_at)
                for claimed_at in self._killed_over:
                    work.documents.killed_over(claimed_at)
            self._broken_off, self._killed_over = [], []
        with self._app.store.reading() as work:
            return work.documents.count_waiting(self._app.clock()) > 0

    def _count(self, report: IngestReport) -> None:
        self._vitals.measures.ingested(
            new=report.new,
            known=report.known,
            matched=report.matched,
            rejected=Counter(one.reason.value for one in report.rejected),
            lags=report.lags,
        )

    async def _digest(self) -> None:
        app = self._app
        composed = await asyncio.to_thread(digest.digests_due, app.store, now=app.clock(), writers=app.writers())
        self._vitals.measures.composed(len(composed))

    async def _deliver(self) -> None:
        """Serve each channel by itself, and leave one that is slow: a mail server that hangs must not hold up Slack."""
        names = await asyncio.to_thread(deliver.channels_due, self._app.store, self._app.clock())
        for name in names:
            what = f"{Verb.DELIVER} {name}"
            if name not in self._sending and not self._waits(what):
                self._sending[name] = asyncio.create_task(self._logged(what, self._send(name)))
        if self._sending:
            await asyncio.wait(self._sending.values(), timeout=SENDING_SECONDS)
            self._sending = {name: task for name, task in self._sending.items() if not task.done()}

    async def _send(self, channel: str) -> None:
        app = self._app
        work = partial(
            deliver.deliver,
            app.store,
            app.open_channel,
            clock=app.clock,
            desk=app.settings.service.address,
            only=channel,
        )
        report = await in_thread_of_its_own(work, name=f"deliver {channel}")
        tries = Counter((one.channel, one.state.value) for one in report.deliveries)
        self._vitals.measures.delivered(tries, lags=report.lags)
