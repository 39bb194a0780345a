"""What the desk's pages and the API's lists cost: python -m bench.pages DATABASE [--asked N] [--only WORD]

The database is one that bench.growth has filled, on this machine. A process serves the desk over HTTP, this one asks
each page so many times, one after the other. Prints, in milliseconds, the processor time of an answer (the serving
process and PostgreSQL's; on a machine that others use it says more than the clock), the clock's median and 95th
percentile, and what the page weighs in kB.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import socket
import statistics
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import psutil
from sqlalchemy import text

from bench.filling import NOW, url
from monitor.model.identity import story_id
from monitor.storage import Store, open_store

ROOT = Path(__file__).parents[1]


def serve(database: str, port: int) -> None:
    from dataclasses import replace

    from monitor import bootstrap
    from monitor.config import read_config
    from monitor.web import web_server

    declared = replace(read_config(ROOT / "config", now=NOW), outlets=(), watches=(), concepts=(), subscriptions=())
    app = bootstrap.App(
        database=database,
        declared=declared,
        store=open_store(database),
        gate=bootstrap.EgressGate(allow=(), hosts=()),
        clock=lambda: NOW,
    )
    server = web_server(app, host="127.0.0.1", port=port)
    # As `farwatch run` does once it has begun.
    gc.collect()
    gc.freeze()
    server.run()


def pages(articles: int) -> dict[str, str]:
    recent, day = url((articles - 300) // 3 * 3), NOW.date().replace(day=1)
    story = story_id(recent)
    return {
        "overview": "/",
        "stories": "/stories",
        "stories of a watch": "/stories?watch=w3",
        "stories that answer any watch": "/stories?wanted=1",
        "stories of an outlet": "/stories?outlet=outlet7",
        "stories in the language of all": "/stories?language=uk",
        "stories in a language that few articles have": "/stories?language=en",
        "stories of a day long ago": f"/stories?day={day}",
        "search of a word": "/stories?q=slug",
        "search of a word that all have": f"/stories?q={quote('Японія')}",
        "search of a phrase": f"/stories?q=%22{quote('міністр закордонних')}%22",
        "a story": f"/stories/{story}",
        "watches": "/watches",
        "a watch's editor": "/watches/w3",
        "outlets": "/outlets",
        "an outlet": "/outlets/outlet7",
        "digests": "/digests",
        "API: stories": "/api/v1/stories",
        "API: stories of an outlet": "/api/v1/stories?outlet=outlet7",
        "API: stories, searched": f"/api/v1/stories?q={quote('Японія')}",
        "API: articles": "/api/v1/articles",
        "API: articles in a language": "/api/v1/articles?language=en",
        "API: articles, searched": f"/api/v1/articles?q={quote('Японія')}",
        "API: outlets": "/api/v1/outlets",
        "API: matches of a watch": "/api/v1/matches?watch=w3",
        "API: digests": "/api/v1/digests",
    }


def ask(address: str) -> tuple[float, int]:
    begun = time.perf_counter()
    with urllib.request.urlopen(address, timeout=120) as answer:
        body = answer.read()
    return time.perf_counter() - begun, len(body)


def spent(server: int, store: Store) -> float:
    """Processor seconds so far of the server and of what PostgreSQL does for this database."""
    return sum(sum(psutil.Process(pid).cpu_times()[:2]) for pid in (server, *backends(store)))


def backends(store: Store) -> list[int]:
    with store.reading() as work:
        if work._connection.dialect.name == "sqlite":
            return []
        chosen = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return list(work._connection.execute(text(chosen)).scalars())


def measure(address: str, server: int, store: Store, asked: int) -> str:
    """The line of a page; it is asked once before, so that nothing is read, compiled or planned for the first time."""
    _, weight = ask(address)
    before = spent(server, store)
    seconds = [ask(address)[0] for _ in range(asked)]
    processor = (spent(server, store) - before) / asked * 1000
    median, p95 = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[-1] * 1000
    return f"{processor:7.1f} ms of processor, {median:7.1f} ms, p95 {p95:7.1f}, {weight / 1000:6.1f} kB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    store = open_store(options.database)
    with store.reading() as work:
        articles = work.articles.count()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(options.database, port), daemon=True)
    server.start()
    while True:
        try:
            ask(f"http://127.0.0.1:{port}/health")
            break
        except OSError:
            time.sleep(0.1)
    print(f"{articles:,} articles")
    for name, path in pages(articles).items():
        if options.only not in name:
            continue
        try:
            said = measure(f"http://127.0.0.1:{port}{path}", server.pid or 0, store, options.asked)
        except urllib.error.HTTPError as error:
            said = f"{error.code} {path}"
        print(f"{said}  {name}", flush=True)
    server.terminate()
    store.close()


if __name__ == "__main__":
    main()
