"""Turn each fetched page into an article; find the watches it answers and the story it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import extraction, polling, stories
from monitor.matching import Matcher
from monitor.model.articles import Article, ArticleUrl, Rejected
from monitor.model.moments import Precision
from monitor.model.outlets import Outlet, OutletId, Press
from monitor.model.polls import StoredDocument
from monitor.model.stories import Sketch
from monitor.model.watches import Match
from monitor.model.workers import Turn
from monitor.services import archive, drift, identity, placing
from monitor.services.windows import Windows, windows_of

if TYPE_CHECKING:
    from monitor.storage import Store, Work

log = structlog.get_logger()

# A batch is one transaction: large enough to spare the disk (232 single-row transactions a second on SQLite, measured),
# small enough that a killed ingest repeats little.
BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What ingest knows beforehand: outlets by id, the names of the press, the compiled watches.

    `embed` is the model of meaning across languages; None where none is installed. `anew` is what is to be known as a
    transaction sees it: this very object where nothing changed.
    """

    outlets: Mapping[str, Outlet]
    press: Press
    matcher: Matcher
    embed: stories.Embedder | None = None
    anew: Callable[[Work], Knowledge] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """An article ready to be kept; `document` is None where it was imported."""

    article: Article
    matches: tuple[Match, ...]
    sketch: Sketch
    document: int | None = None
    baseline: bool = False
    # Canonical: the page's own address, then what was asked for; what it declares, where that is not its name.
    pages: tuple[ArticleUrl, ...] = ()
    declared: tuple[ArticleUrl, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """How many pages became articles; `lags`: seconds from the publication of what is news, where that is exact."""

    new: int = 0
    known: int = 0
    matched: int = 0
    rejected: tuple[Rejected, ...] = ()
    lags: tuple[float, ...] = ()

    def plus(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            new=self.new + other.new,
            known=self.known + other.known,
            matched=self.matched + other.matched,
            rejected=self.rejected + other.rejected,
            lags=self.lags + other.lags,
        )


def read(waiting: StoredDocument, knowledge: Knowledge) -> Article | Rejected:
    """The article in a fetched page."""
    outlet = knowledge.outlets.get(waiting.outlet)
    return extraction.extract(waiting.document, outlet=outlet, entry=waiting.entry, press=knowledge.press)


def announced(waiting: StoredDocument, why: Rejected, knowledge: Knowledge) -> Article | None:
    """What the feed says of an article whose page could not be read; the page stays rejected, and is counted so."""
    outlet = knowledge.outlets.get(waiting.outlet)
    return extraction.announced(why, waiting.document, outlet=outlet, entry=waiting.entry, press=knowledge.press)


def understand(
    article: Article, knowledge: Knowledge, *, document: int | None = None, baseline: bool = False
) -> Understood:
    """What we make of an article: the watches it answers, and what it is compared by."""
    outlet = knowledge.outlets.get(article.outlet)
    return Understood(
        article=article,
        matches=knowledge.matcher.match(article, outlet=outlet),
        sketch=stories.sketch(article, vector=knowledge.embed([stories.gist(article)])[0] if knowledge.embed else b""),
        document=document,
        baseline=baseline,
    )


def keep(
    work: Work,
    understood: Sequence[Understood],
    knowledge: Knowledge,
    now: datetime,
    windows: Windows | None = None,
) -> IngestReport:
    """Keep articles, their matches and places; an article that is known already is a revision or nothing new.

    `windows`: where the new ones are placed; None: in those that this process keeps for the database.
    """
    # In one order everywhere, so that two workers with the same articles wait for each other and not in a circle.
    by_url = identity.latest(understood)
    known = work.articles.known(tuple(by_url))
    fresh = [one for url, one in by_url.items() if url not in known]
    placements, found = placing.place(work, [one.sketch for one in fresh], windows or windows_of(work))
    work.articles.keep_all([(one.article, one.document, one.baseline) for one in by_url.values()])
    work.matches.keep([match for one in by_url.values() for match in one.matches], now)
    identity.remember(work, by_url.values(), now)
    arrivals = [(to, one.sketch, one.article.first_seen) for one, to in zip(fresh, placements, strict=True)]
    work.stories.keep_all(arrivals)
    for one, placement in zip(fresh, placements, strict=True):
        log.info(
            "placed",
            article=one.article.url,
            story=placement.story,
            by=placement.membership.method,
            watches=[match.watch for match in one.matches],
        )
    placing.settle(work, placements, knowledge.outlets)
    placing.propose(work, found, now)
    matched = sum(bool(one.matches) for one in fresh)
    lags = tuple(lag for one in fresh if (lag := lag_of(one, now)) is not None)
    return IngestReport(new=len(fresh), known=len(understood) - len(fresh), matched=matched, lags=lags)


def matched_by_now(work: Work, understood: Sequence[Understood], knowledge: Knowledge) -> Sequence[Understood]:
    """By the watches that stand now: one that was saved while the pages were read must not miss them."""
    current = knowledge.anew(work) if knowledge.anew else knowledge
    if current is knowledge:
        return understood
    return [
        replace(one, matches=current.matcher.match(one.article, outlet=current.outlets.get(one.article.outlet)))
        for one in understood
    ]


def look_at(store: Store, understood: Sequence[Understood]) -> None:
    """Compare articles with the open stories; what is found out before the turn takes no time in it."""
    with store.reading() as work:
        known = work.articles.known([one.article.url for one in understood])
        fresh = {one.article.url: one.sketch for one in understood if one.article.url not in known}
        placing.look_at(work, list(fresh.values()), windows_of(work))


def lag_of(one: Understood, now: datetime) -> float | None:
    """Seconds from its publication until now; None where the page names no minute, or it was there before we came."""
    published = one.article.published
    if one.baseline or published is None or published.precision is Precision.DAY:
        return None
    return (now - published.at).total_seconds()


def ingest(
    store: Store, knowledge: Knowledge, *, now: datetime, limit: int = BATCH, holder: str | None = None
) -> IngestReport:
    """Ingest one batch of what waits; a report without articles and rejections means that nothing waited.

    `holder` is the worker that does it, where there are several.
    """
    with store.begin() as work:
        waiting = work.documents.claim(limit, now, holder)
    pages = [_read_page(store, one, knowledge) for one in waiting]
    look_at(store, [one.understood for one in pages if one.understood])
    with store.begin() as work:
        # One event must not become two stories because two workers met it at once.
        work.alone(Turn.PLACING)
        held = work.documents.held(waiting)
        if len(held) < len(waiting):
            log.warning("pages were taken over meanwhile; nothing is kept of them", pages=len(waiting) - len(held))
        report = _keep_pages(work, [one for one in pages if one.waiting.id in held], knowledge, now)
    drift.check_readings(store, {OutletId(one.outlet) for one in waiting}, now)
    archive.catch_up(store)
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page that was read: the article in it, or why there is none and what its feed says of it instead."""

    waiting: StoredDocument
    understood: Understood | None
    why: Rejected | None = None


def _read_page(store: Store, waiting: StoredDocument, knowledge: Knowledge) -> _Page:
    found = read(waiting, knowledge)
    if isinstance(found, Article):
        if waiting.again and _known_among(store, [found]):
            knowledge = _placed(knowledge)
        return _Page(waiting=waiting, understood=_understood(waiting, found, knowledge, document=waiting.id))
    said = announced(waiting, found, knowledge)
    return _Page(waiting=waiting, understood=_understood(waiting, said, knowledge) if said else None, why=found)


def _keep_pages(work: Work, pages: Sequence[_Page], knowledge: Knowledge, now: datetime) -> IngestReport:
    readable = [one.understood for one in pages if one.understood and one.why is None]
    announced_only = [one.understood for one in pages if one.understood and one.why]
    understood = identity.resolve(work, matched_by_now(work, readable, knowledge))
    summarised = identity.resolve(work, matched_by_now(work, announced_only, knowledge))
    report = keep(work, [*understood, *summarised], knowledge, now)
    for kept in understood:
        if kept.document is not None:
            work.documents.ingested(kept.document, kept.article.url)
    follow_changes(work, [one.waiting for one in pages], understood, now)
    rejected = [(one.waiting, one.why) for one in pages if one.why]
    for waiting, why in rejected:
        work.documents.rejected(waiting.id, why)
        log.warning("rejected", page=why.url, outlet=waiting.outlet, reason=why.reason, detail=why.detail)
    return report.plus(IngestReport(rejected=tuple(why for _, why in rejected)))


def _understood(
    waiting: StoredDocument, page: Article, knowledge: Knowledge, *, document: int | None = None
) -> Understood:
    one = understand(page, knowledge, document=document, baseline=is_archive(waiting, page))
    return replace(one, pages=identity.addresses_of(waiting.document))


def is_archive(waiting: StoredDocument, article: Article) -> bool:
    """Whether a page was there before we came: its source said so, or its own date says so."""
    return waiting.baseline or polling.is_archive(article.published, waiting.news_from)


def follow_changes(
    work: Work, waiting: Sequence[StoredDocument], understood: Sequence[Understood], now: datetime
) -> None:
    """Have the page of each article that some watch wants fetched again, to see what the outlet changes."""
    first_fetched = {one.id: one.document.fetched_at for one in waiting if not one.again}
    for one in understood:
        if one.document in first_fetched and one.matches and not one.baseline:
            work.documents.to_fetch_again(one.document, polling.fetch_again_at(first_fetched[one.document], now))


def read_imported(store: Store, articles: Sequence[Article], knowledge: Knowledge) -> list[Understood]:
    """What we make of articles that were understood elsewhere."""
    known = _known_among(store, articles)
    return [understand(one, _placed(knowledge) if one.url in known else knowledge) for one in articles]


def _known_among(store: Store, articles: Sequence[Article]) -> Container[ArticleUrl]:
    with store.reading() as work:
        return work.articles.known([one.url for one in articles])


def _placed(knowledge: Knowledge) -> Knowledge:
    """For articles that are known: their place stands and only their matches count, and of an import the model of
    meaning takes nine tenths of the time."""
    return replace(knowledge, embed=None)


def keep_imported(
    store: Store, understood: Sequence[Understood], knowledge: Knowledge, *, now: datetime
) -> IngestReport:
    """Keep them, as if they had been extracted; one transaction."""
    look_at(store, understood)
    with store.begin() as work:
        work.alone(Turn.PLACING)
        report = keep(work, identity.resolve(work, matched_by_now(work, understood, knowledge)), knowledge, now)
    archive.catch_up(store)
    return report


def import_articles(store: Store, articles: Sequence[Article], knowledge: Knowledge, *, now: datetime) -> IngestReport:
    """Keep articles that were understood elsewhere."""
    return keep_imported(store, read_imported(store, articles, knowledge), knowledge, now=now)
