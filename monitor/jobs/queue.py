"""The queue between workers: PgQueuer on the same PostgreSQL, its tables in a schema of their own.

The engine is asked four things: put jobs in, take some out, say that they are still being done, say that they are
over. Nothing else of it is used, and nothing is lost with it: what is due stands in our tables, and what is not in the
queue is put in again a few seconds later. So its tables are not even logged (PostgreSQL empties them after a crash), a
job that fails is simply over, and the engine's own retries stay unused.

PgQueuer's own loop is not used either. It listens on the connection it works with, and psycopg holds a connection's
lock while it listens: every statement of an idle worker would wait up to a second for it. It also ends with the
connection, and would wait for all jobs before it begins anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import timedelta
from importlib.metadata import version
from typing import TypeVar
from uuid import uuid4

import psycopg
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import JobId, QueueEntrypoint, QueueManagerId
from pgqueuer.models import Job
from pgqueuer.ports.repository import EntrypointExecutionParameter
from pgqueuer.queries import Queries

from monitor.jobs import Verb
from monitor.model.errors import StorageError

T = TypeVar("T")

SCHEMA = "farwatch_queue"
# A statement of the queue takes milliseconds; without an answer for so long the connection is dead.
ANSWER_SECONDS = 20
# Any number, the same in every process; see monitor.storage.migrate.
_LOCK = 0x4661727A
_MINE = "SELECT id FROM farwatch_queue.pgqueuer WHERE id = ANY($1::bigint[]) AND queue_manager_id = $2"
_OVER = "DELETE FROM farwatch_queue.pgqueuer WHERE id = $1 AND queue_manager_id = $2"
_VACUUM = (
    "ALTER TABLE farwatch_queue.pgqueuer_log"
    " SET (autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_threshold = 5000)"
)
_NO_LIMIT = EntrypointExecutionParameter(concurrency_limit=0)


class Queue:
    """One worker's connection to the queue; it is made anew when it breaks."""

    def __init__(self, address: str, options: Mapping[str, str | int]) -> None:
        self._address = address
        self._options = options
        self._id = QueueManagerId(uuid4())
        self._connection: psycopg.AsyncConnection | None = None
        self._lock = asyncio.Lock()
        self._installed = False

    async def put(self, verb: Verb, jobs: Mapping[str, int]) -> None:
        """A job for each key, with how much it goes before others; none where one waits or runs already."""
        if jobs:
            keys = tuple(jobs)
            names = [f"{verb}:{key}" for key in keys]
            await self._ask(
                lambda queries: queries.enqueue(
                    [verb.value] * len(keys),
                    [key.encode() for key in keys],
                    list(jobs.values()),
                    dedupe_key=list(names),
                    on_conflict="skip",
                )
            )

    async def take(self, verb: Verb, count: int, silent: timedelta) -> list[Job]:
        """At most so many jobs, this worker's now: the first and longest waiting, and of workers silent for so long."""
        return await self._ask(
            lambda queries: queries.dequeue(
                batch_size=count,
                entrypoints={QueueEntrypoint(verb.value): _NO_LIMIT},
                queue_manager_id=self._id,
                global_concurrency_limit=None,
                heartbeat_timeout=silent,
            )
        )

    async def beat(self, jobs: Collection[JobId]) -> frozenset[JobId]:
        """These are still being done; which of them are still this worker's."""
        return await self._ask(lambda queries: self._beat(queries, jobs)) if jobs else frozenset()

    async def over(self, job: Job) -> None:
        """Done, or given up: it leaves the queue, unless another worker has it by now.

        By a statement of ours: the engine's own would take another's job along, and writes into a log nobody reads.
        """
        await self._ask(lambda queries: queries.driver.execute(_OVER, job.id, self._id))

    async def close(self) -> None:
        async with self._lock:
            await self._drop()

    async def _beat(self, queries: Queries, jobs: Collection[JobId]) -> frozenset[JobId]:
        mine = await queries.driver.fetch(_MINE, list(jobs), self._id)
        held = frozenset(JobId(int(str(row["id"]))) for row in mine)
        if held:
            await queries.update_heartbeat(list(held))
        return held

    async def _ask(self, question: Callable[[Queries], Awaitable[T]]) -> T:
        async with self._lock:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    return await question(await self._queries())
            except (psycopg.Error, TimeoutError) as error:
                await self._drop()
                reason = str(error).splitlines()[0] if str(error) else "it does not answer"
                raise StorageError(f"the queue in the database cannot be used: {reason}") from error

    async def _queries(self) -> Queries:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._address,
                autocommit=True,
                **self._options,  # type: ignore[arg-type]  # libpq's own names
            )
            if not self._installed:
                await install(queries_on(self._connection))
                self._installed = True
        return queries_on(self._connection)

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


def queries_on(connection: psycopg.AsyncConnection) -> Queries:
    """The engine's statements, with our names whatever the environment says of others'."""
    names = DBSettings(prefix="", db_schema=SCHEMA, durability=Durability.volatile)
    return Queries(
        PsycopgDriver(connection),
        qbe=QueryBuilderEnvironment(names),
        qbq=QueryQueueBuilder(names),
        qbs=QuerySchedulerBuilder(names),
    )


async def install(queries: Queries) -> None:
    """Make the engine's tables, or bring them to this release of it; an older release leaves a newer one's alone."""
    driver, ours = queries.driver, version("pgqueuer")
    await driver.execute("SELECT pg_advisory_lock($1)", _LOCK)
    try:
        found = await driver.fetch("SELECT obj_description(to_regnamespace($1)::oid, 'pg_namespace') AS by", SCHEMA)
        there = str(found[0]["by"] or "")
        if there and _number(there) >= _number(ours):
            return
        if await queries.schema_is_installed():
            await queries.apply_upgrade()
        else:
            await queries.install()
        await queries.optimize_autovacuum()
        # The engine expects a log that only grows; ours is cut to an hour.
        await driver.execute(_VACUUM)
        await driver.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{ours}'")
    finally:
        await driver.execute("SELECT pg_advisory_unlock($1)", _LOCK)


def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdecimal())
