"""What is wrong now, and what a person can do about it. Reads only."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Delivery, DeliveryState, Subscription
from monitor.model.messages import UNDELIVERED, Silence
from monitor.model.outlets import Outlet, OutletId
from monitor.model.polls import Alert, AlertKind, OutcomeKind, SourceState
from monitor.model.sentences import sentence
from monitor.services.findings import Finding, of_queue, of_workers

if TYPE_CHECKING:
    from monitor.storage import Store

# A poll is due at most every few seconds, ingest follows at once: an hour late means that no service runs.
LATE = timedelta(hours=1)
INGESTING = sentence("Is the service running? farwatch ingest")
# The settings that name environment variables.
SECRETS = [field.name for field in fields(ChannelSettings) if field.name.endswith("_env")]


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
        workers, queue = work.workers.all(), work.workers.queue()
    findings = [
        *of_start(outlets, len(watches), subscriptions, contact),
        *of_alerts(alerts, outlets, states),
        *of_sources(outlets, states, alerts, now),
        *of_moves(outlets, states, declared),
        *of_channels(channels, subscriptions, environment),
        *of_deliveries(deliveries),
        *of_silence(silent),
        *of_workers(workers),
        *of_queue(queue, workers),
    ]
    if waiting > 1000:
        findings.append(Finding(about="ingest", wrong=sentence("{n} pages wait", n=waiting), advice=INGESTING))
    return tuple(sorted(findings, key=lambda one: not one.serious))


def of_start(
    outlets: Sequence[Outlet], watches: int, subscriptions: Sequence[Subscription], contact: str
) -> list[Finding]:
    """What a first start lacks."""
    found = []
    if not outlets:
        found.append(
            Finding(
                about=sentence("outlets"),
                wrong=sentence("none is switched on"),
                advice=sentence("Add a file to config/outlets/."),
            )
        )
    if not watches:
        found.append(
            Finding(about=sentence("watches"), wrong=sentence("there is none"), advice="farwatch watch add NAME QUERY")
        )
    if not subscriptions:
        advice = "farwatch subscribe morning --channel folder --to digests"
        found.append(Finding(about=sentence("subscriptions"), wrong=sentence("nobody is told"), advice=advice))
    if not contact:
        advice = sentence("Set crawl.contact in config/farwatch.toml to an address or page of yours.")
        found.append(
            Finding(
                about="crawl.contact",
                wrong=sentence("is empty: outlets cannot reach you"),
                advice=advice,
                serious=False,
            )
        )
    return found


def of_alerts(alerts: Sequence[Alert], outlets: Sequence[Outlet], states: Sequence[SourceState]) -> list[Finding]:
    """What was told once and is not over, of what is still polled."""
    by_url = {state.url: state for state in states}
    names: dict[str, str] = {"": sentence("the network")}
    names |= {outlet.id: sentence("outlet {name}", name=outlet.id) for outlet in outlets}
    names |= {source.url: source.url for outlet in outlets for source in outlet.sources}
    return [
        Finding(
            about=names[alert.subject],
            wrong=sentence(
                "{kind} since {moment}. {detail}",
                kind=alert.kind,
                moment=alert.since,
                detail=_detail(alert, by_url.get(alert.subject)),
            ),
            advice=_advice(alert, by_url.get(alert.subject)),
        )
        for alert in alerts
        if alert.subject in names
    ]


def _detail(alert: Alert, state: SourceState | None) -> str:
    """Of a failing source what its last visit said, which may have changed since it was told."""
    if alert.kind is not AlertKind.FAILING or state is None:
        return alert.detail
    return _failed(state)


def _failed(state: SourceState) -> str:
    outcome = OutcomeKind(state.outcome) if state.outcome else ""
    return sentence("{outcome}, {n} times. {detail}", outcome=outcome, n=state.failures, detail=state.detail or "")


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
            wrong=_failed(state),
            advice=sentence("It is tried again by itself, and told again if it lasts."),
            serious=False,
        )
        for url in sources
        if (state := by_url.get(url)) and state.failures and url not in told
    ]
    late = sum(url not in by_url or by_url[url].next_poll_at < now - LATE for url in sources)
    if late:
        advice = sentence("Is the service running? farwatch run")
        wrong = sentence("{n} sources wait to be polled", n=late)
        found.append(Finding(about=sentence("poll"), wrong=wrong, advice=advice))
    return found


def of_moves(outlets: Sequence[Outlet], states: Sequence[SourceState], declared: Container[OutletId]) -> list[Finding]:
    """Declared sources that are polled at a new address, which their files do not know."""
    moved = {state.url: state for state in states if polling.has_moved(state)}
    return [
        Finding(
            about=source.url,
            wrong=sentence("answers at {address} for good, and is polled there", address=moved[source.url].moved_to),
            advice=sentence("Write the new address into {file}.", file=f"config/outlets/{outlet.id}.toml"),
            serious=False,
        )
        for outlet in outlets
        for source in outlet.sources
        if source.url in moved and outlet.id in declared
    ]


def of_channels(
    channels: Sequence[ChannelSettings], subscriptions: Sequence[Subscription], environment: Mapping[str, str]
) -> list[Finding]:
    """Channels that somebody waits for and that cannot work."""
    known = {channel.name: channel for channel in channels}
    found = []
    for name in sorted({subscription.channel for subscription in subscriptions}):
        channel = known.get(name)
        if channel is None:
            advice = sentence("Add a table {table} to config/farwatch.toml.", table=f"[channels.{name}]")
            about = sentence("channel {name}", name=name)
            found.append(Finding(about=about, wrong=sentence("is not configured"), advice=advice))
            continue
        for variable in filter(None, (getattr(channel, name) for name in SECRETS)):
            if not environment.get(variable):
                advice = sentence("Set {variable} where the service runs.", variable=variable)
                wrong = sentence("{variable} is not set", variable=variable)
                found.append(Finding(about=sentence("channel {name}", name=name), wrong=wrong, advice=advice))
    return found


def of_deliveries(deliveries: Sequence[Delivery]) -> list[Finding]:
    """Digests that did not arrive."""
    waits = (DeliveryState.PENDING, DeliveryState.UNKNOWN)
    return [
        Finding(
            about=sentence("delivery to {recipient} by {channel}", recipient=one.recipient, channel=one.channel),
            wrong=sentence(
                "{state} after {n} tries. {detail}",
                state=sentence(one.state.value),
                n=one.attempts,
                detail=one.error or "",
            ),
            advice=sentence("Mend what the message says; farwatch deliver --failed tries again."),
        )
        for one in deliveries
        if one.state is DeliveryState.FAILED or (one.state in waits and one.error)
    ]


def of_silence(silent: Sequence[Silence]) -> list[Finding]:
    """Readers whom nothing has reached for days although something was to be sent."""
    return [
        Finding(
            about=sentence("reader {recipient} by {channel}", recipient=one.recipient, channel=one.channel),
            wrong=sentence(
                "nothing has arrived since {moment}; {n} digests wait or failed", moment=one.since, n=one.digests
            ),
            advice=sentence(
                "{command} says what the channel answers.",
                command=f"farwatch channel test {one.channel} --to {one.recipient}",
            ),
        )
        for one in silent
    ]
