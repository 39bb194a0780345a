"""What the whole of a poll costs: 300 feeds with 7,600 entries, from the request to the rows of the database.

    python -m bench.polling [--feeds 300] [--pages]

A newsroom in another process serves the feeds of bench/feeds.py, each from a host of its own, with ETag and 304. The
production poll visits all of them, and a day later again, when nothing is new. CPU seconds are of this process alone:
crawling, reading, deciding, SQLite. robots.txt keeps us from the articles' pages, so that every entry is kept as its
feed tells it, which is what feed readers do; with `--pages` every page is fetched, too.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import structlog
from sqlalchemy import Engine, event

from bench.feeds import made_feed
from monitor.egress import EgressGate
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.services.poll import PollReport, poll, polls_due
from monitor.storage import Store, open_store
from spiders import Crawler, CrawlSettings, run_once

_PAGE = b"<!doctype html><title>Article</title><article>" + b"<p>Words of an article.</p>" * 400 + b"</article>"
_ROBOTS = {False: b"User-agent: *\nDisallow: /news/\n", True: b"User-agent: *\nDisallow: /private/\n"}


def host_of(number: int) -> str:
    return f"outlet-{number}.test"


def serve(feeds: int, *, pages: bool) -> None:
    """Serves until it is ended; prints its port."""
    papers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            body = papers[host] if self.path == "/feed" else _ROBOTS[pages] if self.path == "/robots.txt" else _PAGE
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            is_held = self.headers.get("If-None-Match") == etag
            self.send_response(304 if is_held else 200)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
            self.send_header("Content-Length", "0" if is_held else str(len(body)))
            self.end_headers()
            if not is_held:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    for number in range(feeds):
        own = f"http://{host_of(number)}:{port}".encode()
        papers[host_of(number)] = made_feed(number).replace(b"https://example.org", own)
    print(port, flush=True)
    server.serve_forever()


@contextmanager
def newsroom(feeds: int, *, pages: bool) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.polling", "--feeds", str(feeds), "--serve", *(["--pages"] if pages else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def outlet_of(number: int, port: int) -> Outlet:
    home = f"http://{host_of(number)}:{port}/"
    source = Source(url=f"{home}feed", outlet=OutletId(f"outlet-{number}"), kind=SourceKind.FEED)
    return Outlet(
        id=source.outlet,
        name=f"Outlet {number}",
        homepage=home,
        languages=("en",),
        country="GB",
        zone="UTC",
        kind="newspaper",
        sources=(source,),
    )


class Statements:
    """Counts what is sent to databases."""

    def __init__(self) -> None:
        self.count = 0
        event.listen(Engine, "before_cursor_execute", self)

    def __call__(self, *_: object) -> None:
        self.count += 1


def measure(store: Store, crawler: Crawler, statements: Statements, *, name: str, now: datetime) -> PollReport:
    cpu, count = time.process_time(), statements.count
    polls = polls_due(store, now)
    report = run_once(crawler, lambda: poll(store, crawler.crawl, polls=polls, clock=lambda: now))
    seconds = time.process_time() - cpu
    kilobytes = sum(outcome.bytes for outcome in report.outcomes) // 1000
    kinds = {outcome.kind.value for outcome in report.outcomes}
    print(
        f"{name:28} {len(report.outcomes)} polls ({', '.join(sorted(kinds))}), {report.new_entries:5d} new entries, "
        f"{kilobytes:6,} kB, {statements.count - count:6,} statements, {seconds:6.2f} s CPU",
        flush=True,
    )
    return report


def _quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--pages", action="store_true", help="fetch the articles' pages, too")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.feeds, pages=arguments.pages)
        return
    hosts = {host_of(number): "127.0.0.1" for number in range(arguments.feeds)}
    _quiet()
    statements, now = Statements(), datetime.now(UTC)
    with newsroom(arguments.feeds, pages=arguments.pages) as port, tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        with store.begin() as work:
            work.outlets.declare([outlet_of(number, port) for number in range(arguments.feeds)])
        crawler = Crawler(
            gate=EgressGate(hosts=hosts),
            clock=lambda: now,
            settings=CrawlSettings(user_agent="Farwatch/bench", delay_seconds=0.0),
        )
        print(f"{'start of the process':28} {time.process_time():6.2f} s CPU")
        measure(store, crawler, statements, name="first poll", now=now)
        measure(store, crawler, statements, name="second poll, nothing new", now=now + timedelta(days=1))
        measure(store, crawler, statements, name="third poll, nothing new", now=now + timedelta(days=2))
        store.close()


if __name__ == "__main__":
    main()
