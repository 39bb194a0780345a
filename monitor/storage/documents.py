"""Fetched pages on their way to being articles."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, insert, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from monitor.model.articles import ArticleUrl, Entry, FetchedDocument, Reason, Rejected
from monitor.model.outlets import OutletId
from monitor.model.polls import StoredDocument, Told
from monitor.storage.entries import Entries, address
from monitor.storage.lists import is_word
from monitor.storage.statements import upsert
from monitor.storage.states import DocumentState
from monitor.storage.tables_collection import document_bodies, documents
from monitor.storage.tables_news import articles
from monitor.storage.tables_workers import workers

# An ingest that holds a page longer than this is dead: the slowest page takes seconds.
CLAIM = timedelta(minutes=10)
# A page that was begun so often and never ended kills whoever reads it.
ATTEMPTS = 3

# A page that was fetched again stands under its entry's address and the time. No address holds a blank.
AGAIN = " #"
AGAIN_WITHIN = timedelta(days=4)

NO_BODY = zlib.compress(b"")
# What an outlet says that shows a page to others and not to us.
NOT_SHOWN = 403

_ADDING_BODIES = insert(document_bodies)

WAITING = documents.c.state == DocumentState.WAITING.value


class Documents:
    """Article pages as fetched; the raw bytes are kept for a while, so that extraction can be run again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        *,
        outlet: OutletId,
        source: str,
        entry: Entry,
        document: FetchedDocument,
        baseline: bool,
        news_from: datetime | None = None,
    ) -> bool:
        """Keep a page for ingest; False where this entry's page was kept before.

        What was archive when it was announced stays so. `news_from`: so is what the page itself dates earlier.
        """
        was_archive = Entries(self._connection).fetched(source, entry, document.fetched_at)
        row = _row(address(entry.url), outlet, source, document)
        return self._insert(row | {"baseline": baseline or was_archive, "news_from": news_from}, entry, document)

    def add_told(self, told: Sequence[Told], now: datetime) -> None:
        """Keep for ingest what sources say; of an article that several tell, what the first of them says.

        Each stands as an answer that shows nothing; of those that were kept before nothing changes.
        """
        by_url: dict[str, Told] = {}
        for one in told:
            by_url.setdefault(address(one.entry.url), one)
        if not by_url:
            return
        announced = {url: (one.source, one.entry) for url, one in by_url.items()}
        were_archive = Entries(self._connection).all_fetched(announced, now)
        rows = [
            _row(url, one.outlet, one.source, _not_shown(one.entry, now))
            | {"baseline": one.baseline or url in were_archive, "news_from": one.news_from}
            for url, one in by_url.items()
        ]
        kept = self._connection.execute(_adding(self._connection.dialect.name), rows).all()
        if kept:
            bodies = [
                {"document": row.id, "headers": (), "entry": by_url[row.entry_url].entry, "body": NO_BODY}
                for row in kept
            ]
            self._connection.execute(_ADDING_BODIES, bodies)

    def claim(self, limit: int, now: datetime, holder: str | None = None) -> tuple[StoredDocument, ...]:
        """Pages to ingest, the oldest first, this caller's for ten minutes; commit before you read them.

        A worker says who it is (`holder`): where it dies, its pages are free as soon as that is known (`forsaken`).

        Pages whose ingest was begun and not ended come one at a time, after all others: one of them may have killed
        it, and must not take the rest along a second time. After three attempts it is rejected as crashed.
        """
        self._reject_crashed(now)
        rows = self._next(limit, documents.c.attempts == 0) or self._next(1, _free(now))
        self._connection.execute(
            update(documents)
            .where(documents.c.id.in_([row.id for row in rows]))
            .values(attempts=documents.c.attempts + 1, claimed_at=now, claimed_by=holder)
        )
        return rows

    def held(self, claimed: Sequence[StoredDocument]) -> frozenset[int]:
        """Which of these are still as they were claimed, and stay so to the end of this transaction.

        A reader that was paused longer than its claim lasts may find that another read its pages, or reads them now.
        """
        rows = self._connection.execute(
            select(documents.c.id, documents.c.attempts)
            .where(documents.c.id.in_([one.id for one in claimed]), WAITING)
            .order_by(documents.c.id)
            .with_for_update()
        )
        now = {row.id: row.attempts for row in rows}
        return frozenset(one.id for one in claimed if now.get(one.id) == one.attempts)

    def forsaken(self, holder: str, now: datetime) -> int:
        """Whoever read these pages as `holder` is gone: free for the next at once, one at a time; how many."""
        return self._free(documents.c.claimed_by == holder, now)

    def forsaken_by_the_dead(self, silent: timedelta, now: datetime) -> int:
        """The same for all workers that have not been seen for so long; PostgreSQL only."""
        alive = select(workers.c.id).where(workers.c.last_seen > func.now() - silent)
        return self._free(documents.c.claimed_by.not_in(alive), now)

    def _free(self, whose: ColumnElement[bool], now: datetime) -> int:
        before = now - CLAIM
        freed = update(documents).where(WAITING, documents.c.claimed_at >= before, whose)
        return self._connection.execute(freed.values(claimed_at=before - timedelta(seconds=1))).rowcount

    def returned(self, ids: Sequence[int]) -> None:
        """Claimed and not begun, at a clean stop: free for the next."""
        self._connection.execute(
            update(documents).where(documents.c.id.in_(ids), WAITING).values(attempts=0, claimed_at=None)
        )

    def broke_off(self, claimed_at: datetime) -> None:
        """Their ingest ended for a reason that is not theirs, such as a full disk: as if it had not been begun."""
        self._free_claimed(claimed_at, attempts=0)

    def killed_over(self, claimed_at: datetime) -> None:
        """Whoever had claimed these is dead for certain: each is begun again by itself, and at once."""
        self._free_claimed(claimed_at)

    def to_fetch_again(self, document: int, at: datetime | None) -> None:
        """Fetch this page again then (None: no more), to see what the outlet changed."""
        self._connection.execute(update(documents).where(documents.c.id == document).values(again_at=at))

    def sources_due_again(self, now: datetime, of: Collection[str]) -> frozenset[str]:
        """Which of these sources have pages to fetch again."""
        its = is_word(self._connection, documents.c.source, of)
        rows = self._connection.execute(select(documents.c.source).where(its, _due_again(now)).distinct())
        return frozenset(row.source for row in rows)

    def due_again(self, source: str, now: datetime, limit: int) -> tuple[StoredDocument, ...]:
        """Pages of this source to fetch again, as they were fetched first, the longest due first.

        Only in the next days: after a long outage of ours nobody asks any more what changed meanwhile.
        """
        return self._read(documents.c.source == source, _due_again(now), limit=limit, order=documents.c.again_at)

    def fetched_again(self, before: StoredDocument, document: FetchedDocument) -> None:
        """Keep a page that was fetched again for ingest, beside the one that was fetched first."""
        address_and_time = f"{before.entry_url}{AGAIN}{document.fetched_at.isoformat()}"
        row = _row(address_and_time, before.outlet, before.source, document)
        self._insert(row | {"baseline": before.baseline, "news_from": None}, before.entry, document)

    def read_of(self, outlet: OutletId, *, after: int, limit: int) -> tuple[StoredDocument, ...]:
        """The outlet's settled pages whose bytes are still here, by their number; of each article only the last."""
        superseded = exists().where(articles.c.url == documents.c.article_url, articles.c.document != documents.c.id)
        which = (documents.c.outlet == outlet, documents.c.id > after, ~WAITING, ~superseded)
        return self._read(*which, limit=limit, order=documents.c.id)

    def ingested(self, document: int, article: ArticleUrl) -> None:
        self._settle(document, state=DocumentState.INGESTED.value, article_url=article, reason=None, detail="")

    def rejected(self, document: int, why: Rejected) -> None:
        self._settle(
            document, state=DocumentState.REJECTED.value, article_url=None, reason=why.reason.value, detail=why.detail
        )

    def count_waiting(self, now: datetime, upto: int | None = None) -> int:
        """How many pages could be claimed now; counted no further than `upto`."""
        waiting = select(documents.c.id).where(WAITING, _free(now)).limit(upto).subquery()
        return self._connection.execute(select(func.count()).select_from(waiting)).scalar_one()

    def _insert(self, row: dict[str, object], entry: Entry, document: FetchedDocument) -> bool:
        key = self._connection.execute(_adding(self._connection.dialect.name), row).scalar()
        if key is None:
            return False
        body = zlib.compress(document.body)
        self._connection.execute(
            _ADDING_BODIES, {"document": key, "headers": document.headers, "entry": entry, "body": body}
        )
        return True

    def _next(self, limit: int, which: ColumnElement[bool]) -> tuple[StoredDocument, ...]:
        rows = self._connection.execute(
            _whole(WAITING, which)
            .order_by(documents.c.attempts, documents.c.id)
            .limit(limit)
            .with_for_update(of=documents, skip_locked=True)
        ).mappings()
        return tuple(replace(read, attempts=read.attempts + 1) for read in map(_stored, rows))

    def _read(
        self, *which: ColumnElement[bool], limit: int, order: ColumnElement[object]
    ) -> tuple[StoredDocument, ...]:
        rows = self._connection.execute(_whole(*which).order_by(order).limit(limit)).mappings()
        return tuple(map(_stored, rows))

    def _free_claimed(self, claimed_at: datetime, **values: int) -> None:
        claimed = documents.c.claimed_at == claimed_at
        self._connection.execute(update(documents).where(WAITING, claimed).values(claimed_at=None, **values))

    def _reject_crashed(self, now: datetime) -> None:
        self._connection.execute(
            update(documents)
            .where(WAITING, documents.c.attempts >= ATTEMPTS, _free(now))
            .values(
                state=DocumentState.REJECTED.value,
                reason=Reason.CRASHED.value,
                detail=f"ingest of this page was begun {ATTEMPTS} times and never ended",
            )
        )

    def _settle(self, document: int, **values: str | None) -> None:
        self._connection.execute(update(documents).where(documents.c.id == document).values(**values))


