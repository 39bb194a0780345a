"""robots.txt (RFC 9309): asked once a day and host, for all crawls of the process; its crawl delay is kept."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from weakref import WeakValueDictionary

from protego import Protego
from scrapy.crawler import Crawler as ScrapyCrawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK

from monitor.egress import read_url
from monitor.model.polls import OutcomeKind
from spiders.failures import TRANSFER_ERRORS, RobotsRefused, RobotsUnreadable, unanswered

if TYPE_CHECKING:
    from spiders.sources import SourceSpider

# RFC 9309: a copy is not used for longer than 24 hours; at least 500 KiB are read. An answer that says nothing about
# the rules (a broken server) is asked again sooner.
_KEPT_SECONDS = 24 * 3600.0
_KEPT_SECONDS_BROKEN = 240.0
_KEPT_HOSTS = 10_000
_MAX_BYTES = 512_000
# A longer crawl delay is beyond anything news outlets mean; one that closes the site is written as Disallow.
_MAX_DELAY_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host's robots.txt says; `parsed` None: all is allowed, unless `closed` says why nothing is."""

    parsed: Protego | None = None
    closed: str = ""
    until: float

    def check(self, url: str, name: str) -> None:
        """Raise RobotsRefused or RobotsUnreadable where the address may not be asked for under that name."""
        if self.closed:
            raise RobotsUnreadable(self.closed)
        if self.parsed is not None and not self.parsed.can_fetch(url, name):
            raise RobotsRefused("robots.txt forbids us this address")

    def delay_seconds(self, name: str) -> float:
        delay = self.parsed.crawl_delay(name) if self.parsed is not None else None
        return min(float(delay or 0.0), _MAX_DELAY_SECONDS)


class RobotsMemory:
    """The rules of the hosts asked so far, for the life of the process."""

    def __init__(self) -> None:
        self._rules: OrderedDict[str, Rules] = OrderedDict()
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def known(self, site: str) -> Rules | None:
        rules = self._rules.get(site)
        return rules if rules and rules.until > time.monotonic() else None

    def keep(self, site: str, rules: Rules) -> None:
        self._rules[site] = rules
        self._rules.move_to_end(site)
        if len(self._rules) > _KEPT_HOSTS:
            self._rules.popitem(last=False)

    def lock(self, site: str) -> asyncio.Lock:
        """Held while a site's robots.txt is asked for, so that it is asked for once."""
        return self._asking.setdefault(site, asyncio.Lock())


class RobotsMiddleware:
    """Lets pass what robots.txt allows, and slows down to its crawl delay."""

    def __init__(self, crawler: ScrapyCrawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: ScrapyCrawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("robots"):
            return
        address = read_url(request.url)
        rules = await self._rules(site_of(request.url))
        name = self._spider.manners.robots_name
        self._slow_down(address.host, rules.delay_seconds(name))
        rules.check(request.url, name)

    @property
    def _spider(self) -> SourceSpider:
        return cast("SourceSpider", self._crawler.spider)

    async def _rules(self, site: str) -> Rules:
        memory = self._spider.robots
        async with memory.lock(site):
            rules = memory.known(site)
            if rules is None:
                rules = await self._ask(site)
                memory.keep(site, rules)
        return rules

    async def _ask(self, site: str) -> Rules:
        request = Request(f"{site}/robots.txt", meta={"robots": True}, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(request)
        except TRANSFER_ERRORS as error:
            if self._spider.stopping or unanswered(error).kind is OutcomeKind.UNREACHABLE:
                # Who cannot be reached for the rules may not be asked for more (RFC 9309, 2.3.1.4), and is not there.
                raise
            # Redirects without end, a file too large: as if there were none (2.3.1.2 and 2.3.1.3).
            return Rules(until=time.monotonic() + _KEPT_SECONDS_BROKEN)
        return read_rules(response.status, response.body, now=time.monotonic())

    def _slow_down(self, host: str, delay_seconds: float) -> None:
        downloader = self._crawler.engine.downloader
        usual: float = downloader.per_slot_settings.get(host, {}).get("delay", self._spider.manners.delay_seconds)
        if delay_seconds <= usual:
            return
        downloader.per_slot_settings[host] = {"delay": delay_seconds, "concurrency": 1}
        if host in downloader.slots:
            downloader.slots[host].delay = delay_seconds


def site_of(url: str) -> str:
    """Whose robots.txt an address is under: scheme, host and port."""
    return "/".join(url.split("/", 3)[:3])


def read_rules(status: int, body: bytes, *, now: float) -> Rules:
    """The rules in an answer to robots.txt: no file, no rules; a broken server closes the site (RFC 9309, 2.3)."""
    if status == 429 or status >= 500:
        return Rules(
            closed=f"robots.txt cannot be read (status {status}), so nothing may be asked for",
            until=now + _KEPT_SECONDS_BROKEN,
        )
    text = body[:_MAX_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff")
    if status != 200 or text.lstrip().startswith("<"):
        return Rules(until=now + _KEPT_SECONDS)
    return Rules(parsed=Protego.parse(text), until=now + _KEPT_SECONDS)
