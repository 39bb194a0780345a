"""The messages that one digest is in Slack."""

from __future__ import annotations

import json

from monitor.model.messages import Message

Payload = dict[str, object]


def payloads(message: Message) -> tuple[Payload, ...]:
    """What is posted one after the other."""
    first = json.loads(message.part("blocks"))
    return (first, *first.pop("more", ()))
