"""A simulated week of the service: memory a day, stalls of the loop, and that nothing is lost or told twice.

    python -m bench.week [--days 7] [--outlets 20] [--why] [--objects]

The real service (jobs, scheduler, crawler, ingest process, digests, mails over SMTP, web desk; bench/week_service.py)
against the outlets of bench/week_press.py, which stand in another process. Memory is what a process has of its own,
without the files that it maps. How it grows in the second half is told as the slope of a straight line.

A stall is told in two ways: how late a beat of the loop came, and how much processor the loop's own thread used in
between, which other programs on the machine do not change. `--why` prints where the loop stood in its stalls,
`--objects` which kinds of objects of the service's process became more in the second half.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

# The ingest process imports this file, as every process does that is started from a script: it must not get to know
# crawler and web desk by it, which it does without in earnest.
if TYPE_CHECKING:
    from bench.week_service import Report


def tell_end(report: Report) -> None:
    print(f"{sum(report.polls.values())} polls: {dict(report.polls.most_common())}")
    print(f"{report.articles} articles, {len(report.lost)} lost; {report.waiting} pages and deliveries wait")
    print(f"{report.digests} digests in {report.mails} mails, {report.twice} twice; {report.untold} articles untold")
    for name, found in (("late", report.heart.late), ("own processor time", report.heart.used)):
        shares = ", ".join(f"p{share:g} {found.percentile(share / 100):.1f}" for share in (50, 99, 99.9))
        print(f"{found.total} beats, {name}: {shares}, longest {found.percentile(1):.1f} ms")
    print(f"log: {report.log_bytes / 1e6:.1f} MB, {sum(report.log_lines.values())} lines")
    for event, count in report.log_lines.most_common(12):
        print(f"{count:7} {event}")
    for where, count in report.heart.stood.most_common(25):
        print(f"{count:5} {where}")


def main() -> None:
    from bench.week_heart import tell_growth
    from bench.week_service import simulate

    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--database", help="an empty PostgreSQL; else an SQLite file of its own")
    parser.add_argument("--why", action="store_true", help="where the loop stood when it stalled")
    parser.add_argument("--objects", action="store_true", help="which kinds of objects became more")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    report = simulate(
        outlets=arguments.outlets, hours=24 * arguments.days, database=arguments.database, why=arguments.why
    )
    tell_growth(report.notes[:-1])
    if arguments.objects:
        report.census.tell()
    tell_end(report)
    print(f"{time.perf_counter() - begun:.0f} s, {time.process_time():.0f} s CPU of the service's process")


if __name__ == "__main__":
    main()
