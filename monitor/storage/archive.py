"""The index of the stored articles: what waits to be indexed, which words there are, which articles hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Connection, String, cast, delete, func, literal, select, text, true, update
from sqlalchemy.sql.dml import ReturningInsert

from monitor.model.archive import ArchiveWord, Group
from monitor.model.articles import Article, ArticleUrl
from monitor.storage.articles import read_article
from monitor.storage.lists import is_number, is_word, listed
from monitor.storage.postings import KEYS, TERMS, Postings, numbers_in
from monitor.storage.statements import chunks, insert
from monitor.storage.tables_archive import archive_state, archive_waiting, archive_words, archived
from monitor.storage.tables_news import articles

Keys = Mapping[ArchiveWord, Collection[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An article that is not indexed as it stands now; `number` is its place in the queue."""

    number: int
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """By which version of the analysers the words' keys were made; `upto`: the last word so far, None when all are."""

    version: str
    upto: int | None


class Archive:
    """Stored articles by the words they hold."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._terms = Postings(connection, TERMS)
        self._keys = Postings(connection, KEYS)

    def waiting(self, limit: int | None) -> tuple[Waiting, ...]:
        """Articles that came or changed since they were indexed, the oldest first."""
        rows = self._connection.execute(
            select(articles, archive_waiting.c.id.label("number"))
            .join_from(archive_waiting, articles)
            .order_by(archive_waiting.c.id)
            .limit(limit)
        ).mappings()
        return tuple(Waiting(number=row["number"], article=read_article(row)) for row in rows)

    def numbers_of(self, words: Collection[ArchiveWord]) -> dict[ArchiveWord, int]:
        """The numbers of those words that some article held before; a word keeps its number for ever."""
        by_kind: dict[str, list[str]] = {}
        for word in words:
            by_kind.setdefault(word.kind, []).append(word.written)
        chosen = select(archive_words.c.written, archive_words.c.id)
        return {
            ArchiveWord(kind, row.written): row.id
            for kind, written in by_kind.items()
            for row in self._connection.execute(
                chosen.where(archive_words.c.kind == kind, is_word(self._connection, archive_words.c.written, written))
            )
        }

    def keep(self, held: Mapping[int, Collection[ArchiveWord]], numbers: Mapping[ArchiveWord, int], keys: Keys) -> int:
        """Index waiting articles, by their numbers in the queue; with the numbers of known words, the keys of others.

        How many were indexed: an article that changed since it was read, or that another process took, is left.
        """
        taken = self._take(held)
        if not taken:
            return 0
        fresh = {word for number in taken for word in held[number] if word not in numbers}
        learned = self._learn(sorted(fresh), keys)
        of_article = {article: number for number, article in taken.items()}
        self._connection.execute(delete(archived).where(archived.c.article.in_(of_article)))
        rows = self._connection.execute(
            insert(self._connection, archived).returning(archived.c.id, archived.c.article),
            [{"article": article} for article in sorted(of_article)],
        )
        self._terms.add(
            [(row.id, [numbers.get(word) or learned[word] for word in held[of_article[row.article]]]) for row in rows]
        )
        return len(taken)

    def kinds(self) -> tuple[str, ...]:
        """The kinds of all words."""
        found: list[str] = []
        while (kind := self._kind_after(found[-1] if found else "")) is not None:
            found.append(kind)
        return tuple(found)

    def words(self, keys: Collection[int], version: str) -> dict[int, ArchiveWord]:
        """The words that have one of the keys, by number; and those that this version did not read yet."""
        by = self.read_by()
        if by.version != version:
            return self.words_after(0, None)
        found = self._words(*self._keys.holding([keys]))
        return found if by.upto is None else found | self.words_after(by.upto, None)

    def is_read(self, version: str) -> bool:
        """Whether all words are found by the keys that this version of the analysers makes."""
        return self.read_by() == ReadBy(version=version, upto=None)

    def words_by_key(self, keys: Sequence[int]) -> dict[int, dict[int, ArchiveWord]]:
        """For each key the words that have it, by number; where all are read."""
        held = self._keys.holding([[key] for key in keys])
        words = self._words(frozenset().union(*held))
        return {key: {number: words[number] for number in some} for key, some in zip(keys, held, strict=True)}

    def lineage(self) -> int:
        """Another where a backup was put back under this open database, so that its numbers may mean other things.

        Of SQLite none is, for that is refused; on PostgreSQL the tables are made anew.
        """
        if self._connection.dialect.name == "sqlite":
            return 0
        return int(self._connection.execute(text("SELECT CAST(CAST('archived' AS regclass) AS oid)")).scalar_one())

    def holding(self, sets: Sequence[Collection[int]], *, least: int) -> tuple[frozenset[int], ...]:
        """For each set of words the numbers of the articles that hold one of them; at least those from `least` on."""
        return self._terms.holding(sets, least=least)

    def numbers(self, since: datetime | None) -> frozenset[int]:
        """The numbers of all indexed articles first seen since then (None: ever)."""
        gather = func.json_group_array if self._connection.dialect.name == "sqlite" else func.array_agg
        chosen = select(gather(archived.c.id))
        if since is not None:
            chosen = chosen.join(articles).where(articles.c.first_seen >= since)
        return numbers_in(self._connection.execute(chosen).scalar())

    def articles(self, numbers: Sequence[int]) -> Iterator[tuple[int, Article]]:
        """The articles of these numbers, the greatest first."""
        chosen = select(articles, archived.c.id.label("number")).join_from(archived, articles)
        for some in chunks(sorted(numbers, reverse=True)):
            rows = self._connection.execute(
                chosen.where(is_number(self._connection, archived.c.id, some)).order_by(archived.c.id.desc())
            )
            yield from ((row["number"], read_article(row)) for row in rows.mappings())

    def urls(self, numbers: Collection[int]) -> tuple[ArticleUrl, ...]:
        """The addresses of the articles of these numbers, the newest first."""
        rows = self._connection.execute(
            select(articles.c.url)
            .join(archived)
            .where(is_number(self._connection, archived.c.id, numbers))
            .order_by(articles.c.first_seen.desc(), archived.c.id.desc())
        )
        return tuple(ArticleUrl(url) for url in rows.scalars())

    def census(self, numbers: Collection[int]) -> tuple[tuple[Group, int], ...]:
        """How many of these articles there are of each day, outlet and language."""
        day = func.date(func.coalesce(articles.c.published_at, articles.c.first_seen), type_=String)
        rows = self._connection.execute(
            select(cast(day, String), articles.c.outlet, articles.c.language, func.count())
            .join_from(archived, articles)
            .where(is_number(self._connection, archived.c.id, numbers))
            .group_by(day, articles.c.outlet, articles.c.language)
        )
        return tuple(
            (Group(day=date.fromisoformat(day), outlet=outlet, language=language), count)
            for day, outlet, language, count in rows
        )

    def read_by(self) -> ReadBy:
        row = self._connection.execute(select(archive_state)).first()
        return ReadBy(version=row.version, upto=row.upto) if row else ReadBy(version="", upto=0)

    def read_anew(self, version: str) -> None:
        """Forget all keys: another version of the analysers reads the words from the first on."""
        self._keys.clear()
        self._connection.execute(delete(archive_state))
        self._connection.execute(insert(self._connection, archive_state).values(version=version, upto=0))

    def words_after(self, number: int, limit: int | None) -> dict[int, ArchiveWord]:
        """Words with greater numbers, in their order."""
        chosen = select(archive_words).where(archive_words.c.id > number).order_by(archive_words.c.id).limit(limit)
        return {row.id: ArchiveWord(row.kind, row.written) for row in self._connection.execute(chosen)}

    def keep_keys(self, before: ReadBy, keys: Mapping[int, Collection[int]]) -> bool:
        """Keep the keys of the words that follow; False where that is not the next step (any more).

        No keys: there is no further word. A word that came meanwhile is seen here, for who adds one holds the state.
        """
        state = self._connection.execute(select(archive_state).with_for_update()).first()
        if state is None or before != ReadBy(version=state.version, upto=state.upto):
            return False
        if not keys and self.words_after(state.upto, 1):
            return False
        self._connection.execute(update(archive_state).values(upto=max(keys, default=None)))
        self._keys.add(keys.items())
        return True

    def _take(self, numbers: Collection[int]) -> dict[int, int]:
        """Those still in the queue, with their articles; they leave it."""
        free = select(archive_waiting.c.id).where(archive_waiting.c.id.in_(numbers)).order_by(archive_waiting.c.id)
        mine = self._connection.execute(free.with_for_update(skip_locked=True)).scalars().all()
        taken = delete(archive_waiting).where(archive_waiting.c.id.in_(mine))
        rows = self._connection.execute(taken.returning(archive_waiting.c.id, archive_waiting.c.article))
        return {row.id: row.article for row in rows}

    def _learn(self, words: Sequence[ArchiveWord], keys: Keys) -> dict[ArchiveWord, int]:
        """In one order everywhere, so that two processes with the same new words do not wait in a circle."""
        if not words:
            return {}
        # A lock, so that no word comes while the last ones are read anew.
        state = self._connection.execute(select(archive_state).with_for_update(read=True)).first()
        numbers = {
            ArchiveWord(kind, row.written): row.id
            for kind, some in groupby(words, key=lambda word: word.kind)
            for row in self._connection.execute(self._adding(kind, [word.written for word in some]))
        }
        # Where all are being read anew, these come last.
        if state is not None and state.upto is None:
            self._keys.add([(number, keys[word]) for word, number in numbers.items()])
        return numbers | self.numbers_of([word for word in words if word not in numbers])

    def _adding(self, kind: str, written: Sequence[str]) -> ReturningInsert[tuple[int, str]]:
        """One statement with one parameter for a thousand words; those that are there are left."""
        each = listed(self._connection, written)
        return (
            insert(self._connection, archive_words)
            .from_select(["kind", "written"], select(literal(kind), each).where(true()))
            .on_conflict_do_nothing(index_elements=["kind", "written"])
            .returning(archive_words.c.id, archive_words.c.written)
        )

    def _words(self, numbers: Collection[int]) -> dict[int, ArchiveWord]:
        chosen = select(archive_words).where(is_number(self._connection, archive_words.c.id, numbers))
        return {row.id: ArchiveWord(row.kind, row.written) for row in self._connection.execute(chosen)}

    def _kind_after(self, kind: str) -> str | None:
        following = select(func.min(archive_words.c.kind)).where(archive_words.c.kind > kind)
        return self._connection.execute(following).scalar()
