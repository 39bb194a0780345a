"""What a crawl costs: time of a crawl of 7 answers, memory over many crawls, start of a process to its first poll.

    python -m bench.crawling [--crawls 1000]

A local server publishes one feed with six articles and a robots.txt; every crawl is a new Scrapy crawl in one process.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from monitor.egress import EgressGate
from monitor.model.articles import Entry
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import Outcome, Poll

ARTICLES = 6
BYTES_PER_ARTICLE = 60_000


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Python's server writes headers and body apart; with Nagle's algorithm each answer would take 40 ms more.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        links = (f"<item><link>http://site.test/{number}</link></item>" for number in range(ARTICLES))
        pages = {
            "/robots.txt": b"User-agent: *\nDisallow: /private",
            "/feed": f"<rss version='2.0'><channel>{''.join(links)}</channel></rss>".encode(),
        }
        body = pages.get(self.path, b"<p>" + b"x" * BYTES_PER_ARTICLE)
        if self.path == "/feed":
            body = body.replace(b"site.test", f"site.test:{self.server.server_address[1]}".encode())
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


class CountingInbox:
    """Knows nothing, so that every crawl fetches everything."""

    pages = 0
    outcomes = 0

    def unknown(self, _: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return entries

    def fetched(self, *_: object) -> None:
        self.pages += 1

    def told(self, _: Poll, entries: tuple[Entry, ...]) -> None:
        raise RuntimeError(f"{len(entries)} entries without a page")

    def missed(self, _: Poll, entry: Entry, outcome: Outcome) -> None:
        raise RuntimeError(f"{entry.url}: {outcome.detail}")

    def polled(self, *_: object) -> None:
        self.outcomes += 1


def resident_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def poll_of(port: int) -> Poll:
    source = Source(url=f"http://site.test:{port}/feed", outlet=OutletId("site"), kind=SourceKind.FEED)
    outlet = Outlet(
        id=OutletId("site"),
        name="Site",
        homepage=f"http://site.test:{port}/",
        languages=("en",),
        country="GB",
        zone="UTC",
        kind="newspaper",
        sources=(source,),
    )
    return Poll(source=source, outlet=outlet)


def crawl_many(port: int, crawls: int) -> None:
    from spiders import Crawler, CrawlSettings, run_once

    crawler = Crawler(
        gate=EgressGate(hosts={"site.test": "127.0.0.1"}),
        clock=lambda: datetime.now(UTC),
        settings=CrawlSettings(user_agent="Farwatch/bench", delay_seconds=0.0),
    )
    inbox = CountingInbox()
    poll = poll_of(port)

    async def measure() -> None:
        times = []
        for number in range(crawls):
            if number in (20, 100, crawls // 2):
                gc.collect()
                print(f"memory after {number:5d} crawls: {resident_mb():6.1f} MB")
            began = time.perf_counter()
            await crawler.crawl([poll], inbox)
            times.append((time.perf_counter() - began) * 1000)
        gc.collect()
        print(f"memory after {crawls:5d} crawls: {resident_mb():6.1f} MB")
        # The first crawl also asks for robots.txt and imports what is imported late.
        print(
            f"a crawl of 1 feed and {ARTICLES} pages: first {times[0]:.0f} ms, median {statistics.median(times):.1f} ms"
        )

    run_once(crawler, measure)
    assert (inbox.outcomes, inbox.pages) == (crawls, crawls * ARTICLES)


def start_up(port: int) -> None:
    """A process that makes one poll, as `farwatch poll` does, measured from outside."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.crawling", "--port", str(port), "--crawls", "1"], check=True)
    print(f"a process with one crawl, start to end: {time.perf_counter() - began:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--crawls", type=int, default=1000)
    parser.add_argument("--port", type=int, help="of a server that runs already")
    arguments = parser.parse_args()
    if arguments.port:
        crawl_many(arguments.port, arguments.crawls)
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    crawl_many(server.server_address[1], arguments.crawls)
    start_up(server.server_address[1])
    server.shutdown()


if __name__ == "__main__":
    main()
