"""The service of the simulated week: its settings, its standing clock, and what became of all that was published.

Its clock is handed in and stands still while anything is under way: an hour of the week goes by whenever all verbs
have come to rest, so leases and claims mean what they mean in earnest, and a slow machine sees the same week.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from typing import Any

from bench.week_heart import Census, Heart, Note, lines_of_log, memory_of
from bench.week_press import HOUR, START, host_of, is_down, pieces_of
from monitor import bootstrap
from monitor.cli.logs import LogFormat, log_to_terminal
from monitor.cli.run import prepare
from monitor.config import read_config
from monitor.jobs import Verb
from monitor.jobs.local import LocalJobs
from monitor.jobs.memory import give_memory_back
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryState, Schedule, Subscription, SubscriptionId
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.watches import Watch, WatchId
from monitor.scheduler import scheduler_of
from monitor.web import web_server

ROOT = Path(__file__).parents[1]
STEP = timedelta(hours=1)
DAY = timedelta(days=1)
# As the service is started where a machine reads its log.
LOGS = partial(log_to_terminal, least="info", form=LogFormat.JSON)


class Press:
    """The other process, spoken to line by line."""

    def __init__(self, outlets: int, hours: int) -> None:
        command = [sys.executable, "-m", "bench.week_press", str(outlets), str(hours)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._lock = threading.Lock()
        places = self._answer()
        self.port, self.smtp = places["port"], places["smtp"]

    def order(self, line: str) -> Any:
        with self._lock:
            assert self.process.stdin is not None
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def outlet_of(number: int, port: int) -> Outlet:
    home = f"http://{host_of(number)}:{port}/"
    source = Source(url=f"{home}feed", outlet=OutletId(f"paper-{number}"), kind=SourceKind.FEED)
    languages = ("uk",) if number % 3 == 0 else ("en",)
    return Outlet(
        id=source.outlet, name=f"Paper {number}", homepage=home, languages=languages, country="GB", zone="UTC",
        kind="newspaper", sources=(source,),
    )  # fmt: skip


def subscriptions() -> tuple[Subscription, ...]:
    morning = Schedule(times=(time_of_day(7),), zone="Europe/Kyiv")
    often = Schedule(at_once=6, zone="UTC", quiet=(time_of_day(22), time_of_day(6)))
    plans = (("morning", morning, ("a@x.org", "b@x.org")), ("alert", often, ("c@x.org",)))
    return tuple(
        Subscription(
            id=SubscriptionId(name),
            name=name.title(),
            watches=(),
            schedule=schedule,
            channel="mail",
            recipients=recipients,
            declared=True,
            created_at=START - DAY,
            covered_until=START,
        )
        for name, schedule, recipients in plans
    )


@dataclass(slots=True)
class StandingClock:
    """Stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def week_of(database: str, press: Press, outlets: int) -> Iterator[tuple[bootstrap.App, StandingClock]]:
    declared = read_config(ROOT / "config", now=START)
    mail = ChannelSettings(
        name="mail", kind="email", host="127.0.0.1", port=press.smtp, security="none", sender="farwatch@x.org"
    )
    egress = replace_table(
        declared.settings.egress, allow=("127.0.0.1",), hosts={host_of(n): "127.0.0.1" for n in range(outlets)}
    )
    crawl = replace_table(declared.settings.crawl, delay_seconds=0.0)
    settings = replace(declared.settings, egress=egress, crawl=crawl, channels=(mail,))
    watches = (Watch(id=WatchId("week"), name="Week", query="@nato AND @japan", declared=True),)
    ours = replace(
        declared,
        settings=settings,
        outlets=tuple(outlet_of(n, press.port) for n in range(outlets)),
        watches=watches,
        subscriptions=subscriptions(),
    )
    clock = StandingClock()
    app = bootstrap.start(ours, database=database, clock=clock)
    try:
        yield app, clock
    finally:
        app.close()


def replace_table(table: Any, **values: object) -> Any:
    """A table of the settings with other values; it is a msgspec Struct."""
    return type(table)(**{name: getattr(table, name) for name in table.__struct_fields__} | values)


@dataclass(slots=True)
class Report:
    """What the week came to; the log's size in bytes."""

    census: Census
    notes: list[Note] = field(default_factory=list)
    heart: Heart = field(default_factory=Heart)
    polls: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    lost: list[str] = field(default_factory=list)
    untold: int = 0
    mails: int = 0
    twice: int = 0
    digests: int = 0
    waiting: int = 0
    log_bytes: int = 0
    log_lines: Counter[str] = field(default_factory=Counter)


@asynccontextmanager
async def running(app: bootstrap.App, heart: Heart) -> AsyncIterator[tuple[LocalJobs, int]]:
    """The service on this loop; its jobs, and the web desk's port."""
    crawler = bootstrap.crawler_of(app)
    await prepare(crawler)
    jobs = LocalJobs(app, crawler.crawl, set_up_logs=LOGS)
    server = web_server(app, host="127.0.0.1", port=0)
    serving = asyncio.create_task(server.serve())
    scheduler = scheduler_of(jobs, now=bootstrap.utc_now())
    scheduler.start()
    while not server.started:
        await asyncio.sleep(0.01)
    beating = asyncio.create_task(heart.beat())
    try:
        yield jobs, server.servers[0].sockets[0].getsockname()[1]
    finally:
        scheduler.shutdown(wait=False)
        await jobs.stop()
        await crawler.close()
        server.should_exit = True
        await serving
        beating.cancel()
        heart.rest()


