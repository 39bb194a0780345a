"""Articles a second with some workers: python -m bench.ingesting [--workers 1,2,4] [--pages N]

Starts a PostgreSQL from its wheel and, for each number, on a database of its own, so many real `farwatch worker --only
ingest`. When all have read some pages (their models are loaded then), so many fetched pages of many outlets wait at
once; counted is until the last of them is an article. Prints articles a second in all and a worker, and CPU of readers
and database for an article.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg

from bench import newsrooms_ledger as ledger
from bench.newsrooms import cpu_of, cpu_of_database, start_worker, write_config
from bench.newsrooms_press import page_of, paper_of, words
from monitor.model.articles import Entry, FetchedDocument
from monitor.model.outlets import OutletId
from monitor.storage import Store, open_store
from tests.workers.server import Server, server

OUTLETS, PORT = 2_000, 80
WARM = 60
ROW = "{:>7} {:>8} {:>8} {:>10} {:>16} {:>18} {:>14}"
HEAD = ("workers", "articles", "seconds", "articles/s", "a worker and s", "reader, ms/article", "database, ms")


def add_pages(store: Store, first: int, count: int) -> None:
    now = datetime.now(UTC)
    with store.begin() as work:
        for number in range(first, first + count):
            paper, article = paper_of(number % OUTLETS), 1_000_000 + number
            url = paper.url(article, PORT)
            page = FetchedDocument(
                url=url,
                final_url=url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=page_of(paper, article, at=now.timestamp()),
                fetched_at=now,
            )
            work.documents.add(
                outlet=OutletId(f"paper-{paper.number}"),
                source=ledger.feed_url(paper.number, PORT),
                entry=Entry(id=url, url=url, title=words(paper, article, 7)),
                document=page,
                baseline=False,
            )


def wait_for(database: str, articles: int) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        while (connection.execute("SELECT count(*) FROM articles").fetchone() or (0,))[0] < articles:
            time.sleep(0.1)


def readers(workers: list[int]) -> float:
    return sum(cpu_of(child) for one in workers for child in psutil.Process(one).children())


def run(running: Server, database: str, folder: Path, *, workers: int, pages: int) -> None:
    store = open_store(database)
    ledger.found(database, store, OUTLETS, PORT)
    config = write_config(folder / "config", 0)
    log = folder / "workers.log"
    started = [start_worker(database, config, log, ("--only", "ingest")) for _ in range(workers)]
    pids = [one.pid for one in started]
    try:
        while ledger.present(database) < workers:
            time.sleep(0.2)
        add_pages(store, 0, WARM * workers)
        wait_for(database, WARM * workers)
        add_pages(store, WARM * workers, pages)
        begin, reading, serving = time.monotonic(), readers(pids), cpu_of_database(running)
        wait_for(database, WARM * workers + pages)
        seconds = time.monotonic() - begin
        reading, serving = readers(pids) - reading, cpu_of_database(running) - serving
    finally:
        for one in started:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()
        store.close()
    rate = pages / seconds
    spent = (f"{reading / pages * 1000:.0f}", f"{serving / pages * 1000:.0f}")
    print(ROW.format(workers, pages, f"{seconds:.1f}", f"{rate:.1f}", f"{rate / workers:.1f}", *spent), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--pages", type=int, default=1_000)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farwatch-ingesting-"))
    try:
        with server(folder) as running:
            running.set("shared_preload_libraries", "pg_stat_statements")
            print(ROW.format(*HEAD), flush=True)
            for number in map(int, options.workers.split(",")):
                name = f"ingesting_{number}"
                with psycopg.connect(running.database, autocommit=True) as connection:
                    connection.execute(f"CREATE DATABASE {name}".encode())
                database = running.database.replace("/postgres?", f"/{name}?")
                run(running, database, folder / name, workers=number, pages=options.pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
