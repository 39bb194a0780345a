"""A subscription as the fields of a form or of an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from starlette.requests import Request

from monitor.digestdesk.scheduling import ScheduleForm, field_of, form_of_schedule, read_schedule_form
from monitor.model.digests import QuietDays, Schedule, Subscription, SubscriptionId
from monitor.model.sentences import sentence
from monitor.model.watches import WatchId
from monitor.pages.forms import FormError, first
from monitor.text import slug

LONGEST_NAME = 120
DRAFT = SubscriptionId("draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionForm:
    """What was typed, as it was typed."""

    name: str = ""
    every_watch: bool = True
    watches: tuple[str, ...] = ()
    channel: str = ""
    recipients: str = ""
    language: str = "en"
    quiet_days: str = QuietDays.TELL.value
    when: ScheduleForm = field(default_factory=ScheduleForm)

    def read(self, now: datetime) -> Subscription:
        """A new subscription; raises FormError where it cannot be."""
        if not slug(self.name):
            raise FormError(sentence("a subscription has a name, e.g. Morning"))
        return self.applied(
            Subscription(
                id=SubscriptionId(slug(self.name)),
                name=self.name,
                watches=(),
                schedule=self._schedule(),
                channel=self.channel,
                recipients=(),
                created_at=now,
                covered_until=now,
            )
        )

    def draft(self, now: datetime) -> Subscription:
        """As far as it can be told what would be sent, whoever gets it."""
        return replace(replace(self, name=self.name or "Farwatch").read(now), id=DRAFT)

    def applied(self, to: Subscription) -> Subscription:
        """A subscription with what the form says, its id and history as they are; raises FormError."""
        if not self.name:
            raise FormError(sentence("a subscription has a name, e.g. Morning"))
        if not self.every_watch and not self.watches:
            raise FormError(sentence("choose one watch at least, or all of them"))
        return replace(
            to,
            name=self.name,
            watches=() if self.every_watch else tuple(map(WatchId, self.watches)),
            schedule=self._schedule(),
            channel=self.channel,
            recipients=_recipients(self.recipients),
            language=self.language,
            quiet_days=QuietDays(self.quiet_days),
            declared=False,
        )

    def _schedule(self) -> Schedule:
        try:
            return self.when.schedule
        except ValueError as error:
            raise FormError(str(error)) from error


def _recipients(typed: str) -> tuple[str, ...]:
    """One a line, or with commas between."""
    names = (name.strip() for name in re.split(r"[\n,;]", typed))
    return tuple(dict.fromkeys(name for name in names if name))


def read_subscription_form(fields: Mapping[str, tuple[str, ...]]) -> SubscriptionForm:
    quiet_days = first(fields, "quiet_days")
    return SubscriptionForm(
        name=first(fields, "name")[:LONGEST_NAME],
        every_watch=first(fields, "which") != "some",
        watches=fields.get("watch", ()),
        channel=first(fields, "channel"),
        recipients=first(fields, "to"),
        language=first(fields, "language") or "en",
        quiet_days=quiet_days if quiet_days in set(QuietDays) else QuietDays.TELL.value,
        when=read_schedule_form(field_of(fields)),
    )


def form_of_subscription(subscription: Subscription) -> SubscriptionForm:
    return SubscriptionForm(
        name=subscription.name,
        every_watch=not subscription.watches,
        watches=tuple(subscription.watches),
        channel=subscription.channel,
        recipients="\n".join(subscription.recipients),
        language=subscription.language,
        quiet_days=subscription.quiet_days.value,
        when=form_of_schedule(subscription.schedule),
    )


def asked(request: Request) -> Mapping[str, tuple[str, ...]]:
    """The fields that an address says."""
    said = request.query_params
    return {name: tuple(said.getlist(name)) for name in said}


def in_an_address(fields: Mapping[str, tuple[str, ...]]) -> str:
    """The same fields as the query of an address."""
    return urlencode([(name, value) for name, values in fields.items() for value in values])
