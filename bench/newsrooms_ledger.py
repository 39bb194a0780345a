"""What the database tells of a run: when visits were due and kept, rows alive and dead, statements."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import psycopg
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.domain.types import QueueManagerId
from sqlalchemy import Connection, event

from bench.newsrooms_press import Paper, host_of, paper_of
from monitor.jobs import Verb
from monitor.model.addresses import canonical
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.storage import Store

# Changed by every visit, or by every job.
WATCHED = (
    "farwatch_queue.pgqueuer",
    "farwatch_queue.pgqueuer_log",
    "leases",
    "workers",
    "source_states",
    "polls",
    "entries",
    "documents",
)
_NOTES = """
CREATE SCHEMA bench;
CREATE TABLE bench.visits (url text, due timestamptz, kept timestamptz, outcome text);
CREATE FUNCTION bench.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' OR NEW.last_poll_at IS DISTINCT FROM OLD.last_poll_at THEN
    INSERT INTO bench.visits
    VALUES (NEW.url, CASE WHEN TG_OP = 'UPDATE' THEN OLD.next_poll_at END, clock_timestamp(), NEW.outcome);
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON source_states FOR EACH ROW EXECUTE FUNCTION bench.note();
"""
_ENTRY = (
    "COPY entries (url, source, entry_id, title, state, attempts, detail, first_seen, last_seen, baseline) FROM STDIN"
)
_STATE = (
    "INSERT INTO source_states (url, next_poll_at, last_poll_at, last_success_at, last_new_at, failures,"
    " interval_seconds, detail, outcome, moved_seen, longest_silence_seconds, ttl_seconds, skip_hours, skip_days)"
    " VALUES (%s, %s, %s, %s, %s, 0, %s, '', 'new', 0, 86400, 0, 0, 0)"
)
_TABLES = """
SELECT schemaname || '.' || relname, n_live_tup, n_dead_tup, n_tup_upd, n_tup_hot_upd, autovacuum_count,
       pg_table_size(relid) / 1024, pg_indexes_size(relid) / 1024
FROM pg_stat_user_tables WHERE schemaname || '.' || relname = ANY(%s)
"""
_SLOWEST = """
SELECT round(total_exec_time), calls, round((total_exec_time / calls)::numeric, 2), round(max_exec_time::numeric, 1),
       round(rows::numeric / calls, 1), left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY {order} DESC LIMIT 12
"""


def feed_url(number: int, port: int) -> str:
    return f"http://{host_of(number)}:{port}/feed"


def outlet_of(number: int, port: int) -> Outlet:
    source = Source(url=feed_url(number, port), outlet=OutletId(f"paper-{number}"), kind=SourceKind.FEED)
    return Outlet(
        id=source.outlet,
        name=f"Paper {number}",
        homepage=f"http://{host_of(number)}:{port}/",
        languages=("en",),
        country="GB",
        zone="UTC",
        kind="newspaper",
        sources=(source,),
    )


def found(database: str, store: Store, outlets: int, port: int) -> None:
    """Outlets as a person adds them, never visited so far."""
    with store.begin() as work:
        work.outlets.declare([outlet_of(number, port) for number in range(outlets)])
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE outlets SET declared = false, enabled = false")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")


def make_known(database: str, outlets: int, port: int, begin: float) -> None:
    """As if each outlet had been visited in its rhythm for long, and the next visits were due from `begin` on."""
    chance = Random("known")
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        for number in range(outlets):
            paper = paper_of(number)
            # As polling has it: half the time between two articles, from two minutes to a day.
            interval = min(max(paper.period / 2, 120.0), 86_400.0)
            due = begin + interval * chance.random()
            last = due - interval
            moments = [datetime.fromtimestamp(at, UTC) for at in (due, last, last, paper.appeared(paper.newest(last)))]
            cursor.execute(_STATE, (feed_url(number, port), *moments, int(interval)))
        with cursor.copy(_ENTRY) as copy:
            for number in range(outlets):
                for row in _entries(paper_of(number), port, begin):
                    copy.write_row(row)


def _entries(paper: Paper, port: int, begin: float) -> Iterable[tuple[object, ...]]:
    # What stood there up to an interval before: it cannot be new at the next visit.
    newest = paper.newest(begin - min(max(paper.period / 2, 120.0), 86_400.0))
    base = canonical(paper.url(0, port)).removesuffix("0")
    for article in range(newest, newest - paper.entries, -1):
        at, url = datetime.fromtimestamp(paper.appeared(article), UTC), f"{base}{article}"
        yield url, feed_url(paper.number, port), url, "", "fetched", 1, "", at, at, False


def take_notes(database: str) -> None:
    """From now on every visit that is kept is noted, and statements are counted."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(_NOTES)
        connection.execute("VACUUM ANALYZE")
        connection.execute("SELECT pg_stat_statements_reset()")


def present(database: str) -> int:
    """Workers that are at work."""
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT count(*) FROM workers").fetchone()
    assert row is not None
    return int(row[0])


def enable(database: str) -> None:
    """From now on the outlets are visited."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE outlets SET enabled = true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit that was kept: how many seconds after it was due its first request came. None: no request was made."""

    number: int
    began: float | None
    late: float | None
    outcome: str


