"""What the desk's buttons do at once: a digest now, a test message by a channel, a look at an outlet's sources."""

from __future__ import annotations

from typing import Annotated

from anyio import from_thread
from msgspec import UNSET, Meta, Struct, UnsetType

from monitor.api.outlets import PROBES, WAIT
from monitor.model.digests import DigestId, SubscriptionId
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.outlets import OutletId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal
from monitor.openapi.cursors import Page, short_page
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services.channels import send_trial
from monitor.services.digest import digest as compose_and_keep
from monitor.services.trying import check
from monitor.shapes import outlets
from monitor.shapes import telling as shapes


class Channel(Struct, frozen=True, kw_only=True):
    """A way for digests to go; its secrets are never told."""

    name: Annotated[str, Meta(description="As a subscription names it.", examples=["folder"])]
    kind: Annotated[str, Meta(examples=["directory"])]


class Trial(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To whom a test message goes."""

    recipient: Annotated[str, Meta(min_length=1, max_length=320, examples=["digests"])]


class Now(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which digest is the last so far, so that the same asked twice is one digest."""

    after: (
        Annotated[str, Meta(description="Its id; empty where there is none. Unsaid: in any case.", max_length=100)]
        | UnsetType
    ) = UNSET


class Checked(Struct, frozen=True, kw_only=True):
    """What each source of an outlet gives now."""

    items: tuple[outlets.Tried, ...]


def list_channels(asked: Asked[Paging, Nothing]) -> Answer:
    known = sorted(asked.app.settings.channels, key=lambda one: one.name)
    return Answer(
        value=short_page(known, asked.query, lambda one: Channel(name=one.name, kind=one.kind), lambda one: one.name)
    )


def try_channel(asked: Asked[Nothing, Trial]) -> Answer:
    name, app = asked.path["channel"], asked.app
    if name not in {one.name for one in app.settings.channels}:
        raise Refusal(404, f"There is no channel {name!r}.", where="path.channel")
    try:
        send_trial(app.open_channel, name, asked.body.recipient, now=app.clock())
    except (ConfigError, DeliveryError) as error:
        raise Refusal(409, f"{error}.", where="path.channel") from error
    return Answer(value=None, status=204)


def tell_now(asked: Asked[Nothing, Now]) -> Answer:
    id_, app, now = SubscriptionId(asked.path["subscription"]), asked.app, asked.app.clock()
    with app.store.reading() as work:
        kept, last = work.subscriptions.named(id_), work.digests.last_of(id_, 1)
    if kept is None:
        raise Refusal(404, f"There is no subscription {id_!r}.", where="path.subscription")
    if not kept.recipients:
        raise Refusal(409, "Nobody is told; name a recipient first.")
    so_far = last[0].id if last else DigestId("")
    if asked.body.after in (UNSET, so_far):
        compose_and_keep(app.store, kept, period_end=now, now=now, writers=app.writers())
    with app.store.reading() as work:
        last = work.digests.last_of(id_, 1)
        sent = work.deliveries.of_digest(last[0].id) if last else ()
    if not last:
        raise Refusal(409, "Who is told was changed meanwhile; ask once more.")
    return Answer(value=shapes.digest(last[0], sent))


def check_outlet(asked: Asked[Nothing, Nothing]) -> Answer:
    road, id_, now = asked.road, OutletId(asked.path["outlet"]), asked.app.clock()
    with asked.app.store.reading() as work:
        one = work.outlets.named(id_)
    if one is None:
        raise Refusal(404, f"There is no outlet {id_!r}.", where="path.outlet")
    if road is None:
        raise Refusal(503, "This process visits no sites; farwatch run does.", wait=WAIT)
    if not PROBES.acquire(blocking=False):
        raise Refusal(429, "Two sites are looked at already; ask again in a moment.", wait=WAIT)
    try:
        found = from_thread.run(lambda: check(road, [one], now=now, seconds=60.0 + 5.0 * len(one.sources)))
    finally:
        PROBES.release()
    return Answer(value=Checked(items=tuple(map(outlets.tried, found))))


OPERATIONS: Operations = (
    Operation(
        id="checkOutlet", tag="outlets", method="POST", path="/outlets/{outlet}/check", run=check_outlet,
        summary="Visit the sources of an outlet now and say what each gives; nothing is kept", query=Nothing,
        body=Nothing, answers=Checked, examples=(Example("/outlets/example/check"),),
    ),
    Operation(
        id="tellNow", tag="subscriptions", method="POST", path="/subscriptions/{subscription}/now", run=tell_now,
        summary="Compose a subscription's digest now, due or not; it is sent within seconds",
        description="Answers with the digest that is its last then.", query=Nothing, body=Now, answers=shapes.Digest,
        fails=(409,), examples=(Example("/subscriptions/morning/now", '{"after": "ce44ba8f6e562595"}'),),
        links=(Link(to="getSent", parameter="digest", pointer="#/id"),),
    ),
    Operation(
        id="listChannels", tag="subscriptions", method="GET", path="/channels", run=list_channels,
        summary="The ways a digest can go, as config/farwatch.toml names them", query=Paging, body=Nothing,
        answers=Page[Channel], examples=(Example("/channels"),),
    ),
    Operation(
        id="tryChannel", tag="subscriptions", method="POST", path="/channels/{channel}/trial", run=try_channel,
        summary="Send a test message", description="Refused (409) in the channel's own words where it does not work.",
        query=Nothing, body=Trial, answers=None, status=204, fails=(409,),
        examples=(Example("/channels/folder/trial", '{"recipient": "digests"}'),),
    ),
)  # fmt: skip
