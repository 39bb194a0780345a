"""Quality of stories on the labelled data in tests/data/stories, beside simpler ways: BCubed, pairs, false merges.

python bench/stories.py --plain     without the embedding model, even where it is installed
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.baselines import clusterings, tfidf, vectors
from monitor import stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId
from monitor.model.stories import Sketch
from monitor.stories.vectors import Embedder

DATA = Path(__file__).resolve().parents[1] / "tests" / "data" / "stories"
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
BATCH = 50
HEADLINES = {
    "headlines.psv": "headlines, nine languages",
    "english.psv": "English, long stories",
    "month-tuned.psv": "a month, twelve languages, tuning half",
    "month-untouched.psv": "a month, twelve languages, untouched half",
    "everyday.psv": "everyday look-alikes, nine languages",
    "long-runs.psv": "long stories over weeks, nine languages",
}

COLD = {
    "cold-tuned.psv": "first imports of 3 to 12 articles, tuning half",
    "cold-untouched.psv": "first imports of 3 to 12 articles, untouched half",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F of the clusters (BCubed) and of the pairs, and merged pairs that are no story."""

    bcubed_precision: float
    bcubed_recall: float
    pair_precision: float
    pair_recall: float
    false_merges: int

    @property
    def bcubed(self) -> float:
        return harmonic(self.bcubed_precision, self.bcubed_recall)

    @property
    def pair(self) -> float:
        return harmonic(self.pair_precision, self.pair_recall)

    def render(self) -> str:
        return (
            f"BCubed F {self.bcubed:.3f} (P {self.bcubed_precision:.3f} R {self.bcubed_recall:.3f})  "
            f"pair F {self.pair:.3f} (P {self.pair_precision:.3f} R {self.pair_recall:.3f})  "
            f"false merges {self.false_merges}"
        )


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def figures(truth: Sequence[str], found: Sequence[str]) -> Figures:
    """Compare two partitions of the same articles."""
    both = Counter(zip(truth, found, strict=True))
    true_size, found_size = Counter(truth), Counter(found)
    count = len(truth)
    right = sum(n * (n - 1) for n in both.values()) // 2
    joined = sum(n * (n - 1) for n in found_size.values()) // 2
    related = sum(n * (n - 1) for n in true_size.values()) // 2
    return Figures(
        bcubed_precision=sum(n * n / found_size[f] for (_, f), n in both.items()) / count,
        bcubed_recall=sum(n * n / true_size[t] for (t, _), n in both.items()) / count,
        pair_precision=right / joined if joined else 1.0,
        pair_recall=right / related if related else 1.0,
        false_merges=joined - right,
    )


def made(name: str, hours: str, language: str, title: str, text: str) -> Article:
    """An article of an outlet of its own."""
    at = START + timedelta(hours=float(hours))
    return Article(
        url=ArticleUrl(f"https://{name}.example.org/{name}"),
        outlet=OutletId(name),
        title=title,
        text=text,
        language=language,
        published=Published(at=at, precision=Precision.SECOND),
        first_seen=at,
    )


def read_headlines(name: str) -> tuple[list[str], list[Article]]:
    """Labels and headline-only articles of a file."""
    labels, articles = [], []
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines()):
        if line.startswith("#") or not line.strip():
            continue
        label, hours, language, *outlet, title = line.split("|")
        labels.append(label)
        one = made(f"{language}{number}", hours, language, title, title)
        articles.append(replace(one, outlet=OutletId(outlet[0])) if outlet else one)
    return labels, articles


def read_cold(name: str) -> dict[str, tuple[list[str], list[Article]]]:
    """Labels and articles of each first import in a file."""
    found: dict[str, tuple[list[str], list[Article]]] = {}
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines()):
        if line.startswith("#") or not line.strip():
            continue
        group, label, hours, language, title, *lead = line.split("|")
        labels, articles = found.setdefault(group, ([], []))
        labels.append(f"{group} {label}")
        articles.append(made(f"{language}{number}", hours, language, title, lead[0] if lead else title))
    return found


