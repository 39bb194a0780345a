"""A job of the queue that runs twice, at once in two workers and again later, changes nothing the second time."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import psycopg

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.roads import Roads
from monitor.model.moments import Precision, Published
from monitor.storage.schema import metadata
from tests.builders import NOW, document, entry
from tests.conftest import Postgres
from tests.fakes import FakeCrawl
from tests.jobs.conftest import REPORTS, MovedClock, Open, page, quiet, reader_by

# Who visits what, and until when: each try writes it, and that is its purpose.
OF_THE_TRY = {"leases"}


def everything(database: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as text, but for what is meant to change with each try."""
    with psycopg.connect(database) as connection:
        return {
            table: connection.execute(f"SELECT {table}::text FROM {table} ORDER BY 1").fetchall()
            for table in metadata.tables
            if table not in OF_THE_TRY
        }


def pages() -> FakeCrawl:
    """A feed with as many reports as there are."""
    urls = [f"https://example.org/news/{number}" for number in range(len(REPORTS))]
    return FakeCrawl(
        *(
            (
                entry(
                    url=url,
                    title=REPORTS[number][0],
                    summary=None,
                    published=Published(at=NOW, precision=Precision.SECOND),
                ),
                document(page(number), url=url, final_url=url, fetched_at=NOW),
            )
            for number, url in enumerate(urls)
        ),
        at=NOW,
    )


async def both(workers: tuple[Roads, Roads], verb: Verb, key: str) -> None:
    await asyncio.gather(*(one.go(verb, key) for one in workers))


async def do_each_twice(app: bootstrap.App, clock: MovedClock, crawl: FakeCrawl) -> None:
    workers = (
        Roads(app, crawl, me="one", heartbeat=timedelta(minutes=1), set_up_logs=quiet),
        Roads(app, crawl, me="other", heartbeat=timedelta(minutes=1), set_up_logs=quiet),
    )
    async with AsyncExitStack() as ending:
        for one in workers:
            ending.callback(one.end, at_rest=True)
        for verb in Verb:
            if verb is Verb.DIGEST:
                clock.on(days=1)
            (key,) = workers[0].due(verb)
            await both(workers, verb, key)
            assert workers[0].due(verb) == {}
            before = everything(app.database)
            await both(workers, verb, key)
            assert everything(app.database) == before, verb


def test_each_verb(
    postgres: Postgres, postgres_template: str, open_app: Open, clock: MovedClock, tmp_path: Path
) -> None:
    name, letters, crawl = postgres.create(postgres_template), tmp_path / "letters", pages()
    app = open_app(postgres.url(name), subscriptions=(reader_by("folder", str(letters)),))
    try:
        asyncio.run(do_each_twice(app, clock, crawl))
        with app.store.reading() as work:
            sent = [(one.state, one.attempts) for one in work.deliveries.recent(9)]
            assert (work.articles.count(), len(crawl.polls), sent) == (len(REPORTS), 1, [("sent", 1)])
    finally:
        app.store.close()
        postgres.drop(name)