def visits(database: str, log: Iterable[str], begin: float) -> list[Visit]:
    """The visits of a run in the order they were kept; one that was due before `begin` was due then."""
    asked: defaultdict[int, list[float]] = defaultdict(list)
    for line in log:
        at, number, _ = line.split()
        asked[int(number)].append(float(at))
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT url, due, kept, outcome FROM bench.visits ORDER BY kept").fetchall()
    before: dict[int, float] = {}
    made = []
    for url, due, kept, outcome in rows:
        number = int(url.partition("//paper-")[2].partition(".")[0])
        requests = asked[number]
        place = bisect_right(requests, before.get(number, 0.0))
        began = requests[place] if place < len(requests) and requests[place] <= kept.timestamp() else None
        late = None if began is None else max(0.0, began - max(due.timestamp() if due else begin, begin))
        before[number] = kept.timestamp()
        made.append(Visit(number=number, began=began, late=late, outcome=outcome))
    return made


def overdue(database: str) -> tuple[int, float]:
    """How many sources are due and not visited, and for how many seconds the first of them has been."""
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT count(*), coalesce(extract(epoch FROM max(now() - next_poll_at)), 0)"
            " FROM source_states WHERE next_poll_at < now()"
        ).fetchone()
    assert row is not None
    return int(row[0]), float(row[1])


def tables(connection: psycopg.Connection[Any]) -> dict[str, tuple[int, ...]]:
    """Rows alive and dead, updates, of these without touching an index, vacuums, kB of the table and of its indexes."""
    names = [name if "." in name else f"public.{name}" for name in WATCHED]
    return {row[0].removeprefix("public."): tuple(map(int, row[1:])) for row in connection.execute(_TABLES, (names,))}


def slowest(database: str, order: str) -> list[tuple[object, ...]]:
    """The statements that took most: all ms, calls, ms a call, the longest, rows a call, how it begins."""
    with psycopg.connect(database) as connection:
        return connection.execute(_SLOWEST.format(order=order).encode()).fetchall()


def outcomes(made: Sequence[Visit]) -> Counter[str]:
    return Counter(visit.outcome for visit in made)


def plans(database: str, store: Store, now: datetime) -> Iterable[tuple[str, str]]:
    """How PostgreSQL does the statements of what is due, of leases, and of the queue; by name. Nothing is kept."""
    some = ("http://paper-1.test/feed",)
    asked: tuple[tuple[str, Callable[[Any], object]], ...] = (
        ("outlets that are due", lambda work: work.sources.outlets_due(now, 500)),
        ("outlets never visited", lambda work: work.sources.outlets_unvisited(500)),
        ("the mark of all outlets", lambda work: work.outlets.mark()),
        ("sources with pages to fetch again", lambda work: work.documents.sources_due_again(now, some)),
        ("sources with missed pages", lambda work: work.entries.sources_due(now, some)),
        ("a take of leases", lambda work: work.leases.take_turn("plan", "bench", timedelta())),
        ("renewing leases", lambda work: work.leases.renew(["bench"], timedelta(seconds=1))),
        ("pages that wait", lambda work: work.documents.count_waiting(now, 1600)),
        ("what stands", lambda work: work.standing(now)),
        ("depth of the queue", lambda work: work.workers.queue()),
    )
    for name, ask in asked:
        with store.begin() as work, _explained(work._connection) as told:
            ask(work)
        yield from ((name, one) for one in told)
    yield from asyncio.run(_plans_of_queue(database))


@contextmanager
def _explained(connection: Connection) -> Any:
    told: list[str] = []

    def explain(cursor: Any, statement: str, parameters: Any) -> None:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}", parameters)
        told.append("\n".join(row[0] for row in cursor.fetchall()))

    def before(_: Any, cursor: Any, statement: str, parameters: Any, *__: object) -> None:
        explain(cursor, statement, parameters)

    event.listen(connection, "before_cursor_execute", before)
    try:
        yield told
    finally:
        event.remove(connection, "before_cursor_execute", before)


class _Explaining(PsycopgDriver):
    """Says how a statement is done instead of doing it."""

    told: list[str]

    async def fetch(self, query: str, *args: Any) -> list[dict[str, Any]]:
        rows = await super().fetch(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {query}", *args)
        self.told.append("\n".join(str(row["QUERY PLAN"]) for row in rows))
        return []


async def _plans_of_queue(database: str) -> list[tuple[str, str]]:
    from uuid import uuid4

    from monitor.jobs.queue import queries_on

    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        queries = queries_on(connection)
        driver = _Explaining(connection)
        driver.told = []
        queries.driver = driver
        await connection.execute("BEGIN")
        keys = [f"bench {number}" for number in range(500)]
        await queries.enqueue(
            ["bench"] * 500, [key.encode() for key in keys], [0] * 500, dedupe_key=list(keys), on_conflict="skip"
        )
        from monitor.jobs.queue import _NO_LIMIT

        await queries.dequeue(
            batch_size=8,
            entrypoints={Verb.POLL.value: _NO_LIMIT},  # type: ignore[dict-item]  # its own name of a str
            queue_manager_id=QueueManagerId(uuid4()),
            global_concurrency_limit=None,
            heartbeat_timeout=timedelta(seconds=30),
        )
        await connection.execute("ROLLBACK")
    return list(zip(("putting 500 jobs", "taking 8 jobs"), driver.told, strict=False))
