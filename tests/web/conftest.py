"""A web desk on a port of its own, over a store with a few stories."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from monitor import bootstrap
from monitor.bootstrap import App
from monitor.config import read_config
from monitor.digests import read_schedule
from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import Subscription, SubscriptionId
from monitor.model.outlets import OutletId
from monitor.model.rulings import Bridge
from monitor.model.stories import StoryId
from monitor.services.digest import digest
from monitor.services.ingest import import_articles
from monitor.web import web_server
from tests.builders import NOW, article, outlet, watch
from tests.fakes import FakeRoad, clock_at

ROOT = Path(__file__).parents[2]
# What outlets' titles may hold (OWASP's and PortSwigger's collections show the same few ideas in a thousand ways): tags,
# attributes broken out of, other parsers' contexts, what a template, a format or htmx would take for its own.
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "javascript:alert(1)",
    "</title></h1></style></script><svg onload=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
    '<a href="jav&#x09;ascript:alert(1)">here</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '" hx-get="/watches/try" hx-trigger="load" data-x="',
    "<input name=verdict form=split><base href=//evil.example>",
    "{n} {title} {0.__class__.__mro__} {moment!r:>99} %s%n",
    "{% include 'layout.html' %}{{ page.__class__ }}",
    "\u202egnp.exe \u2066<b>\u2069",
    "<img src=x\nonerror=alert(1)\n>",
)


# Stories of their own, which no watch asks for.
ELSEWHERE = (
    ("harvest", "Wheat harvest ends early in Saskatchewan", "Farmers brought in the wheat two weeks early this year."),
    ("museum", "Glass museum reopens after fire", "The glass museum of Murano shows its bowls again from Friday on."),
    ("tram", "Gothenburg buys forty trams", "The city orders forty trams for its northern line, delivered from May."),
)

# A site that is no outlet yet: two feeds, of which one has all that the other has.
NEWCOMER = "https://newcomer.example/"
ENTRY = (
    "<item><title>The council meets on the bridge, part {n}</title><link>https://newcomer.example/news/{n}</link>"
    "<description>It was said that the bridge needs a new deck before winter, and that it will be built.</description>"
    "<pubDate>Mon, 02 Nov 2026 0{n}:00:00 GMT</pubDate></item>"
)
FEED = "<rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>"
SITE = {
    NEWCOMER: "<html lang='en'><head><title>The Newcomer</title>"
    "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    "<link rel='alternate' type='application/rss+xml' href='/few'></head><body><p>News</p></body></html>",
    f"{NEWCOMER}feed": FEED.format(title="All", entries="".join(ENTRY.format(n=n) for n in range(1, 8))),
    f"{NEWCOMER}few": FEED.format(title="Few", entries="".join(ENTRY.format(n=n) for n in range(1, 3))),
    "https://silent.example/": "<html><body><p>Nothing to follow here.</p></body></html>",
    "https://example.org/feed": FEED.format(title="Example", entries=ENTRY.format(n=1)),
}


def articles() -> list[Article]:
    reports = [
        article(),
        article(
            url=ArticleUrl("https://other.example/tokyo"),
            outlet=OutletId("other"),
            title="Japan to open mission to NATO in Brussels",
            text="Japan will open a mission to NATO in Brussels, its government says.",
        ),
    ]
    reports += [
        article(
            url=ArticleUrl(f"https://example.org/evil/{number}"),
            title=f"NATO {payload}",
            text=f"NATO and Japan {payload}. {payload}",
            author=payload,
            cites=(payload,),
            first_seen=NOW - timedelta(days=number + 1),
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    return reports


def elsewhere() -> list[Article]:
    return [
        article(url=ArticleUrl(f"https://example.org/else/{name}"), title=title, text=text)
        for name, title, text in ELSEWHERE
    ]


def changed() -> list[Article]:
    """What outlets made of their articles later: a number, a name, a "not"; and every payload."""
    first = article(
        title="Japan to open no mission to NATO",
        text="Japan will not open a mission to NATO in Brussels. The cost is 15 million.",
        first_seen=NOW + timedelta(minutes=5),
    )
    evil = [
        replace(one, text=f"{payload} NATO and Japan. {payload}", title=f"{payload} NATO", first_seen=NOW)
        for one, payload in zip(articles()[2:], reversed(PAYLOADS), strict=True)
    ]
    return [first, *evil]


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]
    url: str = ""


@dataclass(frozen=True)
class Desk:
    """A running desk and its application."""

    address: str
    app: App

    def get(self, path: str, **headers: str) -> Answer:
        return _ask(urllib.request.Request(f"{self.address}{path}", headers=headers))

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        return _ask(urllib.request.Request(f"{self.address}{path}", data=urlencode(form).encode(), headers=headers))

    @property
    def story(self) -> str:
        with self.app.store.reading() as work:
            placed = work.stories.of_article(article().url)
        assert placed is not None
        return placed.id

    def proposal(self, score: float) -> int:
        """A question on two stories that nobody was asked about, and its number."""
        with self.app.store.begin() as work:
            pairs = [(one, other) for one in self.stories for other in self.stories if one < other]
            for one, other in pairs:
                bridge = Bridge(article=article().url, story=StoryId(one), other=StoryId(other), score=score)
                if work.proposals.keep(bridge, NOW):
                    break
            return next(one.id for one in work.proposals.open() if one.bridge.score == score)

    @property
    def stories(self) -> tuple[str, ...]:
        with self.app.store.reading() as work:
            return tuple(story.id for story in work.stories.since(None))


def _ask(request: urllib.request.Request) -> Answer:
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return Answer(answer.status, answer.read().decode(), dict(answer.headers), answer.url)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), dict(error.headers))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(_app(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.sqlite3'}")) as opened:
        yield opened


@contextmanager
def running(app: App) -> Iterator[Desk]:
    """The desk of an application, until the end."""
    server = web_server(app, host="127.0.0.1", port=0, road=FakeRoad(SITE, at=NOW))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Desk(address=f"http://127.0.0.1:{port}", app=app)
    server.should_exit = True
    thread.join()
    app.close()


def _app(database: str) -> App:
    declared = replace(
        read_config(ROOT / "config", now=NOW),
        outlets=(outlet(), outlet(id=OutletId("other"), name=PAYLOADS[0], homepage="https://other.example/")),
        watches=(watch("@nato AND @japan", id="nato-japan", name="NATO and Japan"),),
    )
    app = bootstrap.start(declared, database=database, clock=clock_at(NOW + timedelta(hours=1)))
    told = Subscription(
        id=SubscriptionId("morning"),
        name="Morning",
        watches=(),
        schedule=read_schedule("daily 07:00", "Europe/Kyiv"),
        channel="folder",
        recipients=("digests",),
        created_at=NOW - timedelta(days=30),
        covered_until=NOW - timedelta(days=30),
    )
    with app.store.begin() as work:
        work.subscriptions.add(told)
    import_articles(app.store, [*articles(), *elsewhere()], bootstrap.knowledge_of(app.store), now=NOW)
    import_articles(app.store, changed(), bootstrap.knowledge_of(app.store), now=NOW)
    assert digest(app.store, told, period_end=NOW, now=NOW)
    return app
