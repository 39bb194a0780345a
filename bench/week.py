"""A simulated week of the service: memory a day, stalls of the loop, and that nothing is lost or told twice.

    python -m bench.week [--days 7] [--outlets 6] [--why]

The real service (jobs, scheduler, crawler, ingest process, digests, mails over SMTP, web desk) against the outlets of
bench/week_press.py, which stand in another process. Its clock is handed in and stands still while anything is under
way: half an hour of the week go by whenever all verbs have come to rest, so leases and claims mean what they mean in
earnest, and a slow machine sees the same week. Memory is PSS: what a process has of its own and its share of the rest.

A stall is told in two ways: how late a beat of the loop came, and how much processor the loop's own thread used in
between, which other programs on the machine do not change. `--why` prints where the loop stood in its stalls.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from array import array
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from typing import Any

from bench.week_press import HOUR, START, host_of, is_down, pieces_of
from monitor import bootstrap
from monitor.cli.logs import log_to_terminal
from monitor.cli.run import prepare
from monitor.config import read_config
from monitor.jobs import Verb
from monitor.jobs.local import LocalJobs
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryState, Schedule, Subscription, SubscriptionId
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.watches import Watch, WatchId
from monitor.scheduler import scheduler_of
from monitor.web import web_server

ROOT = Path(__file__).parents[1]
STEP = timedelta(minutes=30)
BEAT_SECONDS = 0.01
DAY = timedelta(days=1)


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


@dataclass(slots=True)
class Heart:
    """Beats of the loop: how late, and how much processor the loop's thread used since the last."""

    # Packed: a list of numbers would grow by megabytes a day, which is what is measured here.
    late: array[float] = field(default_factory=lambda: array("d"))
    used: array[float] = field(default_factory=lambda: array("d"))
    stood: Counter[str] = field(default_factory=Counter)
    _last: float = 0.0

    async def beat(self) -> None:
        used = time.thread_time()
        while True:
            due = time.perf_counter() + BEAT_SECONDS
            self._last = time.perf_counter()
            await asyncio.sleep(BEAT_SECONDS)
            self.late.append(max(0.0, time.perf_counter() - due))
            self.used.append(time.thread_time() - used)
            used = time.thread_time()

    def watch(self, of: int, most_seconds: float = 0.05, depth: int = 12) -> None:
        """From another thread: where the loop's thread stands whenever no beat came for so long."""
        while True:
            time.sleep(0.02)
            if self._last and time.perf_counter() - self._last > most_seconds + BEAT_SECONDS:
                frame = sys._current_frames().get(of)
                where = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_stack(frame)]
                self.stood[" < ".join(reversed(where[-depth:]))] += 1


def pss_of(pid: int | None) -> float:
    """Megabytes; 0 for no process."""
    if pid is None:
        return 0.0
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


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
def week_of(folder: Path, press: Press, outlets: int) -> Iterator[tuple[bootstrap.App, StandingClock]]:
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
    app = bootstrap.start(ours, database=f"sqlite:///{folder / 'week.sqlite3'}", clock=clock)
    try:
        yield app, clock
    finally:
        app.close()


def replace_table(table: Any, **values: object) -> Any:
    """A table of the settings with other values; it is a msgspec Struct."""
    return type(table)(**{name: getattr(table, name) for name in table.__struct_fields__} | values)


@dataclass(slots=True)
class Report:
    """What the week came to; stalls in seconds."""

    memory: list[tuple[str, float, float]] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    polls: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    lost: list[str] = field(default_factory=list)
    untold: int = 0
    mails: int = 0
    twice: int = 0
    digests: int = 0
    waiting: int = 0


@asynccontextmanager
async def running(app: bootstrap.App, heart: Heart) -> AsyncIterator[tuple[LocalJobs, int]]:
    """The service on this loop; its jobs, and the web desk's port."""
    crawler = bootstrap.crawler_of(app)
    await prepare(crawler)
    jobs = LocalJobs(app, crawler.crawl, set_up_logs=partial(log_to_terminal, least="critical"))
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
        heart._last = 0.0


