"""Feeds as files in a folder, the recipient, for a web server of one's own to publish: RSS, Atom and JSON Feed a watch.

A feed holds what the last digests told, so that it is written whole each time: twice written is once told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from monitor.channels.directory import not_written, write_files
from monitor.model.channels import ChannelSettings
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate


class FeedChannel:
    """Writes `<watch>.rss`, `<watch>.atom` and `<watch>.json`."""

    format = Format.FEED

    def send(self, message: Message, recipient: str) -> Receipt:
        folder = Path(recipient)
        try:
            write_files(folder, message)
        except OSError as error:
            raise not_written(recipient, error) from error
        return Receipt(provider_id=str(folder.resolve()))

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:  # noqa: ARG002
        # To write them again tells nobody anything twice.
        return Evidence.ABSENT

    def rest(self) -> None:
        """Nothing is held open."""


def open_feed(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:  # noqa: ARG001
    """The folder needs no setting; the signature is that of all openers."""
    return FeedChannel()
