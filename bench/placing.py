"""What it costs to place an article as the window grows: `python bench/placing.py [ARTICLES …] [--store]`.

Articles have sketches of chance (words, names, directions of meaning, one in three a report of the story before it).
Printed is processor time an article, of batches of fifty: before its turn, in its turn where others placed fifty
meanwhile, and all in its turn. `--store` measures besides how long a worker that starts reads and builds its window, a
thousand articles a day stored: ten thousand fill the window of ten days, a million go back three years; and a month
that is placed again. Of articles older than the window only rows and their places in the indexes count.
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
A_DAY, BATCH, BATCHES = 1000, 50, 3
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
        named = [(one.article, OutletId(one.outlet), one.at) for one in arriving]
        articles = [Article(url=url, outlet=outlet, title="T", text="", first_seen=at) for url, outlet, at in named]
        work.articles.keep_all([(one, None, False) for one in articles])
        work.stories.keep_all([(to, one, one.at) for one, to in zip(arriving, placements, strict=True)])


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


def measure(store: Store) -> tuple[float, float]:
    """Milliseconds an article, of a worker that starts: reading what is open, building the window of it; both once."""
    begun = process_time()
    with store.reading() as work:
        found = work.stories.open_between(NOW - stories.WINDOW, NOW)
    read = process_time()
    stories.Window.of(found)
    built = process_time()
    stored = sum(len(story.sketches) for story in found)
    return 1000 * (read - begun) / stored, 1000 * (built - read) / stored


def turns(window: stories.Window) -> tuple[float, float, float]:
    """Milliseconds an article before its turn and in it, where others placed as many meanwhile; and in it without a
    look before. The least of several batches: where what is common is told anew in the turn, all is compared there.
    """
    looks, looked, unlooked = [], [], []
    for seed in range(2, 2 + 3 * BATCHES, 3):
        mine, theirs, alone = (sketches(BATCH, NOW - timedelta(days=1), seed=seed + n) for n in range(3))
        begun = process_time()
        stories.look_at(mine, window)
        looks.append(process_time() - begun)
        window.know(theirs)
        for one in theirs:
            window.put(one, story_id(one.article))
        looked.append(placing(mine, window))
        unlooked.append(placing(alone, window))
    look, turn, all_in_turn = (1000 * min(some) / BATCH for some in (looks, looked, unlooked))
    return look, turn, all_in_turn


def placing(arriving: Sequence[Sketch], window: stories.Window) -> float:
    """Seconds of placing a batch, as a service does."""
    begun, known = process_time(), frozenset(window.members)
    placements = stories.place_together(arriving, window)
    stories.bridges(tuple(zip(arriving, placements, strict=True)), window, known=known)
    return process_time() - begun


def crowd(count: int) -> stories.Window:
    """A window of so many articles of chance, as a process keeps it."""
    some = sketches(count, NOW - stories.WINDOW, seed=1)
    window = stories.Window()
    window.know(some)
    for number, one in enumerate(some):
        window.put(one, story_id(some[number - number % 3 // 2].article))
    return window


def regroup() -> None:
    """A month placed again from nothing, as an import does."""
    month = sketches(30 * A_DAY // 10, NOW - timedelta(days=30), seed=4)
    begun, window = process_time(), stories.Window()
    for start in range(0, len(month), 1000):
        stories.place_together(month[start : start + 1000], window)
    spent = process_time() - begun
    print(f"a month of {len(month):,} placed again: {spent:.0f} s, {1000 * spent / len(month):.1f} ms an article")


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:] if one.isdigit()]
    for known in sizes or [10_000, 100_000]:
        before = getrusage(RUSAGE_SELF).ru_maxrss
        look, turn, unlooked = turns(crowd(known))
        memory = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
        print(
            f"{known:>9,} in the window: {look:.1f} ms an article before its turn, {turn:.1f} in it (without a look "
            f"before {unlooked:.1f}): {1000 / turn:.0f} articles a second in one turn; {memory:.0f} MB more",
            flush=True,
        )
    if "--store" not in sys.argv:
        return
    for stored in sizes or [10_000, 100_000, 1_000_000]:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            with closing(open_store(url)) as store:
                fill(store, url, stored)
                reading, building = measure(store)
        print(f"{stored:>9,} stored: reading {reading:.2f}, building {building:.2f} ms an article", flush=True)
    regroup()


if __name__ == "__main__":
    main()
