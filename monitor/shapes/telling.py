"""Who is told, what was sent, whether it arrived, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

from monitor.digests import next_due, render_schedule
from monitor.model.digests import Delivery as Sending
from monitor.model.digests import Digest as Composed
from monitor.model.digests import Subscription as Kept
from monitor.shapes.words import Count, Moment, Shape, moment, moment_or_none

if TYPE_CHECKING:
    from monitor.services.findings import Finding as Found

When = Annotated[
    str,
    Meta(
        description="When a digest is due, by the reader's clock: 'daily 07:00', 'weekdays 07:00,19:00', "
        "'mon,thu 08:30', 'hourly', 'at once max 4 quiet 22:00-07:00'.",
        examples=["weekdays 07:00"],
    ),
]
Zone = Annotated[str, Meta(description="The reader's IANA time zone.", examples=["Europe/Kyiv"])]


class Subscription(Shape, frozen=True, kw_only=True):
    """Which watches (none: all), to whom, by which channel, when."""

    id: Annotated[str, Meta(description="A subscription's id.", examples=["morning"])]
    name: str
    watches: tuple[str, ...]
    schedule: When
    zone: Zone
    channel: Annotated[str, Meta(description="A channel of config/farwatch.toml.", examples=["mail"])]
    recipients: Annotated[tuple[str, ...], Meta(examples=[["you@example.org"]])]
    language: Annotated[str, Meta(description="The language of its digests.", examples=["en"])]
    quiet_days: Annotated[
        Literal["tell", "weekly"],
        Meta(description="A day with nothing new: tell it, or only give a sign of life a week."),
    ]
    paused: Annotated[bool, Meta(description="What is found meanwhile comes when it goes on.")] = False
    next: Annotated[str, Meta(description="The next digest by the reader's clock, 'at once' or 'paused'.")]


class Delivery(Shape, frozen=True, kw_only=True):
    """One sending of a digest to one recipient."""

    delivery: str
    digest: str
    channel: str
    recipient: str
    state: Annotated[
        Literal["pending", "sending", "unknown", "sent", "failed"],
        Meta(description="unknown: it may have arrived; failed: for good, see `error`."),
    ]
    attempts: Count
    due: Moment
    sent_at: Moment | None
    error: str | None
    possibly_repeated: bool


class Digest(Shape, frozen=True, kw_only=True):
    """A digest as it was frozen, in brief."""

    id: Annotated[str, Meta(description="A digest's id.", examples=["0123456789abcdef"])]
    subscription: str
    title: str
    language: str
    period_start: Moment
    period_end: Moment
    stories: Annotated[tuple[str, ...], Meta(description="The ids of the stories that it tells, in its order.")]
    deliveries: tuple[Delivery, ...]


class Finding(Shape, frozen=True, kw_only=True):
    """Something wrong: what, in which way, what to do; `serious` where something may be missed."""

    about: str
    wrong: str
    advice: str
    serious: bool


def subscription(one: Kept) -> Subscription:
    """A subscription as kept."""
    return Subscription(
        id=one.id,
        name=one.name,
        watches=one.watches,
        schedule=render_schedule(one.schedule),
        zone=one.schedule.zone,
        channel=one.channel,
        recipients=one.recipients,
        language=one.language,
        quiet_days=one.quiet_days.value,
        paused=one.paused,
        next=following(one),
    )


def following(one: Kept) -> str:
    """The next digest of a subscription by the reader's clock, "at once" or "paused"."""
    if one.paused:
        return "paused"
    if one.schedule.at_once:
        return "at once"
    due: datetime = next_due(one.schedule, one.covered_until)
    return due.astimezone(ZoneInfo(one.schedule.zone)).strftime("%Y-%m-%d %H:%M %Z")


def delivery(one: Sending) -> Delivery:
    """A sending."""
    return Delivery(
        delivery=one.id,
        digest=one.digest,
        channel=one.channel,
        recipient=one.recipient,
        state=one.state.value,
        attempts=one.attempts,
        due=moment(one.due),
        sent_at=moment_or_none(one.sent_at),
        error=one.error,
        possibly_repeated=one.possibly_repeated,
    )


def digest(one: Composed, deliveries: Sequence[Sending]) -> Digest:
    """A digest and where it went."""
    return Digest(
        id=one.id,
        subscription=one.subscription,
        title=one.title,
        language=one.language,
        period_start=moment(one.period_start),
        period_end=moment(one.period_end),
        stories=tuple(item.story for item in one.items),
        deliveries=tuple(map(delivery, deliveries)),
    )


def finding(one: Found) -> Finding:
    """A finding of the doctor."""
    return Finding(about=one.about, wrong=one.wrong, advice=one.advice, serious=one.serious)
