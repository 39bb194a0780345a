"""Messages, and channels opened as the service opens them, through the real gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.channels import open_channel
from monitor.egress import EgressGate
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryId
from monitor.model.messages import Message
from monitor.model.seams import Channel

DATE = datetime(2025, 4, 10, 4, 0, tzinfo=UTC)


def message(**fields: Any) -> Message:
    values: dict[str, Any] = {
        "id": DeliveryId("0123456789abcdef"),
        "subscription": "morning",
        "subject": "Farwatch: 4 нові сюжети — четвер, 10 квітня",
        "parts": (("text", "НАТО і Японія\n"), ("html", "<p>НАТО і Японія</p>\n")),
        "date": DATE,
    }
    return Message(**values | fields)


def settings(kind: str, **fields: Any) -> ChannelSettings:
    return ChannelSettings(**{"name": "main", "kind": kind} | fields)


def opened(kind: str, *, allow: str = "", secrets: Mapping[str, str] | None = None, **fields: Any) -> Channel:
    gate = EgressGate(allow=(allow,) if allow else ())
    return open_channel(settings(kind, **fields), gate=gate, secrets=secrets or {})
