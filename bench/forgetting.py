"""How long forgetting takes: python -m bench.forgetting DATABASE [--days N]

The database is one that bench.growth has filled, and holds less afterwards: polls and sketches of ten days, and of the
oldest N days of articles what no watch wants go, as `farwatch housekeep` does it. Prints how many went, seconds by the
clock, and the longest transaction, for so long may others wait for a row that it touches.
"""

from __future__ import annotations

import argparse
import time as clock
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import event, func, select

from bench.filling import NOW
from monitor.services.housekeeping import SKETCHES, Keeping, forget
from monitor.storage import Store, open_store
from monitor.storage.tables_news import articles, stories

# Of what bench.history writes: sketches of the last thirty days, polls of the last sixty.
LATER = timedelta(days=40)


def transactions(store: Store) -> list[float]:
    """Fills itself with the seconds of each transaction."""
    found: list[float] = []
    begun = [0.0]
    event.listen(store._engine, "begin", lambda _: begun.__setitem__(0, clock.perf_counter()))
    event.listen(store._engine, "commit", lambda _: found.append(clock.perf_counter() - begun[0]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args()
    store = open_store(options.database)
    with store.reading() as work:
        before = work.articles.count()
        oldest = work._connection.execute(select(func.min(stories.c.first_seen))).scalar_one()
        most = work._connection.execute(select(func.max(articles.c.id))).scalar_one()
    print(f"{before:,} articles, the last is number {most:,}")
    now = NOW + LATER
    keep = Keeping(
        pages=LATER,
        polls=SKETCHES,
        events=None,
        unwanted=now - oldest - timedelta(days=options.days),
    )
    took = transactions(store)
    begun = clock.perf_counter()
    gone = forget(store, keep, now=now)
    seconds = clock.perf_counter() - begun
    print(", ".join(f"{count:,} {what}" for what, count in asdict(gone).items()))
    with store.reading() as work:
        print(f"{before - work.articles.count():,} articles")
    print(f"{seconds:.0f} s, {len(took):,} transactions, the longest {max(took):.3f} s")
    store.close()


if __name__ == "__main__":
    main()
