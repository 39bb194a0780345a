"""What was sent, written beside the database and not into it.

A database that was restored from a backup does not know what was sent since; neither does one that lost its last
commits with the power (SQLite's WAL without a sync each). So the beginning of every sending is also a line of a file,
written through to the disk before the message leaves, and its end another. Where the file knows of a sending and the
database does not, the message may have arrived: the file settles it, or the next one is marked. A file a month; those
of which nothing is younger than a month are removed.
"""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import msgspec

from monitor.model.digests import Delivery, DeliveryId, Digest, DigestId, SubscriptionId
from monitor.model.errors import StorageError
from monitor.model.telling import told_by

KEPT = timedelta(days=31)
# Of a journal whose database was not there any more.
ASIDE = ".before"


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`sent` is None while it is under way; then what the channel calls the message, or empty."""

    at: datetime
    delivery: DeliveryId
    digest: DigestId
    subscription: SubscriptionId
    attempt: int
    # Named before it held articles of which only a change was told.
    told: tuple[str, ...] = msgspec.field(default=(), name="stories")
    sent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the journal knows of one delivery."""

    subscription: SubscriptionId
    digest: DigestId
    attempts: int
    told: frozenset[str] = frozenset()
    sent: str | None = None


@dataclass(slots=True)
class Journal:
    """One for each database; processes on one machine append to the same files. Without a path it keeps nothing."""

    path: Path | None
    _known: dict[DeliveryId, Sending] = field(default_factory=dict)
    _read: dict[Path, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begun(self, delivery: Delivery, digest: Digest, now: datetime) -> None:
        """To be called before a message leaves; on the disk when it returns."""
        self._write(_line(delivery, digest, now, told=tuple(sorted(told_by(digest)))), sync=True)

    def ended(self, delivery: Delivery, digest: Digest, now: datetime) -> None:
        """The channel has taken the whole message."""
        self._write(_line(delivery, digest, now, sent=delivery.provider_id or ""), sync=False)

    def sending(self, delivery: DeliveryId, now: datetime) -> Sending | None:
        """What is known of a delivery, by whichever process of this machine."""
        with self._lock:
            self._catch_up(now)
            return self._known.get(delivery)

    def of(self, subscription: SubscriptionId, now: datetime) -> tuple[Sending, ...]:
        """Every sending to the readers of a subscription."""
        with self._lock:
            self._catch_up(now)
            return tuple(sending for sending in self._known.values() if sending.subscription == subscription)

    def _write(self, line: Line, *, sync: bool) -> None:
        if self.path is None:
            return
        try:
            with _of_month(self.path, line.at).open("ab", buffering=0) as file:
                # One write of one line to a file opened for appending: those of other processes do not mix in. It
                # begins a line of its own even behind one that a power cut tore.
                file.write(b"\n" + msgspec.json.encode(line) + b"\n")
                if sync:
                    os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(f"the journal {self.path} cannot be written: {error.strerror or error}") from error

    def _catch_up(self, now: datetime) -> None:
        if self.path is None:
            return
        # A month is longer than half of it: none of thirty days lies between two of these.
        for file in dict.fromkeys(_of_month(self.path, now - ago) for ago in (KEPT, KEPT / 2, timedelta())):
            self._read_on(file)

    def _read_on(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                opened.seek(self._read.get(file, 0))
                new = opened.read()
        except FileNotFoundError:
            return
        # A line that is not ended is being written, or its writer died.
        whole = new[: new.rfind(b"\n") + 1]
        self._read[file] = self._read.get(file, 0) + len(whole)
        for text in whole.splitlines():
            self._learn(text)

    def _learn(self, text: bytes) -> None:
        try:
            line = msgspec.json.decode(text, type=Line)
        except msgspec.DecodeError:
            return  # torn by a power cut
        fresh = Sending(subscription=line.subscription, digest=line.digest, attempts=0)
        known = self._known.get(line.delivery, fresh)
        self._known[line.delivery] = replace(
            known,
            attempts=max(known.attempts, line.attempt),
            told=known.told | frozenset(line.told),
            sent=known.sent if line.sent is None else line.sent,
        )

    def forget(self, now: datetime) -> None:
        """Remove the files of months gone by."""
        if self.path is not None:
            oldest = _of_month(self.path, now - KEPT)
            for file in (*self._files(), *self._files(ASIDE)):
                if file < oldest:
                    file.unlink(missing_ok=True)

    def set_aside(self) -> None:
        """Begin anew; what was written stays beside it, for a backup that may be put back."""
        for file in self._files():
            self._append(file, _aside(file))

    def take_up(self) -> None:
        """Know again what was set aside."""
        for aside in self._files(ASIDE):
            self._append(aside, aside.with_name(aside.name.removesuffix(ASIDE)))

    def _append(self, file: Path, to: Path) -> None:
        try:
            with to.open("ab") as opened:
                opened.write(b"\n" + file.read_bytes())
                os.fsync(opened.fileno())
            file.unlink()
        except OSError as error:
            raise StorageError(f"the journal {to} cannot be written: {error.strerror or error}") from error

    def _files(self, ending: str = "") -> tuple[Path, ...]:
        if self.path is None:
            return ()
        months = f"{glob.escape(self.path.name)}-[0-9][0-9][0-9][0-9]-[0-9][0-9]{ending}"
        return tuple(self.path.parent.glob(months))


def _aside(file: Path) -> Path:
    return file.with_name(file.name + ASIDE)


def _of_month(path: Path, at: datetime) -> Path:
    return path.with_name(f"{path.name}-{at:%Y-%m}")


def _line(
    delivery: Delivery, digest: Digest, now: datetime, *, told: tuple[str, ...] = (), sent: str | None = None
) -> Line:
    return Line(
        at=now,
        delivery=delivery.id,
        digest=digest.id,
        subscription=digest.subscription,
        attempt=delivery.attempts,
        told=told,
        sent=sent,
    )
