"""Digests as files in a folder, the recipient: each is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from monitor.model.channels import ChannelSettings
from monitor.model.digests import Format, Message, Receipt
from monitor.model.errors import DeliveryError
from monitor.model.seams import Channel, Gate


class DirectoryChannel:
    """Writes the latest digest into the recipient folder."""

    format = Format.DIRECTORY

    def send(self, message: Message, recipient: str) -> Receipt:
        folder = Path(recipient)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in message.parts:
                _write(folder / name, content, unique=message.id)
        except OSError as error:
            raise DeliveryError(f"could not write the digest to {recipient}: {error.strerror or error}") from error
        return Receipt(provider_id=str(folder.resolve()))


def _write(path: Path, content: str, *, unique: str) -> None:
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
