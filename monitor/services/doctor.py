"""What is wrong now, and what a person can do about it. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Delivery, DeliveryState, Subscription
from monitor.model.outlets import Outlet
from monitor.model.polls import OutcomeKind, SourceState

if TYPE_CHECKING:
    from monitor.storage import Store

# A poll is due at most every few seconds, ingest follows at once: an hour late means that no service runs.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong: what, in which way, what to do; `serious` where something may be missed."""

    about: str
    wrong: str
    advice: str
    serious: bool = True


def examine(
    store: Store,
    *,
    channels: Sequence[ChannelSettings],
    contact: str,
    environment: Mapping[str, str],
    now: datetime,
) -> tuple[Finding, ...]:
    """Everything found wrong, the worst first."""
    with store.reading() as work:
        outlets = work.outlets.enabled()
        states = work.sources.states()
        subscriptions = work.subscriptions.all()
        watches = work.watches.enabled()
        waiting = work.documents.count_waiting(now)
        deliveries = work.deliveries.recent(200)
    findings = [
        *of_start(outlets, len(watches), subscriptions, contact),
        *of_sources(outlets, states, now),
        *of_channels(channels, subscriptions, environment),
        *of_deliveries(deliveries),
    ]
    if waiting > 1000:
        findings.append(
            Finding(about="ingest", wrong=f"{waiting} pages wait", advice="Is the service running? farwatch ingest")
        )
    return tuple(sorted(findings, key=lambda one: not one.serious))


def of_start(
    outlets: Sequence[Outlet], watches: int, subscriptions: Sequence[Subscription], contact: str
) -> list[Finding]:
    """What a first start lacks."""
    found = []
    if not outlets:
        found.append(Finding(about="outlets", wrong="none is switched on", advice="Add a file to config/outlets/."))
    if not watches:
        found.append(Finding(about="watches", wrong="there is none", advice="farwatch watch add NAME QUERY"))
    if not subscriptions:
        advice = "farwatch subscribe morning --channel folder --to digests"
        found.append(Finding(about="subscriptions", wrong="nobody is told", advice=advice))
    if not contact:
        advice = "Set crawl.contact in config/farwatch.toml to an address or page of yours."
        found.append(
            Finding(about="crawl.contact", wrong="is empty: outlets cannot reach you", advice=advice, serious=False)
        )
    return found


def of_sources(outlets: Sequence[Outlet], states: Sequence[SourceState], now: datetime) -> list[Finding]:
    """Sources that fail, and those that nobody visits."""
    by_url = {state.url: state for state in states}
    found, late = [], 0
    for outlet in outlets:
        for source in outlet.sources:
            state = by_url.get(source.url)
            if state is None or state.next_poll_at < now - LATE:
                late += 1
            if state and state.failures and state.outcome:
                since = (
                    state.last_success_at.isoformat(timespec="minutes") if state.last_success_at else "the beginning"
                )
                found.append(
                    Finding(
                        about=source.url,
                        wrong=f"{state.outcome} ({state.failures} times, no success since {since}). {state.detail}",
                        advice=polling.ADVICE[OutcomeKind(state.outcome)],
                    )
                )
    if late:
        found.append(
            Finding(
                about="poll", wrong=f"{late} sources wait to be polled", advice="Is the service running? farwatch run"
            )
        )
    return found


def of_channels(
    channels: Sequence[ChannelSettings], subscriptions: Sequence[Subscription], environment: Mapping[str, str]
) -> list[Finding]:
    """Channels that somebody waits for and that cannot work."""
    known = {channel.name: channel for channel in channels}
    found = []
    for name in sorted({subscription.channel for subscription in subscriptions}):
        channel = known.get(name)
        if channel is None:
            advice = f"Add a table [channels.{name}] to config/farwatch.toml."
            found.append(Finding(about=f"channel {name}", wrong="is not configured", advice=advice))
            continue
        for variable in filter(None, (channel.username_env, channel.password_env, channel.webhook_env)):
            if not environment.get(variable):
                advice = f"Set {variable} where the service runs."
                found.append(Finding(about=f"channel {name}", wrong=f"{variable} is not set", advice=advice))
    return found


def of_deliveries(deliveries: Sequence[Delivery]) -> list[Finding]:
    """Digests that did not arrive."""
    return [
        Finding(
            about=f"delivery to {one.recipient} by {one.channel}",
            wrong=f"{one.state} after {one.attempts} tries. {one.error}",
            advice="Mend what the message says; farwatch deliver tries again what still waits.",
        )
        for one in deliveries
        if one.state is DeliveryState.FAILED or (one.state is DeliveryState.PENDING and one.error)
    ]
