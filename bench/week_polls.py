"""Thousands of visits to sources without the reading of their pages: what the crawl alone leaves in memory.

    python -m bench.week_polls [--outlets 8] [--days 25]

The outlets, the standing clock and the service's own jobs and crawler are those of bench/week.py, at a tenth of its
cost; pages are kept and wait. Every two hours of the simulated time every outlet has something new and is visited.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from bench.week_heart import Census, Heart, Note, memory_of, tell_growth
from bench.week_press import EVERY, HOUR, START
from bench.week_service import LOGS, Press, StandingClock, logging_to, polls_so_far, week_of
from monitor import bootstrap
from monitor.cli.run import prepare
from monitor.jobs import Verb
from monitor.jobs.local import LocalJobs
from monitor.jobs.memory import give_memory_back


async def visit(app: bootstrap.App, clock: StandingClock, press: Press, census: Census, *, days: int) -> list[Note]:
    crawler = bootstrap.crawler_of(app)
    await prepare(crawler)
    jobs = LocalJobs(app, crawler.crawl, set_up_logs=LOGS)
    heart, notes = Heart(), []
    beating = asyncio.create_task(heart.beat())
    for step in range(days * int(24 * HOUR / EVERY)):
        clock.now = START + step * EVERY + HOUR
        await asyncio.to_thread(press.order, f"at {clock.now.isoformat()}")
        await jobs.run(Verb.POLL)
        await jobs.rest()
        if (clock.now + EVERY).date() != clock.now.date():
            give_memory_back()
            polls = sum((await asyncio.to_thread(polls_so_far, app)).values())
            lived = (clock.now + EVERY - START) / timedelta(days=1)
            notes.append(Note(lived, memory_of(os.getpid()), 0.0, polls, census.take(lived)))
            notes[-1].tell(heart)
    beating.cancel()
    await jobs.stop()
    await crawler.close()
    return notes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--outlets", type=int, default=8)
    parser.add_argument("--days", type=int, default=25)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        census = Census(half=arguments.days / 2)
        press = Press(arguments.outlets, 24 * arguments.days)
        database = f"sqlite:///{Path(folder) / 'week.sqlite3'}"
        try:
            with logging_to(Path(folder) / "log.json"), week_of(database, press, arguments.outlets) as (app, clock):
                logging.getLogger("asyncio").setLevel(logging.ERROR)
                notes = asyncio.run(visit(app, clock, press, census, days=arguments.days))
        finally:
            press.close()
    tell_growth(notes)
    census.tell()


if __name__ == "__main__":
    main()
