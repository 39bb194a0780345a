"""One thing hangs, the others go on."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.jobs import Verb
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryState
from monitor.model.polls import OutcomeKind
from tests.builders import NOW
from tests.fakes import FakeCrawl
from tests.jobs.conftest import MovedClock, Open, add_page, jobs_of, reader_by


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"


@pytest.fixture
def silent_server() -> Iterator[int]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_reader_that_hangs_over_a_page_stops_neither_polls_nor_digests(
    open_app: Open, database: str, clock: MovedClock
) -> None:
    app = open_app(database, subscriptions=(reader_by("folder", "unused"),), timeout_seconds=30)
    jobs = jobs_of(app, FakeCrawl(kind=OutcomeKind.NOTHING_NEW, at=NOW))

    async def live() -> None:
        add_page(app, 1)
        await jobs.run(Verb.INGEST)
        first = app.vitals.reading_pid
        assert first
        add_page(app, 2)
        os.kill(first, signal.SIGSTOP)  # as it looks from outside when a page is read for ever
        reading = asyncio.create_task(jobs.run(Verb.INGEST))
        await jobs.run(Verb.POLL)
        clock.on(hours=2)
        await jobs.run(Verb.DIGEST)
        assert not reading.done()
        with app.store.reading() as work:
            assert len(work.polls.since(NOW)) == 1
            assert len(work.deliveries.recent(10)) == 1
        await reading
        assert app.vitals.reading_pid != first
        await jobs.stop()

    asyncio.run(live())
    with app.store.reading() as work:
        assert work.articles.count() == 2
        assert work.documents.count_waiting(clock()) == 0


def test_a_mail_server_that_says_nothing_holds_up_no_other_channel(
    open_app: Open, database: str, clock: MovedClock, silent_server: int, tmp_path: Path
) -> None:
    mail = ChannelSettings(
        name="mail",
        kind="email",
        host="127.0.0.1",
        port=silent_server,
        security="none",
        sender="farwatch@example.org",
        timeout_seconds=10,
    )
    folder = ChannelSettings(name="folder", kind="directory")
    readers = (reader_by("mail", "a@example.org"), reader_by("folder", str(tmp_path / "out")))
    app = open_app(database, channels=(folder, mail), subscriptions=readers)
    jobs = jobs_of(app)

    async def live() -> None:
        clock.on(hours=2)
        await jobs.run(Verb.DIGEST)
        await jobs.run(Verb.DELIVER)
        with app.store.reading() as work:
            states = {one.channel: one.state for one in work.deliveries.recent(10)}
        assert states == {"folder": DeliveryState.SENT, "mail": DeliveryState.SENDING}
        await jobs.stop()

    asyncio.run(live())
    with app.store.reading() as work:
        states = {one.channel: one.state for one in work.deliveries.recent(10)}
    assert states == {"folder": DeliveryState.SENT, "mail": DeliveryState.PENDING}
    assert list((tmp_path / "out").iterdir()) != []
