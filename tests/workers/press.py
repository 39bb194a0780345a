"""Twenty outlets on loopback that tell of the same events on five days, always the same.

Of each event some outlets print the wire's text and two their own report of it, later and with a source of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event, Thread

import msgspec

from monitor.config import Config, read_config
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Schedule, Subscription, SubscriptionId
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.seams import Clock
from monitor.model.watches import Watch, WatchId
from monitor.newsroom.server import listen
from monitor.newsroom.sites import Paper
from tests.workers.news import SIGN, text_of, title_of

ROOT = Path(__file__).parents[2]
OUTLETS = 20
TELLERS = 7
OF_THEIR_OWN = 2
START = datetime(2026, 3, 2, 6, tzinfo=UTC)
# On the first day stand the outlets alone: what a first visit finds is no news.
DAYS = tuple(START + timedelta(days=day) for day in range(6))


@dataclass(frozen=True)
class Piece:
    """An outlet's article on an event. `place`: how many told of it before."""

    event: int
    place: int
    published: datetime

    @property
    def title(self) -> str:
        return f"{title_of(self.event)}, officials confirm" if self.is_own else title_of(self.event)

    @property
    def is_own(self) -> bool:
        return bool(self.event) and self.place >= TELLERS - OF_THEIR_OWN

    @property
    def text(self) -> tuple[str, ...]:
        wire = text_of(self.event)
        if not self.is_own:
            return wire
        return (
            f"{wire[2]} So it was {SIGN} to our reporter {self.place}, and Reuters reported it, too.",
            wire[0],
            wire[3],
        )


def pieces_of(outlet: int, events: int) -> Iterator[Piece]:
    yield Piece(event=0, place=0, published=START - timedelta(days=9))
    for event in range(1, events + 1):
        first = DAYS[1 + event % (len(DAYS) - 1)] - timedelta(minutes=90, seconds=event)
        for place in range(TELLERS):
            if (event * 7 + place * 3) % OUTLETS == outlet:
                yield Piece(event=event, place=place, published=first + timedelta(minutes=7 * place))


class Press:
    """What stands where at `clock()`. An answer waits until the press is `open`; `asked`: somebody waits for one."""

    def __init__(self, clock: Clock, events: int) -> None:
        self._clock = clock
        self._pieces = {number: tuple(pieces_of(number, events)) for number in range(OUTLETS)}
        self.port = 0
        self.open, self.asked = Event(), Event()
        self.open.set()

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        return tuple(map(self._outlet, range(OUTLETS)))

    def paper(self, host: str, path: str) -> Paper | None:
        self.asked.set()
        self.open.wait()
        number, now = int(host.removeprefix("paper-").removesuffix(".test")), self._clock()
        there = [piece for piece in self._pieces[number] if piece.published <= now]
        if path == "/feed":
            return Paper(body=self._feed(host, there).encode(), content_type="application/rss+xml", changed=now)
        for piece in there:
            if path == f"/news/{piece.event}":
                page = _page(piece).encode()
                return Paper(body=page, content_type="text/html; charset=utf-8", changed=piece.published)
        return None

    def _outlet(self, number: int) -> Outlet:
        home = f"http://paper-{number}.test:{self.port}/"
        source = Source(url=f"{home}feed", outlet=OutletId(f"paper-{number}"), kind=SourceKind.FEED)
        return Outlet(
            id=source.outlet, name=f"Paper {number}", homepage=home, languages=("en",), country="GB", zone="UTC",
            kind="newspaper", sources=(source,),
        )  # fmt: skip

    def _feed(self, host: str, pieces: list[Piece]) -> str:
        items = "".join(
            f"<item><title>{piece.title}</title><link>http://{host}:{self.port}/news/{piece.event}</link>"
            f"<pubDate>{format_datetime(piece.published)}</pubDate></item>"
            for piece in reversed(pieces)
        )
        return f'<rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'


def _page(piece: Piece) -> str:
    facts = {"@type": "NewsArticle", "headline": piece.title, "datePublished": piece.published.isoformat()}
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in piece.text)
    return (
        f'<!doctype html><html lang="en"><head><title>{piece.title}</title>'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
        f"<body><article><h1>{piece.title}</h1>{paragraphs}</article></body></html>"
    )


@contextmanager
def publishing(clock: Clock, *, events: int) -> Iterator[Press]:
    press = Press(clock, events)
    server = listen(press.paper, lambda _: None)
    press.port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield press
    server.shutdown()
    server.server_close()


def config_of(press: Press, out: Path) -> Config:
    """What is delivered, with these outlets, two watches and a reader whose digest goes to the folder."""
    declared = read_config(ROOT / "config", now=START)
    settings = replace(
        declared.settings,
        crawl=msgspec.structs.replace(declared.settings.crawl, delay_seconds=0.02, contact="test"),
        egress=type(declared.settings.egress)(
            allow=("127.0.0.1",), hosts={f"paper-{number}.test": "127.0.0.1" for number in range(OUTLETS)}
        ),
        channels=(ChannelSettings(name="folder", kind="directory"),),
    )
    watches = (
        Watch(id=WatchId("told"), name="Told", query=SIGN, declared=True),
        Watch(id=WatchId("few"), name="Few", query="officials AND (volcano OR wolf OR brewery)", declared=True),
    )
    reader = Subscription(
        id=SubscriptionId("reader"),
        name="Reader",
        watches=tuple(watch.id for watch in watches),
        schedule=Schedule(times=(time(7),), zone="UTC"),
        channel="folder",
        recipients=(str(out),),
        declared=True,
        created_at=START,
        covered_until=START,
    )
    return replace(declared, settings=settings, outlets=press.outlets, watches=watches, subscriptions=(reader,))
