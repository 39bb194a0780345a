"""How the store grows: what verbs and pages ask, at a hundred thousand, a million and more stored articles.

    python -m bench.growth DATABASE [--articles N] [--a-day N] [--letters N] [--plans DIRECTORY] [--only WORD]

Fills the database, which must be empty: the last articles one by one through the store, all before them by statements
(bench.history; texts of 1 kB, with --letters 170 of 0.3). Prints milliseconds a question, the median and the worst of
seven, a transaction each; and of processor time the median, of this process and, where the server runs on this
machine, of PostgreSQL: what that comes to does not hang on what else the machine does. Then the tables by size. Into
the directory go the statements of each question, those over a tenth of the longest, with their plans.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text

from bench.filling import NOW, TEXT, feed, fill, reader, url
from monitor.model.articles import Entry
from monitor.model.digests import SubscriptionId
from monitor.model.outlets import OutletId
from monitor.model.volumes import StreamFilter
from monitor.model.watches import WatchId
from monitor.storage import Store, Work, open_store


def questions(articles: int) -> dict[str, Callable[[Work], object]]:
    return {**of_the_verbs(articles), **of_the_pages()}


def of_the_verbs(articles: int) -> dict[str, Callable[[Work], object]]:
    told, new = reader(3), replace(reader(3), id=SubscriptionId("new"))
    old = tuple(Entry(id=str(number), url=url(number), title=f"Title {number}") for number in range(100))
    listing = tuple(
        Entry(id=str(number), url=url(number), title=f"Title {number}")
        for number in range(articles - 100, articles + 50)
    )
    day = NOW - timedelta(days=1)
    # A part of what monitor.services.windows reads, once a process: that is some twenty days.
    window = NOW - timedelta(days=4)
    return {
        "which of 150 entries are new": lambda work: work.entries.unknown(feed(0), listing, NOW),
        "which of 100 old entries are new": lambda work: work.entries.unknown(feed(0), old, NOW),
        "outlets due": lambda work: work.sources.outlets_due(NOW, 50),
        "sources with pages to try again": lambda work: work.entries.sources_due(NOW, [feed(7)]),
        "pages to fetch again": lambda work: work.documents.sources_due_again(NOW, [feed(7)]),
        "claim of nothing": lambda work: work.documents.claim(50, NOW),
        "count of waiting pages": lambda work: work.documents.count_waiting(NOW),
        "known, 50 addresses": lambda work: work.articles.known([url(number) for number in range(50)]),
        "window of open stories, 4 days": lambda work: work.stories.open_between(window, NOW),
        "placed since": lambda work: work.stories.placed_since(work.stories.last_placed() - 500),
        "undelivered of a reader": lambda work: work.digests.undelivered(told, NOW),
        "undelivered of a new reader": lambda work: work.digests.undelivered(new, NOW),
        "developing": lambda work: work.telling.developing(told, NOW),
        "edited": lambda work: work.telling.edited(told),
        "coverage of a day": lambda work: work.coverage(day, NOW),
        "deliveries due": lambda work: (work.deliveries.due(NOW), work.deliveries.count_due(NOW, day)),
        "deliveries interrupted": lambda work: work.deliveries.interrupted_before(NOW),
        "standing": lambda work: work.standing(NOW),
    }


def of_the_pages() -> dict[str, Callable[[Work], object]]:
    day, month = NOW - timedelta(days=1), NOW - timedelta(days=30)
    return {
        "stories of a day": lambda work: work.stories.since(day),
        "matches of a day": lambda work: work.matches.since(day),
        "articles of a day": lambda work: work.articles.since(day),
        "count of articles": lambda work: work.articles.count(),
        "stream, newest 50": lambda work: work.stream.of(StreamFilter(), 50),
        "stream of a watch": lambda work: work.stream.of(StreamFilter(watch=WatchId("w3")), 50),
        "stream of an outlet": lambda work: work.stream.of(StreamFilter(outlet=OutletId("outlet7")), 50),
        "stream of a language": lambda work: work.stream.of(StreamFilter(language="en"), 50),
        "stream of a day long ago": lambda work: work.stream.of(StreamFilter(day=(NOW - timedelta(days=7)).date()), 50),
        "articles a day, 30 days": lambda work: work.volumes.articles_since(month),
        "matches a day, 30 days": lambda work: work.volumes.matches_since(month),
        "visits a day, 30 days": lambda work: work.volumes.polls_since(month),
        "intake of 30 days": lambda work: work.volumes.intake_since(month),
        "recent polls of a feed": lambda work: work.polls.recent(feed(0), 50),
        "recent digests": lambda work: work.digests.recent(20),
        "recent deliveries": lambda work: work.deliveries.recent(50),
        "open proposals": lambda work: work.proposals.open(),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One asking: by the clock, and processor time of both sides. Milliseconds."""

    took: float
    here: float
    there: float


