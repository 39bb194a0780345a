"""Digests as files in a folder, the recipient: each is there whole or not at all.

The latest stands under a fixed name; every one stays in `past/`, named by its day and its identity, so that one that is
overwritten before anybody read it is not lost, and one that may have been written can be looked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from monitor.model.channels import ChannelSettings
from monitor.model.errors import DeliveryError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate

PAST = "past"
# Of a digest's files, the one that is kept; it is written last, so where it is all are.
KEPT = "digest.html"


class DirectoryChannel:
    """Writes the latest digest into the recipient folder."""

    format = Format.DIRECTORY

    def send(self, message: Message, recipient: str) -> Receipt:
        folder = Path(recipient)
        try:
            write_files(folder, message)
            past = folder / PAST
            past.mkdir(exist_ok=True)
            written = _past(folder, message) or past / f"{message.date:%Y-%m-%d}-{message.id}.html"
            write_whole(written, message.part(KEPT), unique=message.id)
        except OSError as error:
            raise not_written(recipient, error) from error
        return Receipt(provider_id=str(folder.resolve()))

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:
        folder = Path(recipient)
        return Receipt(provider_id=str(folder.resolve())) if _past(folder, message) else Evidence.ABSENT

    def rest(self) -> None:
        """Nothing is held open."""


def _past(folder: Path, message: Message) -> Path | None:
    return next((folder / PAST).glob(f"*-{message.id}.html"), None)


def not_written(recipient: str, error: OSError) -> DeliveryError:
    """Why a folder could not take a digest."""
    return DeliveryError(f"could not write the digest to {recipient}: {error.strerror or error}")


def write_files(folder: Path, message: Message) -> None:
    """The parts of the message as files of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in message.parts:
        write_whole(folder / name, content, unique=message.id)


def write_whole(path: Path, content: str, *, unique: str) -> None:
    """Written beside it and then renamed: a reader sees the old file or the new one."""
    unfinished = path.with_name(f".{path.name}.{unique}")
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def open_directory(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:  # noqa: ARG001
    """The folder needs no setting; the signature is that of all openers."""
    return DirectoryChannel()
