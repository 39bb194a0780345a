"""The service's jobs on a real database, with the one seam of the crawl stood in for."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.config import read_config
from monitor.jobs import Jobs, Verb
from monitor.jobs.clock import DatabaseClock
from monitor.jobs.local import LocalJobs
from monitor.jobs.queued import Manners, QueuedJobs
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Schedule, Subscription, SubscriptionId
from monitor.model.outlets import Outlet
from monitor.model.watches import Watch, WatchId
from monitor.model.workers import Worker
from monitor.services.poll import Crawl
from tests.builders import NOW, document, entry, outlet
from tests.fakes import FakeCrawl

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120
# Reports of different events, so that each is a story of its own.
REPORTS = (
    ("Vaccines against malaria reach northern Chad", "Nurses on motorcycles carry the boxes to forty villages."),
    ("Fishing quotas for herring are cut by a third", "Skippers in Esbjerg fear that half of the fleet stays ashore."),
    ("Railway bridge in Lima reopens after nine years", "The first train to Callao carried six hundred passengers."),
)


@dataclass(slots=True)
class MovedClock:
    """Says the time that it is set to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


def page(number: int) -> str:
    title, more = REPORTS[number % len(REPORTS)]
    text = f"<p>{title}, officials said.</p><p>{more}</p><p>{' '.join([more] * 6)}</p>"
    return f"<html lang=en><body><article><h1>{title}</h1>{text}</article></body></html>"


def reader_by(channel: str, recipient: str) -> Subscription:
    return Subscription(
        id=SubscriptionId(channel),
        name=channel,
        watches=(),
        schedule=Schedule(times=(time(8),), zone="UTC"),
        channel=channel,
        recipients=(recipient,),
        declared=True,
        created_at=NOW - timedelta(days=2),
        covered_until=NOW - timedelta(hours=1),
    )


Open = Callable[..., bootstrap.App]


@pytest.fixture
def open_app(tmp_path: Path, clock: MovedClock) -> Iterator[Open]:
    opened: list[bootstrap.App] = []

    def begin(
        database: str,
        *,
        channels: tuple[ChannelSettings, ...] = (ChannelSettings(name="folder", kind="directory"),),
        subscriptions: tuple[Subscription, ...] = (),
        timeout_seconds: float = 60.0,
        outlets: tuple[Outlet, ...] = (outlet(),),
    ) -> bootstrap.App:
        declared = read_config(ROOT / "config", now=NOW)
        ingest = type(declared.settings.ingest)(keep_documents_days=14, timeout_seconds=timeout_seconds)
        egress = type(declared.settings.egress)(allow=("127.0.0.0/8",), hosts={})
        settings = replace(declared.settings, channels=channels, ingest=ingest, egress=egress)
        watches = (Watch(id=WatchId("week"), name="Week", query="officials", declared=True),)
        ours = replace(declared, settings=settings, outlets=outlets, watches=watches, subscriptions=subscriptions)
        opened.append(bootstrap.start(ours, database=database, clock=clock))
        return opened[-1]

    yield begin
    for app in opened:
        app.close()


def quiet() -> None:
    """How logs are set up in the process that reads."""


class SharedClock(DatabaseClock):
    """Says what the moved clock does, where a worker's says what its database does."""

    def __init__(self, clock: MovedClock) -> None:
        self._clock = clock

    def __call__(self) -> datetime:
        return self._clock()

    def ask(self) -> None:
        """Nobody is asked."""


@asynccontextmanager
async def at_work(app: bootstrap.App, crawl: Crawl, clock: MovedClock) -> AsyncIterator[Jobs]:
    """The driver that belongs to the application's database: the local one, or that of one worker of several."""
    if not app.store.is_postgresql:
        local = LocalJobs(app, crawl, set_up_logs=quiet)
        try:
            yield local
        finally:
            await local.stop()
        return
    me = Worker(id="me", host="here", pid=os.getpid(), version="1", verbs=tuple(Verb))
    queued = QueuedJobs(app, SharedClock(clock), crawl, me=me, manners=Manners(), set_up_logs=quiet)
    await queued.begin()
    try:
        yield queued
    finally:
        await queued.stop()


async def until(is_so: Callable[[], bool]) -> None:
    """A worker's jobs are begun by `run` and end by themselves."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():
            await asyncio.sleep(0.02)


def jobs_of(app: bootstrap.App, crawl: FakeCrawl | None = None) -> LocalJobs:
    return LocalJobs(app, crawl or FakeCrawl(at=NOW), set_up_logs=quiet)


def add_page(app: bootstrap.App, number: int) -> None:
    url = f"https://example.org/news/{number}"
    with app.store.begin() as work:
        work.documents.add(
            outlet=outlet().id,
            source=outlet().sources[0].url if outlet().sources else "https://example.org/feed",
            entry=entry(url=url, title=REPORTS[number % len(REPORTS)][0], summary=None, published=None),
            document=document(page(number), url=url, final_url=url, fetched_at=app.clock()),
            baseline=False,
        )
