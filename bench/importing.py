"""How an import grows: `python bench/importing.py [LINES …]`, processor time of a thousand and of ten thousand lines.

Texts of chance words, one in three a report that repeats half of the one before it, a thousand a day or all within ten
days; without the model of meaning, whose cost is the same for each article. Batches as `farwatch import` makes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
import structlog

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor import matching
from monitor.cli.lines import BATCH
from monitor.model.articles import Article, ArticleUrl
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId, Press
from monitor.services.ingest import Knowledge, import_articles
from monitor.storage import open_store

START = datetime(2026, 3, 2, tzinfo=UTC)
KNOWLEDGE = Knowledge(outlets={}, press=Press(), matcher=matching.compile_watches([], ()))


def lines(count: int, span: timedelta) -> Iterator[Article]:
    chance = np.random.default_rng(5)
    letters = np.array(list("abdegiklmnoprstuvz"))
    vocabulary = ["".join(chance.choice(letters, 7)) for _ in range(20_000)]
    before: list[str] = []
    for number in range(count):
        words = [vocabulary[rank % len(vocabulary)] for rank in chance.zipf(1.2, 60)]
        if number % 3 == 2:
            words[:30] = before[:30]
        before = words
        at = START + span * number / count
        yield Article(
            url=ArticleUrl(f"https://o{number % 300}.example.org/{number}"),
            outlet=OutletId(f"o{number % 300}"),
            title=" ".join(words[:8]).capitalize(),
            text=" ".join(words) + ".",
            language="en",
            published=Published(at=at, precision=Precision.SECOND),
            first_seen=at,
        )


def measure(count: int, span: timedelta) -> float:
    articles = list(lines(count, span))
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")) as store:
        begun = process_time()
        for start in range(0, count, BATCH):
            import_articles(store, articles[start : start + BATCH], KNOWLEDGE, now=START)
        return process_time() - begun


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    for count in [int(one) for one in sys.argv[1:]] or [1_000, 10_000]:
        for what, span in (("1,000 a day", timedelta(days=count / 1000)), ("within ten days", timedelta(days=10))):
            seconds = measure(count, span)
            print(f"{count:>7,} lines, {what:15}: {seconds:6.1f} s, {1000 * seconds / count:.1f} ms a line", flush=True)
    print(f"{getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
