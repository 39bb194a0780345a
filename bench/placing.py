"""What it costs to place an article as the store grows: `python bench/placing.py [STORED …]`.

A thousand articles a day are stored: ten thousand fill the window of ten days, a million go back three years. Articles
of the window have sketches of chance (words, names, directions of meaning, one in three a report of the story before
it); of older ones only rows and their places in the indexes count. Printed is processor time: of reading the open
stories, of building the window, of placing, each by article of a batch of fifty, and of an article placed alone.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from sqlalchemy import create_engine, text

from monitor import stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.identity import story_id
from monitor.model.outlets import OutletId
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.storage import Store, open_store

NOW = datetime(2026, 11, 2, 7, tzinfo=UTC)
A_DAY, BATCH, BATCHES = 1000, 50, 2
# With sketches: the window, and as much as the arrivals look back further.
RECENT = A_DAY * (stories.WINDOW.days + 2)

# Rows from before the window, of which nothing is read but their places in the indexes.
OLD = (
    """INSERT INTO articles (url, outlet, title, cites, first_seen, baseline, text)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
       SELECT 'https://old.example/' || i, 'old', 'Title ' || i, '[]',
              datetime(:end, '-' || (i * 86 + 3600) || ' seconds'), 0, '' FROM n""",
    """INSERT INTO stories (id, first_seen) SELECT 'old' || id, first_seen FROM articles WHERE outlet = 'old'""",
    """INSERT INTO memberships (story, article, relation, method, score, evidence)
       SELECT 'old' || id, id, 'lead', 'first', 1.0, '[]' FROM articles WHERE outlet = 'old'""",
    """INSERT INTO sketches (article, at, value) SELECT id, first_seen, x'80' FROM articles WHERE outlet = 'old'""",
)


def sketches(count: int, start: datetime, *, seed: int) -> list[Sketch]:
    """Sketches of chance, one in three a report of the event before it, evenly over the time up to now."""
    chance = np.random.default_rng(seed)
    found: list[Sketch] = []
    for number in range(count):
        at = start + (NOW - start) * number / count
        url = ArticleUrl(f"https://crowd{seed}.example/{number}")
        if number % 3 == 2:
            vector = np.frombuffer(found[-1].vector, "<f2") + chance.normal(0, 0.02, 384)
            found.append(replace(found[-1], article=url, at=at, vector=vector.astype("<f2").tobytes(), minhash=b""))
            continue
        ranks = chance.zipf(1.3, size=40) % 50_000
        found.append(
            Sketch(
                article=url,
                outlet=f"outlet{number % 300}",
                language="en",
                at=at,
                length=2000,
                minhash=chance.integers(0, 2**16, 128, dtype=np.uint16).tobytes(),
                words=frozenset(f"w{rank}" for rank in ranks[:10]),
                lead=frozenset(f"w{rank}" for rank in ranks[10:]),
                names=frozenset(f"n{name}" for name in chance.zipf(1.3, size=12) % 20_000),
                vector=chance.normal(0, 0.05, 384).astype("<f2").tobytes(),
            )
        )
    return found


def keep(store: Store, arriving: Sequence[Sketch], placements: Sequence[Placement]) -> None:
    with store.begin() as work:
        for sketch, placement in zip(arriving, placements, strict=True):
            work.articles.keep(
                Article(url=sketch.article, outlet=OutletId(sketch.outlet), title="T", text="", first_seen=sketch.at)
            )
            work.stories.keep(placement, sketch, sketch.at)


def fill(store: Store, url: str, stored: int) -> None:
    """`stored` articles, the window's with sketches, each a story of its own or in the story before it."""
    recent = min(stored, RECENT)
    start = NOW - timedelta(days=recent / A_DAY)
    if stored > recent:
        end = start.strftime("%Y-%m-%d %H:%M:%S")
        with create_engine(url).begin() as connection:
            for statement in OLD:
                connection.execute(text(statement), {"count": stored - recent, "end": end})
    window = sketches(recent, start, seed=1)
    leads = [one.article for one in window]
    for number in range(2, len(window), 3):
        leads[number] = leads[number - 1]
    placements = [
        Placement(
            story=story_id(lead),
            membership=Membership(
                article=one.article,
                relation=Relation.LEAD if lead == one.article else Relation.REPORT,
                method="first" if lead == one.article else "event",
                score=1.0,
            ),
        )
        for one, lead in zip(window, leads, strict=True)
    ]
    for first in range(0, len(window), 1000):
        keep(store, window[first : first + 1000], placements[first : first + 1000])


def measure(store: Store) -> tuple[float, float, float, float]:
    """Milliseconds an article: reading, building, placing fifty together, placing one in a window at hand."""
    arriving = sketches(BATCH * BATCHES, NOW - timedelta(days=1), seed=2)
    reading = building = placing = 0.0
    for start in range(0, len(arriving), BATCH):
        part = arriving[start : start + BATCH]
        begun = process_time()
        with store.reading() as work:
            found = work.stories.open_between(part[0].at - stories.WINDOW, part[-1].at + stories.WINDOW)
        read = process_time()
        window = stories.Window.of(found)
        built = process_time()
        stories.place_together(part, window)
        reading, building, placing = reading + read - begun, building + built - read, placing + process_time() - built
    alone = process_time()
    for one in sketches(BATCH, NOW - timedelta(days=1), seed=3):
        stories.place(one, window)
    alone = process_time() - alone
    read, built, placed = (1000 * each / len(arriving) for each in (reading, building, placing))
    return read, built, placed, 1000 * alone / BATCH


def regroup() -> None:
    """A month placed again from nothing, as an import does."""
    month = sketches(30 * A_DAY // 10, NOW - timedelta(days=30), seed=4)
    begun, window = process_time(), stories.Window()
    for start in range(0, len(month), 1000):
        stories.place_together(month[start : start + 1000], window)
    spent = process_time() - begun
    print(f"a month of {len(month):,} placed again: {spent:.0f} s, {1000 * spent / len(month):.1f} ms an article")


def main() -> None:
    for stored in [int(one) for one in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            with closing(open_store(url)) as store:
                fill(store, url, stored)
                reading, building, placing, alone = measure(store)
        memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{stored:>9,} stored: reading {reading:.1f}, window {building:.1f}, placing {placing:.1f} ms an article; "
            f"alone in a window at hand {alone:.1f} ms; {memory:.0f} MB at most",
            flush=True,
        )
    regroup()


if __name__ == "__main__":
    main()
