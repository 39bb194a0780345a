"""Many outlets on loopback, in a process of their own: python -m tests.workers.town LOG OUTLETS

Each outlet has a feed and a host; the last ones share a host, two by two. Standard input says "publish N": so many more
events happen, and three outlets tell of each in the same words; "slow S": an answer takes so many seconds from now on. Every request is written to LOG with its host, its path
and when it began and ended; an answer takes some hundredths of a second, so that two at once show. The first line of
output is the port.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.workers.news import text_of, title_of

ANSWER_SECONDS = 0.03
TOLD_BY = 3
# One outlet in so many shares its host with the next.
SHARED = 4


def host_of(outlet: int) -> str:
    return f"shared-{outlet // 2}.test" if outlet % (2 * SHARED) in (0, 1) else f"outlet-{outlet}.test"


def tellers(event: int, outlets: int) -> list[int]:
    return sorted({(event * 7 + place * 5) % outlets for place in range(TOLD_BY)})


def page_of(event: int, published: datetime) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text_of(event))
    facts = json.dumps(
        {"@type": "NewsArticle", "headline": title_of(event), "datePublished": published.isoformat(timespec="seconds")}
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{title_of(event)}</title>'
        f'<script type="application/ld+json">{facts}</script></head>'
        f"<body><article><h1>{title_of(event)}</h1>{body}</article></body></html>"
    )


class Town:
    """What stands where, now."""

    def __init__(self, outlets: int, log: Path) -> None:
        self._outlets = outlets
        self._log = log.open("a", encoding="utf-8")
        self._lock = threading.Lock()
        self._events: list[datetime] = []
        self._began = datetime.now(UTC) - timedelta(days=30)
        self.seconds = ANSWER_SECONDS

    def publish(self, events: int) -> None:
        self._events += [datetime.now(UTC)] * events

    def wrote(self, host: str, path: str, begin: float) -> None:
        with self._lock:
            self._log.write(json.dumps([host, path, begin, time.monotonic()]) + "\n")
            self._log.flush()

    def answer(self, host: str, path: str) -> tuple[str, str] | None:
        outlet, _, rest = path.removeprefix("/").partition("/")
        if not outlet.isdecimal() or host_of(int(outlet)) != host:
            return None
        if rest == "feed":
            return "application/rss+xml", self._feed(host, int(outlet))
        number = rest.removeprefix("news/")
        if not number.isdecimal() or int(number) > len(self._events):
            return None
        event = int(number)
        return "text/html; charset=utf-8", page_of(event, self._events[event - 1] if event else self._began)

    def _feed(self, host: str, outlet: int) -> str:
        events = [event for event in range(1, len(self._events) + 1) if outlet in tellers(event, self._outlets)]
        items = "".join(self._item(host, outlet, event) for event in [0, *events][::-1])
        return f'<rss version="2.0"><channel><title>Outlet {outlet}</title>{items}</channel></rss>'

    def _item(self, host: str, outlet: int, event: int) -> str:
        at = format_datetime(self._events[event - 1] if event else self._began)
        link = f"http://{host}:{PORT}/{outlet}/news/{event}"
        return f"<item><title>{title_of(event)}</title><link>{link}</link><pubDate>{at}</pubDate></item>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        begin, host = time.monotonic(), self.headers["Host"].partition(":")[0]
        time.sleep(TOWN.seconds)
        found = TOWN.answer(host, self.path)
        body = found[1].encode() if found else b"there is no such page"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[0] if found else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        TOWN.wrote(host, self.path, begin)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent: LOG is the log."""


if __name__ == "__main__":
    TOWN = Town(int(sys.argv[2]), Path(sys.argv[1]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    PORT = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(PORT, flush=True)
    for line in sys.stdin:
        word, _, number = line.strip().partition(" ")
        if word == "publish":
            TOWN.publish(int(number))
        elif word == "slow":
            TOWN.seconds = float(number)
        print("done", flush=True)
