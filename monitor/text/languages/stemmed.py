"""Languages read by a Snowball stemmer; the stem and the word itself."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.normalising import normal


def reader(algorithm: str) -> Reader:
    import snowballstemmer

    stem = snowballstemmer.stemmer(algorithm).stemWord

    def readings(word: str) -> frozenset[str]:
        form = normal(word)
        return frozenset((form, normal(stem(form))))

    return Reader(readings)
