"""How fast watches are matched, and what the analysers cost: python bench/matching.py

Watches of six kinds in equal parts: two words; a concept and a word; a concept NEAR/p a word; one of two concepts and
one of two words without a third; a concept and a phrase; a word NEAR/8 another or a third. So many share concepts.
Their words are invented names, which no article holds, but for a share of words of the articles: none; one in 130,
with which an article answers about ten of 10,000 watches; and a greater one the fewer watches there are, so that they
have matches, too. The articles have 2,000 characters each and are all different, so that words are met for the first
time as in a day of news; the first pass is printed apart as "new words". Times are of the processor, so that a busy
machine counts little.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from monitor.config.concepts import read_concept
from monitor.matching import Matcher, compile_watches
from monitor.model.articles import Article, ArticleUrl
from monitor.model.outlets import OutletId
from monitor.model.watches import Concept, Watch, WatchId
from monitor.text import readings, tokens

ROOT = Path(__file__).parents[1]
LENGTH = 2_000
# So many of the words stand in the articles; an article then answers about one watch in a thousand.
KNOWN, MANY = 1 / 130, 10_000
NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def concepts() -> list[Concept]:
    return [read_concept(str(path), path.read_text()) for path in sorted((ROOT / "config/concepts").glob("*.toml"))]


def articles(count: int, rng: random.Random) -> list[Article]:
    """Sentences of the seeds in new orders, one article in one language."""
    made = []
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    for number in range(count):
        seed = rng.choice(seeds)
        lines = [line for line in seed.read_text().splitlines() if len(line) > 40]
        text = "\n".join(rng.choices(lines, k=40))[:LENGTH]
        language = "pl" if seed.name.startswith("004") else "uk"
        url = ArticleUrl(f"https://example.org/{number}")
        made.append(Article(url=url, outlet=OutletId("x"), title=None, text=text, language=language, first_seen=NOW))
    return made


def invented(rng: random.Random) -> str:
    return "".join(rng.choice(["ба", "ро", "мі", "ке", "ту", "ла", "зо", "ви"]) for _ in range(4)).capitalize()


def watches(count: int, known: list[Concept], words: list[str], rng: random.Random, share: float) -> list[Watch]:
    """`share`: how many of their words stand in the articles."""

    def word() -> str:
        return rng.choice(words) if rng.random() < share else invented(rng)

    made = []
    for number in range(count):
        concept = rng.choice(known).id
        kinds = (
            f"{word()} AND {word()}",
            f"@{concept} AND {word()}",
            f"@{concept} NEAR/p {word()}",
            f"(@nato OR @{concept}) AND ({word()} OR {word()}) NOT {word()}",
            f'@{concept} AND ("{word()} {word()}" OR {word()})',
            f"{word()} NEAR/8 ({word()} OR {word()})",
        )
        made.append(Watch(id=WatchId(f"w{number}"), name="w", query=kinds[number % len(kinds)]))
    return made


def seconds_each(matcher: Matcher, batch: list[Article]) -> float:
    start = time.process_time()
    for article in batch:
        matcher.match(article)
    return (time.process_time() - start) / len(batch)


def speed(counts: list[int]) -> Iterator[str]:
    rng = random.Random(1)
    known, batch = concepts(), articles(200, rng)
    words = sorted({segment.text for article in batch for segment in tokens(article.text) if len(segment.text) > 5})
    shares: dict[str, Callable[[int], float]] = {
        "without a match": lambda _: 0.0,
        "one match for a thousand watches": lambda _: KNOWN,
        "more of their words, the fewer the watches": lambda count: min(KNOWN * (MANY / count) ** 0.75, 1.0),
    }
    for title, share in shares.items():
        yield title
        yield f"{'watches':>8} {'compile':>9} {'new words':>10} {'article':>9} {'matches':>8} {'hits':>6}"
        times: dict[int, float] = {}
        for count in counts:
            start = time.process_time()
            matcher = compile_watches(watches(count, known, words, rng, share(count)), known)
            compiled = time.process_time() - start
            first = seconds_each(matcher, batch)
            again = times[count] = min(seconds_each(matcher, batch) for _ in range(5))
            matches = [match for article in batch for match in matcher.match(article)]
            found, hits = len(matches) / len(batch), sum(len(match.hits) for match in matches) / len(batch)
            each = f"{first * 1e3:>7.2f} ms {again * 1e3:>6.2f} ms"
            yield f"{count:>8} {compiled:>7.2f} s {each} {found:>8.1f} {hits:>6.1f}"
        if {100, MANY} <= times.keys():
            yield f"from 100 to {MANY:,} watches: {times[MANY] / times[100]:.2f} times"


def evil() -> Iterator[str]:
    """Twice the text may take twice the time, whatever the query and the text."""
    queries = {
        "a phrase of one word again and again": '"' + "а " * 40 + 'б"',
        "NEAR of two words that fill the text": "а NEAR/100000 б",
        "prefixes of every word": "а* NEAR/3 аа*",
        "n OF many": "3 OF (" + ", ".join(f"а{i}" for i in range(300)) + ")",
        "no blank": "日 NEAR/5 本",
    }
    for name, query in queries.items():
        matcher = compile_watches([Watch(id=WatchId("q"), name="q", query=query)], [])
        sign = "日本" if "日" in query else "а б аа "
        times = []
        for size in (20_000, 40_000):
            text = sign * (size // len(sign))
            start = time.process_time()
            matcher.answers(text, "uk")
            times.append(time.process_time() - start)
        yield f"{name:<40} {times[0] * 1e3:>7.1f} ms → {times[1] * 1e3:>7.1f} ms"


def analysers() -> Iterator[str]:
    base = memory_mb()
    for language, word in (
        ("uk", "Японією"),
        ("ru", "Японией"),
        ("pl", "Japonią"),
        ("en", "went"),
        ("de", "ging"),
        ("fr", "chevaux"),
    ):
        before, start = memory_mb(), time.process_time()
        readings(word, language)
        yield f"{language}: {time.process_time() - start:5.2f} s, {memory_mb() - before:6.1f} MB"
    yield f"together: {memory_mb() - base:.1f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--watches", type=int, nargs="*", default=[1, 100, 1_000, 10_000])
    for part in (analysers(), speed(parser.parse_args().watches), evil()):
        print("\n".join(part), end="\n\n")
