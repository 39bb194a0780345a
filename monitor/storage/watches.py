"""What people ask for, and where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, false, select, true

from monitor.model.articles import ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.watches import Concept, Match, Watch, WatchId
from monitor.model.workers import Turn
from monitor.storage import declared
from monitor.storage.lists import is_word
from monitor.storage.statements import alone, chunks, insert
from monitor.storage.tables_news import articles, concepts, feedback, matches, watches


class Watches:
    """The standing queries, in the order of a digest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def declare(self, entries: Sequence[Watch]) -> None:
        """Make config's entries so; one declared no longer is switched off, or removed where it never matched."""
        alone(self._connection, Turn.PLACING)
        rows = [_watch_row(watch, is_declared=True) for watch in entries]
        declared.declare(self._connection, watches, rows, needed=exists().where(matches.c.watch == watches.c.id))

    def add(self, watch: Watch) -> None:
        """Keep a watch as a person's own, new or changed.

        In turn with those who keep articles: what they keep after this was matched by it, what they kept before is in
        the archive, and nothing falls between.
        """
        alone(self._connection, Turn.PLACING)
        declared.put(self._connection, watches, [_watch_row(watch, is_declared=False)])

    def give_back(self, watch: Watch) -> None:
        """Let config's entry stand where a person's stands; what was found and marked stays."""
        alone(self._connection, Turn.PLACING)
        declared.put(self._connection, watches, [_watch_row(watch, is_declared=True)])

    def lock(self, watch: WatchId) -> None:
        """Nobody else changes this watch until this transaction ends."""
        self._connection.execute(select(watches.c.id).where(watches.c.id == watch).with_for_update()).all()

    def remove(self, watch: WatchId) -> bool:
        """Forget a watch with its matches and marks; False where there is none."""
        return declared.remove(self._connection, watches, watch)

    def mark(self) -> str:
        """Another one whenever a watch or a concept changed."""
        return declared.mark(self._connection, watches, concepts)

    def all(self) -> tuple[Watch, ...]:
        return self._where(true())

    def enabled(self) -> tuple[Watch, ...]:
        return self._where(watches.c.enabled)

    def named(self, watch: WatchId) -> Watch | None:
        return next(iter(self._where(watches.c.id == watch)), None)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Watch, ...]:
        rows = self._connection.execute(select(watches).where(condition))
        found = (
            Watch(
                id=WatchId(row.id),
                name=row.name,
                query=row.query,
                order=row.place,
                enabled=row.enabled,
                declared=row.declared,
            )
            for row in rows
        )
        return tuple(sorted(found, key=lambda watch: (watch.order, watch.id)))


class Concepts:
    """Things under all their names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def declare(self, entries: Sequence[Concept]) -> None:
        """Make config's entries so; one declared no longer is removed."""
        rows = [{"id": concept.id, "declared": True, "value": concept} for concept in entries]
        declared.declare(self._connection, concepts, rows, needed=false())

    def all(self) -> tuple[Concept, ...]:
        found = self._connection.execute(select(concepts.c.value)).scalars()
        return tuple(sorted(found, key=lambda concept: concept.id))


