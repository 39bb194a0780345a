"""A reader who ends a subscription, and what proves that the link was theirs."""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A word on who is told, as it is kept outside the database; the later one counts."""

    subscription: SubscriptionId
    # Who unsubscribed, or came back; empty: it is about the whole subscription.
    left: str = ""
    back: str = ""
    # Of a subscription that a person keeps: whom it names from now on (nobody: it was ended), and whether it rests.
    told: tuple[str, ...] = ()
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Who is told no longer, as something beside the database knows it.

    `told` and `paused` are of subscriptions that a person keeps and changed. `since`: of what came earlier nothing is
    known; None: ever.
    """

    gone: frozenset[tuple[SubscriptionId, str]] = frozenset()
    told: Mapping[SubscriptionId, frozenset[str]] = field(default_factory=dict)
    paused: frozenset[SubscriptionId] = frozenset()
    keys: tuple[SigningKey, ...] = ()
    since: datetime | None = None
