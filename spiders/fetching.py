"""Single pages, for who looks at an outlet before it is one: by the road and with the manners of every crawl."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK

from monitor.egress import read_url
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.polls import Outcome, Poll
from monitor.model.seams import Clock
from spiders.failures import TRANSFER_ERRORS, unanswered
from spiders.manners import CrawlSettings
from spiders.passage import Passage
from spiders.robots import RobotsMemory
from spiders.sources import SourceSpider

_ROBOTS = "/robots.txt"


class FetchSpider(SourceSpider):
    """Asks for each address once; `answers` are in their order, an Outcome where no answer came."""

    name = "pages"

    def __init__(
        self,
        *,
        urls: Sequence[str],
        clock: Clock,
        manners: CrawlSettings,
        passage: Passage,
        robots: RobotsMemory,
    ) -> None:
        super().__init__(polls=(), inbox=_NoInbox(), clock=clock, manners=manners, passage=passage, robots=robots)
        self._urls = urls
        self.answers: tuple[FetchedDocument | Outcome, ...] = ()

    async def start(self) -> AsyncIterator[Request]:
        self.answers = tuple(await asyncio.gather(*(self._page(url) for url in self._urls)))
        requests: tuple[Request, ...] = ()  # all were made above
        for request in requests:
            yield request

    async def _page(self, url: str) -> FetchedDocument | Outcome:
        try:
            address = read_url(url)
            # RFC 9309, 2.2.2: robots.txt itself is always allowed.
            meta = {"robots": True} if address.target == _ROBOTS else {}
            request = Request(url, headers={"Accept": "text/html,*/*;q=0.8"}, meta=meta, callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(request)
        except TRANSFER_ERRORS as error:
            why = unanswered(error)
            return Outcome(kind=why.kind, source=url, at=self.clock(), detail=why.detail)
        return self._answer(url, response).document


class _NoInbox:
    """For a spider that is given no poll."""

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:  # noqa: ARG002
        return ()

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None: ...

    def told(self, poll: Poll, entries: tuple[Entry, ...]) -> None: ...

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None: ...

    def polled(self, poll: Poll, outcome: Outcome) -> None: ...