class Matches:
    """Which article answers which watch, and where in its text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, found: Sequence[Match], now: datetime) -> None:
        """Found in what just came. Found again, the hits are renewed and the moment stays."""
        self._put(found, now, archive=False)

    def keep_archived(self, found: Sequence[Match], now: datetime) -> None:
        """Found by going back over what was stored: shown, but no news to any subscription."""
        self._put(found, now, archive=True)

    def correct(self, url: ArticleUrl, found: Sequence[Match], first_seen: datetime) -> None:
        """An article was read again: it never answered the other watches, and these since it was first seen."""
        article = select(articles.c.id).where(articles.c.url == url).scalar_subquery()
        others = select(watches.c.id).where(watches.c.enabled, watches.c.id.not_in([match.watch for match in found]))
        self._connection.execute(delete(matches).where(matches.c.article == article, matches.c.watch.in_(others)))
        self.keep(found, first_seen)

    def of_article(self, url: ArticleUrl) -> tuple[Match, ...]:
        rows = self._connection.execute(_select().where(articles.c.url == url).order_by(matches.c.watch))
        return tuple(_match(row) for row in rows)

    def since(self, moment: datetime | None, watch: WatchId | None = None) -> tuple[Match, ...]:
        """Matches found since then (None: ever), of the watch if one is named; the newest first."""
        chosen = _select().order_by(matches.c.matched_at.desc(), matches.c.article.desc(), matches.c.watch)
        if moment is not None:
            chosen = chosen.where(matches.c.matched_at >= moment)
        if watch is not None:
            chosen = chosen.where(matches.c.watch == watch)
        return tuple(_match(row) for row in self._connection.execute(chosen))

    def forget(self, watch: WatchId) -> int:
        """Drop all matches of a watch, before it is matched anew; how many there were."""
        return self._connection.execute(delete(matches).where(matches.c.watch == watch)).rowcount

    def _put(self, found: Sequence[Match], now: datetime, *, archive: bool) -> None:
        keys = _article_keys(self._connection, tuple({match.article for match in found}))
        # A watch may have been removed while the article was read.
        standing = set(self._connection.execute(select(watches.c.id)).scalars()) if found else set()
        rows = [
            {
                "article": keys[match.article],
                "watch": match.watch,
                "matched_at": now,
                "archive": archive,
                "hits": match.hits,
            }
            for match in found
            if match.article in keys and match.watch in standing
        ]
        if not rows:
            return
        statement = insert(self._connection, matches)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["article", "watch"], set_={"hits": statement.excluded.hits}
            ),
            rows,
        )


class Feedback:
    """What readers say of matches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, article: ArticleUrl, watch: WatchId, verdict: Verdict, now: datetime) -> bool:
        """The last word counts; False where there is no such article or watch."""
        key = _article_keys(self._connection, (article,)).get(article)
        if key is None or not self._connection.execute(select(exists().where(watches.c.id == watch))).scalar():
            return False
        declared.put(
            self._connection, feedback, [{"article": key, "watch": watch, "verdict": verdict.value, "at": now}]
        )
        return True

    def unmark(self, article: ArticleUrl, watch: WatchId) -> bool:
        """Take the last word back; False where there was none."""
        key = select(articles.c.id).where(articles.c.url == article).scalar_subquery()
        taken = delete(feedback).where(feedback.c.article == key, feedback.c.watch == watch)
        return self._connection.execute(taken).rowcount > 0

    def of_watch(self, watch: WatchId) -> tuple[tuple[ArticleUrl, Verdict], ...]:
        rows = self._connection.execute(
            select(articles.c.url, feedback.c.verdict)
            .join_from(feedback, articles)
            .where(feedback.c.watch == watch)
            .order_by(feedback.c.at, feedback.c.article)
        )
        return tuple((ArticleUrl(row.url), Verdict(row.verdict)) for row in rows)

    def of_articles(self, urls: Sequence[ArticleUrl]) -> dict[tuple[ArticleUrl, WatchId], Verdict]:
        """What was said of these articles, by watch."""
        rows = self._connection.execute(
            select(articles.c.url, feedback.c.watch, feedback.c.verdict)
            .join_from(feedback, articles)
            .where(is_word(self._connection, articles.c.url, urls))
        )
        return {(ArticleUrl(row.url), WatchId(row.watch)): Verdict(row.verdict) for row in rows}


def _article_keys(connection: Connection, urls: Sequence[ArticleUrl]) -> dict[str, int]:
    return {
        row.url: row.id
        for some in chunks(urls)
        for row in connection.execute(select(articles.c.url, articles.c.id).where(articles.c.url.in_(some)))
    }


def _select() -> Select[tuple[object, ...]]:
    return select(matches.c.watch, matches.c.hits, articles.c.url).join_from(matches, articles)


def _match(row: Row[tuple[object, ...]]) -> Match:
    return Match(watch=WatchId(row.watch), article=ArticleUrl(row.url), hits=row.hits)


def _watch_row(watch: Watch, *, is_declared: bool) -> declared.Row:
    return {
        "id": watch.id,
        "name": watch.name,
        "query": watch.query,
        "place": watch.order,
        "enabled": watch.enabled,
        "declared": is_declared,
    }
