"""Thousands of small newsrooms on one port: python -m bench.newsrooms_press OUTLETS LOG

One asyncio process. Each outlet is a name (`host_of`) with a feed and, at most outlets, pages; which size, speed and
manners it has is derived from its number (`paper_of`), so that whoever measures knows them too. Most are small and slow
to publish, a few very busy; some give errors, some never answer. Orders come as lines of standard input, each is
answered by a line: "hang P" (so many percent of the outlets do not answer from now on), "flush" (LOG is whole).
LOG has a line for each request when it came: unix time, outlet, robots, feed or page. The first line of output is the
port.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

# What an outlet answers to a request for its feed, and how many in a thousand do so. What is left are well.
MANNERS = {
    "missing": 10,  # 404
    "gone": 3,  # 410
    "throttled": 10,  # 429, with Retry-After
    "broken": 15,  # 500
    "no-xml": 10,
    "moved": 15,  # 301 to the feed's new address
    "flaky": 30,  # 500 now and then
    "hangs": 20,  # takes the request and never answers
    "slow": 30,  # 10 to 30 seconds
}
FAILING = ("missing", "gone", "throttled", "broken", "no-xml", "hangs")
# Of a thousand: how many publish every so many seconds. Together some two articles a second for 10,000 outlets.
RHYTHMS = ((30, (120.0, 600.0)), (170, (1_200.0, 3_600.0)), (800, (3_600.0, 28_800.0)))
RETRY_AFTER = 600
ENTRIES = (5, 150)
SYLLABLES = [f"{head}{tail}" for head in ("b", "fl", "g", "kr", "m", "n", "sp", "t", "v", "z") for tail in "aeiou"]


def host_of(number: int) -> str:
    return f"paper-{number}.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One outlet: entries in its feed, seconds between two articles and before an answer (the median)."""

    number: int
    entries: int
    period: float
    seconds: float
    manner: str
    has_etag: bool
    shows_pages: bool

    def newest(self, at: float) -> int:
        """The number of its newest article at a moment; articles are numbered without end."""
        return int((at - self.number * 7.3) // self.period)

    def appeared(self, article: int) -> float:
        return article * self.period + self.number * 7.3

    def url(self, article: int, port: int) -> str:
        return f"http://{host_of(self.number)}:{port}/news/{article}"


@cache
def paper_of(number: int) -> Paper:
    chance = Random(f"paper {number}")
    low, high = _chosen(chance, RHYTHMS)
    size = chance.lognormvariate(3.2, 0.6)  # half of all below 25
    manner = _chosen(chance, (*((share, name) for name, share in MANNERS.items()), (1000, "well")))
    seconds = chance.uniform(10, 28) if manner == "slow" else min(max(chance.lognormvariate(-1.6, 1.0), 0.005), 8.0)
    return Paper(
        number=number,
        entries=int(min(max(size, ENTRIES[0]), ENTRIES[1])),
        period=chance.uniform(low, high),
        seconds=seconds,
        manner=manner,
        has_etag=chance.random() < 0.6,
        shows_pages=chance.random() < 0.5,
    )


def _chosen(chance: Random, shares: tuple[tuple[int, T], ...]) -> T:
    drawn = chance.randrange(1000)
    return next(
        what for upto, (_, what) in zip(accumulate(share for share, _ in shares), shares, strict=True) if drawn < upto
    )


@cache
def _words() -> list[str]:
    return [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "rs", "l", "t")]


def words(paper: Paper, article: int, count: int) -> str:
    chance = Random(f"{paper.number} {article}")
    return " ".join(chance.choices(_words(), k=count)).capitalize()


def feed_of(paper: Paper, at: float, port: int) -> bytes:
    newest = paper.newest(at)
    items = "".join(
        f"<item><title>{words(paper, one, 7)}</title><link>{paper.url(one, port)}</link>"
        f"<pubDate>{formatdate(paper.appeared(one))}</pubDate>"
        f"<description>{words(paper, one, 25)}.</description></item>"
        for one in range(newest, newest - paper.entries, -1)
    )
    return f'<rss version="2.0"><channel><title>Paper {paper.number}</title>{items}</channel></rss>'.encode()


