"""Sentence vectors of a window, and the running mean of each language that is taken away from them.

Raw multilingual vectors of unrelated headlines have cosines of .78 on average: all point the same way, each language
a little differently. With the mean of its language taken away, unrelated headlines are at 0 ± .1 and two of one event
at .55. The mean is a part of the window, so it is a value that comes with the articles and needs no keeping.
"""

from __future__ import annotations

from base64 import b85decode
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from monitor.model.stories import Sketch
from monitor.stories.kinds import KINDS
from monitor.stories.means import MEANS

# Until more articles of a language are known than these, its mean leans on that of everyday headlines (means.py): the
# mean of five articles on one topic would take the topic away (seeds: cosine of 000 and 001 -.14 so, .66 with the
# lean).
LEAN = 50
# Products that differ by less are the same: their last digits depend on how many are computed at once.
GRAIN = 5
# So many products are held at once (40 MB).
SCORES = 10_000_000
# Rows are kept as they came, in half precision, and taken to single precision by so many for a product (12 MB).
BLOCK = 8_192


class Meanings:
    """The vectors by index, as raw as they came; an article without one has zeros."""

    def __init__(self) -> None:
        # By language and width: vectors of another model are another matter.
        self._sums: dict[tuple[str, int], NDArray[np.float64]] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._raw: NDArray[np.float16] = np.zeros((0, 0), dtype=np.float16)
        self._languages: list[str] = []
        self._language: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._filled = 0

    def observe(self, sketches: Sequence[Sketch]) -> None:
        """Take the articles into the means."""
        for sketch in sketches:
            if sketch.vector:
                vector = read_vector(sketch.vector)
                kind = _language(sketch), len(vector)
                self._sums[kind] = self._sums.get(kind, np.zeros(len(vector))) + vector
                self._counts[kind] += 1

    def forget(self) -> None:
        """Take all articles out of the means."""
        self._sums.clear()
        self._counts.clear()

    def put(self, sketch: Sketch) -> None:
        """Take the article in as the next index."""
        language = _language(sketch)
        if language not in self._languages:
            self._languages.append(language)
        vector = read_vector(sketch.vector)
        if self._filled == len(self._raw) or len(vector) > self._raw.shape[1]:
            self._grow(len(vector))
        if len(vector) == self._raw.shape[1]:
            self._raw[self._filled] = vector
        self._language[self._filled] = self._languages.index(language)
        self._filled += 1

    def _grow(self, width: int) -> None:
        """A quarter more room. Vectors of another width are another model's: they count as none."""
        filled, room = self._filled, self._filled + max(64, self._filled // 4)
        grown = np.zeros((room, max(width, self._raw.shape[1])), dtype=np.float16)
        if self._raw.shape[1] == grown.shape[1]:
            grown[:filled] = self._raw[:filled]
        languages = np.zeros(room, dtype=np.intp)
        languages[:filled] = self._language[:filled]
        self._raw, self._language = grown, languages

    def centred(self, sketch: Sketch) -> NDArray[np.float32] | None:
        """The direction of an article's meaning, of length 1; None without a vector."""
        if not sketch.vector:
            return None
        raw = read_vector(sketch.vector)
        own = raw - self._mean(_language(sketch), len(raw))
        return np.asarray(own / max(float(np.linalg.norm(own)), 1e-9), dtype=np.float32)

    def nearest(
        self, meanings: Sequence[NDArray[np.float32] | None], count: int, start: int = 0
    ) -> list[list[tuple[float, int]]]:
        """The articles nearest to each meaning from an index on, and how near; none where there is no meaning. `count`,
        and those that are as near as the last of them.

        Many at once: each row is read from memory once for all (100,000 rows: 22 ms for one meaning, 3 ms each for 50).
        """
        width, rows = self._raw.shape[1], self._filled - start
        askers = [n for n, meaning in enumerate(meanings) if meaning is not None and len(meaning) == width]
        found: list[list[tuple[float, int]]] = [[] for _ in meanings]
        step = max(1, SCORES // max(1, rows))
        for first in range(0, len(askers) if rows else 0, step):
            part = askers[first : first + step]
            scores = self._products(np.array([meanings[n] for n in part], dtype=np.float32), start)
            last = np.partition(scores, -min(count, rows), axis=1)[:, -min(count, rows)]
            for n, row, least in zip(part, scores, last - 2 * 10**-GRAIN, strict=True):
                near = np.flatnonzero(row >= least)
                found[n] = [(round(float(row[at]), GRAIN), start + int(at)) for at in near]
        return found

    def _products(self, queries: NDArray[np.float32], start: int) -> NDArray[np.float32]:
        # The mean is taken off the products instead of the rows: one product with each language's mean, none with rows.
        means = np.array([self._mean(one, queries.shape[1]) for one in self._languages], dtype=np.float32)
        scores = np.empty((len(queries), self._filled - start), dtype=np.float32)
        for first in range(start, self._filled, BLOCK):
            rows = self._raw[first : min(first + BLOCK, self._filled)].astype(np.float32)
            np.matmul(queries, rows.T, out=scores[:, first - start : first - start + len(rows)])
        scores -= (queries @ means.T)[:, self._language[start : self._filled]]
        return scores

    def upper_decile(self, indices: Sequence[int]) -> float | None:
        """The cosine that nine in ten pairs of these articles do not reach; None where fewer than two have vectors."""
        rows = self._raw[indices].astype(np.float32)
        means = np.array([self._mean(one, rows.shape[1]) for one in self._languages], dtype=np.float32)
        known = np.any(rows, axis=1)
        if np.count_nonzero(known) < 2:
            return None
        rows = rows[known] - means[self._language[indices][known]]
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        cosines = (rows @ rows.T)[np.triu_indices(len(rows), 1)]
        return float(np.partition(cosines, tenth := int(0.9 * len(cosines)))[tenth])

    def _mean(self, language: str, width: int) -> NDArray[np.float64]:
        total, count = self._sums.get((language, width)), self._counts[language, width]
        prior = prior_mean(language)
        if len(prior) != width:  # a model of the user's own
            return total / count if total is not None else np.zeros(width)
        return prior if total is None else (total + LEAN * prior) / (count + LEAN)


def prior_mean(language: str) -> NDArray[np.float64]:
    """The mean vector of everyday headlines in a language; of all known languages for one that is not known."""
    return _mean_of(language) if language in MEANS else _mean_of_all()


# Languages are what pages call theirs, and pages may call it anything: only those that are known are remembered.
@cache
def _mean_of(known: str) -> NDArray[np.float64]:
    return np.frombuffer(b85decode(MEANS[known]), dtype="<f2").astype(np.float64)


@cache
def _mean_of_all() -> NDArray[np.float64]:
    return np.asarray(np.mean([_mean_of(known) for known in MEANS], axis=0))


def of_kinds(meaning: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """How near a meaning is to each kind of news that recurs (a bank's rate, a final, a notice of the house), 0 to 1.

    Two events of one kind are alike for that reason alone, and a small window does not show it.
    """
    kinds = _kinds()
    if meaning is None or len(meaning) != kinds.shape[1]:  # a model of the user's own
        return np.zeros(len(kinds), dtype=np.float32)
    return np.asarray(np.maximum(kinds @ meaning, 0.0), dtype=np.float32)


@cache
def _kinds() -> NDArray[np.float32]:
    width = len(prior_mean("en"))
    rows = np.frombuffer(b85decode(KINDS), dtype=np.int8).reshape(-1, width).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def read_vector(packed: bytes) -> NDArray[np.float32]:
    """A sketch's vector; of no length where there is none."""
    return np.frombuffer(packed, dtype="<f2").astype(np.float32)


def _language(sketch: Sketch) -> str:
    return (sketch.language or "und").split("-")[0].lower()