def asked(store: Store, ask: Callable[[Work], object]) -> list[Asked]:
    found: list[Asked] = []
    while len(found) < 2 or (len(found) < 8 and sum(one.took for one in found) < ENOUGH):
        with store.begin() as work:
            backend = _backend(work._connection)
            _alone(work._connection)
            there, here, begun = _used(backend), clock.process_time(), clock.perf_counter()
            ask(work)
            took = clock.perf_counter() - begun
            here = clock.process_time() - here
            found.append(Asked(took=took * 1000, here=here * 1000, there=(_used(backend) - there) * 1000))
    return found[1:]


def _alone(connection: Connection) -> None:
    """One process of PostgreSQL does all of it, so that its time counts; several would take less by the clock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL max_parallel_workers_per_gather = 0"))


def _backend(connection: Connection) -> Path | None:
    """Where Linux says how long the connection's server process ran; None where it is another machine's."""
    if connection.dialect.name == "sqlite":
        return None
    found = Path(f"/proc/{connection.execute(text('SELECT pg_backend_pid()')).scalar_one()}/schedstat")
    return found if found.exists() else None


def _used(backend: Path | None) -> float:
    return int(backend.read_text().split()[0]) / 1e9 if backend else 0.0


def statements(store: Store, ask: Callable[[Work], object]) -> list[Statement]:
    """What a question runs, the longest first, but for what takes less than a tenth of that."""
    with store.begin() as work, timed(work._connection) as found:
        _alone(work._connection)
        ask(work)
    longest = max((one.seconds for one in found), default=0.0)
    return sorted((one for one in found if one.seconds >= longest / 10), key=lambda one: -one.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    seconds: float
    sql: str
    plan: tuple[str, ...]


@contextmanager
def timed(connection: Connection) -> Iterator[list[Statement]]:
    """Every statement that runs within, once of each, with its seconds and its plan."""
    found: list[Statement] = []
    begun = [0.0]
    how = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else EXPLAIN

    def before(*_: object) -> None:
        begun[0] = clock.perf_counter()

    def after(connection: Connection, _: object, statement: str, parameters: Any, *_rest: object) -> None:
        took = clock.perf_counter() - begun[0]
        if statement.startswith(("SELECT", "WITH")) and all(one.sql != statement for one in found):
            plan = connection.exec_driver_sql(how + statement, parameters).all()
            found.append(Statement(seconds=took, sql=statement, plan=tuple(str(row[-1]) for row in plan)))

    event.listen(connection, "before_cursor_execute", before)
    event.listen(connection, "after_cursor_execute", after)
    yield found
    event.remove(connection, "before_cursor_execute", before)
    event.remove(connection, "after_cursor_execute", after)


# Rows and pages are exact whatever else the machine does; times are not.
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) "


def write_plans(folder: Path, name: str, found: list[Statement]) -> None:
    said = "\n".join(
        "\n".join((_short(one.sql), "", *(f"    {line}"[:WIDEST] for line in one.plan), "")) for one in found[:PLANS]
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{re.sub('[^a-z0-9]+', '-', name)}.txt").write_text(f"{name}\n\n{said}")


def _short(sql: str) -> str:
    """A list of values is as good as its first."""
    one_line = re.sub(r"\((%\(\w+\)s(?:::\w+)?), .*?\)(?=\s|$|\))", r"(\1, ...)", " ".join(sql.split()))
    return re.sub(r"SELECT (?:\w+\.\w+(?: AS \w+)?, )+\w+\.\w+(?: AS \w+)? ", "SELECT ... ", one_line)


# Milliseconds after which a question is not asked again; it is asked twice at least, and the first does not count.
ENOUGH = 5_000
# Statements of a question whose plans are kept.
PLANS = 2
# Letters of a line of a plan, of which some name every value of a list.
WIDEST = 160
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
    parser.add_argument("--letters", type=int, default=len(TEXT), help="of a text; two bytes each")
    parser.add_argument("--plans", type=Path, help="a directory for the plans")
    parser.add_argument("--only", default="", help="questions whose names hold this")
    options = parser.parse_args()
    store = open_store(options.database)
    with store.reading() as work:
        empty = not work.articles.count()
    if empty:
        print(f"{fill(store, options.articles, options.a_day, options.letters):8.0f} articles/s kept through the store")
    print("by the clock, median and worst; processor time here and in the database: milliseconds")
    for name, ask in questions(options.articles).items():
        if options.only not in name:
            continue
        found = asked(store, ask)
        took = [one.took for one in found]
        here, there = (
            statistics.median(times) for times in ([one.here for one in found], [one.there for one in found])
        )
        print(f"{statistics.median(took):9.1f} {max(took):9.1f} {here:9.1f} {there:9.1f}  {name}", flush=True)
        if options.plans:
            write_plans(options.plans, name, statements(store, ask))
    print(sizes(store))
    store.close()


if __name__ == "__main__":
    main()
