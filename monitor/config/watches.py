"""`config/watches/*.toml` and `config/subscriptions/*.toml` to values."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from monitor.config.settings import convert, read_toml
from monitor.model.digests import QuietDays, Schedule, Subscription, SubscriptionId
from monitor.model.errors import ConfigError
from monitor.model.watches import Watch, WatchId


class WatchFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    query: str
    order: int = 100
    enabled: bool = True


def read_watch(path: Path) -> Watch:
    """A watch; its id is the file's stem. The query is read later, with all concepts at hand."""
    file = convert(path, read_toml(path), WatchFile)
    return Watch(
        id=WatchId(path.stem),
        name=file.name,
        query=file.query.strip(),
        order=file.order,
        enabled=file.enabled,
        declared=True,
    )


class SubscriptionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schedule: Schedule
    channel: str
    recipients: tuple[str, ...]
    watches: tuple[str, ...] = ()
    name: str = ""
    language: str = "en"
    # "tell": a quiet day is told as such; "weekly": it is not, but a week without a word is.
    quiet_days: QuietDays = QuietDays.TELL
    paused: bool = False


def read_subscription(path: Path, *, now: datetime) -> Subscription:
    """A subscription; its id is the file's stem, and it begins `now` unless it is known already."""
    file = convert(path, read_toml(path), SubscriptionFile)
    if not file.recipients:
        raise ConfigError(str(path), "recipients", "is empty; name at least one, e.g. recipients = ['you@example.org']")
    return Subscription(
        id=SubscriptionId(path.stem),
        name=file.name or path.stem,
        watches=tuple(WatchId(name) for name in file.watches),
        schedule=file.schedule,
        channel=file.channel,
        recipients=file.recipients,
        language=file.language,
        quiet_days=file.quiet_days,
        paused=file.paused,
        declared=True,
        created_at=now,
        covered_until=now,
    )