@lru_cache(maxsize=2)
def _adding(dialect: str) -> ReturningInsert[int, str]:
    return upsert(dialect, documents, "entry_url", ()).returning(documents.c.id, documents.c.entry_url)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(documents.c.claimed_at.is_(None), documents.c.claimed_at < now - CLAIM)


def _whole(*which: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(documents, document_bodies).join(document_bodies).where(*which)


def _due_again(now: datetime) -> ColumnElement[bool]:
    return documents.c.again_at.between(now - AGAIN_WITHIN, now)


def _row(entry_url: str, outlet: str, source: str, document: FetchedDocument) -> dict[str, object]:
    return {
        "entry_url": entry_url,
        "outlet": outlet,
        "source": source,
        "url": document.url,
        "final_url": document.final_url,
        "status": document.status,
        "fetched_at": document.fetched_at,
        "state": DocumentState.WAITING.value,
        "attempts": 0,
        "detail": "",
    }


def _not_shown(entry: Entry, now: datetime) -> FetchedDocument:
    return FetchedDocument(url=entry.url, final_url=entry.url, status=NOT_SHOWN, headers=(), body=b"", fetched_at=now)


def _stored(row: RowMapping) -> StoredDocument:
    return StoredDocument(
        id=row["id"],
        outlet=row["outlet"],
        source=row["source"],
        document=FetchedDocument(
            url=row["url"],
            final_url=row["final_url"],
            status=row["status"],
            headers=row["headers"],
            body=zlib.decompress(row["body"]),
            fetched_at=row["fetched_at"],
        ),
        entry_url=row["entry_url"],
        entry=row["entry"],
        attempts=row["attempts"],
        baseline=row["baseline"],
        news_from=row["news_from"],
        article=row["article_url"],
        again=AGAIN in row["entry_url"],
    )
