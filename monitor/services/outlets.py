"""Find out how an outlet can be followed, from the address of its home page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from monitor import feeds, polling
from monitor.feeds.appraisal import appraise
from monitor.feeds.choosing import Offer, choose, unfit
from monitor.feeds.homepage import Home, news_pages, read_home
from monitor.feeds.patterns import links_pattern
from monitor.model.articles import FetchedDocument, Listing
from monitor.model.errors import FeedError
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import Outcome, OutcomeKind, Poll
from monitor.model.sentences import sentence
from monitor.services.countries import country_of, zones
from monitor.services.trying import Road, Trial, try_polls

# A host is asked one thing at a time, a second apart: more than so many addresses is longer than a person waits.
_MOST_NAMED = 12
_MOST_SITEMAPS = 3
_MOST_GUESSES = 17
_MOST_INDEX_PAGES = 2
_SECONDS_A_ROUND = 60.0
_SITEMAP_KINDS = ("sitemap", "news-sitemap", "sitemap-index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far an exploration is: a page is read, or so many addresses are tried."""

    page: str = ""
    addresses: int = 0

    def __str__(self) -> str:
        if self.page:
            return f"Reading {self.page}"
        return f"Trying {self.addresses} address{'es' if self.addresses > 1 else ''} that may announce its articles"


Say = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One address that was tried. `why`: why it is not taken, in a few words; empty where it is."""

    trial: Trial
    offer: Offer | None
    why: str
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What a home page led to. `homepage`: after redirects; `failure`: it did not answer as a page.

    `named`: of the addresses that a person named, those that can be followed.
    """

    homepage: str
    home: Home
    tried: tuple[Tried, ...]
    chosen: tuple[Offer, ...]
    failure: Outcome | None = None
    named: tuple[Offer, ...] = ()


async def explore(road: Road, url: str, *, also: Sequence[str] = (), now: datetime, say: Say) -> Exploration:
    """Fetch the home page, find what may be a source, try that and what is named in `also`, and choose."""
    page, robots = await _asked(road, url, say)
    named = page.final_url if isinstance(page, FetchedDocument) and _is_listing(page) else ""
    if named:
        # Somebody named a feed or a sitemap: what else its site has is looked at too.
        also, url = (*also, named), urljoin(named, "/")
        page, robots = await _asked(road, url, say)
    failure = page if isinstance(page, Outcome) else _failure(page)
    if isinstance(page, Outcome) or failure is not None:
        # What a wall says is not the outlet's; its feeds may stand outside of the wall.
        page = FetchedDocument(url=url, final_url=url, status=200, headers=(), body=b"", fetched_at=now)
    if failure is not None and failure.kind in (OutcomeKind.UNREACHABLE, OutcomeKind.REFUSED) and not named:
        return Exploration(homepage=url, home=read_home(page), tried=(), chosen=(), failure=failure)
    search = _Search(road=road, page=page, now=now, say=say)
    await search.run(robots, also)
    return Exploration(
        homepage=page.final_url,
        home=read_home(page),
        tried=search.tried(),
        chosen=search.chosen(),
        failure=failure,
        named=search.offers_of(also),
    )


async def _asked(road: Road, url: str, say: Say) -> tuple[FetchedDocument | Outcome, FetchedDocument | Outcome]:
    """The page and the site's robots.txt."""
    say(Step(page=url))
    page, robots = await road.fetch((url, urljoin(url, "/robots.txt")))
    return page, robots


def _is_listing(page: FetchedDocument) -> bool:
    """Whether an address answers as a feed or a sitemap, and not as a page."""
    if page.status != 200:
        return False
    source = Source(url=page.final_url, outlet=OutletId("draft"), kind=SourceKind.FEED)
    try:
        feeds.read_listing(page, source=source, zone="UTC")
    except FeedError:
        return False
    return True


