"""A database of size moved to PostgreSQL, killed on the way: python -m bench.migrating [--articles N] [--kills N]

Fills an SQLite file (bench.filling), starts a real PostgreSQL, and runs `farwatch migrate` as anybody does; then again
into another database, killed by SIGKILL so many times and begun again. Prints seconds, rows a second, processor time
and the memory of the process, at most and when a tenth was through; and whether both moves came out the same.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psutil
import psycopg

from bench.filling import fill
from monitor.storage import open_store
from tests.kill.harness import ROOT
from tests.workers.server import server

COMMAND = (sys.executable, "-c", "from monitor.cli import main; main()", "migrate", "--json")
EVERY_SECONDS = 0.5


def start(source: str, target: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, source, target], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def moved(source: str, target: str, kills: list[float]) -> tuple[dict[str, object], float]:
    """The move's facts (a table: rows and hash) and its seconds; killed after each of so many seconds, begun again."""
    begun = time.monotonic()
    for seconds in kills:
        one = start(source, target)
        time.sleep(seconds)
        one.kill()
        one.communicate()
    one, memory = start(source, target), [0]
    process, cpu, again = psutil.Process(one.pid), 0.0, time.monotonic()
    while one.poll() is None:
        with process.oneshot():
            if process.status() != psutil.STATUS_ZOMBIE:
                memory.append(process.memory_info().rss // 2**20)
                cpu = sum(process.cpu_times()[:2])
        time.sleep(EVERY_SECONDS)
    said, errors = one.communicate()
    if one.returncode:
        sys.exit(f"farwatch migrate ended with {one.returncode}: {errors}")
    seconds = time.monotonic() - begun
    found = [json.loads(line) for line in said.splitlines()]
    rows, written = (sum(table[name] for table in found) for name in ("rows", "written"))
    print(
        f"{rows:,} rows, {written:,} written in {seconds:.0f} s ({len(kills)} kills; the last run "
        f"{time.monotonic() - again:.0f} s): {rows / seconds:,.0f} rows a second, {cpu:.0f} s of processor;"
        f" memory {memory[len(memory) // 10]} MB after a tenth, {max(memory)} at most",
        flush=True,
    )
    return {table["table"]: (table["rows"], table["digest"]) for table in found}, seconds


def create(database: str, name: str) -> str:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return database.replace("/postgres?", f"/{name}?")


def size(database: str, name: str) -> int:
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT pg_database_size(%s)", [name]).fetchone()
        return int(row[0]) if row else 0


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--articles", type=int, default=100_000)
    reading.add_argument("--kills", type=int, default=2)
    asked = reading.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        file = folder / "source.sqlite3"
        with closing(open_store(f"sqlite:///{file}")) as store:
            fill(store, asked.articles, 10_000)
        with server(folder) as running:
            first, seconds = moved(f"sqlite:///{file}", create(running.database, "whole"), [])
            killed = [seconds * (number + 1) / (asked.kills + 2) for number in range(asked.kills)]
            second, _ = moved(f"sqlite:///{file}", create(running.database, "killed"), killed)
            print(f"{'the same' if first == second else 'NOT the same'} both times")
            print(f"{file.stat().st_size:,} bytes in SQLite, {size(running.database, 'whole'):,} in PostgreSQL")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
