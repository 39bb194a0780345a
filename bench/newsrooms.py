"""Ten thousand outlets and some workers on one PostgreSQL: python -m bench.newsrooms [--minutes M] [--outlets N]

Starts a PostgreSQL from its wheel, the newsrooms of bench/newsrooms_press.py on loopback and real `farwatch worker`
processes; after so many minutes of real time it prints how late visits began, what came of them, what workers and
database cost, which tables grew, which statements took longest. Outlets are known and due in their rhythm; with
--first none was ever visited, so that all are due at once, and the workers only poll. In the middle fifth of the time
--outage percent of the outlets do not answer. --plans: how PostgreSQL does each hot statement, besides.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg

from bench import newsrooms_ledger as ledger
from bench.newsrooms_press import FAILING, host_of, paper_of
from monitor.storage import open_store
from tests.kill.harness import ROOT, Process
from tests.workers.server import Server, server

WATCH = 'name = "Some"\nquery = "title:bade* OR fleta*"\n'
EVERY_SECONDS = 10
# What writing down ten thousand outlets as known takes.
KNOWN_SECONDS = 20


@dataclass
class Course:
    """What was seen every few seconds."""

    waiting: list[int] = field(default_factory=list)
    oldest: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    dead: Counter[str] = field(default_factory=Counter)
    tables: dict[str, tuple[int, ...]] = field(default_factory=dict)


def write_config(folder: Path, outlets: int) -> Path:
    """The shipped settings with the newsrooms' names; the outlets themselves stand in the database."""
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets", "watches"))
    hosts = ", ".join(f'"{host_of(number)}" = "127.0.0.1"' for number in range(outlets))
    settings = (folder / "farwatch.toml").read_text(encoding="utf-8")
    (folder / "farwatch.toml").write_text(settings.replace("hosts = {}", f"hosts = {{ {hosts} }}"), encoding="utf-8")
    for name in ("outlets", "watches"):
        (folder / name).mkdir()
    (folder / "watches" / "some.toml").write_text(WATCH)
    return folder


def start_worker(database: str, config: Path, log: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    with log.open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-c", "from monitor.cli import main; main()", "worker", "--log-level", "warning", *words],
            cwd=ROOT,
            env=os.environ | {"FARWATCH_DATABASE": database, "FARWATCH_CONFIG": str(config)},
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )


