"""What is wrong now, and what a person can do about it. Reads only."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Delivery, DeliveryState, Subscription
from monitor.model.messages import UNDELIVERED, Silence
from monitor.model.outlets import Outlet, OutletId
from monitor.model.polls import Alert, AlertKind, OutcomeKind, SourceState

if TYPE_CHECKING:
    from monitor.storage import Store

# A poll is due at most every few seconds, ingest follows at once: an hour late means that no service runs.
LATE = timedelta(hours=1)
# The settings that name environment variables.
SECRETS = [field.name for field in fields(ChannelSettings) if field.name.endswith("_env")]


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
    declared: Container[OutletId],
    now: datetime,
) -> tuple[Finding, ...]:
    """Everything found wrong, the worst first; `declared` are the outlets that stand in files."""
    with store.reading() as work:
        outlets = work.outlets.enabled()
        states = work.sources.states()
        subscriptions = work.subscriptions.all()
        watches = work.watches.enabled()
        waiting = work.documents.count_waiting(now)
        deliveries = work.deliveries.recent(200)
        silent = work.deliveries.silent(now - UNDELIVERED)
        alerts = work.alerts.open()
    findings = [
        *of_start(outlets, len(watches), subscriptions, contact),
        *of_alerts(alerts, outlets, states),
        *of_sources(outlets, states, alerts, now),
        *of_moves(outlets, states, declared),
        *of_channels(channels, subscriptions, environment),
        *of_deliveries(deliveries),
        *of_silence(silent),
    ]
    if waiting > 1000:
        findings.append(
            Finding(about="ingest", wrong=f"{waiting} pages wait", advice="Is the service running? farwatch ingest")
        )
    return tuple(sorted(findings, key=lambda one: not one.serious))


# By a word of what either database says of itself; the first that fits.
_ADVICE_OF_DATABASE = (
    ("full", "Make room on its disk; farwatch housekeep --dry-run says what each table takes."),
    ("no space", "Make room on its disk; farwatch housekeep --dry-run says what each table takes."),
    ("locked", "Another process holds it: a backup of another tool, a shell, a copy of the service. It must let go."),
    ("connection", "Is PostgreSQL running, and does it let us in at this address?"),
    ("readonly", "Give the user of the service the right to write the file and its folder."),
    ("unable to open", "Give the user of the service the right to read and write the file and its folder."),
    ("malformed", "The file is damaged: farwatch restore puts the last backup in its place and keeps it aside."),
)


def of_database(why: str) -> Finding:
    """A database that cannot be used; `why` is what the storage says."""
    said = why.casefold()
    advice = next((advice for word, advice in _ADVICE_OF_DATABASE if word in said), "Mend what the message says.")
    return Finding(about="database", wrong=why, advice=advice)


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


def of_alerts(alerts: Sequence[Alert], outlets: Sequence[Outlet], states: Sequence[SourceState]) -> list[Finding]:
    """What was told once and is not over, of what is still polled."""
    by_url = {state.url: state for state in states}
    names: dict[str, str] = {"": "the network"}
    names |= {outlet.id: f"outlet {outlet.id}" for outlet in outlets}
    names |= {source.url: source.url for outlet in outlets for source in outlet.sources}
    return [
        Finding(
            about=names[alert.subject],
            wrong=f"{alert.kind} since {_minute(alert.since)}. {_detail(alert, by_url.get(alert.subject))}".strip(),
            advice=_advice(alert, by_url.get(alert.subject)),
        )
        for alert in alerts
        if alert.subject in names
    ]


def _detail(alert: Alert, state: SourceState | None) -> str:
    """Of a failing source what its last visit said, which may have changed since it was told."""
    if alert.kind is not AlertKind.FAILING or state is None:
        return alert.detail
    return f"{state.outcome}, {state.failures} times. {state.detail}".strip()


def _advice(alert: Alert, state: SourceState | None) -> str:
    if alert.kind is AlertKind.FAILING and state is not None and state.outcome:
        return polling.ADVICE[OutcomeKind(state.outcome)]
    return polling.ALERT_ADVICE[alert.kind]


def of_sources(
    outlets: Sequence[Outlet], states: Sequence[SourceState], alerts: Sequence[Alert], now: datetime
) -> list[Finding]:
    """Sources that failed just now, which may pass; and those that nobody visits."""
    by_url = {state.url: state for state in states}
    told = {alert.subject for alert in alerts if alert.kind in (AlertKind.FAILING, AlertKind.GONE)}
    sources = [source.url for outlet in outlets for source in outlet.sources]
    found = [
        Finding(
            about=url,
            wrong=f"{state.outcome}, {state.failures} times. {state.detail}".strip(),
            advice="It is tried again by itself, and told again if it lasts.",
            serious=False,
        )
        for url in sources
        if (state := by_url.get(url)) and state.failures and url not in told
    ]
    late = sum(url not in by_url or by_url[url].next_poll_at < now - LATE for url in sources)
    if late:
        advice = "Is the service running? farwatch run"
        found.append(Finding(about="poll", wrong=f"{late} sources wait to be polled", advice=advice))
    return found


def of_moves(outlets: Sequence[Outlet], states: Sequence[SourceState], declared: Container[OutletId]) -> list[Finding]:
    """Declared sources that are polled at a new address, which their files do not know."""
    moved = {state.url: state for state in states if polling.has_moved(state)}
    return [
        Finding(
            about=source.url,
            wrong=f"answers at {moved[source.url].moved_to} for good, and is polled there",
            advice=f"Write the new address into config/outlets/{outlet.id}.toml.",
            serious=False,
        )
        for outlet in outlets
        for source in outlet.sources
        if source.url in moved and outlet.id in declared
    ]


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


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
        for variable in filter(None, (getattr(channel, name) for name in SECRETS)):
            if not environment.get(variable):
                advice = f"Set {variable} where the service runs."
                found.append(Finding(about=f"channel {name}", wrong=f"{variable} is not set", advice=advice))
    return found


def of_deliveries(deliveries: Sequence[Delivery]) -> list[Finding]:
    """Digests that did not arrive."""
    waits = (DeliveryState.PENDING, DeliveryState.UNKNOWN)
    return [
        Finding(
            about=f"delivery to {one.recipient} by {one.channel}",
            wrong=f"{one.state} after {one.attempts} tries. {one.error or ''}".strip(),
            advice="Mend what the message says; farwatch deliver --failed tries again.",
        )
        for one in deliveries
        if one.state is DeliveryState.FAILED or (one.state in waits and one.error)
    ]


def of_silence(silent: Sequence[Silence]) -> list[Finding]:
    """Readers whom nothing has reached for days although something was to be sent."""
    return [
        Finding(
            about=f"reader {one.recipient} by {one.channel}",
            wrong=f"nothing has arrived since {_minute(one.since)}; {one.digests} digests wait or failed",
            advice=f"farwatch channel test {one.channel} --to {one.recipient} says what the channel answers.",
        )
        for one in silent
    ]
