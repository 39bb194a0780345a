"""The short form of bench/week.py: a few hours of the simulated week, on both databases."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.week_service import Report, simulate


def some_hours(database: str) -> Report:
    return simulate(outlets=2, hours=4, database=database)


def test_some_hours_of_the_week_lose_nothing_repeat_nothing_and_do_not_block_the_loop(
    empty_database: str,
) -> None:
    # In a process of its own: one process crawls on one loop, and other tests crawl here.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        report = pool.submit(some_hours, empty_database).result()
    assert report.lost == []
    assert (report.waiting, report.untold, report.twice) == (0, 0, 0)
    assert report.articles >= 2 * 12
    assert report.digests >= 3
    assert report.mails >= report.digests
    # Of the loop's own thread: what other programs do on the machine does not count.
    assert report.heart.used.percentile(0.999) < 100
    assert report.notes[-1].service < report.notes[0].service + 80
    assert not [event for event in report.log_lines if not event.startswith(("info", "warning"))]
