"""The history of visits, and of what people should know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from monitor.model.polls import Outcome, OutcomeKind, Validators
from monitor.storage.tables_collection import events, polls


class Polls:
    """What came of each visit to a source."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, outcome: Outcome, new_entries: int) -> None:
        wait = outcome.retry_after
        self._connection.execute(
            insert(polls).values(
                source=outcome.source,
                at=outcome.at,
                kind=outcome.kind.value,
                status=outcome.status,
                detail=outcome.detail,
                bytes=outcome.bytes,
                seconds=outcome.seconds,
                new_entries=new_entries,
                etag=outcome.validators.etag,
                last_modified=outcome.validators.last_modified,
                body_hash=outcome.body_hash,
                retry_after_seconds=None if wait is None else int(wait.total_seconds()),
                moved_to=outcome.moved_to,
            )
        )

    def recent(self, source: str, limit: int) -> tuple[Outcome, ...]:
        """The last visits, the latest first; the listings themselves are not kept."""
        rows = self._connection.execute(
            select(polls).where(polls.c.source == source).order_by(polls.c.at.desc(), polls.c.id.desc()).limit(limit)
        )
        return tuple(
            Outcome(
                kind=OutcomeKind(row.kind),
                source=row.source,
                at=row.at,
                status=row.status,
                detail=row.detail,
                bytes=row.bytes,
                seconds=row.seconds,
                validators=Validators(etag=row.etag, last_modified=row.last_modified),
                body_hash=row.body_hash,
                new_entries=row.new_entries,
                retry_after=_wait(row.retry_after_seconds),
                moved_to=row.moved_to,
            )
            for row in rows
        )

    def forget_before(self, moment: datetime) -> int:
        return self._connection.execute(delete(polls).where(polls.c.at < moment)).rowcount


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the service; `subject` is an id."""

    at: datetime
    kind: str
    subject: str
    detail: str


class Events:
    """The log of operations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def log(self, kind: str, subject: str, detail: str, now: datetime) -> None:
        self._connection.execute(insert(events).values(at=now, kind=kind, subject=subject, detail=detail))

    def recent(self, limit: int) -> tuple[Event, ...]:
        """The last events, the latest first."""
        rows = self._connection.execute(select(events).order_by(events.c.at.desc(), events.c.id.desc()).limit(limit))
        return tuple(Event(at=row.at, kind=row.kind, subject=row.subject, detail=row.detail) for row in rows)

    def forget_before(self, moment: datetime) -> int:
        return self._connection.execute(delete(events).where(events.c.at < moment)).rowcount


def _wait(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