def cpu_of(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system + times.children_user + times.children_system
    return 0.0


def cpu_of_database(running: Server) -> float:
    postmaster = psutil.Process(running.pid)
    return cpu_of(postmaster) + sum(map(cpu_of, postmaster.children()))


def look(connection: psycopg.Connection[object], workers: Sequence[subprocess.Popen[bytes]], course: Course) -> None:
    row = connection.execute(
        "SELECT count(*), coalesce(extract(epoch FROM max(now() - created)), 0), (SELECT count(*) FROM documents"
        " WHERE state = 'waiting') FROM farwatch_queue.pgqueuer WHERE entrypoint = 'poll' AND status = 'queued'"
    ).fetchone()
    assert isinstance(row, tuple)
    course.waiting.append(int(row[0]))
    course.oldest.append(float(row[1]))
    course.pages.append(int(row[2]))
    course.memory.append(max(psutil.Process(one.pid).memory_info().rss for one in workers) // 2**20)
    course.tables = ledger.tables(connection)
    for name, facts in course.tables.items():
        course.dead[name] = max(course.dead[name], facts[1])


def watch(database: str, workers: list[subprocess.Popen[bytes]], town: Process, until: float, outage: int) -> Course:
    """Until then, look every few seconds; in the middle fifth some outlets do not answer."""
    course, begin = Course(), time.time()
    orders = [(0.4, f"hang {outage}"), (0.6, "hang 0")] if outage else []
    with psycopg.connect(database, autocommit=True) as connection:
        while (now := time.time()) < until:
            if orders and now - begin > (until - begin) * orders[0][0]:
                town.say(orders.pop(0)[1])
                town.line()
            assert all(one.poll() is None for one in workers), "a worker ended"
            look(connection, workers, course)
            time.sleep(EVERY_SECONDS)
    return course


def share_of(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else 0.0


def tell_lateness(name: str, made: Sequence[ledger.Visit]) -> None:
    late = [visit.late for visit in made if visit.late is not None]
    shares = "".join(f"{share_of(late, part):9.1f}" for part in (0.5, 0.95, 0.99, 1.0))
    print(f"{name:34}{len(late):8,}{shares}")


def tell_visits(made: Sequence[ledger.Visit], begin: float, minutes: float, outage: int) -> None:
    print(f"\n{'seconds late':34}{'visits':>8}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}")
    tell_lateness("all", made)
    well = [one for one in made if paper_of(one.number).manner not in (*FAILING, "slow")]
    tell_lateness("outlets that are well", well)
    tell_lateness("outlets that are slow", [one for one in made if paper_of(one.number).manner == "slow"])
    tell_lateness("outlets that never answer", [one for one in made if paper_of(one.number).manner == "hangs"])
    tell_lateness("busy outlets", [one for one in made if paper_of(one.number).period < 600])
    if outage:
        low, high = (begin + minutes * 60 * part for part in (0.4, 0.65))
        during = [one for one in well if low < (one.began or 0.0) < high and one.number % 100 >= outage]
        tell_lateness(f"well, while {outage} % are out", during)
    counted = ledger.outcomes(made)
    print(f"\n{len(made) / minutes / 60:.1f} visits/s; " + ", ".join(f"{of} {n:,}" for of, n in counted.most_common()))


def tell_first(made: Sequence[ledger.Visit], outlets: int) -> None:
    first: dict[int, float] = {}
    for one in made:
        first.setdefault(one.number, (one.late or 0.0))
    shares = ", ".join(f"{part:.0%} after {share_of(list(first.values()), part):.0f} s" for part in (0.5, 0.9, 0.99, 1))
    print(f"\nfirst visits: {len(first):,} of {outlets:,}; {shares}")


def tell_tables(course: Course) -> None:
    print(f"\n{'table':30}{'rows':>9}{'most dead':>10}{'updates':>9}{'hot':>6}{'vacuums':>8}{'kB':>9}{'index kB':>9}")
    for name, (rows, _, updates, hot, vacuums, size, index) in sorted(course.tables.items()):
        part = f"{hot / updates:.0%}" if updates else "-"
        print(f"{name:30}{rows:9,}{course.dead[name]:10,}{updates:9,}{part:>6}{vacuums:8}{size:9,}{index:9,}")


def tell_statements(database: str) -> None:
    for order, title in (("total_exec_time", "most time in all"), ("max_exec_time", "longest at once")):
        print(f"\n{title}\n{'all ms':>9}{'calls':>9}{'ms':>8}{'longest':>9}{'rows':>7}")
        for row in ledger.slowest(database, order):
            print("{:>9}{:>9}{:>8}{:>9}{:>7}  {}".format(*row))


def open_doors(database: str, port: int, options: argparse.Namespace) -> float:
    """Let the outlets be visited once all workers are there; the moment from which on."""
    while ledger.present(database) < options.workers:
        time.sleep(0.5)
    begin = time.time() + (0 if options.first else KNOWN_SECONDS)
    if not options.first:
        ledger.make_known(database, options.outlets, port, begin)
    ledger.take_notes(database)
    begin = max(begin, time.time())
    ledger.enable(database)
    return begin


def run(options: argparse.Namespace, running: Server, folder: Path) -> None:
    town = Process("-m", "bench.newsrooms_press", str(options.outlets), str(folder / "asked"), log=folder / "town.log")
    port = int(town.line())
    config = write_config(folder / "config", options.outlets)
    store = open_store(running.database)
    ledger.found(running.database, store, options.outlets, port)
    words = ["--only", options.verbs or ("poll" if options.first else "poll,ingest,digest,deliver")]
    words += ["--concurrency", str(options.concurrency)] if options.concurrency else []
    log = folder / "workers.log"
    workers = [start_worker(running.database, config, log, words) for _ in range(options.workers)]
    begin = open_doors(running.database, port, options)
    database_before = cpu_of_database(running)
    try:
        course = watch(running.database, workers, town, begin + options.minutes * 60, options.outage)
        late, longest = ledger.overdue(running.database)
        polling = [cpu_of(psutil.Process(one.pid)) for one in workers]
        reading = [sum(map(cpu_of, psutil.Process(one.pid).children())) for one in workers]
        spent = cpu_of_database(running) - database_before
    finally:
        for one in workers:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()
    town.say("flush")
    town.line()
    made = ledger.visits(running.database, (folder / "asked").open(), begin)
    if options.first:
        tell_first(made, options.outlets)
    tell_visits(made, begin, options.minutes, options.outage)
    print(f"due and not visited at the end: {late:,}; the first of them for {longest:.0f} s")
    print(
        f"queue of polls: at most {max(course.waiting):,} waiting, the oldest {max(course.oldest):.1f} s;"
        f" pages waiting: at most {max(course.pages):,}, {course.pages[-1]:,} at the end"
    )
    tell_cost(running.database, made, polling, reading, spent, course)
    tell_tables(course)
    tell_statements(running.database)
    if options.plans:
        for name, plan in ledger.plans(running.database, store, datetime.now(UTC)):
            print(f"\n--- {name}\n{plan}")
    said = log.read_text().splitlines()
    print(f"\nthe workers warned {len(said):,} times; the last of it:\n" + "\n".join(said[-options.said :]))
    town.end()
    store.close()


def tell_cost(
    database: str,
    made: Sequence[ledger.Visit],
    polling: Sequence[float],
    reading: Sequence[float],
    spent: float,
    course: Course,
) -> None:
    with psycopg.connect(database) as connection:
        articles, size = connection.execute(
            "SELECT (SELECT count(*) FROM articles), pg_database_size(current_database()) / 1048576"
        ).fetchone() or (0, 0)
    each = 1000 / max(len(made), 1)
    print(
        f"CPU: workers {sum(polling):.0f} s ({sum(polling) * each:.1f} ms a visit), readers {sum(reading):.0f} s"
        f" ({sum(reading) * 1000 / max(articles, 1):.0f} ms an article, {articles:,} articles),"
        f" database {spent:.0f} s ({spent * each:.1f} ms a visit)\n"
        f"memory of a worker: {course.memory[0]} MB at first, {max(course.memory)} at most; database {size} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--outlets", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=0, help="polls at once in a worker; 0: its default")
    parser.add_argument("--verbs", default="", help="what the workers do, e.g. poll,ingest")
    parser.add_argument("--first", action="store_true", help="no outlet was ever visited")
    parser.add_argument("--outage", type=int, default=10, help="percent of outlets silent for a fifth of the time")
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--said", type=int, default=5, help="lines of the workers' log to show")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farwatch-newsrooms-"))
    print(f"{options.outlets:,} outlets, {options.workers} workers, {options.minutes:g} minutes", flush=True)
    try:
        with server(folder) as running:
            running.set("shared_preload_libraries", "pg_stat_statements")
            run(options, running, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
