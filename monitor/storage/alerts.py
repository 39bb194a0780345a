"""Trouble that lasts, and how the pages of an outlet were read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select, true

from monitor.model.outlets import OutletId
from monitor.model.polls import Alert, AlertKind, Reading
from monitor.storage.lists import is_word
from monitor.storage.polls import Events
from monitor.storage.statements import insert
from monitor.storage.states import DocumentState, EntryState
from monitor.storage.tables_collection import alerts, documents, entries, sources
from monitor.storage.tables_news import articles

# The words of the event log.
BEGAN, OVER = "alert", "recovery"


class Alerts:
    """What a person has been told and is not over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self) -> tuple[Alert, ...]:
        """All of them, the longest open first."""
        return self._read(select(alerts).order_by(alerts.c.since, alerts.c.subject, alerts.c.kind))

    def about(self, subjects: Collection[str]) -> tuple[Alert, ...]:
        """Those about these, in the same order."""
        its = is_word(self._connection, alerts.c.subject, subjects)
        return self._read(select(alerts).where(its).order_by(alerts.c.since, alerts.c.subject, alerts.c.kind))

    def of(self, subject: str) -> tuple[Alert, ...]:
        return self._read(select(alerts).where(alerts.c.subject == subject).order_by(alerts.c.kind))

    def settle(
        self, subject: str, among: Sequence[AlertKind], current: Sequence[Alert], now: datetime
    ) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
        """Make `current` the open ones among these kinds; those that began and those that are over, an event each."""
        before = {alert.kind: alert for alert in self.of(subject) if alert.kind in among}
        kinds = {alert.kind for alert in current}
        began = tuple(alert for alert in current if alert.kind not in before and self._add(alert))
        over = tuple(alert for kind, alert in before.items() if kind not in kinds and self._remove(alert))
        events = Events(self._connection)
        for word, some in ((BEGAN, began), (OVER, over)):
            for alert in some:
                events.log(word, subject, f"{alert.kind.value}: {alert.detail}".removesuffix(": "), now)
        return began, over

    def _add(self, alert: Alert) -> bool:
        row = {
            "subject": alert.subject,
            "kind": alert.kind.value,
            "since": alert.since,
            "detail": alert.detail,
            "mark": alert.mark,
        }
        added = insert(self._connection, alerts).on_conflict_do_nothing(index_elements=["subject", "kind"])
        return self._connection.execute(added.returning(alerts.c.kind), row).first() is not None

    def _remove(self, alert: Alert) -> bool:
        this = (alerts.c.subject == alert.subject) & (alerts.c.kind == alert.kind.value)
        return self._connection.execute(delete(alerts).where(this)).rowcount == 1

    def _read(self, chosen: Select[tuple[object, ...]]) -> tuple[Alert, ...]:
        rows = self._connection.execute(chosen)
        return tuple(
            Alert(subject=row.subject, kind=AlertKind(row.kind), since=row.since, detail=row.detail, mark=row.mark)
            for row in rows
        )


class Readings:
    """How the pages of outlets were read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_outlet(
        self, outlet: OutletId, *, recent: int, past: int, mark: int | None
    ) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
        """The last `recent` settled pages, and up to `past` of those before; of these only until `mark`, if given."""
        if mark is None:
            rows = self._read(outlet, true(), recent + past)
            return rows[:recent], rows[recent:]
        return self._read(outlet, true(), recent), self._read(outlet, documents.c.id <= mark, past)

    def pages_since(self, outlet: OutletId, moment: datetime) -> tuple[int, int]:
        """How many pages came since then, and how many announced ones wait although they were tried twice or more."""
        came = select(func.count()).where(documents.c.outlet == outlet, documents.c.fetched_at > moment)
        missed = select(func.count()).where(
            entries.c.source.in_(select(sources.c.url).where(sources.c.outlet == outlet)),
            entries.c.state == EntryState.MISSED.value,
            entries.c.attempts >= 2,
        )
        return self._connection.execute(came).scalar_one(), self._connection.execute(missed).scalar_one()

    def _read(self, outlet: OutletId, which: ColumnElement[bool], limit: int) -> tuple[Reading, ...]:
        rows = self._connection.execute(
            select(
                documents.c.id,
                documents.c.state,
                func.coalesce(func.length(articles.c.text), 0).label("length"),
                articles.c.title.is_not(None).label("has_title"),
                articles.c.published_at.is_not(None).label("has_date"),
                articles.c.author.is_not(None).label("has_author"),
            )
            .outerjoin(articles, articles.c.url == documents.c.article_url)
            .where(documents.c.outlet == outlet, documents.c.state != DocumentState.WAITING.value, which)
            .order_by(documents.c.fetched_at.desc(), documents.c.id.desc())
            .limit(limit)
        )
        return tuple(map(_reading, rows))


def _reading(row: Row[tuple[object, ...]]) -> Reading:
    return Reading(
        document=row.id,
        rejected=row.state == DocumentState.REJECTED.value,
        length=row.length,
        has_title=bool(row.has_title),
        has_date=bool(row.has_date),
        has_author=bool(row.has_author),
    )
