"""Who is told no longer, written beside the database and not into it alone.

A database that was restored from a backup does not know who unsubscribed since, nor which subscription a person ended
or paused; they would be mailed again, against their word and the law. So each such change is also a line of a file, on
the disk before its transaction commits, and whoever opens a restored database reads it back. The keys that sign the
links in mails stand there, too, so that the links which readers hold go on working; the file is its owner's alone.

Written first, a line may speak of a change that then failed. What a line takes away was asked for; what a line gives
back is given by the database alone. It is never shortened: a few hundred bytes a reader who left.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from monitor.model.digests import SubscriptionId
from monitor.model.errors import StorageError
from monitor.model.farewells import Leaving, Left, SigningKey


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of: since when the file is kept; a change of who is told; a key; the first key that still vouches."""

    since: datetime | None = None
    change: Leaving | None = None
    key: int = 0
    value: bytes = b""
    keys_from: int = 0


@dataclass(frozen=True, slots=True)
class Leavings:
    """One for each database; processes on one machine append to the same file. Without a path it keeps nothing."""

    path: Path | None

    def begin(self, now: datetime) -> None:
        """Let the file be there, so that one that is missing is not taken for one in which nobody left."""
        if self.path is not None and not self.path.exists():
            self._write((Line(since=now),))

    def write(self, changes: Sequence[Leaving | SigningKey | int]) -> None:
        """Changes of one transaction, before it commits; a number is that of the first key that still vouches."""
        if self.path is not None and changes:
            self._write(tuple(map(_line, changes)))

    def read(self) -> Left | None:
        """What the lines come to; None where there is no file."""
        if self.path is None:
            return None
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"the journal {self.path} cannot be read: {error.strerror or error}") from error
        return _sum([line for text in lines if (line := _read(text))])

    def _write(self, lines: Sequence[Line]) -> None:
        try:
            opened = os.open(str(self.path), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                # One write of whole lines to a file opened for appending: those of other processes do not mix in. It
                # begins a line of its own even behind one that a power cut tore.
                os.write(opened, b"\n" + b"\n".join(map(msgspec.json.encode, lines)) + b"\n")
                os.fsync(opened)
            finally:
                os.close(opened)
        except OSError as error:
            raise StorageError(f"the journal {self.path} cannot be written: {error.strerror or error}") from error


def _line(change: Leaving | SigningKey | int) -> Line:
    match change:
        case Leaving():
            return Line(change=change)
        case SigningKey():
            return Line(key=change.number, value=change.value)
        case int():
            return Line(keys_from=change)


def _read(text: bytes) -> Line | None:
    try:
        return msgspec.json.decode(text, type=Line)
    except msgspec.DecodeError:
        return None  # blank, or torn by a power cut


def _sum(lines: Sequence[Line]) -> Left:
    gone: set[tuple[SubscriptionId, str]] = set()
    told: dict[SubscriptionId, frozenset[str]] = {}
    paused: set[SubscriptionId] = set()
    keys: dict[int, bytes] = {}
    for line in lines:
        keys = {number: value for number, value in keys.items() if number >= line.keys_from}
        if line.key:
            keys[line.key] = line.value
        match line.change:
            case None:
                continue
            case Leaving(subscription=its, left=reader) if reader:
                gone.add((its, reader))
            case Leaving(subscription=its, back=reader) if reader:
                gone.discard((its, reader))
            case Leaving(subscription=its) as whole:
                told[its] = frozenset(whole.told)
                (paused.add if whole.paused else paused.discard)(its)
    return Left(
        gone=frozenset(gone),
        told=told,
        paused=frozenset(paused),
        keys=tuple(SigningKey(number=number, value=value) for number, value in sorted(keys.items())),
        since=next((line.since for line in lines if line.since), None),
    )
