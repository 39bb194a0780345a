"""Verbs come in by name; they are run, once at a time, and what fails is logged.

Nothing goes out but the work done. It may not know what a verb does, nor decide when it is due.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Verb(StrEnum):
    """The four verbs of the service."""

    POLL = "poll"
    INGEST = "ingest"
    DIGEST = "digest"
    DELIVER = "deliver"


class Jobs(Protocol):
    """Who runs a verb. `run` never raises; a verb that is running already is not started again."""

    async def run(self, verb: Verb) -> None: ...

    async def stop(self) -> None:
        """Let what runs finish or give back what it holds; at most some 30 seconds."""
