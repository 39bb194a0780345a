"""Workers side by side on this machine: python -m bench.workers [--workers 1,2,4] [--outlets N] [--kills N]

Starts a real PostgreSQL from its wheel, a town of outlets on loopback (three tell of each event; some share a host), an
SMTP server, and as many real `farwatch worker` processes as asked, one number after the other, each on an empty
database. With --kills a worker is killed, paused or told to stop at random, so many times. Prints a line for each:
visits, requests to a host that came at once or too soon after another, articles, stories, events that became two,
messages, stories that nobody was told, messages that came twice; seconds from the news to the last mail, and the
workers' CPU seconds in them.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psycopg

from tests.workers.herd import HEARTBEAT_SECONDS, Herd
from tests.workers.server import server

ROW = "{:>7} {:>6} {:>8} {:>8} {:>7} {:>5} {:>8} {:>4} {:>7} {:>7} {:>6} {:>5}"
FOUND = ("visits", "overlaps", "articles", "stories", "split")
TOLD = ("messages", "lost", "doubled", "seconds", "CPU s", "kills")


def disturb(herd: Herd, chance: random.Random) -> None:
    """One worker is killed, paused for longer than its heartbeat, or told to stop; another takes its place."""
    one = chance.choice(herd.workers)
    what = chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP))
    herd.signal(one, what)
    if what is signal.SIGSTOP:
        time.sleep(HEARTBEAT_SECONDS * 1.5)
        herd.signal(one, signal.SIGCONT)
    herd.workers = [each for each in herd.workers if each is not one or what is signal.SIGSTOP]
    if what is not signal.SIGSTOP:
        herd.start()


def run(herd: Herd, workers: int, *, events: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    herd.staff(workers)
    begin, before = time.monotonic(), herd.cpu_seconds()
    rounds = max(kills, 1)
    for _ in range(rounds):
        herd.publish(events // rounds)
        if kills:
            time.sleep(chance.random() * 4)
            disturb(herd, chance)

    def is_told() -> bool:
        herd.let_claims_end()
        return herd.all_told

    herd.wait_until(is_told, seconds=900)
    seconds, cpu = time.monotonic() - begin, herd.cpu_seconds() - before
    count = herd.count()
    found = (count.polls, count.overlaps, count.articles, count.stories, count.split)
    told = (count.messages, count.lost, count.doubled, f"{seconds:.1f}", f"{cpu:.1f}", kills)
    print(ROW.format(workers, *found, *told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--outlets", type=int, default=24)
    parser.add_argument("--events", type=int, default=36, help="at most 39: there are no more that differ")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farwatch-bench-workers-"))
    try:
        with server(folder) as running:
            print(ROW.format("workers", *FOUND, *TOLD))
            for number in map(int, options.workers.split(",")):
                name = f"workers_{number}"
                with psycopg.connect(running.database, autocommit=True) as connection:
                    connection.execute(f"CREATE DATABASE {name}")
                database = running.database.replace("/postgres?", f"/{name}?")
                herd = Herd(database, folder / name, outlets=options.outlets)
                try:
                    run(herd, number, events=options.events, kills=options.kills, seed=options.seed)
                finally:
                    herd.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
