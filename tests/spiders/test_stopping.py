"""A crawl that is told to stop, or cannot keep what it finds, ends soon and claims nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from monitor.egress import EgressGate
from monitor.model.errors import StorageError
from monitor.model.polls import OutcomeKind
from spiders import Crawler, CrawlSettings, run_once
from tests.builders import NOW
from tests.spiders.conftest import Crawl, KeepingInbox, Page, Site, crawler_of, poll_of


def test_a_cancelled_crawl_hangs_up_and_records_nothing_unfinished(site: Site) -> None:
    asked = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        time.sleep(100)

    page = site.url("outlet-a.test/1")
    site.pages["outlet-a.test/1"] = Page(raw=hang)
    done = site.feed("outlet-b.test/feed", site.article("outlet-b.test/1"))
    polls = [poll_of(site.feed("outlet-a.test/feed", page)), poll_of(done)]
    inbox = KeepingInbox()
    crawler = crawler_of(timeout_seconds=100)

    async def cancel_midway() -> float:
        crawling = asyncio.ensure_future(crawler.crawl(polls, inbox))
        await asyncio.to_thread(asked.wait, 60)
        async with asyncio.timeout(60):
            while not inbox.outcomes:
                await asyncio.sleep(0.02)
        began = time.monotonic()
        crawling.cancel()
        await asyncio.wait({crawling})
        assert crawling.cancelled()
        return time.monotonic() - began

    took = run_once(crawler, cancel_midway)
    assert took < 30
    assert inbox.log == [f"fetched {site.url('outlet-b.test/1')}", f"polled {done}"]


def test_after_a_cancelled_crawl_the_next_one_works(site: Site, crawl: Crawl) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    crawler = crawler_of()

    async def cancel_at_once() -> None:
        crawling = asyncio.ensure_future(crawler.crawl([poll_of(feed)], KeepingInbox()))
        await asyncio.sleep(0)
        crawling.cancel()
        await asyncio.wait({crawling})

    run_once(crawler, cancel_at_once)
    assert crawl(poll_of(feed)).outcome.kind is OutcomeKind.NEW


@pytest.mark.parametrize("door", ["unknown", "fetched", "polled"])
def test_an_inbox_that_cannot_keep_ends_the_crawl_with_its_error(site: Site, crawl: Crawl, door: str) -> None:
    inbox = KeepingInbox()

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    setattr(inbox, door, full)
    feeds = [site.feed(f"outlet-{letter}.test/feed", site.article(f"outlet-{letter}.test/1")) for letter in "abcd"]
    with pytest.raises(StorageError, match="The disk is full"):
        crawl(*(poll_of(feed) for feed in feeds), inbox=inbox)
    assert inbox.outcomes == []


def test_a_process_that_crawls_once_ends(site: Site) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    script = f"""
        from spiders import crawl_once
        from tests.spiders.conftest import KeepingInbox, crawler_of, poll_of
        inbox = KeepingInbox()
        crawl_once(crawler_of(), [poll_of({feed!r})], inbox)
        crawl_once(crawler_of(), [poll_of({feed!r})], inbox)
        print(*(outcome.kind for outcome in inbox.outcomes))
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("new new\n", "", 0)


def test_a_service_closes_its_crawler_and_ends(site: Site) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    script = f"""
        import asyncio
        from spiders import install_reactor
        from tests.spiders.conftest import KeepingInbox, crawler_of, poll_of
        async def serve():
            install_reactor()
            crawler, inbox = crawler_of(), KeepingInbox()
            for _ in range(2):
                await crawler.crawl([poll_of({feed!r})], inbox)
            await crawler.close()
            print(*(outcome.kind for outcome in inbox.outcomes))
        asyncio.run(serve())
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("new new\n", "", 0)


def test_a_long_crawl_delay_does_not_hold_up_the_stop(site: Site) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nCrawl-delay: 60")
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    crawler, inbox = crawler_of(), KeepingInbox()

    async def cancel_midway() -> float:
        crawling = asyncio.ensure_future(crawler.crawl([poll_of(feed)], inbox))
        await asyncio.sleep(0.5)
        began = time.monotonic()
        crawling.cancel()
        await asyncio.wait({crawling})
        return time.monotonic() - began

    assert run_once(crawler, cancel_midway) < 30
    assert inbox.log == []


def test_a_name_server_that_hangs_does_not_hold_up_the_stop() -> None:
    is_over = threading.Event()

    class SlowGate(EgressGate):
        def resolve(self, host: str, port: int) -> tuple[str, ...]:
            is_over.wait(60)
            return ("127.0.0.1",)

    crawler = Crawler(gate=SlowGate(), clock=lambda: NOW, settings=CrawlSettings(user_agent="Farwatch/0.1"))

    async def cancel_midway() -> float:
        crawling = asyncio.ensure_future(crawler.crawl([poll_of("http://slow.example.org/feed")], KeepingInbox()))
        await asyncio.sleep(0.3)
        began = time.monotonic()
        crawling.cancel()
        await asyncio.wait({crawling})
        return time.monotonic() - began

    took = run_once(crawler, cancel_midway)
    is_over.set()
    assert took < 30
