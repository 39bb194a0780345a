"""A backup is made while the service works, and put back after more was sent: nothing is lost, nothing repeated unmarked."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.model.digests import DeliveryState
from monitor.storage import Store
from monitor.storage.backups import back_up, restore
from tests.jobs.conftest import MovedClock, Open, add_page, jobs_of, reader_by


def read_and_tell(app: bootstrap.App) -> None:
    async def once() -> None:
        jobs = jobs_of(app)
        for verb in (Verb.INGEST, Verb.DIGEST, Verb.DELIVER):
            await jobs.run(verb)
        await jobs.stop()

    asyncio.run(once())


def told(store: Store) -> list[tuple[str, bool, DeliveryState]]:
    """Each story in the order of its telling, whether it was marked, and whether it arrived."""
    with store.reading() as work:
        sent = sorted(work.deliveries.recent(20), key=lambda one: one.due)
        return [
            (item.url.rpartition("/")[2], one.possibly_repeated, one.state)
            for one in sent
            for item in work.deliveries.digest_of(one).items
        ]


def test_a_restored_backup_loses_nothing_and_repeats_nothing_unmarked(
    open_app: Open, tmp_path: Path, clock: MovedClock
) -> None:
    database = f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"
    readers = (reader_by("folder", str(tmp_path / "out")),)
    app, done = open_app(database, subscriptions=readers), threading.Event()
    add_page(app, 1)
    read_and_tell(app)
    clock.on(hours=2)
    read_and_tell(app)

    def write() -> None:
        while not done.is_set():
            with app.store.begin() as work:
                work.events.log("test", "load", "", clock())

    writer = threading.Thread(target=write)
    writer.start()
    made = back_up(database, tmp_path / "one.backup", replace=False)
    done.set()
    writer.join()
    clock.on(hours=20)
    add_page(app, 2)
    read_and_tell(app)
    clock.on(hours=4)
    read_and_tell(app)
    sent = DeliveryState.SENT
    assert told(app.store) == [("1", False, sent), ("2", False, sent)]
    app.close()

    restore(database, made.file, replace=True, now=clock())
    again = open_app(database, subscriptions=readers)
    assert told(again.store) == [("1", False, sent)]
    add_page(again, 2)
    add_page(again, 3)
    clock.on(minutes=1)
    read_and_tell(again)
    stories = told(again.store)
    assert stories[0] == ("1", False, sent)
    assert sorted(stories[1:]) == [("2", True, sent), ("3", True, sent)]
