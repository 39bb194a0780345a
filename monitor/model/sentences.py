"""Sentences that can be said in another language: English as they stand, with what they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


class Sentence(str):
    """A sentence in English. A reader of another language is told `pattern` in theirs, with `values` put in."""

    pattern: str
    values: Mapping[str, object]


def sentence(pattern: str, **values: object) -> Sentence:
    """`pattern` with its {names} filled in: moments in ISO 8601 to the minute, anything else as it prints."""
    made = Sentence(pattern.format(**{name: _english(value) for name, value in values.items()}).strip())
    made.pattern, made.values = pattern, values
    return made


def plain(value: object) -> str:
    """A sentence as a str and no more, for encoders that take nothing else; raises TypeError for anything else."""
    if isinstance(value, Sentence):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be encoded")


def _english(value: object) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
