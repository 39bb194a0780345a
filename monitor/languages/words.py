"""What a language's file holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A language of the desk. English is the key of every text; {names} in it stand in the translation too."""

    tag: str
    name: str  # as its speakers call it
    plural: Callable[[int], int]  # a number to the index of its form (CLDR's plural rules)
    said: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]  # the English singular to the forms, as many as `plural` tells apart
    # Marks of numbers, as CLDR gives them for the language.
    thousands: str = ","
    decimal: str = "."
    percent: str = "{n}%"
