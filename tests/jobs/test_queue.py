"""The queue between workers, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from monitor.jobs import Verb
from monitor.jobs.queue import Queue
from monitor.storage.engine import POSTGRESQL
from tests.conftest import Postgres

LONG = timedelta(minutes=1)


async def taken(queue: Queue, count: int, silent: timedelta = LONG) -> list[str]:
    return [(job.payload or b"").decode() for job in await queue.take(Verb.POLL, count, silent)]


def test_what_goes_before_others_is_taken_first_and_then_what_waits_longest(postgres: Postgres) -> None:
    async def told() -> list[str]:
        queue = Queue(postgres.url(name), POSTGRESQL)
        await queue.put(Verb.POLL, {"new-1": 0, "new-2": 0})
        await queue.put(Verb.POLL, {"known": 1, "new-1": 0})
        found = await taken(queue, 2) + await taken(queue, 9)
        await queue.close()
        return found

    name = postgres.create()
    assert asyncio.run(told()) == ["known", "new-1", "new-2"]
    postgres.drop(name)


def test_a_job_that_another_took_over_is_not_taken_out_by_who_had_it_first(postgres: Postgres) -> None:
    async def told() -> tuple[list[str], list[str], list[str]]:
        slow, quick = (Queue(postgres.url(name), POSTGRESQL) for _ in range(2))
        await slow.put(Verb.POLL, {"a": 0})
        (first,) = await slow.take(Verb.POLL, 1, LONG)
        (second,) = await quick.take(Verb.POLL, 1, timedelta(0))
        await slow.over(first)
        await slow.put(Verb.POLL, {"a": 0})
        held = await taken(slow, 1)
        await quick.over(second)
        await slow.put(Verb.POLL, {"a": 0})
        again = await taken(slow, 1)
        await slow.close()
        await quick.close()
        return [(second.payload or b"").decode()], held, again

    name = postgres.create()
    assert asyncio.run(told()) == (["a"], [], ["a"])
    postgres.drop(name)