async def rest(jobs: LocalJobs) -> None:
    """Until nothing is under way: pages are read while others are fetched, then digests are made and sent."""
    await jobs.run(Verb.POLL)
    while True:
        await jobs.run(Verb.INGEST)
        if jobs.at_rest:
            break
        await asyncio.sleep(0.05)
    await jobs.run(Verb.INGEST)
    await jobs.run(Verb.DIGEST)
    await jobs.run(Verb.DELIVER)


async def live(
    app: bootstrap.App, clock: StandingClock, press: Press, *, hours: float, why: bool
) -> tuple[Report, Heart]:
    report, heart = Report(), Heart()
    if why:
        threading.Thread(target=heart.watch, args=(threading.get_ident(),), daemon=True).start()
    async with running(app, heart) as (jobs, port):

        def note(when: str) -> None:
            gc.collect()
            memory = (when, pss_of(os.getpid()), pss_of(app.vitals.reading_pid))
            report.memory.append(memory)
            late, used = (percentile(sorted(found), 1) for found in (heart.late, heart.used))
            stalls = f"longest stall so far {late:5.1f} ms, own {used:5.1f} ms"
            print(f"{when:12} {memory[1]:7.1f} MB service {memory[2]:7.1f} MB ingest; {stalls}", flush=True)

        note("start")
        steps = int(hours * HOUR / STEP)
        for step in range(steps):
            clock.now = START + step * STEP
            await asyncio.to_thread(press.order, f"at {clock.now.isoformat()}")
            asking = asyncio.to_thread(press.order, f"ask {port}") if step % 4 == 0 else asyncio.sleep(0)
            await asyncio.gather(rest(jobs), asking)
            if step == 2 or (step + 1) % int(DAY / STEP) == 0:
                note(f"{clock.now - START + STEP}".replace(", 0:00:00", ""))
        note("end")
        # Two mornings on which nothing is published any more: everything that was wanted is told then.
        for day in (1, 2):
            clock.now = START + hours * HOUR + day * DAY + 12 * HOUR
            await asyncio.to_thread(press.order, f"at {clock.now.isoformat()}")
            await rest(jobs)
    report.late, report.used = sorted(heart.late), sorted(heart.used)
    return report, heart


def settle(app: bootstrap.App, report: Report, press: Press, *, outlets: int, until: datetime, now: datetime) -> Report:
    """What is in the database and in the readers' post boxes, against what was published."""
    with app.store.reading() as work:
        report.polls = Counter(one.kind.value for one in work.polls.since(START - DAY))
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
    return report


def simulate(*, outlets: int, hours: float, why: bool = False) -> tuple[Report, Heart]:
    """So many hours of a week that begins on a Monday."""
    with tempfile.TemporaryDirectory() as folder:
        press = Press(outlets, int(hours))
        try:
            with week_of(Path(folder), press, outlets) as (app, clock):
                report, heart = asyncio.run(live(app, clock, press, hours=hours, why=why))
                until = START + hours * HOUR
                return settle(app, report, press, outlets=outlets, until=until, now=clock.now), heart
        finally:
            press.close()


def percentile(ascending: list[float], share: float) -> float:
    """In milliseconds."""
    return 1000 * ascending[min(len(ascending) - 1, int(share * len(ascending)))] if ascending else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--outlets", type=int, default=6)
    parser.add_argument("--why", action="store_true", help="where the loop stood when it stalled")
    arguments = parser.parse_args()
    log_to_terminal(least="critical")
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    begun = time.perf_counter()
    report, heart = simulate(outlets=arguments.outlets, hours=24 * arguments.days, why=arguments.why)
    print(f"{sum(report.polls.values())} polls: {dict(report.polls.most_common())}")
    print(f"{report.articles} articles, {len(report.lost)} lost; {report.waiting} pages and deliveries wait")
    print(f"{report.digests} digests in {report.mails} mails, {report.twice} twice; {report.untold} articles untold")
    for name, found in (("late", report.late), ("own processor time", report.used)):
        shares = ", ".join(f"p{share:g} {percentile(found, share / 100):.1f}" for share in (50, 99, 99.9))
        print(f"{len(found)} beats, {name}: {shares}, longest {percentile(found, 1):.1f} ms")
    print(f"{time.perf_counter() - begun:.0f} s, {time.process_time():.0f} s CPU of the service's process")
    for where, count in heart.stood.most_common(25):
        print(f"{count:5} {where}")


if __name__ == "__main__":
    main()
