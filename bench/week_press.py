"""The outlets, the mail server and the reader of the simulated week, in a process of their own.

    python -m bench.week_press OUTLETS HOURS

Each outlet is a virtual host of the newsroom's server (monitor.newsroom.server): a feed of its last dozen articles and
their pages, as they stand at the time that the week says. Every second hour each publishes; every fifth article is
changed three hours later. An outlet in four is down for six hours every third day, the whole network once for two.
Orders come as lines of standard input, each is answered by a line of JSON:

    at ISO          the time is now this
    ask PORT        the web desk's pages are read; statuses by path
    mails           the Message-ID of every mail taken so far
"""

from __future__ import annotations

import json
import socket
import sys
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from random import Random
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

from monitor.newsroom.server import listen
from monitor.newsroom.sites import Paper

START = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVERY = 2 * HOUR
SHOWN = 12
# Read by the desk's visitor, in turn.
PAGES = ("/", "/stories", "/watches", "/outlets", "/digests", "/ready", "/health", "/metrics")
_WORDS = {
    "en": "the council agreed on a plan for harbours railways bridges schools farmers prices energy winter storms "
    "budget minister region election hospital students music festival river museum trade court police weather",
    "uk": "рада погодила план портів залізниць мостів шкіл фермерів цін енергії зими бюджету міністр регіон вибори "
    "лікарня студенти музика фестиваль річка музей торгівля суд поліція погода",
}
_WANTED = {
    "en": "NATO and Japan sign agreement number {number} in {place}. Japan and NATO said it is worth {sum} million.",
    "uk": "НАТО і Японія підписали угоду номер {number} у {place}. Японія та НАТО повідомили про {sum} мільйонів.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of the week."""

    outlet: int
    number: int
    appears: datetime

    @property
    def path(self) -> str:
        return f"/news/{self.number}"

    @property
    def is_wanted(self) -> bool:
        return (self.number + self.outlet) % 8 == 0

    @property
    def changes(self) -> datetime | None:
        return self.appears + 3 * HOUR if self.number % 5 == 0 else None

    @property
    def language(self) -> str:
        return "uk" if self.outlet % 3 == 0 else "en"

    def paragraphs(self, now: datetime) -> list[str]:
        """Its headline and its paragraphs, as they stand now."""
        return self._written(bool(self.changes and now >= self.changes))

    @lru_cache(maxsize=4_096)  # noqa: B019  # of the press's own process; a feed shows the same twenty hour by hour
    def _written(self, is_changed: bool) -> list[str]:
        random = Random(self.outlet * 100_000 + self.number)
        words = _WORDS[self.language].split()
        told = [" ".join(random.choices(words, k=40)).capitalize() + "." for _ in range(6)]
        title = " ".join(random.choices(words, k=7)).capitalize() + f" {self.outlet}-{self.number}"
        if self.is_wanted:
            facts = {
                "number": self.number * 100 + self.outlet,
                "place": f"Town{random.randrange(999)}",
                "sum": self.number + 10,
            }
            said = _WANTED[self.language].format(**facts)
            title, told = said.split(".")[0], [said, *told]
        if is_changed:
            told.append(" ".join(random.choices(words, k=12)).capitalize() + f" {random.randrange(10**6)}.")
        return [title, *told]


def host_of(outlet: int) -> str:
    return f"paper-{outlet}.test"


def pieces_of(outlet: int, hours: int) -> list[Piece]:
    """What an outlet publishes: a stock of before the week, then one every two hours, each outlet at its own
    minute."""
    first = START - SHOWN * EVERY + timedelta(minutes=outlet % 60)
    count = SHOWN + int(hours * HOUR / EVERY)
    return [Piece(outlet=outlet, number=n, appears=first + n * EVERY) for n in range(count)]


def is_down(outlet: int, now: datetime) -> bool:
    """The network in the third night; an outlet six hours of every third day."""
    hours = (now - START) / HOUR
    return 50 <= hours < 52 or (outlet % 4 == 0 and 8 <= (hours + 24 * outlet) % 72 < 14)


class Press:
    """Every outlet's site, at the time that is set."""

    def __init__(self, outlets: int, hours: int) -> None:
        self.now = START
        self.port = 0
        self._pieces = {host_of(n): pieces_of(n, hours) for n in range(outlets)}

    def find(self, host: str, path: str) -> Paper | None:
        pieces, now = self._pieces.get(host, []), self.now
        if pieces and is_down(pieces[0].outlet, now):
            raise ConnectionResetError
        out = [piece for piece in pieces if piece.appears <= now]
        if path == "/feed":
            return _paper(
                _feed(out[-SHOWN:], f"http://{host}:{self.port}", now), "application/rss+xml", out[-1].appears
            )
        piece = next((one for one in reversed(out) if one.path == path), None)
        if piece is None:
            return None
        changed = piece.changes if piece.changes and piece.changes <= now else piece.appears
        return _paper(_page(piece, now), "text/html", changed)


def _paper(text: str, kind: str, changed: datetime) -> Paper:
    return Paper(body=text.encode(), content_type=f"{kind}; charset=utf-8", changed=changed)


def _feed(pieces: list[Piece], base: str, now: datetime) -> str:
    items = "".join(
        f"<item><title>{escape(piece.paragraphs(now)[0])}</title><link>{base}{piece.path}</link>"
        f"<pubDate>{format_datetime(piece.appears)}</pubDate></item>"
        for piece in reversed(pieces)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'
    )


def _page(piece: Piece, now: datetime) -> str:
    title, *told = piece.paragraphs(now)
    text = "".join(f"<p>{escape(one)}</p>" for one in told)
    links = "".join(f'<li><a href="/news/{n}">{n}</a></li>' for n in range(40))
    return (
        f'<!doctype html><html lang="{piece.language}"><head><title>{escape(title)}</title>'
        f'<meta property="article:published_time" content="{piece.appears.isoformat()}"></head><body>'
        f"<nav><ul>{links}</ul></nav><article><h1>{escape(title)}</h1>{text}</article><footer>Paper</footer></body></html>"
    )


class PostBox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        self.taken += [(str(mail["Message-ID"]), recipient) for recipient in envelope.rcpt_tos]
        return "250 taken"


def _ask(port: int) -> dict[str, int]:
    found = {}
    for path in PAGES:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            answer.read()
            found[path] = answer.status
    return found


def main() -> None:
    outlets, hours = int(sys.argv[1]), int(sys.argv[2])
    press, box = Press(outlets, hours), PostBox()
    server = listen(press.find, lambda _: None)
    press.port = int(server.server_address[1])
    Thread(target=server.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        smtp = free.getsockname()[1]
    mail = Controller(box, hostname="127.0.0.1", port=smtp)
    mail.start()
    print(json.dumps({"port": press.port, "smtp": smtp}), flush=True)
    for line in sys.stdin:
        order, _, given = line.strip().partition(" ")
        said: object = None
        if order == "at":
            press.now = datetime.fromisoformat(given)
        elif order == "ask":
            said = _ask(int(given))
        elif order == "mails":
            said = box.taken
        print(json.dumps(said), flush=True)
    mail.stop()


if __name__ == "__main__":
    main()
