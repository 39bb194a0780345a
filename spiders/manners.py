"""How the crawler behaves: ours as values, and what Scrapy has to be told for it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import urlsplit

from scrapy.settings import Settings, SettingsAttribute

from monitor.model.polls import Poll


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """The crawler's manners and limits.

    `user_agent` is honest and names a contact address; its first word is what robots.txt may call us by.
    """

    user_agent: str
    # Between two requests to one host; a robots.txt may ask for more, an outlet's own setting for another.
    delay_seconds: float = 0.5
    timeout_seconds: float = 30.0
    # Of one answer, on the wire and again after decompression.
    max_bytes: int = 8_000_000
    concurrent: int = 16
    obey_robots: bool = True
    # Of one visit to a source; what is left over is met again by the next visit. A crawl lasts as long as its longest
    # visit, and a fast feed wants to be seen every two minutes.
    pages_per_poll: int = 60
    seconds_per_poll: float = 120.0
    # The newest so many dated entries of a listing: a sitemap may go back for years.
    entries_per_listing: int = 200
    # Further listings of one source: children of a sitemap index, older pages of a section.
    listings_per_poll: int = 3
    redirects: int = 5

    @property
    def robots_name(self) -> str:
        """The product token that robots.txt rules are matched against (RFC 9309, 2.2.1)."""
        return self.user_agent.split("/", 1)[0].split(" ", 1)[0]


class CopiedShallow(Settings):
    """Scrapy's settings, which it copies for every crawl: by value, four thousand objects deep.

    Where a visit is a crawl of its own, that was a quarter of what a visit cost that found nothing new (measured).
    Names and priorities are copied here; no crawl changes a value in its place.
    """

    def copy(self) -> Self:
        copied = copy(self)
        copied.attributes = {
            name: SettingsAttribute(attribute.value, attribute.priority) for name, attribute in self.attributes.items()
        }
        return copied


_DOWNLOADER = "scrapy.downloadermiddlewares"


def scrapy_settings(manners: CrawlSettings, polls: Sequence[Poll]) -> Settings:
    """Scrapy's settings: everything off that reaches out, remembers or repeats by itself."""
    settings = _settings(manners).copy()
    settings.set("DOWNLOAD_SLOTS", _slots(polls), priority="project")
    return settings


@lru_cache(maxsize=4)
def _settings(manners: CrawlSettings) -> CopiedShallow:
    """What is the same in every crawl."""
    written = {
        # Its defaults hold a telnet console and a remote control that executes what is posted to it.
        "EXTENSIONS_BASE": {},
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        # http and https only, both through the gate. No proxy from the environment: it would be a way around it.
        "DOWNLOAD_HANDLERS_BASE": dict.fromkeys(("http", "https"), "spiders.passage.GuardedDownloadHandler"),
        # Of Scrapy's own only what we want of it, for each costs time a request: no cookies, no meta refresh, no proxy;
        # and trying again is the plan's business (monitor.polling), which knows how long a source has been failing.
        "DOWNLOADER_MIDDLEWARES_BASE": {
            **({"spiders.robots.RobotsMiddleware": 100} if manners.obey_robots else {}),
            f"{_DOWNLOADER}.downloadtimeout.DownloadTimeoutMiddleware": 350,
            f"{_DOWNLOADER}.defaultheaders.DefaultHeadersMiddleware": 400,
            f"{_DOWNLOADER}.useragent.UserAgentMiddleware": 500,
            f"{_DOWNLOADER}.httpcompression.HttpCompressionMiddleware": 590,
            f"{_DOWNLOADER}.redirect.RedirectMiddleware": 600,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "USER_AGENT": manners.user_agent,
        "REDIRECT_MAX_TIMES": manners.redirects,
        "CONCURRENT_REQUESTS": manners.concurrent,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": manners.delay_seconds,
        "DOWNLOAD_DELAY_JITTER": 0,
        "DOWNLOAD_TIMEOUT": manners.timeout_seconds,
        "DOWNLOAD_MAXSIZE": manners.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        # Nobody reads them: what came of a poll is in its outcome.
        "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
        "STATS_DUMP": False,
        # Scrapy starts so many tasks for the items of every answer; ours yield none (a third of a poll's time at 100).
        "CONCURRENT_ITEMS": 1,
    }
    return CopiedShallow(written)


def _slots(polls: Sequence[Poll]) -> dict[str, dict[str, float]]:
    delays: dict[str, float] = {}
    for poll in polls:
        if poll.outlet.delay_seconds is not None:
            for host in _hosts(poll):
                delays[host] = max(poll.outlet.delay_seconds, delays.get(host, 0.0))
    return {host: {"delay": delay, "concurrency": 1} for host, delay in delays.items()}


def _hosts(poll: Poll) -> set[str]:
    addresses = (poll.outlet.homepage, poll.source.url)
    return {*poll.outlet.hosts, *(urlsplit(address).hostname or "" for address in addresses)}
