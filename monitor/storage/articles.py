"""Articles, and what they said before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, RowMapping, Select, insert, select, update

from monitor.model.articles import Article, ArticleUrl, Revision
from monitor.model.outlets import OutletId
from monitor.model.watches import WatchId
from monitor.storage.lists import is_word
from monitor.storage.statements import chunks
from monitor.storage.statements import insert as insert_new
from monitor.storage.states import Kept
from monitor.storage.tables_news import articles, matches, revisions
from monitor.storage.tables_rulings import aliases
from monitor.storage.tallies import Tallies
from monitor.storage.types import published_columns, published_from, storable


class Articles:
    """What we understood of pages; the canonical URL is an article's identity."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, article: Article, document: int | None = None, *, baseline: bool = False) -> Kept:
        """A changed title or text of a known address is a revision: what stood there is kept beside it.

        `baseline`: it was there before we came, so it is not news.
        """
        row = _row(article) | {"first_seen": article.first_seen, "baseline": baseline, "document": document}
        statement = insert_new(self._connection, articles).on_conflict_do_nothing(index_elements=["url"])
        if self._connection.execute(statement.returning(articles.c.id), row).first() is not None:
            return Kept.NEW
        before = self._connection.execute(
            select(articles).where(articles.c.url == article.url).with_for_update(key_share=True)
        ).one()
        if (before.title, before.text) == (article.title and storable(article.title), storable(article.text)):
            self._complete(article, before.id)
            return Kept.KNOWN
        self._revise(article, before, document)
        return Kept.REVISED

    def keep_all(self, kept: Sequence[tuple[Article, int | None, bool]]) -> None:
        """The same of a batch: articles, their documents, whether each was there before we came."""
        rows = [
            _row(article) | {"first_seen": article.first_seen, "baseline": baseline, "document": document}
            for article, document, baseline in kept
        ]
        if not rows:
            return
        statement = insert_new(self._connection, articles).on_conflict_do_nothing(index_elements=["url"])
        new = frozenset(self._connection.execute(statement.returning(articles.c.url), rows).scalars())
        for article, document, baseline in kept:
            if article.url not in new:
                self.keep(article, document, baseline=baseline)

    def correct(self, article: Article) -> None:
        """The same page read again by better rules: what was read wrong is replaced.

        No revision is kept, for those are what the outlet changed; when it was first seen stays.
        """
        self._connection.execute(update(articles).where(articles.c.url == article.url).values(_row(article)))

    def known(self, urls: Sequence[ArticleUrl]) -> frozenset[ArticleUrl]:
        """Those of these addresses that are stored."""
        return frozenset(
            ArticleUrl(url)
            for some in chunks(urls)
            for url in self._connection.execute(select(articles.c.url).where(articles.c.url.in_(some))).scalars()
        )

    def known_as(self, url: ArticleUrl) -> ArticleUrl | None:
        """The article that stands at this address, or stood there under another name; None where none is stored."""
        return self.aliases((url,)).get(url)

    def aliases(self, urls: Sequence[ArticleUrl]) -> dict[ArticleUrl, ArticleUrl]:
        """Which of these addresses lead to a stored article, and to which; an article's own address to itself."""
        found: dict[ArticleUrl, ArticleUrl] = {}
        for some in chunks(urls):
            other = (
                select(aliases.c.url, articles.c.url.label("article"))
                .join_from(aliases, articles)
                .where(aliases.c.url.in_(some))
            )
            found |= {ArticleUrl(row.url): ArticleUrl(row.article) for row in self._connection.execute(other)}
        return found | {url: url for url in self.known(urls)}

    def lead_to(self, leading: Mapping[ArticleUrl, Collection[ArticleUrl]], seen_at: datetime) -> None:
        """Remember of each article which addresses lead to it; the first that an address led to counts."""
        others = {article: sorted(set(urls) - {article}) for article, urls in leading.items()}
        named = [article for article, urls in others.items() if urls]
        chosen = select(articles.c.url, articles.c.id).where(is_word(self._connection, articles.c.url, named))
        # An address is canonical, so it is stored as it is written.
        keys = {row.url: row.id for row in self._connection.execute(chosen)} if named else {}
        rows = [
            {"url": url, "article": keys[article], "seen_at": seen_at}
            for article in named
            if article in keys
            for url in others[article]
        ]
        if rows:
            statement = insert_new(self._connection, aliases).on_conflict_do_nothing(index_elements=["url"])
            self._connection.execute(statement, rows)

    def named(self, url: ArticleUrl) -> Article | None:
        row = self._connection.execute(select(articles).where(articles.c.url == url)).mappings().first()
        return None if row is None else read_article(row)

    def these(self, urls: Sequence[ArticleUrl]) -> tuple[Article, ...]:
        """The articles of these addresses that are stored, in the order of arrival."""
        chosen = select(articles).where(is_word(self._connection, articles.c.url, urls)).order_by(articles.c.id)
        return tuple(read_article(row) for row in self._connection.execute(chosen).mappings())

    def since(self, moment: datetime | None, watch: WatchId | None = None) -> tuple[Article, ...]:
        """Articles first seen since then (None: ever), that answer the watch if one is named; the newest first."""
        chosen: Select[tuple[object, ...]] = select(articles)
        if moment is not None:
            chosen = chosen.where(articles.c.first_seen >= moment)
        if watch is not None:
            chosen = chosen.join(matches).where(matches.c.watch == watch)
        newest = chosen.order_by(articles.c.first_seen.desc(), articles.c.id.desc())
        return tuple(read_article(row) for row in self._connection.execute(newest).mappings())

    def revisions(self, url: ArticleUrl) -> tuple[Revision, ...]:
        """What an article said before, the earliest first."""
        rows = self._connection.execute(
            select(revisions).join(articles).where(articles.c.url == url).order_by(revisions.c.id)
        )
        return tuple(
            Revision(title=row.title, text=row.text, seen_from=row.seen_from, replaced_at=row.replaced_at)
            for row in rows
        )

    def count(self) -> int:
        return Tallies(self._connection).all("language")

    def _complete(self, article: Article, key: int) -> None:
        """The same text read again, perhaps by better rules: what it lacked before is filled in."""
        said = {
            name: value for name, value in _row(article).items() if value is not None and name not in ("url", "text")
        }
        if not article.cites:
            del said["cites"]
        self._connection.execute(update(articles).where(articles.c.id == key).values(said))

    def _revise(self, article: Article, before: Row[tuple[object, ...]], document: int | None) -> None:
        self._connection.execute(
            insert(revisions).values(
                article=before.id,
                seen_from=before.revised_at or before.first_seen,
                replaced_at=article.first_seen,
                title=before.title,
                text=before.text,
            )
        )
        self._connection.execute(
            update(articles)
            .where(articles.c.id == before.id)
            .values(**_row(article), revised_at=article.first_seen, document=document)
        )
        # Whatever watch it answered, it was news; but the places that were found lie in a text that is no more.
        self._connection.execute(update(matches).where(matches.c.article == before.id).values(hits=()))


def _row(article: Article) -> dict[str, object]:
    return {
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "author": article.author,
        "language": article.language,
        "cites": article.cites,
        **published_columns(article.published),
    }


def read_article(row: RowMapping) -> Article:
    return Article(
        url=ArticleUrl(row["url"]),
        outlet=OutletId(row["outlet"]),
        title=row["title"],
        text=row["text"],
        author=row["author"],
        published=published_from(row),
        language=row["language"],
        cites=row["cites"],
        first_seen=row["first_seen"],
    )
