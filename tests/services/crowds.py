"""A process that places batches on PostgreSQL beside others: `python -m tests.services.crowds URL PLAN`; and its parts.

PLAN is JSON, a list of [name, numbers of articles, what befalls it]: "" places the batch, "fail" rolls its transaction
back, "kill" and "stop" end and pause the process in its turn, before it commits.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from zlib import crc32

import numpy as np

from monitor import matching
from monitor.model.articles import Article
from monitor.model.outlets import Press
from monitor.model.workers import Turn
from monitor.services import ingest, placing
from monitor.services.windows import Windows
from monitor.storage import Store, open_store
from tests.builders import NOW
from tests.stories.test_quality import bench

# So few, that what is told of the first of a crowd is met by sixty articles.
FEW = 20


def meaning(texts: Sequence[str]) -> tuple[bytes, ...]:
    """Vectors that are near where texts share words."""
    found = []
    for text in texts:
        directions = [np.random.default_rng(crc32(word.encode())).normal(0, 0.05, 384) for word in text.split()]
        found.append((sum(directions, np.zeros(384)) / max(1, len(directions)) ** 0.5).astype("<f2").tobytes())
    return tuple(found)


KNOWLEDGE = ingest.Knowledge(outlets={}, press=Press(), matcher=matching.compile_watches([], ()), embed=meaning)


@cache
def news(count: int = 60) -> list[Article]:
    """Headlines of a month, as they came."""
    _, articles = bench().read_headlines("month-tuned.psv")
    return sorted(articles, key=lambda one: (one.first_seen, one.url))[:count]


@cache
def understood(one: Article) -> ingest.Understood:
    return ingest.understand(one, KNOWLEDGE)


def look_at(store: Store, batch: Sequence[Article], windows: Windows) -> None:
    with store.reading() as work:
        placing.look_at(work, [understood(one).sketch for one in batch], windows)


def keep(store: Store, batch: Sequence[Article], windows: Windows, befalls: str = "") -> None:
    """Place a batch; its name, and so its end, stands in its articles."""
    some = [understood(one) for one in batch]
    with suppress(ZeroDivisionError), store.begin() as work:
        work.alone(Turn.PLACING)
        ingest.keep(work, some, KNOWLEDGE, NOW, windows)
        match befalls:
            case "fail":
                raise ZeroDivisionError
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "stop":
                os.kill(os.getpid(), signal.SIGSTOP)


def partition(store: Store) -> set[frozenset[str]]:
    with store.reading() as work:
        return {frozenset(one.url for one in story.articles) for story in work.stories.since(None)}


def main(url: str, plan: str) -> None:
    articles = news()
    with closing(open_store(url)) as store:
        windows = Windows(FEW)
        for name, numbers, befalls in json.loads(plan):
            batch = [replace(articles[number], author=name) for number in numbers]
            look_at(store, batch, windows)
            keep(store, batch, windows, befalls)


if __name__ == "__main__":
    main(*sys.argv[1:])
