"""The history of visits, and of what people should know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Select, insert, select

from monitor.model.polls import UNANSWERED, Gap, Outcome, OutcomeKind, Validators
from monitor.storage.tables_collection import events, gaps, polls


class Polls:
    """What came of each visit to a source."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, *outcomes: Outcome) -> None:
        self._connection.execute(insert(polls), [_row(outcome) for outcome in outcomes])

    def recent(self, source: str, limit: int) -> tuple[Outcome, ...]:
        """The last visits, the latest first; the listings themselves are not kept."""
        return self._read(select(polls).where(polls.c.source == source).limit(limit))

    def since(self, moment: datetime) -> tuple[Outcome, ...]:
        """The visits to all sources since then, the latest first."""
        return self._read(select(polls).where(polls.c.at >= moment))

    def is_answered_since(self, moment: datetime) -> bool:
        """Whether any visit since then reached its source."""
        silent = [kind.value for kind in UNANSWERED]
        answered = select(polls.c.id).where(polls.c.at >= moment, polls.c.kind.not_in(silent)).limit(1)
        return self._connection.execute(answered).first() is not None

    def missed(self, gap: Gap, now: datetime) -> None:
        """Entries may have come and gone unseen; found out now."""
        self._connection.execute(
            insert(gaps).values(source=gap.source, since=gap.since, until=gap.until, entries=gap.entries, found_at=now)
        )

    def gaps_since(self, moment: datetime) -> tuple[Gap, ...]:
        """What was found out since then, in that order."""
        rows = self._connection.execute(select(gaps).where(gaps.c.found_at >= moment).order_by(gaps.c.found_at))
        return tuple(Gap(source=row.source, since=row.since, until=row.until, entries=row.entries) for row in rows)

    def _read(self, chosen: Select[tuple[object, ...]]) -> tuple[Outcome, ...]:
        rows = self._connection.execute(chosen.order_by(polls.c.at.desc(), polls.c.id.desc()))
        return tuple(map(_outcome, rows))


def _row(outcome: Outcome) -> dict[str, object]:
    wait = outcome.retry_after
    return {
        "source": outcome.source,
        "at": outcome.at,
        "kind": outcome.kind.value,
        "status": outcome.status,
        "detail": outcome.detail,
        "bytes": outcome.bytes,
        "seconds": outcome.seconds,
        "new_entries": outcome.new_entries,
        "etag": outcome.validators.etag,
        "last_modified": outcome.validators.last_modified,
        "body_hash": outcome.body_hash,
        "retry_after_seconds": None if wait is None else int(wait.total_seconds()),
        "moved_to": outcome.moved_to,
    }


def _outcome(row: Row[tuple[object, ...]]) -> Outcome:
    return Outcome(
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
        retry_after=None if row.retry_after_seconds is None else timedelta(seconds=row.retry_after_seconds),
        moved_to=row.moved_to,
    )


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
