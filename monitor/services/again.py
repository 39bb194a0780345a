"""Read the kept pages of an outlet again, after its extraction was mended.

What was read wrong is corrected where it stands: it is our error, not the outlet's change, so no revision is kept. An
article keeps its address, its story and the time at which it was first seen; what it is found to answer now it has
answered since then. So a story that was told is not told again (the ledger knows it), one that we overlooked in the
last week is told by the next digest, and an older one is only shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from monitor.model.articles import Article, ArticleUrl, Rejected
from monitor.model.outlets import OutletId
from monitor.model.polls import StoredDocument
from monitor.model.workers import Turn
from monitor.services import drift
from monitor.services.ingest import Knowledge, Understood, is_archive, keep, matched_by_now, read, understand

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.storage import Store, Work

log = structlog.get_logger()

# A batch is one transaction.
BATCH = 50
# Of a change, so much is shown on either side.
SHOWN = 60

# What is compared, and how it is shown.
FIELDS: dict[str, Callable[[Article], str]] = {
    "title": lambda article: article.title or "",
    "text": lambda article: article.text,
    "date": lambda article: article.published.render() if article.published else "",
    "author": lambda article: article.author or "",
    "language": lambda article: article.language or "",
    "cites": lambda article: ", ".join(article.cites),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What reading a page again changed: a field of its article, or "new" or "rejected"; both sides cut short."""

    url: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainReport:
    """What reading an outlet's pages again came to."""

    pages: int = 0
    unchanged: int = 0
    changes: tuple[Change, ...] = ()

    def count(self, what: str) -> int:
        return sum(change.what == what for change in self.changes)

    def plus(self, other: AgainReport) -> AgainReport:
        return AgainReport(
            pages=self.pages + other.pages,
            unchanged=self.unchanged + other.unchanged,
            changes=self.changes + other.changes,
        )


def ingest_again(store: Store, knowledge: Knowledge, outlet: OutletId, *, now: datetime) -> AgainReport:
    """Read every kept page of the outlet again and correct what was read wrong; one transaction a batch."""
    report, last = AgainReport(), 0
    while True:
        with store.reading() as work:
            pages = work.documents.read_of(outlet, after=last, limit=BATCH)
        if not pages:
            drift.check_readings(store, (outlet,), now)
            return report
        last = pages[-1].id
        found = [(page, _read(page, knowledge)) for page in pages]
        with store.begin() as work:
            work.alone(Turn.PLACING)
            changes = [_correct(work, page, article, knowledge, now) for page, article in found]
        unchanged = sum(not some for some in changes)
        report = report.plus(
            AgainReport(pages=len(pages), unchanged=unchanged, changes=tuple(one for some in changes for one in some))
        )
        log.info("read again", outlet=outlet, pages=len(pages), unchanged=unchanged)


def _read(page: StoredDocument, knowledge: Knowledge) -> Article | Rejected:
    found = read(page, knowledge)
    # Its address is an article's identity: what was told under it stays under it.
    return replace(found, url=page.article) if isinstance(found, Article) and page.article else found


def _correct(
    work: Work, page: StoredDocument, found: Article | Rejected, knowledge: Knowledge, now: datetime
) -> tuple[Change, ...]:
    before = work.articles.named(page.article) if page.article else None
    match found:
        case Rejected():
            work.documents.rejected(page.id, found)
            return () if before is None else _withdraw(work, found, before)
        case Article() if before is None:
            return _add(work, page, found, knowledge, now)
        case Article():
            return _replace(work, found, before, knowledge)


def _withdraw(work: Work, why: Rejected, before: Article) -> tuple[Change, ...]:
    """It was no article: it stays where it was shown, but answers no watch any more."""
    work.matches.correct(before.url, (), before.first_seen)
    return (Change(url=before.url, what="rejected", before=_cut(before.headline), after=why.reason.value),)


def _add(work: Work, page: StoredDocument, found: Article, knowledge: Knowledge, now: datetime) -> tuple[Change, ...]:
    """It is an article after all, as new as it was when it was fetched; or one that another page brought meanwhile."""
    work.documents.ingested(page.id, found.url)
    if work.articles.known((found.url,)):
        return ()
    one = understand(found, knowledge, document=page.id, baseline=is_archive(page, found))
    keep(work, matched_by_now(work, (one,), knowledge), knowledge, min(now, found.first_seen))
    return (Change(url=found.url, what="new", after=_cut(found.headline)),)


def _replace(work: Work, found: Article, before: Article, knowledge: Knowledge) -> tuple[Change, ...]:
    changes = tuple(
        Change(url=before.url, what=name, **_difference(said(before), said(found)))
        for name, said in FIELDS.items()
        if said(before) != said(found)
    )
    if changes:
        one: Understood = understand(replace(found, first_seen=before.first_seen), knowledge)
        work.articles.correct(one.article)
        work.matches.correct(ArticleUrl(before.url), one.matches, before.first_seen)
        work.stories.renew(one.sketch)
    return changes


def _difference(before: str, after: str) -> dict[str, str]:
    """The first place where two texts differ, with a few words before it."""
    differing = (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    start = max(next(differing, min(len(before), len(after))) - SHOWN // 3, 0)
    return {"before": _cut(before[start:]), "after": _cut(after[start:])}


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
