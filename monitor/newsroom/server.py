"""HTTP as a decent outlet speaks it: ETag and Last-Modified with 304, gzip where accepted, one site for each Host."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from monitor.newsroom.sites import Paper

# Host and path to what stands there now.
Find = Callable[[str, str], Paper | None]


# Always the same where it can be, so that a second demo finds its outlets where they were; below the range that
# systems hand out to clients.
PORT = 18765


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request that was answered. `conditional`: it carried If-None-Match or If-Modified-Since."""

    host: str
    path: str
    status: int
    conditional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(paper: Paper | None, asked: Mapping[str, str]) -> Answer:
    """The answer to a GET with these headers (RFC 9110, 13.2.2: If-None-Match goes before If-Modified-Since)."""
    if paper is None:
        return Answer(status=404, headers=(("Content-Type", "text/plain; charset=utf-8"),), body=b"404 Not Found\n")
    # Weak, as of servers that compress on the fly: the same text, not the same bytes.
    etag = f'W/"{sha256(paper.body).hexdigest()[:16]}"'
    changed = paper.changed.astimezone(UTC).replace(microsecond=0)
    headers = (
        ("ETag", etag),
        ("Last-Modified", format_datetime(changed, usegmt=True)),
        ("Vary", "Accept-Encoding"),
        ("Content-Type", paper.content_type),
    )
    if _is_held(asked, etag, paper):
        return Answer(status=304, headers=headers[:-1], body=b"")
    if "gzip" in asked.get("Accept-Encoding", ""):
        packed = gzip.compress(paper.body, mtime=0)
        return Answer(status=200, headers=(*headers, ("Content-Encoding", "gzip")), body=packed)
    return Answer(status=200, headers=headers, body=paper.body)


def _is_held(asked: Mapping[str, str], etag: str, paper: Paper) -> bool:
    if held := asked.get("If-None-Match"):
        tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
        return held.strip() == "*" or etag.removeprefix("W/") in tags
    try:
        since = parsedate_to_datetime(asked.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return paper.changed.replace(microsecond=0) <= (since if since.tzinfo else since.replace(tzinfo=UTC))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Crawlers keep idle connections; their threads must not hold up the end.
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that hangs up is no news; anything else is told as the standard server tells it."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed narrows what we hand on


def listen(find: Find, log: Callable[[Request], None]) -> ThreadingHTTPServer:
    """A server on loopback, at `PORT` if that is free, else at any port; it serves once `serve_forever` runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else the second answer on a kept connection waits 40 ms for the first one's acknowledgement (RFC 896).
        disable_nagle_algorithm = True
        timeout = 30

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0].lower()
            reply = answer(find(host, urlsplit(self.path).path), dict(self.headers.items()))
            asked = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
            log(Request(host=host, path=self.path, status=reply.status, conditional=asked))
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Silent: the log of requests is a value."""

    try:
        return _Server(("127.0.0.1", PORT), Handler)
    except OSError:
        return _Server(("127.0.0.1", 0), Handler)
