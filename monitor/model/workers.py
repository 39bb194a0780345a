"""Workers, what they hold for themselves, and how much waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum


class Turn(IntEnum):
    """What only one transaction does at a time. Any numbers, the same in every process."""

    DECLARING = 0x46617278
    PLACING = 0x46617279


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process that runs verbs. `verbs` by their names."""

    id: str
    host: str
    pid: int
    version: str
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A worker as the database knows it: how long ago it was last seen, by the database's own clock."""

    worker: Worker
    silent: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What one worker holds for one visit: the outlet and every host it will ask.

    `holder` is this visit's alone, never used again: who finds it in the database knows that nobody came in between.
    """

    holder: str
    outlet: str
    hosts: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        return (f"outlet {self.outlet}", *(f"host {host}" for host in sorted(self.hosts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDepth:
    """Jobs of one verb: how many wait and run, and how long the oldest has been waiting."""

    verb: str
    waiting: int
    running: int
    oldest: timedelta


# Holders by what each still holds.
Held = Mapping[str, frozenset[str]]
