"""A store filled to any size: the last days as the verbs keep them, all before them by a statement a table."""

from __future__ import annotations

import sys
import time as clock
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, text

from monitor.model.articles import Article, ArticleUrl, Entry, FetchedDocument
from monitor.model.identity import story_id
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import SourceState
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, Watch, WatchId
from monitor.storage import Store, Work

NOW = datetime(2026, 11, 2, 7, tzinfo=UTC)
# One article in ten answers a watch, three articles make a story; so many come one by one, through the store.
OUTLETS, BATCH, RECENT, WATCHES = 300, 500, 3000, 10
TEXT = "Японія відкриє місію при НАТО в Брюсселі, повідомив міністр закордонних справ. " * 8
# What is filled by statements: into which columns, and what article `number` (the oldest is 0) gives them.
SERIES = (
    " WITH RECURSIVE series(number) AS (SELECT {low} UNION ALL SELECT number + 1 FROM series WHERE number < {high}) "
)
AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', julianday(:begin) + number * :step / 86400.0)",
    "postgresql": "CAST(:begin AS timestamptz) + number * :step * interval '1 second'",
}
NAMES = {
    "url": "'https://outlet' || (number % 300) || '.example/news/2026/' || number || '-some-slug-of-usual-length'",
    "outlet": "'outlet' || (number % 300)",
    "feed": "'https://outlet' || (number % 300) || '.example/feed'",
    "story": "'s' || (number - number % 3)",
}
FILLS = (
    (
        "articles (id, url, outlet, title, language, cites, first_seen, baseline, text)",
        "number + 1, {url}, {outlet}, 'Title ' || number, 'uk', '[]', {at}, false, :text || number FROM series",
    ),
    (
        "entries (id, url, source, entry_id, state, attempts, detail, first_seen, last_seen, baseline)",
        "number + 1, {url}, {feed}, {url}, 'fetched', 1, '', {at}, {at}, false FROM series",
    ),
    (
        "polls (source, at, kind, status, detail, bytes, seconds, new_entries)",
        "{feed}, {at}, 'new', 200, '', 40000, 0.4, 1 FROM series",
    ),
    ("stories (id, first_seen)", "{story}, {at} FROM series WHERE number % 3 = 0"),
    (
        "memberships (story, article, relation, method, score, evidence)",
        "{story}, number + 1, CASE number % 3 WHEN 0 THEN 'lead' ELSE 'report' END, 'event', 0.9, '[]' FROM series",
    ),
    (
        "matches (article, watch, matched_at, archive, hits)",
        "number + 1, 'w' || (number / 10 % 10), {at}, false, :hits FROM series WHERE number % 10 = 0",
    ),
    ("sketches (article, at, value)", "number + 1, {at}, :sketch FROM series"),
)


def url(number: int) -> ArticleUrl:
    return ArticleUrl(f"https://outlet{number % OUTLETS}.example/news/2026/{number}-some-slug-of-usual-length")


def feed(number: int) -> str:
    return f"https://outlet{number % OUTLETS}.example/feed"


def declare(work: Work) -> None:
    ids = [OutletId(f"outlet{number}") for number in range(OUTLETS)]
    work.outlets.declare(
        [
            Outlet(
                id=name,
                name=name.title(),
                homepage=f"https://{name}.example/",
                languages=("uk",),
                country="UA",
                zone="Europe/Kyiv",
                kind="online",
                sources=(Source(url=feed(number), outlet=name, kind=SourceKind.FEED),),
            )
            for number, name in enumerate(ids)
        ]
    )
    for number in range(OUTLETS):
        work.sources.keep(SourceState(url=feed(number), next_poll_at=NOW, last_success_at=NOW, outcome="new"))
    work.watches.declare([Watch(id=WatchId(f"w{number}"), name="W", query="@japan") for number in range(WATCHES)])


def ingest(work: Work, number: int, at: datetime) -> None:
    address, outlet = url(number), OutletId(f"outlet{number % OUTLETS}")
    page = FetchedDocument(url=address, final_url=address, status=200, headers=(), body=TEXT.encode(), fetched_at=at)
    entry = Entry(id=address, url=address, title=f"Title {number}")
    work.documents.add(outlet=outlet, source=feed(number), entry=entry, document=page, baseline=False)
    work.articles.keep(
        Article(url=address, outlet=outlet, title=f"Title {number}", text=TEXT, language="uk", first_seen=at)
    )
    if number % 10 == 0:
        hit = Hit(field="text", start=0, end=6, form="Японія", term="@japan")
        work.matches.keep((Match(watch=WatchId(f"w{number // 10 % 10}"), article=address, hits=(hit,)),), at)
    lead = number - number % 3
    member = Membership(
        article=address,
        relation=Relation.LEAD if number == lead else Relation.REPORT,
        method="first" if number == lead else "event",
        score=1.0,
    )
    work.stories.keep(Placement(story=story_id(url(lead)), membership=member), sketch_of(number, at), at)


def sketch_of(number: int, at: datetime) -> Sketch:
    return Sketch(
        article=url(number),
        outlet=OutletId(f"outlet{number % OUTLETS}"),
        language="uk",
        at=at,
        length=len(TEXT),
        minhash=bytes(256),
        names=frozenset(f"name{number + n}" for n in range(20)),
        vector=bytes(768),
    )


def fill(store: Store, articles: int, a_day: int) -> float:
    """Articles a second of those that came through the store."""
    step = 86_400 / a_day
    old = max(articles - RECENT, 0)
    old -= old % 3
    with store.begin() as work:
        declare(work)
    for low in range(0, old, 90_000):
        with store.begin() as work:
            begin = NOW - timedelta(seconds=step * articles)
            _fill_old(work._connection, low, min(low + 90_000, old) - 1, begin=begin, step=step)
        print(f"{min(low + 90_000, old):,} of {articles:,}", file=sys.stderr, flush=True)
    settle(store)
    begun = clock.perf_counter()
    for start in range(old, articles, BATCH):
        with store.begin() as work:
            for number in range(start, min(start + BATCH, articles)):
                ingest(work, number, NOW - timedelta(seconds=step * (articles - number)))
            for one in work.documents.claim(BATCH, NOW):
                work.documents.ingested(one.id, ArticleUrl(one.entry_url))
    return (articles - old) / (clock.perf_counter() - begun)


def _fill_old(connection: Connection, low: int, high: int, *, begin: datetime, step: float) -> None:
    values = {
        "begin": begin.strftime("%Y-%m-%d %H:%M:%S") + ("" if connection.dialect.name == "sqlite" else "+00"),
        "step": step,
        "text": TEXT,
        "hits": '[{"field":"text","start":0,"end":6,"form":"Японія","term":"@japan"}]',
        "sketch": msgspec.msgpack.encode(sketch_of(0, NOW)),
    }
    places = {**NAMES, "at": AT[connection.dialect.name]}
    for into, rows in FILLS:
        said = f"INSERT INTO {into}{SERIES.format(low=low, high=high)}SELECT {rows.format(**places)}"
        connection.execute(text(said), {name: value for name, value in values.items() if f":{name}" in said})
    connection.execute(text("DELETE FROM archive_waiting"))


def settle(store: Store) -> None:
    """PostgreSQL's sequences do not see numbers that came with the rows, nor its planner rows that came at once."""
    with store.begin() as work:
        if work._connection.dialect.name == "sqlite":
            return
        for table in ("articles", "entries"):
            number = f"setval(pg_get_serial_sequence('{table}', 'id'), max(id))"
            work._connection.execute(text(f"SELECT {number} FROM {table} HAVING max(id) > 0"))
        work._connection.execute(text("ANALYZE"))
