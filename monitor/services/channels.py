"""Try a channel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from monitor import digests
from monitor.model.messages import Format, Receipt
from monitor.model.seams import Channel


def send_trial(open_channel: Callable[[str], Channel], name: str, recipient: str, *, now: datetime) -> Receipt:
    """Send a message that says that the channel works; raises ConfigError or DeliveryError where it does not."""
    channel = open_channel(name)
    receipt = channel.send(digests.trial(Format(channel.format), recipient=recipient, now=now), recipient)
    channel.rest()
    return receipt
