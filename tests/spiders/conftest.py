"""A local site for the crawler: answers by host and path, over real HTTP; and an inbox that keeps what it is given."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor.egress import EgressGate
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.outlets import OutletId, Source, SourceKind
from monitor.model.polls import Outcome, Poll
from spiders import Crawler, CrawlSettings, crawl_once
from tests.builders import outlet, source

HOSTS = tuple(f"outlet-{letter}.test" for letter in "abcdefgh")


@dataclass(frozen=True, kw_only=True)
class Page:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    # Writes the whole answer itself, for servers that misbehave.
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """Pages by "host/path"; every request is noted as "host/path", with its headers."""

    pages: dict[str, Page | Callable[[BaseHTTPRequestHandler], Page]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, place: str) -> str:
        host, _, path = place.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def add(self, place: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        content = body.encode() if isinstance(body, str) else body
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[place] = Page(body=content, status=status, headers=names)
        return self.url(place)

    def feed(self, place: str, *links: str, **headers: str) -> str:
        return self.add(place, rss(links), **({"content_type": "application/rss+xml"} | headers))

    def article(self, place: str) -> str:
        return self.add(place, f"<title>{place}</title><p>An article.", content_type="text/html")

    @property
    def asked(self) -> list[str]:
        return [place for place, _ in self.requests if not place.endswith("/robots.txt")]


def rss(links: Sequence[str]) -> str:
    items = "".join(f"<item><guid>{link}</guid><link>{link}</link><title>{link}</title></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            place = self.headers["Host"].split(":")[0] + self.path
            found.requests.append((place, {name.lower(): value for name, value in self.headers.items()}))
            page = found.pages.get(place, Page(status=404))
            page = page(self) if callable(page) else page
            if page.raw:
                page.raw(self)
                self.close_connection = True
                return
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            return  # a client that hangs up is part of many tests

    server = Server(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@dataclass
class KeepingInbox:
    """Keeps everything; knows the entries named in `known`."""

    known: set[str] = field(default_factory=set)
    fetched_pages: list[tuple[str, FetchedDocument]] = field(default_factory=list)
    told_entries: list[Entry] = field(default_factory=list)
    misses: list[tuple[str, Outcome]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(entry for entry in entries if entry.url not in self.known)

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None:
        self.fetched_pages.append((entry.url, document))
        self.log.append(f"fetched {entry.url}")

    def told(self, poll: Poll, entries: tuple[Entry, ...]) -> None:
        self.told_entries += entries
        self.log += [f"told {entry.url}" for entry in entries]

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None:
        self.misses.append((entry.url, outcome))
        self.log.append(f"missed {entry.url}")

    def polled(self, poll: Poll, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.log.append(f"polled {poll.source.url}")

    @property
    def outcome(self) -> Outcome:
        assert len(self.outcomes) == 1, self.outcomes
        return self.outcomes[0]


def poll_of(url: str, kind: SourceKind = SourceKind.FEED, **fields: object) -> Poll:
    host = url.split("/")[2].split(":")[0]
    one: Source = source(url=url, outlet=OutletId(host), kind=kind, links=fields.pop("links", None))
    return Poll(source=one, outlet=outlet(id=OutletId(host), homepage=f"http://{host}/", sources=(one,)), **fields)


Crawl = Callable[..., KeepingInbox]


@pytest.fixture
def crawl() -> Crawl:
    """Crawls the given polls, quickly, through a gate that pins the test hosts; settings by keyword."""

    def crawl(*polls: Poll, inbox: KeepingInbox | None = None, **settings: object) -> KeepingInbox:
        inbox = inbox or KeepingInbox()
        crawler = crawler_of(**settings)
        crawl_once(crawler, polls, inbox)
        return inbox

    return crawl


def crawler_of(**settings: object) -> Crawler:
    """A quick crawler whose gate pins the test hosts."""
    quick = {"delay_seconds": 0.0, "timeout_seconds": 5.0} | settings
    return Crawler(
        gate=EgressGate(hosts=dict.fromkeys(HOSTS, "127.0.0.1")),
        clock=lambda: datetime.now(UTC),
        settings=CrawlSettings(user_agent="Farwatch/0.1 (+test@example.org)", **quick),
    )
