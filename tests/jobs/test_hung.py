"""One thing hangs, the others go on: in the one process on SQLite, and in a worker on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryState
from monitor.model.outlets import Outlet, OutletId
from monitor.model.polls import OutcomeKind, Poll
from monitor.model.seams import Inbox
from monitor.newsroom.server import listen
from monitor.newsroom.sites import Paper
from monitor.services.poll import Crawl
from tests.builders import NOW, outlet, source
from tests.fakes import FakeCrawl
from tests.jobs.conftest import PATIENCE_SECONDS, MovedClock, Open, add_page, at_work, jobs_of, reader_by, until

SILENT_HOST = "127.0.0.2"


@pytest.fixture
def silent_server() -> Iterator[int]:
    """Takes connections and never says a word; on a host of its own, since a host has one visit at a time."""
    with socket.create_server((SILENT_HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def feed() -> Iterator[str]:
    """The address of a feed in which nothing stands."""
    paper = Paper(body=b"<rss version='2.0'><channel/></rss>", content_type="application/rss+xml", changed=NOW)
    server = listen(lambda _, path: paper if path == "/feed" else None, lambda _: None)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/feed"
    server.shutdown()
    server.server_close()
    thread.join()


def outlet_at(name: str, url: str) -> Outlet:
    home = url.removesuffix("feed")
    return outlet(id=OutletId(name), homepage=home, sources=(source(url=url, outlet=OutletId(name)),))


def test_an_outlet_that_takes_connections_and_never_answers_holds_up_no_other(
    open_app: Open, own_database: str, clock: MovedClock, silent_server: int, feed: str
) -> None:
    hung, other = outlet_at("hung", f"http://{SILENT_HOST}:{silent_server}/feed"), outlet_at("other", feed)
    app = open_app(own_database, outlets=(hung,))

    async def live(crawl: Crawl) -> None:
        ended: asyncio.Queue[list[OutletId]] = asyncio.Queue()

        async def noted(polls: Sequence[Poll], inbox: Inbox) -> None:
            await crawl(polls, inbox)
            ended.put_nowait([one.outlet.id for one in polls])

        async with at_work(app, noted, clock) as jobs:
            await jobs.run(Verb.POLL)
            with app.store.begin() as work:
                work.outlets.declare((hung, other))
            await jobs.run(Verb.POLL)
            async with asyncio.timeout(PATIENCE_SECONDS):
                assert await ended.get() == ["other"]

    bootstrap.with_crawler(app, live)


@pytest.mark.parametrize("own_database", ["sqlite"], indirect=True)
def test_a_round_waits_for_the_database_without_the_loop(open_app: Open, own_database: str) -> None:
    # Of SQLite alone: on PostgreSQL one who writes holds up no other.
    app = open_app(own_database)
    crawl = FakeCrawl(kind=OutcomeKind.NOTHING_NEW, at=NOW)

    async def live() -> None:
        jobs = jobs_of(app, crawl)
        with app.store.begin():  # as the reading process holds it over a batch
            await jobs.run(Verb.POLL)
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not crawl.polls:
                    await asyncio.sleep(0)
            begun = asyncio.get_running_loop().time()
            await asyncio.sleep(0)
            assert asyncio.get_running_loop().time() - begun < 5
        await jobs.rest()
        await jobs.stop()

    asyncio.run(live())
    with app.store.reading() as work:
        assert len(work.polls.since(NOW)) == 1


def test_a_reader_that_hangs_over_a_page_stops_neither_polls_nor_digests(
    open_app: Open, own_database: str, clock: MovedClock
) -> None:
    app = open_app(own_database, subscriptions=(reader_by("folder", "unused"),), timeout_seconds=30)

    def waiting() -> int:
        with app.store.reading() as work:
            return work.documents.count_waiting(clock() + timedelta(days=1))

    def visits_and_deliveries() -> tuple[int, int]:
        with app.store.reading() as work:
            return len(work.polls.since(NOW)), len(work.deliveries.recent(10))

    async def live() -> None:
        async with at_work(app, FakeCrawl(kind=OutcomeKind.NOTHING_NEW, at=NOW), clock) as jobs:
            add_page(app, 1)
            await jobs.run(Verb.INGEST)
            await until(lambda: not waiting() and app.vitals.reading_pid is not None)
            first = app.vitals.reading_pid
            assert first
            add_page(app, 2)
            os.kill(first, signal.SIGSTOP)  # as it looks from outside when a page is read for ever
            reading = asyncio.create_task(jobs.run(Verb.INGEST))
            await jobs.run(Verb.POLL)
            clock.on(hours=2)
            await jobs.run(Verb.DIGEST)
            await until(lambda: visits_and_deliveries() == (1, 1))
            assert (waiting(), app.vitals.reading_pid) == (1, first)
            await reading
            await until(lambda: app.vitals.reading_pid != first)
            await jobs.run(Verb.INGEST)
            await until(lambda: not waiting())

    asyncio.run(live())
    with app.store.reading() as work:
        assert work.articles.count() == 2


def test_a_mail_server_that_says_nothing_holds_up_no_other_channel(
    open_app: Open, own_database: str, clock: MovedClock, silent_server: int, tmp_path: Path
) -> None:
    mail = ChannelSettings(
        name="mail",
        kind="email",
        host=SILENT_HOST,
        port=silent_server,
        security="none",
        sender="farwatch@example.org",
        timeout_seconds=10,
    )
    folder = ChannelSettings(name="folder", kind="directory")
    readers = (reader_by("mail", "a@example.org"), reader_by("folder", str(tmp_path / "out")))
    app = open_app(own_database, channels=(folder, mail), subscriptions=readers)

    def states() -> dict[str, DeliveryState]:
        with app.store.reading() as work:
            return {one.channel: one.state for one in work.deliveries.recent(10)}

    async def live() -> None:
        async with at_work(app, FakeCrawl(at=NOW), clock) as jobs:
            clock.on(hours=2)
            await jobs.run(Verb.DIGEST)
            await until(lambda: len(states()) == 2)
            await jobs.run(Verb.DELIVER)
            await until(lambda: states()["folder"] is DeliveryState.SENT)
            assert states() == {"folder": DeliveryState.SENT, "mail": DeliveryState.SENDING}

    asyncio.run(live())
    assert states() == {"folder": DeliveryState.SENT, "mail": DeliveryState.PENDING}
    assert list((tmp_path / "out").iterdir()) != []
