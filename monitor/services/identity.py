"""Which stored article a fetched page is, whatever its address says now.

In this order: the page's own address leads to it, now or once; the address that was asked for led to it, and the texts
are alike (a slug that changed, not an article that was taken down for another); the number in the address is that of an
article of the outlet, and the texts are alike; the page declares its address, and the texts are alike. Where they are
not, the declaration is a lie: a template that names one address on many pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import stories
from monitor.model.addresses import canonical
from monitor.model.articles import Article, ArticleUrl, FetchedDocument
from monitor.model.declared_addresses import numbers_of

if TYPE_CHECKING:
    from monitor.services.ingest import Understood
    from monitor.storage import Work

log = structlog.get_logger()

NUMBER = "number:"


def addresses_of(document: FetchedDocument) -> tuple[ArticleUrl, ...]:
    """The page's own address, then the one that was asked for where it redirected."""
    found = []
    for url in (document.final_url, document.url):
        try:
            found.append(canonical(url))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def resolve(work: Work, understood: Iterable[Understood]) -> list[Understood]:
    """The same articles, each under the address by which it is stored, or will be."""
    # In one order everywhere, whatever order the pages came in.
    waiting = sorted(understood, key=lambda one: (one.article.url, one.pages))
    stored = work.articles.aliases(list({key for one in waiting for key in _keys(one)}))
    batch = _Batch(work, stored)
    return [batch.settle(one) for one in waiting]


def remember(work: Work, understood: Iterable[Understood], now: datetime) -> None:
    """Let articles be found by every address they were seen under, and by their numbers."""
    work.articles.lead_to({one.article.url: tuple(_keys(one)) for one in understood}, now)


def _keys(one: Understood) -> Iterator[ArticleUrl]:
    yield from (one.article.url, *one.pages, *one.declared)
    # Only a page that was fetched can have moved; of what is imported each address is an article's own.
    for number in sorted(numbers_of(one.article.url)) if one.pages else ():
        # Not an address, but found in the same way: no address begins so.
        yield ArticleUrl(f"{NUMBER}{one.article.outlet}:{number}")


def _differ_in_words(one: ArticleUrl, other: ArticleUrl) -> bool:
    """Whether only the words of two addresses differ: figures beside the number name parts, days, other articles."""
    return sorted(re.findall(r"\d+", one)) == sorted(re.findall(r"\d+", other))


class _Batch:
    """What is known while a batch is gone through: stored articles and those of the batch itself."""

    def __init__(self, work: Work, stored: Mapping[ArticleUrl, ArticleUrl]) -> None:
        self._work = work
        self._leads_to = dict(stored)
        self._read: dict[ArticleUrl, Article | None] = {}

    def settle(self, one: Understood) -> Understood:
        url = self._address(one)
        found = one if url == one.article.url else _under(one, url)
        self._read[url] = found.article
        for key in (url, *_keys(one)):
            self._leads_to.setdefault(key, url)
        if found is not one:
            log.info("same article", page=one.article.url, article=url)
        return found

    def _address(self, one: Understood) -> ArticleUrl:
        own = one.pages[0] if one.pages else one.article.url
        if own in self._leads_to:
            return self._leads_to[own]
        for key in (*one.pages[1:], *_keys(one)):
            known = self._leads_to.get(key)
            if known is None or (key.startswith(NUMBER) and not _differ_in_words(known, one.article.url)):
                continue
            if self._is_like(known, one.article):
                return known
        # A declared address that another article holds.
        return own if one.article.url in self._leads_to else one.article.url

    def _is_like(self, url: ArticleUrl, article: Article) -> bool:
        if url not in self._read:
            self._read[url] = self._work.articles.named(url)
        stored = self._read[url]
        return stored is not None and stored.outlet == article.outlet and stories.alike(stored, article)


def _under(one: Understood, url: ArticleUrl) -> Understood:
    return replace(
        one,
        article=replace(one.article, url=url),
        matches=tuple(replace(match, article=url) for match in one.matches),
        sketch=replace(one.sketch, article=url),
        declared=(*one.declared, one.article.url),
    )


def latest(understood: Sequence[Understood]) -> dict[ArticleUrl, Understood]:
    """One state an address: of two pages of one article, the one fetched last."""
    ordered = sorted(understood, key=lambda one: (one.article.url, one.article.first_seen, one.pages))
    return {one.article.url: one for one in ordered}
