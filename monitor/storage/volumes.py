"""How much was stored, found and rejected, by day and outlet."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, String, cast, func, select

from monitor.model.moments import Precision
from monitor.model.outlets import OutletId
from monitor.model.volumes import Daily, Intake
from monitor.storage.lists import is_word
from monitor.storage.states import DocumentState
from monitor.storage.tables_collection import documents, polls
from monitor.storage.tables_news import articles, matches
from monitor.storage.tables_telling import deliveries, told_articles


class Volumes:
    """Counts, each by one statement over an indexed time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def articles_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Articles first seen since then, by language."""
        return self._daily(articles.c.first_seen, func.coalesce(articles.c.language, "und"), moment)

    def matches_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Articles that answered since then, by watch."""
        return self._daily(matches.c.matched_at, matches.c.watch, moment)

    def polls_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Visits since then, by what came of them."""
        return self._daily(polls.c.at, polls.c.kind, moment)

    def arrivals_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from publication to our seeing it, of the news first seen since then whose pages say the minute."""
        rows = self._connection.execute(
            select(articles.c.first_seen, articles.c.published_at).where(
                articles.c.first_seen >= moment,
                articles.c.published_precision != Precision.DAY.value,
                ~articles.c.baseline,
            )
        )
        return tuple((seen - published).total_seconds() for seen, published in rows)

    def deliveries_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from when it was due to when it was sent, of what was due since then and is sent."""
        rows = self._connection.execute(
            select(deliveries.c.due, deliveries.c.sent_at).where(
                deliveries.c.due >= moment, deliveries.c.sent_at.is_not(None)
            )
        )
        return tuple((sent - due).total_seconds() for due, sent in rows)

    def tellings_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from first seeing an article to the first sending of each digest with it that was due since then."""
        sent = select(deliveries.c.digest, deliveries.c.sent_at).where(
            deliveries.c.due >= moment, deliveries.c.sent_at.is_not(None)
        )
        first: dict[str, datetime] = {}
        for digest, sent_at in self._connection.execute(sent):
            first[digest] = min(sent_at, first.get(digest, sent_at))
        told = self._connection.execute(
            select(told_articles.c.digest, articles.c.first_seen)
            .join_from(told_articles, articles, told_articles.c.article == articles.c.id)
            .where(is_word(self._connection, told_articles.c.digest, first))
        )
        return tuple((first[digest] - seen_at).total_seconds() for digest, seen_at in told)

    def intake_since(self, moment: datetime) -> tuple[Intake, ...]:
        """What became of the pages fetched since then, by outlet."""
        rows = self._connection.execute(
            select(documents.c.outlet, documents.c.state, func.count())
            .where(documents.c.fetched_at >= moment)
            .group_by(documents.c.outlet, documents.c.state)
        )
        counts: dict[str, dict[str, int]] = {}
        for outlet, state, count in rows:
            counts.setdefault(outlet, {})[state] = count
        return tuple(
            Intake(
                outlet=outlet,
                articles=states.get(DocumentState.INGESTED.value, 0),
                rejected=states.get(DocumentState.REJECTED.value, 0),
            )
            for outlet, states in sorted(counts.items())
        )

    def rejections_since(self, outlet: OutletId, moment: datetime) -> tuple[tuple[str, int], ...]:
        """Why pages of an outlet fetched since then were no articles, the most frequent reason first."""
        rows = self._connection.execute(
            select(documents.c.reason, func.count())
            .where(documents.c.outlet == outlet, documents.c.fetched_at >= moment, documents.c.reason.is_not(None))
            .group_by(documents.c.reason)
            .order_by(func.count().desc(), documents.c.reason)
        )
        return tuple((reason, count) for reason, count in rows)

    def _daily(self, when: ColumnElement[datetime], of: ColumnElement[str], moment: datetime) -> tuple[Daily, ...]:
        day = cast(func.date(when, type_=String), String)
        rows = self._connection.execute(
            select(day, of, func.count()).where(when >= moment).group_by(day, of).order_by(day, of)
        )
        return tuple(Daily(day=date.fromisoformat(day), of=str(of), count=count) for day, of, count in rows)
