"""The crawler as the rest of the service sees it: many crawls in one process, on the asyncio loop that is running."""

from __future__ import annotations

import asyncio
import atexit
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar, cast

from scrapy.crawler import AsyncCrawlerRunner
from twisted.internet import asyncioreactor
from twisted.internet.interfaces import IHostnameResolver

from monitor.model.articles import FetchedDocument
from monitor.model.polls import Outcome, Poll
from monitor.model.seams import Clock, Gate, Inbox
from spiders.fetching import FetchSpider
from spiders.manners import CrawlSettings, scrapy_settings
from spiders.passage import CheckedResolver, Passage
from spiders.robots import RobotsMemory
from spiders.sources import SourceSpider

T = TypeVar("T")
S = TypeVar("S", bound=SourceSpider)

# How long a crawl that was cancelled may take to hang up.
_FAREWELL_SECONDS = 3.0


def install_reactor() -> None:
    """Make the running asyncio loop Twisted's reactor, once a process; every host is then resolved by the gate."""
    if "twisted.internet.reactor" not in sys.modules:
        asyncioreactor.install(asyncio.get_running_loop())  # type: ignore[no-untyped-call]  # Twisted's
        # Scrapy tells of every crawl and every page; what matters is in the outcomes. Its errors still show.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    reactor = _reactor()
    if reactor._asyncioEventloop is not asyncio.get_running_loop():
        raise RuntimeError("a process can crawl on one asyncio loop only, and this is another; see run_once")
    if not isinstance(reactor.nameResolver, CheckedResolver):
        reactor.installNameResolver(cast("IHostnameResolver", CheckedResolver()))
    if not reactor.running:
        reactor.startRunning(installSignalHandlers=False)


class Crawler:
    """Visits sources. Call `install_reactor()` on the running loop before the first crawl, `close()` after the last."""

    def __init__(self, *, gate: Gate, clock: Clock, settings: CrawlSettings) -> None:
        self._gate = gate
        self._clock = clock
        self._manners = settings
        self._robots = RobotsMemory()
        self._passage: Passage | None = None

    async def crawl(self, polls: Sequence[Poll], inbox: Inbox) -> None:
        """Make all polls; returns when each has its outcome in the inbox.

        Cancelled, it hangs up within seconds and keeps no more; raises StorageError where the inbox did.
        """
        spider = await self._run(SourceSpider, polls, {"polls": polls, "inbox": inbox})
        if spider.given_up:
            raise spider.given_up

    async def fetch(self, urls: Sequence[str]) -> tuple[FetchedDocument | Outcome, ...]:
        """Each address's answer, whatever its status, in their order; an Outcome where no answer came."""
        spider = await self._run(FetchSpider, (), {"urls": urls})
        return spider.answers

    async def prepare(self) -> None:
        """Make a first request, which comes to nothing: to a port of this machine at which nobody listens (RFC 863).

        Scrapy and Twisted load much of themselves, TLS above all, at their first request (measured: 217 ms in which a
        loop stands still). To be called before anything else is on the loop.
        """
        await self.fetch(("http://127.0.0.1:9/", "https://127.0.0.1:9/"))

    async def _run(self, kind: type[S], polls: Sequence[Poll], given: Mapping[str, object]) -> S:
        install_reactor()
        if self._passage is None:
            self._passage = Passage(self._gate, cast("CheckedResolver", _reactor().nameResolver))
        runner = AsyncCrawlerRunner(scrapy_settings(self._manners, polls))
        crawler = runner.create_crawler(kind)
        crawling = runner.crawl(
            crawler,
            clock=self._clock,
            manners=self._manners,
            passage=self._passage,
            robots=self._robots,
            **given,
        )
        try:
            await asyncio.shield(crawling)
        except asyncio.CancelledError:
            if crawler.spider is None:
                crawling.cancel()  # it had not begun
            else:
                cast("S", crawler.spider).stop()
            await asyncio.wait({crawling}, timeout=_FAREWELL_SECONDS)
            raise
        return cast("S", crawler.spider)

    def release(self) -> None:
        """Give back the threads; the next crawl takes new ones."""
        if self._passage is not None:
            self._passage.close()
            self._passage = None

    async def close(self) -> None:
        """After the last crawl of a service; the reactor itself holds nothing and ends with its loop."""
        self.release()


def run_once(crawler: Crawler, work: Callable[[], Awaitable[T]]) -> T:
    """Do `work`, which crawls, for a caller without a loop. The reactor's loop is kept, so it can be called again."""

    async def main() -> T:
        install_reactor()
        return await work()

    try:
        return _runner().run(main())
    finally:
        crawler.release()


def crawl_once(crawler: Crawler, polls: Sequence[Poll], inbox: Inbox) -> None:
    """One crawl, for a caller without a loop."""
    run_once(crawler, lambda: crawler.crawl(polls, inbox))


@lru_cache(maxsize=1)
def _runner() -> asyncio.Runner:
    # A process has one reactor, a reactor one loop; neither can be had again.
    runner = asyncio.Runner()
    atexit.register(runner.close)
    return runner


def _reactor() -> asyncioreactor.AsyncioSelectorReactor:
    from twisted.internet import reactor  # importing it installs one, so never before install_reactor()

    return reactor