async def rest(jobs: LocalJobs) -> None:
    """Until nothing is under way: pages are read while others are fetched, then digests are made and sent."""
    await jobs.run(Verb.POLL)
    visiting = asyncio.create_task(jobs.rest())
    while not visiting.done():
        await jobs.run(Verb.INGEST)
        await asyncio.wait({visiting}, timeout=0.05)
    for verb in (Verb.INGEST, Verb.DIGEST, Verb.DELIVER):
        await jobs.run(verb)
        await jobs.rest()


async def live(app: bootstrap.App, clock: StandingClock, press: Press, *, hours: float, why: bool) -> Report:
    report = Report(census=Census(half=hours / 48))
    if why:
        report.heart.watch_this_thread()
    async with running(app, report.heart) as (jobs, port):

        async def note(days: float) -> None:
            polls = await asyncio.to_thread(polls_so_far, app)
            objects = report.census.take(days)
            one = Note(days, memory_of(os.getpid()), memory_of(app.vitals.reading_pid), sum(polls.values()), objects)
            report.notes.append(one)
            one.tell(report.heart)

        await note(0)
        for step in range(int(hours * HOUR / STEP)):
            clock.now = START + step * STEP
            await asyncio.to_thread(press.order, f"at {clock.now.isoformat()}")
            asking = asyncio.to_thread(press.order, f"ask {port}") if step % 4 == 0 else asyncio.sleep(0)
            await asyncio.gather(rest(jobs), asking)
            # The scheduler does it every hour; the hours of the week are shorter than its.
            await asyncio.to_thread(give_memory_back)
            if (step + 1) % int(DAY / STEP) == 0:
                await note((step + 1) * STEP / DAY)
        # Two mornings on which nothing is published any more: everything that was wanted is told then.
        for day in (1, 2):
            clock.now = START + hours * HOUR + day * DAY + 12 * HOUR
            await asyncio.to_thread(press.order, f"at {clock.now.isoformat()}")
            await rest(jobs)
        await note(hours / 24 + 2)
    return report


def polls_so_far(app: bootstrap.App) -> Counter[str]:
    with app.store.reading() as work:
        return Counter(one.kind.value for one in work.polls.since(START - DAY))


def settle(app: bootstrap.App, report: Report, press: Press, *, outlets: int, until: datetime, now: datetime) -> None:
    """What is in the database and in the readers' post boxes, against what was published."""
    report.polls = polls_so_far(app)
    with app.store.reading() as work:
        known = {article.url for article in work.articles.since(None)}
        open_deliveries = [one for one in work.deliveries.recent(10_000) if one.state is not DeliveryState.SENT]
        sent = [one for one in work.deliveries.recent(10_000) if one.state is DeliveryState.SENT]
        report.untold = sum(len(work.digests.undelivered(one, now)) for one in work.subscriptions.all())
        report.waiting = work.documents.count_waiting(now + DAY) + len(open_deliveries)
    # An outlet that is down tells later; what appeared in the last hours may not have been met.
    published = {
        f"http://{host_of(n)}:{press.port}{piece.path}"
        for n in range(outlets)
        for piece in pieces_of(n, int((until - START) / HOUR))
        if START < piece.appears < until - 3 * HOUR and not is_down(n, until - HOUR)
    }
    report.articles, report.lost = len(known), sorted(published - known)
    mails = Counter((name, recipient) for name, recipient in press.order("mails"))
    report.mails, report.digests = sum(mails.values()), len({one.digest for one in sent})
    report.twice = sum(count - 1 for count in mails.values()) + abs(len(sent) - len(mails))


@contextmanager
def logging_to(file: Path) -> Iterator[None]:
    """Standard error of this process and of those it starts goes to a file."""
    kept = os.dup(sys.stderr.fileno())
    with file.open("wb") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
    try:
        LOGS()
        logging.getLogger("uvicorn").setLevel(logging.ERROR)
        yield
    finally:
        os.dup2(kept, sys.stderr.fileno())
        os.close(kept)


def simulate(*, outlets: int, hours: float, database: str | None = None, why: bool = False) -> Report:
    """So many hours of a week that begins on a Monday, in an empty database, else in an SQLite file of its own.

    `why`: look where the loop stands when it stalls.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = database or f"sqlite:///{Path(folder) / 'week.sqlite3'}"
        log = Path(folder) / "log.json"
        press = Press(outlets, int(hours))
        try:
            with logging_to(log), week_of(database, press, outlets) as (app, clock):
                report = asyncio.run(live(app, clock, press, hours=hours, why=why))
                until = START + hours * HOUR
                settle(app, report, press, outlets=outlets, until=until, now=clock.now)
        finally:
            press.close()
        report.log_bytes, report.log_lines = lines_of_log(log)
    return report
