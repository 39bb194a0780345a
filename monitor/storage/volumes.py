"""How much was stored, found and rejected, by day and outlet."""

from __future__ import annotations

from datetime import datetime
from itertools import repeat

from sqlalchemy import Connection, func, select

from monitor.model.outlets import OutletId
from monitor.model.volumes import Daily, Intake
from monitor.storage.lists import is_word
from monitor.storage.states import DocumentState
from monitor.storage.tables_collection import documents
from monitor.storage.tables_news import articles
from monitor.storage.tables_telling import deliveries, told_articles
from monitor.storage.tallies import Tallies

# Articles that a picture of lags is drawn from at most: a digest may tell of hundreds, and there are many a week.
MOST_TOLD, DIGESTS_AT_ONCE = 2_000, 10


class Volumes:
    """Counts, each by one statement over an indexed time; those by day are of whole days (UTC)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tallies = Tallies(connection)

    def articles_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Articles first seen since the day of that moment, by language ("und": unknown)."""
        return self._daily("language", moment)

    def matches_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Articles that answered since the day of that moment, by watch."""
        return self._daily("watch", moment)

    def polls_since(self, moment: datetime) -> tuple[Daily, ...]:
        """Visits since the day of that moment, by what came of them."""
        return self._daily("visit", moment)

    def arrivals_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from publication to our seeing it, of the news since the day of that moment, the shortest first.

        Of pages that say the minute of their publication; in whole minutes, and a week where it was longer.
        """
        minutes = self._tallies.by_name("arrival", moment)
        ordered = sorted((int(late), count) for late, count in minutes.items())
        return tuple(seconds for late, count in ordered for seconds in repeat(late * 60.0, count))

    def deliveries_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from when it was due to when it was sent, of what was due since then and is sent."""
        rows = self._connection.execute(
            select(deliveries.c.due, deliveries.c.sent_at).where(
                deliveries.c.due >= moment, deliveries.c.sent_at.is_not(None)
            )
        )
        return tuple((sent - due).total_seconds() for due, sent in rows)

    def tellings_since(self, moment: datetime) -> tuple[float, ...]:
        """Seconds from first seeing an article to the first sending of each digest with it that was due since then.

        Of the digests sent last, as many as hold about MOST_TOLD articles: they say as much as all.
        """
        sent = select(deliveries.c.digest, deliveries.c.sent_at).where(
            deliveries.c.due >= moment, deliveries.c.sent_at.is_not(None)
        )
        first: dict[str, datetime] = {}
        for digest, sent_at in self._connection.execute(sent):
            first[digest] = min(sent_at, first.get(digest, sent_at))
        told = select(told_articles.c.digest, articles.c.first_seen).join_from(
            told_articles, articles, told_articles.c.article == articles.c.id
        )
        lags: list[float] = []
        newest = sorted(first, key=lambda digest: first[digest], reverse=True)
        for start in range(0, len(newest), DIGESTS_AT_ONCE):
            some = newest[start : start + DIGESTS_AT_ONCE]
            rows = self._connection.execute(told.where(is_word(self._connection, told_articles.c.digest, some)))
            lags += ((first[digest] - seen_at).total_seconds() for digest, seen_at in rows)
            if len(lags) >= MOST_TOLD:
                break
        return tuple(lags)

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

    def _daily(self, kind: str, moment: datetime) -> tuple[Daily, ...]:
        found = self._tallies.by_day(kind, moment)
        return tuple(Daily(day=day, of=name, count=count) for day, name, count in found)
