"""How the store grows: the statements of the four verbs at a hundred thousand and more stored articles.

    python bench/storage.py sqlite:////tmp/bench.sqlite3 100000

Fills the database, which must be empty, and prints seconds a call (the best of five) and rows a second of the filling.
"""

from __future__ import annotations

import sys
import time as clock
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from monitor.model.articles import Article, ArticleUrl, Entry, FetchedDocument
from monitor.model.digests import Schedule, Subscription, SubscriptionId
from monitor.model.identity import story_id
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.model.polls import SourceState
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, Watch, WatchId
from monitor.storage import Store, Work, open_store

NOW = datetime(2026, 11, 2, 7, tzinfo=UTC)
# One article in ten answers a watch, three articles make a story, a thousand articles come a day.
A_DAY, OUTLETS, BATCH = 1000, 300, 500
TEXT = "Японія відкриє місію при НАТО в Брюсселі, повідомив міністр закордонних справ. " * 40


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
    work.watches.declare([Watch(id=WatchId(f"w{number}"), name="W", query="@japan") for number in range(10)])


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
    sketch = Sketch(
        article=address,
        outlet=outlet,
        language="uk",
        at=at,
        length=len(TEXT),
        minhash=bytes(256),
        names=frozenset(f"name{number + n}" for n in range(20)),
        vector=bytes(768),
    )
    work.stories.keep(Placement(story=story_id(url(lead)), membership=member), sketch, at)


def fill(store: Store, articles: int) -> float:
    begun = clock.perf_counter()
    with store.begin() as work:
        declare(work)
    for start in range(0, articles, BATCH):
        with store.begin() as work:
            for number in range(start, min(start + BATCH, articles)):
                ingest(work, number, NOW - timedelta(days=1) * (articles - number) / A_DAY)
            for one in work.documents.claim(BATCH, NOW):
                work.documents.ingested(one.id, ArticleUrl(one.entry_url))
    return articles / (clock.perf_counter() - begun)


def questions(articles: int) -> dict[str, Callable[[Work], object]]:
    reader = Subscription(
        id=SubscriptionId("reader"),
        name="Reader",
        watches=(),
        schedule=Schedule(times=(time(7),), zone="UTC"),
        channel="mail",
        recipients=("a@example.org",),
        created_at=NOW - timedelta(days=3650),
        covered_until=NOW - timedelta(days=1),
    )
    listing = tuple(
        Entry(id=str(number), url=url(number), title=f"Title {number}")
        for number in range(articles - 100, articles + 50)
    )
    day, window = NOW - timedelta(days=1), NOW - timedelta(days=4)
    return {
        "unknown, 150 entries": lambda work: work.entries.unknown(feed(0), listing, NOW),
        "claim of nothing": lambda work: work.documents.claim(50, NOW),
        "count_waiting": lambda work: work.documents.count_waiting(NOW),
        "known, 50 addresses": lambda work: work.articles.known([url(number) for number in range(50)]),
        "open stories of 4 days": lambda work: work.stories.open_between(window, NOW),
        "undelivered": lambda work: work.digests.undelivered(reader, NOW),
        "coverage of a day": lambda work: work.coverage(day, NOW),
        "stories of a day": lambda work: work.stories.since(day),
        "matches of a day": lambda work: work.matches.since(day),
        "articles of a day": lambda work: work.articles.since(day),
        "outlets": lambda work: work.outlets.enabled(),
        "count of articles": lambda work: work.articles.count(),
    }


def best_of_five(store: Store, ask: Callable[[Work], object]) -> float:
    seconds = []
    for _ in range(5):
        with store.begin() as work:
            begun = clock.perf_counter()
            ask(work)
            seconds.append(clock.perf_counter() - begun)
    return min(seconds)


def main(address: str, articles: int) -> None:
    store = open_store(address)
    print(f"{fill(store, articles):8.0f} articles/s kept with page, match and place")
    for name, ask in questions(articles).items():
        print(f"{best_of_five(store, ask) * 1000:8.1f} ms  {name}")
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
