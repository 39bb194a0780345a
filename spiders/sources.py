"""The spider: a request a source, and a visit for every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

import scrapy
import structlog
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from monitor.egress import read_url
from monitor.model.articles import FetchedDocument
from monitor.model.errors import EgressError, StorageError
from monitor.model.outlets import SourceKind
from monitor.model.polls import Outcome, OutcomeKind, Poll
from monitor.model.seams import Clock, Inbox
from spiders.failures import TRANSFER_ERRORS, CrawlStopped, Unanswered, unanswered
from spiders.manners import CrawlSettings
from spiders.passage import Passage
from spiders.robots import RobotsMemory, site_of
from spiders.visit import Answer, Visit

log = structlog.get_logger()

_PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_LISTINGS = {
    SourceKind.FEED: "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8",
    SourceKind.SITEMAP: "application/xml,text/xml;q=0.9,*/*;q=0.8",
    SourceKind.SECTION: _PAGES,
}
_FOR_GOOD = {301, 308}


class SourceSpider(scrapy.Spider):
    """Visits the sources of one crawl. What differs between kinds of sources is read by `monitor.feeds`."""

    name = "sources"

    def __init__(
        self,
        *,
        polls: Sequence[Poll],
        inbox: Inbox,
        clock: Clock,
        manners: CrawlSettings,
        passage: Passage,
        robots: RobotsMemory,
    ) -> None:
        super().__init__()
        self.polls = polls
        self.inbox = inbox
        self.clock = clock
        self.manners = manners
        self.passage = passage
        self.robots = robots
        self.stopping = False
        self.transfers: set[asyncio.Task[Response]] = set()
        self._farewell: asyncio.Task[None] | None = None
        # The inbox did: nothing that is fetched could be kept, so nothing more is.
        self.given_up: StorageError | None = None

    async def start(self) -> AsyncIterator[Request]:
        for poll in self.polls:
            if self.stopping:
                return
            try:
                read_url(poll.source.url)
                request = self._listing_request(poll)
            except (EgressError, ValueError) as error:
                await self._settle(self._visit(poll).missed(poll.source.url, unanswered(error)), poll)
                continue
            yield request

    def stop(self) -> None:
        """Break off every transfer; visits under way end without an outcome."""
        if self.stopping:
            return
        self.stopping = True
        for transfer in tuple(self.transfers):
            transfer.cancel()
        engine = self.crawler._engine
        # Told to stop before its engine runs, Scrapy would never end; without requests it ends by itself.
        if engine is None or not engine.running:
            return
        for slot in engine.downloader.slots.values():
            # What waits for its turn gets it now, and is refused by the download handler.
            slot.delay = 0.0
            slot.close()
            engine.downloader._process_queue(slot)
        self._farewell = asyncio.ensure_future(self.crawler.stop_async())

    async def answered(self, response: Response, poll: Poll) -> None:
        visit = self._visit(poll)
        # Stands where our own code breaks: the trace goes to the log, and the poll is recorded all the same.
        outcome: Outcome | None = visit.missed(
            poll.source.url, Unanswered(OutcomeKind.NOT_A_FEED, "Our own reading of the answer broke; see the log.")
        )
        try:
            outcome = await visit.make(self._answer(poll.source.url, response))
        except CrawlStopped:
            outcome = None
        except StorageError as error:
            outcome = None
            self._give_up(error)
        finally:
            if outcome is not None:
                await self._settle(outcome, poll)

    async def unanswered(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy's addition to Twisted's class
        poll: Poll = request.cb_kwargs["poll"]
        error = failure.value or RuntimeError("a failure without an error")
        if not isinstance(error, TRANSFER_ERRORS):
            log.error("request broke", source=poll.source.url, error=repr(error))
        await self._settle(self._visit(poll).missed(poll.source.url, unanswered(error)), poll)

    async def _settle(self, outcome: Outcome, poll: Poll) -> None:
        if self.stopping:
            return
        try:
            await asyncio.to_thread(self.inbox.polled, poll, outcome)
        except StorageError as error:
            self._give_up(error)

    def _give_up(self, error: StorageError) -> None:
        self.given_up = self.given_up or error
        self.stop()

    def _visit(self, poll: Poll) -> Visit:
        fetch = partial(self._fetch, poll)
        return Visit(poll=poll, inbox=self.inbox, clock=self.clock, manners=self.manners, fetch=fetch)

    async def _fetch(self, poll: Poll, url: str) -> Answer:
        if self.stopping:
            raise CrawlStopped
        try:
            self._check_robots(url)
            request = Request(url, headers=_headers(poll, _PAGES), callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(request)
        except TRANSFER_ERRORS as error:
            if self.stopping:
                raise CrawlStopped from error
            raise unanswered(error) from error
        return self._answer(url, response)

    def _check_robots(self, url: str) -> None:
        """What is known to be forbidden is refused before it is a request; a feed may announce a hundred such pages."""
        rules = self.robots.known(site_of(url)) if self.manners.obey_robots else None
        if rules is not None:
            rules.check(url, self.manners.robots_name)

    def _listing_request(self, poll: Poll) -> Request:
        headers = _headers(poll, _LISTINGS[poll.source.kind])
        if poll.validators.etag:
            headers["If-None-Match"] = poll.validators.etag
        if poll.validators.last_modified:
            headers["If-Modified-Since"] = poll.validators.last_modified
        return Request(
            poll.source.url,
            headers=headers,
            callback=self.answered,
            errback=self.unanswered,
            cb_kwargs={"poll": poll},
            dont_filter=True,
        )

    def _answer(self, url: str, response: Response) -> Answer:
        meta = response.meta
        moved = set(meta.get("redirect_reasons", ()))
        return Answer(
            document=FetchedDocument(
                url=url,
                final_url=response.url,
                status=response.status,
                headers=_pairs(response),
                body=response.body,
                fetched_at=self.clock(),
            ),
            seconds=float(meta.get("download_latency", 0.0)),
            moved_to=response.url if moved and moved <= _FOR_GOOD else None,
        )


def _headers(poll: Poll, accept: str) -> dict[str, str]:
    languages = ",".join((*poll.outlet.languages, "*;q=0.5"))
    return {"Accept": accept, "Accept-Language": languages}


def _pairs(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )
