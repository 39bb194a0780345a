"""What stored articles are searched by, and counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class ArchiveWord(NamedTuple):
    """A word as some stored article writes it, in a language; other kinds of entries are monitor.matching's affair."""

    kind: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles of one day (published, else first seen; UTC), outlet and language."""

    day: date
    outlet: str
    language: str | None
