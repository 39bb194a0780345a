"""What readers say of what a watch found."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a reader says of a match."""

    NOISE = "noise"
    WANTED = "wanted"
