"""How the store grows: what verbs and pages ask, at a hundred thousand, a million and more stored articles.

    python -m bench.growth DATABASE [--articles N] [--a-day N] [--plans]

Fills the database, which must be empty: the last days article by article through the store, all before them by
statements (texts of 1 kB). Prints milliseconds a question, the median and the worst of seven, a transaction
each; the tables by size; and with --plans the statement that took longest of each question over 20 ms, with its plan.
"""

from __future__ import annotations

import argparse
import statistics
import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any

from sqlalchemy import Connection, event, text

from bench.filling import NOW, feed, fill, url
from monitor.model.articles import Entry
from monitor.model.digests import Schedule, Subscription, SubscriptionId
from monitor.model.outlets import OutletId
from monitor.model.volumes import StreamFilter
from monitor.model.watches import WatchId
from monitor.storage import Store, Work, open_store


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
        "stream, newest 50": lambda work: work.stream.of(StreamFilter(), 50),
        "stream of a watch": lambda work: work.stream.of(StreamFilter(watch=WatchId("w3")), 50),
        "stream of an outlet": lambda work: work.stream.of(StreamFilter(outlet=OutletId("outlet7")), 50),
        "stream of a language": lambda work: work.stream.of(StreamFilter(language="en"), 50),
        "stream of a day long ago": lambda work: work.stream.of(StreamFilter(day=(NOW - timedelta(days=7)).date()), 50),
        "matches a day, 30 days": lambda work: work.volumes.matches_since(NOW - timedelta(days=30)),
        "recent polls of a feed": lambda work: work.polls.recent(feed(0), 50),
        "recent deliveries": lambda work: work.deliveries.recent(50),
        "open proposals": lambda work: work.proposals.open(),
    }


def asked(store: Store, ask: Callable[[Work], object]) -> tuple[list[float], str]:
    """Seconds of seven askings, and the statement of the first that took longest, with its plan."""
    seconds: list[float] = []
    with store.begin() as work, timed(work._connection) as statements:
        ask(work)
    for _ in range(7):
        with store.begin() as work:
            begun = clock.perf_counter()
            ask(work)
            seconds.append(clock.perf_counter() - begun)
    return seconds, max(statements, default=(0.0, ""))[1]


@contextmanager
def timed(connection: Connection) -> Iterator[list[tuple[float, str]]]:
    """Every statement that runs within, with its seconds; the plan beside it."""
    found: list[tuple[float, str]] = []
    begun = [0.0]

    def before(*_: object) -> None:
        begun[0] = clock.perf_counter()

    def after(connection: Connection, _: object, statement: str, parameters: Any, *_rest: object) -> None:
        took = clock.perf_counter() - begun[0]
        if statement.startswith(("SELECT", "WITH")) and took > 0.005:
            how = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
            plan = connection.exec_driver_sql(how + statement, parameters).all()
            found.append((took, "\n".join((" ".join(statement.split())[:600], *(f"    {row[-1]}" for row in plan)))))

    event.listen(connection, "before_cursor_execute", before)
    event.listen(connection, "after_cursor_execute", after)
    yield found
    event.remove(connection, "before_cursor_execute", before)
    event.remove(connection, "after_cursor_execute", after)


SIZES = {
    "sqlite": "SELECT name, sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE type = 'table')"
    " GROUP BY name ORDER BY 2 DESC LIMIT 8",
    "postgresql": "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace ="
    " 'public'::regnamespace ORDER BY 2 DESC LIMIT 8",
}


def sizes(store: Store) -> str:
    with store.reading() as work:
        rows = work._connection.execute(text(SIZES[work._connection.dialect.name])).all()
    return ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--a-day", type=int, default=10_000)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    store = open_store(options.database)
    with store.reading() as work:
        empty = not work.articles.count()
    if empty:
        print(f"{fill(store, options.articles, options.a_day):8.0f} articles/s kept with page, match and place")
    for name, ask in questions(options.articles).items():
        seconds, slowest = asked(store, ask)
        median, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
        print(f"{median:8.1f} ms, worst {worst:8.1f}  {name}", flush=True)
        if options.plans and median > 20:
            print(slowest, flush=True)
    print(sizes(store))
    store.close()


if __name__ == "__main__":
    main()