def page_of(paper: Paper, article: int, *, at: float) -> bytes:
    """The page of an article that appeared at this moment."""
    title, said = words(paper, article, 7), words(paper, article, 160).split()
    text = "".join(f"<p>{' '.join(said[at : at + 40]).capitalize()}.</p>" for at in range(0, 160, 40))
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{moment}"></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


Answer = tuple[int, str, bytes]


class Town:
    """What every outlet answers, and what it was asked."""

    def __init__(self, outlets: int, log: Path) -> None:
        self.papers = {host_of(number): paper_of(number) for number in range(outlets)}
        self.log = log.open("w", buffering=65_536)
        self.port = 0
        self.hanging_percent = 0
        self.chance = Random("town")

    def asked(self, host: str, path: str, known: str) -> tuple[float, Answer | None]:
        """The answer and the seconds before it; None: it never comes."""
        paper, at = self.papers[host], time.time()
        kind = "robots" if path == "/robots.txt" else "page" if path.startswith("/news/") else "feed"
        self.log.write(f"{at:.3f} {paper.number} {kind}\n")
        if paper.manner == "hangs" or paper.number % 100 < self.hanging_percent:
            return 0.0, None
        seconds = min(paper.seconds * self.chance.lognormvariate(0, 0.4), 30.0)
        if kind == "robots":
            rule = "Disallow: /private/" if paper.shows_pages else "Disallow: /news/"
            return min(seconds, 1.0), (200, "", f"User-agent: *\n{rule}\n".encode())
        if kind == "page":
            return min(seconds, 2.0), (200, "", self._page(paper, path))
        return seconds, self._feed(paper, path, known, at)

    def _page(self, paper: Paper, path: str) -> bytes:
        article = int(path.rpartition("/")[2])
        return page_of(paper, article, at=paper.appeared(article))

    def _feed(self, paper: Paper, path: str, known: str, at: float) -> Answer:
        etag = f'"{paper.newest(at)}"'
        match paper.manner:
            case "missing":
                return 404, "", b"there is no such page"
            case "gone":
                return 410, "", b"gone"
            case "throttled":
                return 429, f"Retry-After: {RETRY_AFTER}\r\n", b"later"
            case "broken":
                return 500, "", b"broken"
            case "no-xml":
                return 200, "", feed_of(paper, at, self.port)[:300].replace(b"<", b"&lt;")
            case "moved" if path == "/feed":
                return 301, f"Location: http://{host_of(paper.number)}:{self.port}/new-feed\r\n", b""
            case "flaky" if self.chance.random() < 0.1:
                return 500, "", b"broken"
        if paper.has_etag and known == etag:
            return 304, f"ETag: {etag}\r\n", b""
        held = f"ETag: {etag}\r\n" if paper.has_etag else ""
        return 200, held + "Content-Type: application/rss+xml\r\n", feed_of(paper, at, self.port)


class Visitor(asyncio.Protocol):
    """One connection to the town."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.came += data
        while b"\r\n\r\n" in self.came:
            head, _, self.came = self.came.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = dict(_header(line) for line in lines)
            host = headers["host"].partition(":")[0]
            seconds, answer = self.town.asked(host, first.split(" ")[1], headers.get("if-none-match", ""))
            if answer is not None:
                asyncio.get_running_loop().call_later(seconds, self.answer, *answer)

    def answer(self, status: int, headers: str, body: bytes) -> None:
        if not self.transport.is_closing():
            head = f"HTTP/1.1 {status} So\r\nContent-Length: {len(body)}\r\n{headers}"
            kind = "" if "Content-Type" in headers else "Content-Type: text/html\r\n"
            self.transport.write(f"{head}{kind}\r\n".encode() + body)


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.lower(), value.strip()


async def main(outlets: int, log: Path) -> None:
    town, loop = Town(outlets, log), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Visitor(town), "127.0.0.1", 0, backlog=1024)
    town.port = server.sockets[0].getsockname()[1]
    print(town.port, flush=True)
    while order := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        word, _, number = order.partition(" ")
        if word == "hang":
            town.hanging_percent = int(number)
        town.log.flush()
        print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