def read_articles(name: str) -> tuple[list[str], list[Article], list[tuple[int, int]]]:
    """Labels, whole articles, and which is a copy of which."""
    labels, articles, names, copies = [], [], [], []
    for block in (DATA / name).read_text("utf-8").split("\n== ")[1:]:
        header, _, text = block.partition("\n")
        own, story, original, hours, language, title = header.split(" | ")
        if original != "-":
            copies.append((len(names), names.index(original)))
        names.append(own)
        labels.append(story)
        articles.append(made(own, hours, language, title, text.strip()))
    return labels, articles, copies


def sketched(articles: Sequence[Article], embed: Embedder | None) -> list[Sketch]:
    """Sketches as ingest makes them."""
    vectors = embed([stories.gist(one) for one in articles]) if embed else [b""] * len(articles)
    return [stories.sketch(one, vector=vector) for one, vector in zip(articles, vectors, strict=True)]


def placed(sketches: Sequence[Sketch], batch: int = BATCH) -> list[str]:
    """Stories found when the sketches arrive in the order of their publication, a batch at a time."""
    window, story = stories.Window(), {}
    order = sorted(range(len(sketches)), key=lambda index: (sketches[index].at, sketches[index].article))
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        placements = stories.place_together([sketches[index] for index in part], window)
        story |= {index: placement.story for index, placement in zip(part, placements, strict=True)}
    return [story[index] for index in range(len(sketches))]


def each_by_itself(name: str, embed: Embedder | None) -> Figures:
    """Every first import of a file in a window of its own, the figures over all."""
    truth, found = [], []
    for group, (labels, articles) in read_cold(name).items():
        truth += labels
        found += [f"{group} {story}" for story in placed(sketched(articles, embed))]
    return figures(truth, found)


def within_languages(labels: Sequence[str], sketches: Sequence[Sketch], batch: int = BATCH) -> Figures:
    """Every language placed by itself, the figures over all."""
    truth, found = [], []
    for language in sorted({sketch.language or "" for sketch in sketches}):
        chosen = [index for index, sketch in enumerate(sketches) if sketch.language == language]
        truth += [f"{language} {labels[index]}" for index in chosen]
        found += [f"{language} {story}" for story in placed([sketches[index] for index in chosen], batch)]
    return figures(truth, found)


def best(labels: Sequence[str], articles: Sequence[Article], cosines: NDArray[np.float64]) -> Figures:
    """The best that a baseline reaches with any threshold."""
    return max((figures(labels, found) for found in clusterings(cosines, articles)), key=lambda one: one.bcubed)


def main() -> None:
    embed = None if "--plain" in sys.argv else stories.embedder()
    print("with the embedding model" if embed else "without an embedding model")
    for name, what in HEADLINES.items():
        labels, articles = read_headlines(name)
        sketches = sketched(articles, embed)
        print(f"{what} ({len(labels)}, {len(set(labels))} stories)")
        print(f"    as they come, {BATCH} at once    {figures(labels, placed(sketches)).render()}")
        print(f"    as one import             {figures(labels, placed(sketches, len(sketches))).render()}")
        if len({one.language for one in sketches}) > 1:
            print(f"    each language by itself   {within_languages(labels, sketches).render()}")
        print(f"    TF-IDF, best threshold    {best(labels, articles, tfidf(articles)).render()}")
        if embed:
            print(f"    vectors, best threshold   {best(labels, articles, vectors(articles, embed)).render()}")
    for name, what in COLD.items():
        print(f"{what} ({len(read_cold(name))})")
        print(f"    each by itself            {each_by_itself(name, embed).render()}")
    labels, articles, copies = read_articles("articles.txt")
    found = placed(sketched(articles, embed))
    together = sum(found[one] == found[other] for one, other in copies)
    print(f"articles ({len(labels)})                {figures(labels, found).render()}")
    print(f"copies found                  {together} of {len(copies)}")


if __name__ == "__main__":
    main()
