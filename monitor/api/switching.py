"""What rests for a while and goes on: an outlet that is not visited, a subscription for which nothing is composed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from msgspec import Meta, Struct

from monitor.model.digests import SubscriptionId
from monitor.model.outlets import OutletId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Refusal
from monitor.openapi.operations import Example, Operation, Operations
from monitor.services.subscribing import pause
from monitor.shapes import outlets, telling


class Visited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether an outlet is visited."""

    enabled: Annotated[bool, Meta(description="false: nothing is asked of it until it is switched on.")]


class Resting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a subscription rests."""

    paused: Annotated[bool, Meta(description="true: nothing is composed; what is found comes when it goes on.")]


def switch(asked: Asked[Nothing, Visited]) -> Answer:
    id_ = asked.path["outlet"]
    with asked.app.store.begin() as work:
        one = work.outlets.named(OutletId(id_))
        if one is None:
            raise Refusal(404, f"There is no outlet {id_!r}.", where="path.outlet")
        changed = replace(one, enabled=asked.body.enabled)
        if changed != one:
            work.outlets.add(changed)
    return Answer(value=outlets.outlet(changed))


def rest(asked: Asked[Nothing, Resting]) -> Answer:
    id_ = SubscriptionId(asked.path["subscription"])
    done = pause(asked.app.store, id_, paused=asked.body.paused)
    with asked.app.store.reading() as work:
        kept = work.subscriptions.named(id_)
    if kept is None:
        raise Refusal(404, f"There is no subscription {id_!r}.", where="path.subscription")
    if not done and kept.paused is not asked.body.paused:
        raise Refusal(409, f"It is declared in config/subscriptions/{id_}.toml; change it there.")
    return Answer(value=telling.subscription(kept))


OPERATIONS: Operations = (
    Operation(
        id="switchOutlet", tag="outlets", method="PUT", path="/outlets/{outlet}/enabled", run=switch,
        summary="Switch an outlet off or on; all else of it stays as it is", query=Nothing, body=Visited,
        answers=outlets.Outlet, examples=(Example("/outlets/example/enabled", '{"enabled": false}'),),
    ),
    Operation(
        id="pauseSubscription", tag="subscriptions", method="PUT", path="/subscriptions/{subscription}/paused",
        run=rest, summary="Pause a subscription, or let it go on",
        description="Nothing is lost: what is found meanwhile comes in the first digest after.", query=Nothing,
        body=Resting, answers=telling.Subscription, fails=(409,),
        examples=(Example("/subscriptions/morning/paused", '{"paused": true}'),),
    ),
)  # fmt: skip