class _Search:
    """Rounds of trials, until something can be followed."""

    def __init__(self, *, road: Road, page: FetchedDocument, now: datetime, say: Say) -> None:
        self._road = road
        self._page = page
        self._now = now
        self._say = say
        self._home = page.final_url
        self._trials: dict[str, tuple[Trial, Offer | None, bool]] = {}

    async def run(self, robots: FetchedDocument | Outcome, also: Sequence[str]) -> None:
        await self._try_by_hand(also)
        named, guesses = split_named(self._page)
        maps = _sitemaps(robots)
        await self._try([*named[:_MOST_NAMED], *maps[:_MOST_SITEMAPS]])
        await self._try(await self._of_index_pages())
        if not self.chosen():
            sections = [feeds.Candidate(url=url, kind=SourceKind.SECTION) for url in news_pages(self._page)]
            await self._try([*guesses[:_MOST_GUESSES], *sections], guessed=True)
        self._look_at_home()

    def chosen(self) -> tuple[Offer, ...]:
        return choose([offer for _, offer, _ in self._trials.values() if offer], self._home)

    def offers_of(self, urls: Sequence[str]) -> tuple[Offer, ...]:
        found = (self._trials[url][1] for url in urls if url in self._trials)
        return tuple(offer for offer in found if offer is not None and offer.appraisal.entries)

    def tried(self) -> tuple[Tried, ...]:
        chosen = self.chosen()
        return tuple(
            Tried(trial=trial, offer=offer, why=_why(trial, offer, chosen, self._home), guessed=guessed)
            for trial, offer, guessed in self._trials.values()
        )

    async def _try(self, candidates: Sequence[feeds.Candidate], *, guessed: bool = False) -> None:
        fresh = {one.url: one for one in candidates if one.url not in self._trials}
        if not fresh:
            return
        self._say(Step(addresses=len(fresh)))
        outlet = _draft(self._home)
        polls = [Poll(source=_source(one, outlet), outlet=outlet, first=True) for one in fresh.values()]
        for trial in await try_polls(self._road, polls, now=self._now, seconds=_SECONDS_A_ROUND):
            title = fresh[trial.poll.source.url].title
            self._trials[trial.poll.source.url] = (trial, _offer(trial, title), guessed)

    async def _try_by_hand(self, urls: Sequence[str]) -> None:
        """As feeds or sitemaps, and as section pages where they turn out to be pages."""
        await self._try([feeds.Candidate(url=url, kind=SourceKind.FEED) for url in urls])
        pages = self._pages()
        for url in pages:
            del self._trials[url]
        await self._try([feeds.Candidate(url=url, kind=SourceKind.SECTION) for url in pages])

    def _pages(self) -> list[str]:
        """What was taken for a feed and answered with something else."""
        return [
            url
            for url, (trial, _, _) in self._trials.items()
            if trial.outcome.kind is OutcomeKind.NOT_A_FEED and trial.outcome.status == 200
        ]

    async def _of_index_pages(self) -> list[feeds.Candidate]:
        """The feeds of pages that list feeds, where the home page leads to such a page as if to a feed."""
        pages = self._pages()
        answers = await self._road.fetch(pages[:_MOST_INDEX_PAGES]) if pages else ()
        found = [one for answer in answers if isinstance(answer, FetchedDocument) for one in split_named(answer)[0]]
        return found[:_MOST_NAMED]

    def _look_at_home(self) -> None:
        """The home page itself, as a section page: no request."""
        source = Source(url=self._home, outlet=OutletId("draft"), kind=SourceKind.SECTION)
        outcome = Outcome(kind=OutcomeKind.NOTHING_NEW, source=self._home, at=self._now, status=200)
        try:
            listing = feeds.read_listing(self._page, source=source, zone=_draft(self._home).zone)
        except FeedError as error:
            listing, outcome = None, replace(outcome, kind=OutcomeKind.NOT_A_FEED, detail=str(error))
        trial = Trial(
            poll=Poll(source=source, outlet=_draft(self._home), first=True),
            outcome=replace(outcome, listing=listing),
            appraisal=appraise(listing, now=self._now) if listing else None,
        )
        self._trials.setdefault(self._home, (trial, _offer(trial, None), True))


def split_named(page: FetchedDocument) -> tuple[tuple[feeds.Candidate, ...], tuple[feeds.Candidate, ...]]:
    """The candidates that a page or robots.txt names, and the usual places."""
    found = feeds.discover(page)
    return tuple(one for one in found if not one.guessed), tuple(one for one in found if one.guessed)


def _sitemaps(robots: FetchedDocument | Outcome) -> tuple[feeds.Candidate, ...]:
    if isinstance(robots, Outcome) or robots.status != 200 or robots.body.lstrip()[:1] == b"<":
        return ()
    return split_named(robots)[0]


def _failure(page: FetchedDocument) -> Outcome | None:
    if page.status in (200, 203):
        return None
    kind = polling.classify(page.status, page.headers, page.body[:32_768])
    detail = f"The server answered with status {page.status}."
    return Outcome(kind=kind, source=page.url, at=page.fetched_at, status=page.status, detail=detail)


def _draft(home: str) -> Outlet:
    country = country_of(home)
    return Outlet(
        id=OutletId("draft"),
        name="",
        homepage=home,
        languages=(),
        country=country or "",
        zone=zones().get(country or "", "UTC"),
        kind="news site",
    )


def _source(candidate: feeds.Candidate, outlet: Outlet) -> Source:
    return Source(url=candidate.url, outlet=outlet.id, kind=candidate.kind)


def _offer(trial: Trial, title: str | None) -> Offer | None:
    listing, seen = trial.outcome.listing, trial.appraisal
    if listing is None or seen is None:
        return None
    source = trial.poll.source
    kind = source.kind
    if kind is not SourceKind.SECTION:
        kind = SourceKind.SITEMAP if listing.kind in _SITEMAP_KINDS else SourceKind.FEED
    is_mixed = kind is SourceKind.SECTION or (kind is SourceKind.SITEMAP and not _titled(listing))
    links = links_pattern([entry.url for entry in listing.entries]) if is_mixed else None
    # A feed that has moved for good is followed where it is now.
    url = trial.outcome.moved_to or source.url
    return Offer(url=url, kind=kind, listing=listing, appraisal=seen, title=title or listing.title, links=links)


def _titled(listing: Listing) -> bool:
    return any(entry.title for entry in listing.entries)


def _why(trial: Trial, offer: Offer | None, chosen: Iterable[Offer], home: str) -> str:
    if offer is None:
        return trial.outcome.detail or polling.ADVICE[trial.outcome.kind]
    # The very offer: two addresses may have moved to one.
    if any(offer is one for one in chosen):
        return ""
    return unfit(offer, home) or sentence("brought by those taken")
