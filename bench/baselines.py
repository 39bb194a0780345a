"""What simpler ways reach on the same headlines: `bench/stories.py` prints them beside ours.

TF-IDF over transliterated character n-grams, and plain sentence vectors without each language's mean, both with average
linkage over ten days. Their thresholds are the best for the very data that they are measured on, so they are flattered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from monitor.model.articles import Article
from monitor.stories import Embedder, gist

DAYS = 10.0
THRESHOLDS = (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

_Matrix = NDArray[np.float64]


def tfidf(articles: Sequence[Article]) -> _Matrix:
    """Cosines of character n-grams of three to five, transliterated."""
    counts = []
    for one in articles:
        plain = f" {' '.join(anyascii(one.title or '').lower().split())} "
        counts.append(Counter(plain[at : at + size] for size in (3, 4, 5) for at in range(len(plain) - size + 1)))
    common = Counter(gram for grams in counts for gram in grams)
    column = {gram: number for number, gram in enumerate(common)}
    rows = np.zeros((len(articles), len(column)))
    for number, grams in enumerate(counts):
        for gram, count in grams.items():
            rows[number, column[gram]] = (1 + log(count)) * log((1 + len(articles)) / common[gram])
    return _cosines(rows)


def vectors(articles: Sequence[Article], embed: Embedder) -> _Matrix:
    """Cosines of sentence vectors, each language's mean over these articles taken away."""
    rows = np.array([np.frombuffer(one, "<f2") for one in embed([gist(one) for one in articles])], dtype=np.float64)
    languages = np.array([one.language for one in articles])
    for language in set(languages):
        rows[languages == language] -= rows[languages == language].mean(axis=0)
    return _cosines(rows)


def _cosines(rows: _Matrix) -> _Matrix:
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows @ rows.T


def clusterings(cosines: _Matrix, articles: Sequence[Article]) -> Iterator[list[str]]:
    """Average linkage, cut at each threshold."""
    days = np.array([one.published.at.timestamp() if one.published else 0.0 for one in articles]) / 86400
    links = np.where(np.abs(days[:, None] - days[None, :]) <= DAYS, cosines, -1.0)
    np.fill_diagonal(links, -9.0)
    size, member = np.ones(len(links)), np.arange(len(links))
    for threshold in sorted(THRESHOLDS, reverse=True):
        while True:
            one, other = np.unravel_index(int(links.argmax()), links.shape)
            if links[one, other] < threshold:
                break
            merged = (size[one] * links[one] + size[other] * links[other]) / (size[one] + size[other])
            links[one], links[:, one], links[one, one] = merged, merged, -9.0
            links[other], links[:, other] = -9.0, -9.0
            size[one] += size[other]
            member[member == other] = one
        yield [str(group) for group in member]
