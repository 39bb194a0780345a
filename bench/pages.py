"""How long the desk's pages take: python -m bench.pages DATABASE [--asked N]

The database is one that bench.growth has filled. A process serves the desk over HTTP, this one asks each page so many
times, one after the other; prints the median and the 95th percentile in milliseconds, and what the page weighs in kB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import socket
import statistics
import time
import urllib.request
from pathlib import Path

from bench.filling import NOW, url
from monitor.model.identity import story_id
from monitor.storage import open_store

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
    web_server(app, host="127.0.0.1", port=port).run()


def pages(articles: int) -> dict[str, str]:
    recent = url((articles - 300) // 3 * 3)
    return {
        "overview": "/",
        "stories": "/stories",
        "stories of a watch": "/stories?watch=w3",
        "stories of an outlet": "/stories?outlet=outlet7",
        "stories in a language that few articles have": "/stories?language=en",
        "stories of a day long ago": f"/stories?day={NOW.date().replace(day=1)}",
        "a story": f"/stories/{story_id(recent)}",
        "watches": "/watches",
        "a watch's editor": "/watches/w3",
        "outlets": "/outlets",
        "an outlet": "/outlets/outlet7",
        "digests": "/digests",
    }


def ask(address: str) -> tuple[float, int]:
    begun = time.perf_counter()
    with urllib.request.urlopen(address, timeout=120) as answer:
        body = answer.read()
    return time.perf_counter() - begun, len(body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--asked", type=int, default=40)
    options = parser.parse_args()
    store = open_store(options.database)
    with store.reading() as work:
        articles = work.articles.count()
    store.close()
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
        try:
            found = [ask(f"http://127.0.0.1:{port}{path}") for _ in range(options.asked)]
        except urllib.error.HTTPError as error:
            print(f"{error.code}  {name} {path}")
            continue
        seconds = [took for took, _ in found[1:]]
        p95 = statistics.quantiles(seconds, n=20)[-1]
        median, weight = statistics.median(seconds), found[0][1]
        print(f"{median * 1000:7.1f} ms, p95 {p95 * 1000:7.1f}, {weight / 1000:6.1f} kB  {name}", flush=True)
    server.terminate()


if __name__ == "__main__":
    main()
