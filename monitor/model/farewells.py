"""A reader who ends a subscription, and what proves that the link was theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from monitor.model.digests import SubscriptionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """A recipient of a subscription who wants it no longer."""

    subscription: SubscriptionId
    recipient: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """What signs links; shown nowhere. Links name it by its number."""

    number: int
    value: bytes = field(repr=False)
