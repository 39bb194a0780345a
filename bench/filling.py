"""A store filled to any size: the last days as the verbs keep them, all before them by a statement a table."""

from __future__ import annotations

import time as clock
from datetime import UTC, datetime, time, timedelta

import msgspec

from bench.history import Past, fill_past
from monitor.model.articles import Article, ArticleUrl, Entry, FetchedDocument
from monitor.model.digests import (
    Coverage,
    Digest,
    DigestId,
    Item,
    Schedule,
    Section,
    Span,
    Subscription,
    SubscriptionId,
)
from monitor.model.identity import story_id
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import SourceState
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, Watch, WatchId
from monitor.storage import Store, Work

NOW = datetime(2026, 11, 2, 7, tzinfo=UTC)
# One article in ten answers a watch, three articles make a story; so many come one by one, through the store.
OUTLETS, BATCH, RECENT, WATCHES = 300, 200, 600, 10
TEXT = "Японія відкриє місію при НАТО в Брюсселі, повідомив міністр закордонних справ. " * 8


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


def fill(store: Store, articles: int, a_day: int, letters: int = len(TEXT)) -> float:
    """Articles a second of those that came through the store."""
    step = 86_400 / a_day
    old = max(articles - RECENT, 0)
    old -= old % 3
    with store.begin() as work:
        declare(work)
        for number in range(WATCHES):
            work.subscriptions.add(reader(number))
    past = Past(
        articles=old,
        a_day=a_day,
        days=-(-articles // a_day),
        begin=NOW - timedelta(seconds=step * articles),
        text=TEXT[:letters],
        hits='[{"field":"text","start":0,"end":6,"form":"Японія","term":"@japan"}]',
        sketch=msgspec.msgpack.encode(sketch_of(0, NOW)),
        digest=msgspec.json.encode(digest()).decode(),
    )
    fill_past(store, past)
    begun = clock.perf_counter()
    for start in range(old, articles, BATCH):
        with store.begin() as work:
            for number in range(start, min(start + BATCH, articles)):
                ingest(work, number, NOW - timedelta(seconds=step * (articles - number)))
            for one in work.documents.claim(BATCH, NOW):
                work.documents.ingested(one.id, ArticleUrl(one.entry_url))
    return (articles - old) / (clock.perf_counter() - begun)


def reader(number: int) -> Subscription:
    """Who reads one watch, each morning, and was told all but the last day."""
    return Subscription(
        id=SubscriptionId(f"reader{number}"),
        name="Reader",
        watches=(WatchId(f"w{number}"),),
        schedule=Schedule(times=(time(7),), zone="UTC"),
        channel="mail",
        recipients=tuple(f"r{one}" for one in range(10)),
        created_at=NOW - timedelta(days=3650),
        covered_until=NOW - timedelta(days=1),
    )


def digest() -> Digest:
    """What each of the old digests holds, whatever its own day."""
    items = tuple(
        Item(
            story=story_id(url(number)),
            url=url(number),
            headline=f"Title {number}",
            outlet_name="Outlet",
            language="uk",
            published=None,
            excerpt=(Span(text=TEXT[:150]),),
        )
        for number in range(10)
    )
    return Digest(
        id=DigestId("d0-0"),
        subscription=SubscriptionId("reader0"),
        title="Digest",
        language="en",
        zone="UTC",
        period_start=NOW - timedelta(days=1),
        period_end=NOW,
        sections=(Section(watch=WatchId("w0"), name="W", items=items),),
        coverage=Coverage(outlets=OUTLETS, polled=OUTLETS, articles=10_000),
    )
