"""Workers that are alive, what each holds, and the queue between them. All moments here are the database's own.

The queue's tables are PgQueuer's, in a schema of their own (monitor.jobs.queue); without them nothing waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, Text, cast, column, delete, func, select, table, update
from sqlalchemy.dialects.postgresql import insert

from monitor.model.workers import Held, Lease, Presence, QueueDepth, Worker
from monitor.storage.tables_workers import leases, workers

QUEUE = table("pgqueuer", column("entrypoint"), column("status"), column("created"), schema="farwatch_queue")
QUEUE_LOG = table("pgqueuer_log", column("created"), schema="farwatch_queue")


class Leases:
    """What only one worker may touch at a time. On PostgreSQL only: on SQLite there is one service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, lease: Lease, time: timedelta) -> bool:
        """All of its keys, for so long, or none: False where another holds one, or gave one back a moment ago."""
        return self._take(lease.keys, lease.holder, time)

    def take_turn(self, chore: str, holder: str, time: timedelta) -> bool:
        """A chore that one worker does in so long; the others find it done."""
        return self._take((f"chore {chore}",), holder, time)

    def _take(self, keys: Collection[str], holder: str, time: timedelta) -> bool:
        # In one order everywhere, so that two workers wait for each other and not in a circle.
        rows = [{"key": key, "holder": holder, "until": func.now() + time} for key in sorted(keys)]
        taking = insert(leases).values(rows)
        taking = taking.on_conflict_do_update(
            index_elements=["key"],
            set_={"holder": taking.excluded.holder, "until": taking.excluded.until},
            where=leases.c.until < func.now(),
        )
        taken = self._connection.execute(taking.returning(leases.c.key, _ends_idle(time))).scalars().all()
        if len(taken) < len(keys):
            self._connection.execute(update(leases).where(leases.c.key.in_(taken)).values(holder="", until=func.now()))
            return False
        return True

    def renew(self, holders: Collection[str], time: timedelta) -> Held:
        """Hold on for so long from now; what each of these still holds."""
        renewed = update(leases).where(leases.c.holder.in_(holders)).values(until=func.now() + time)
        held: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._connection.execute(renewed.returning(leases.c.holder, leases.c.key)):
            held[row.holder].add(row.key)
        return {holder: frozenset(keys) for holder, keys in held.items()}

    def holds(self, lease: Lease, time: timedelta) -> bool:
        """Whether its outlet is still this visit's; nobody can take it before this transaction ends.

        It is ended where nothing more is said in it for so long.
        """
        outlet = (leases.c.key == lease.keys[0]) & (leases.c.holder == lease.holder)
        held = select(leases.c.key, _ends_idle(time)).where(outlet).with_for_update(read=True)
        return self._connection.execute(held).first() is not None

    def give_back(self, lease: Lease, rest: timedelta) -> None:
        """Nobody may take it before `rest` is over: the next visit leaves a host the pause that this one would have."""
        mine = leases.c.holder == lease.holder
        self._connection.execute(update(leases).where(mine).values(holder="", until=func.now() + rest))


def _ends_idle(time: timedelta) -> ColumnElement[str]:
    """Have PostgreSQL end this transaction where its worker says nothing for so long.

    One that was paused in the middle of it would hold its rows for as long: whoever wants the outlet next waits for it,
    a thread each, and a worker without threads visits nobody.
    """
    milliseconds = str(max(int(time.total_seconds() * 1000), 0))
    return func.set_config("idle_in_transaction_session_timeout", milliseconds, True)


class Workers:
    """Who is alive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, worker: Worker) -> None:
        row = {
            "id": worker.id,
            "host": worker.host,
            "pid": worker.pid,
            "version": worker.version,
            "verbs": ",".join(worker.verbs),
            "started_at": func.now(),
            "last_seen": func.now(),
        }
        seen = insert(workers).values(row)
        self._connection.execute(seen.on_conflict_do_update(index_elements=["id"], set_={"last_seen": func.now()}))

    def left(self, worker: str) -> None:
        self._connection.execute(delete(workers).where(workers.c.id == worker))

    def forget(self, silent: timedelta) -> None:
        """Those that have not been seen for so long."""
        self._connection.execute(delete(workers).where(workers.c.last_seen < func.now() - silent))

    def all(self) -> tuple[Presence, ...]:
        """Everybody who was seen and has not left, by id."""
        if self._connection.dialect.name != "postgresql":
            return ()
        rows = self._connection.execute(
            select(workers, (func.now() - workers.c.last_seen).label("silent")).order_by(workers.c.id)
        )
        return tuple(
            Presence(
                worker=Worker(
                    id=row.id, host=row.host, pid=row.pid, version=row.version, verbs=tuple(row.verbs.split(","))
                ),
                silent=row.silent,
            )
            for row in rows
        )

    def queue(self) -> tuple[QueueDepth, ...]:
        """How much waits, a verb each that has jobs at all; nothing where no worker ever ran."""
        if not self._has_queue():
            return ()
        waits = cast(QUEUE.c.status, Text) == "queued"
        rows = self._connection.execute(
            select(
                QUEUE.c.entrypoint,
                func.count().filter(waits).label("waiting"),
                func.count().filter(~waits).label("running"),
                (func.now() - func.min(QUEUE.c.created).filter(waits)).label("oldest"),
            )
            .group_by(QUEUE.c.entrypoint)
            .order_by(QUEUE.c.entrypoint)
        )
        return tuple(
            QueueDepth(verb=row.entrypoint, waiting=row.waiting, running=row.running, oldest=row.oldest or timedelta(0))
            for row in rows
        )

    def trim_log(self, age: timedelta) -> int:
        """Drop what the engine wrote down of its jobs; how many lines."""
        if not self._has_queue():
            return 0
        return self._connection.execute(delete(QUEUE_LOG).where(QUEUE_LOG.c.created < func.now() - age)).rowcount

    def _has_queue(self) -> bool:
        if self._connection.dialect.name != "postgresql":
            return False
        return (
            self._connection.execute(select(cast(func.to_regclass("farwatch_queue.pgqueuer"), Text))).scalar()
            is not None
        )
