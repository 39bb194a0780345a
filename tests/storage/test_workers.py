"""Who is alive and what waits, as doctor and others ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from monitor.jobs import Verb
from monitor.jobs.queue import Queue, install, queries_on
from monitor.model.workers import Worker
from monitor.services.findings import of_queue, of_workers
from monitor.storage import Store, open_store
from tests.conftest import Postgres, emptied

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def shared(postgres_database: str) -> Iterator[Store]:
    opened = open_store(emptied(postgres_database))
    yield opened
    opened.close()


@pytest.fixture
def queues(postgres: Postgres) -> Iterator[Store]:
    """A database in which no queue is yet."""
    name = postgres.create()
    opened = open_store(postgres.url(name))
    yield opened
    opened.close()
    postgres.drop(name)


def worker(name: str = "a", *, version: str = "1", verbs: tuple[str, ...] = ("poll",)) -> Worker:
    return Worker(id=name, host="here", pid=1, version=version, verbs=verbs)


def test_a_worker_is_there_from_its_first_beat_to_its_goodbye(shared: Store) -> None:
    with shared.begin() as work:
        work.workers.seen(worker())
        work.workers.seen(worker())
        work.workers.seen(worker("b"))
        work.workers.left("b")
        (here,) = work.workers.all()
    assert (here.worker, here.silent < HOUR) == (worker(), True)


def test_on_sqlite_nobody_works_and_nothing_waits(store: Store) -> None:
    if not store.is_postgresql:
        with store.reading() as work:
            assert (work.workers.all(), work.workers.queue(), work.workers.trim_log(HOUR)) == ((), (), 0)


def test_a_job_is_in_the_queue_once_until_it_is_over(queues: Store) -> None:
    async def go() -> None:
        one, other = Queue(*queues.connection), Queue(*queues.connection)
        # Both make the tables; one does, the other waits for it.
        await asyncio.gather(one.put(Verb.POLL, {"x": 0, "y": 0}), other.put(Verb.POLL, {"x": 0}))
        jobs = [job async for job in taken(one)] + [job async for job in taken(other)]
        assert sorted(job.payload or b"" for job in jobs) == [b"x", b"y"]
        await other.put(Verb.POLL, {"x": 0, "y": 0})
        assert await other.take(Verb.POLL, 9, HOUR) == []
        for job in jobs:
            await one.over(job)
        await one.put(Verb.POLL, {"x": 0, "y": 0})
        assert len(await other.take(Verb.POLL, 9, HOUR)) == 2
        await one.close()
        await other.close()

    async def taken(queue: Queue):  # type: ignore[no-untyped-def]
        for job in await queue.take(Verb.POLL, 9, HOUR):
            yield job

    asyncio.run(go())
    with queues.reading() as work:
        (depth,) = work.workers.queue()
    assert (depth.verb, depth.waiting, depth.running) == ("poll", 0, 2)


def test_a_silent_workers_job_is_anothers_and_its_end_changes_nothing(queues: Store) -> None:
    async def go() -> None:
        paused, other = Queue(*queues.connection), Queue(*queues.connection)
        await paused.put(Verb.POLL, {"x": 0})
        (job,) = await paused.take(Verb.POLL, 1, HOUR)
        (same,) = await other.take(Verb.POLL, 1, -SECOND)
        assert same.id == job.id
        assert await paused.beat([job.id]) == frozenset()
        await paused.over(job)
        assert await other.beat([job.id]) == {job.id}
        await paused.close()
        await other.close()

    asyncio.run(go())


def test_the_engines_log_is_trimmed_and_its_tables_are_vacuumed_often(queues: Store) -> None:
    async def go() -> None:
        queue = Queue(*queues.connection)
        await queue.put(Verb.POLL, {"x": 0})
        await queue.close()
        async with await psycopg.AsyncConnection.connect(queues.connection[0], autocommit=True) as connection:
            await install(queries_on(connection))  # a second time: nothing to do

    asyncio.run(go())
    with queues.begin() as work:
        assert work.workers.trim_log(HOUR) == 0
        assert work.workers.trim_log(-HOUR) == 1
    with psycopg.connect(queues.connection[0]) as connection:
        rows = connection.execute(
            "SELECT relname, relpersistence, reloptions::text FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'farwatch_queue' AND relname IN ('pgqueuer', 'pgqueuer_log') ORDER BY relname"
        ).fetchall()
    assert [(name, kept) for name, kept, _ in rows] == [("pgqueuer", "u"), ("pgqueuer_log", "u")]
    assert "autovacuum_vacuum_scale_factor=0.01" in rows[0][2]
    assert "autovacuum_vacuum_threshold=5000" in rows[1][2]


def test_doctor_tells_of_silent_workers_of_two_versions_and_of_jobs_that_nobody_takes(queues: Store) -> None:
    async def go() -> None:
        queue = Queue(*queues.connection)
        await queue.put(Verb.INGEST, {"0": 0})
        await queue.close()

    asyncio.run(go())
    with queues.begin() as work:
        for one in (worker("a"), worker("b", version="2"), worker("c")):
            work.workers.seen(one)
    with psycopg.connect(queues.connection[0], autocommit=True) as connection:
        connection.execute("UPDATE workers SET last_seen = now() - interval '9 minutes' WHERE id = 'c'")
        connection.execute("UPDATE farwatch_queue.pgqueuer SET created = now() - interval '20 minutes'")
    with queues.reading() as work:
        workers, queue = work.workers.all(), work.workers.queue()
    silent, versions = of_workers(workers)
    assert (silent.about, "9 minutes ago" in silent.wrong) == ("worker c", True)
    assert "versions 1, 2" in versions.wrong
    (waits,) = of_queue(queue, workers)
    assert (waits.about, waits.advice) == ("queue ingest", "No worker does this: farwatch worker --only ingest")
