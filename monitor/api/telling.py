"""Who is told: subscriptions with a preview, digests as they were sent, and whether they arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from monitor import digests
from monitor.model.digests import DeliveryState, Digest, DigestId, QuietDays, Schedule, Subscription, SubscriptionId
from monitor.model.watches import WatchId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal, fit_id
from monitor.openapi.cursors import Page, When, Word, page_of, read_cursor, short_page
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services.digest import compose
from monitor.services.subscribing import SubscriptionError, check
from monitor.shapes import telling as shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model.channels import ChannelSettings
    from monitor.storage import Work

MEDIA = {"html": "text/html", "json": "application/json", "text": "text/plain"}
ALL_MEDIA = ("application/json", "text/html", "text/plain")
# A digest carries its style with it, as a mail does, and nothing that runs.
STYLED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; form-action 'none'; "
    "base-uri 'none'; sandbox"
)


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A subscription as it is to be. What is matched from now on goes into its first digest."""

    channel: Annotated[str, Meta(description="A channel of config/farwatch.toml.", examples=["folder"])]
    recipients: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=320)], ...],
        Meta(min_length=1, max_length=200, examples=[["digests"]]),
    ]
    name: Annotated[str, Meta(min_length=1, max_length=120, examples=["Morning"])]
    watches: Annotated[tuple[str, ...], Meta(description="Ids of watches; none: all.", max_length=200)] = ()
    schedule: shapes.When = "daily 07:00"
    zone: shapes.Zone = "UTC"
    language: Literal["en", "ja", "pl", "uk"] = "en"
    quiet_days: Literal["tell", "weekly"] = "tell"


class Read(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a digest is read."""

    reading: Annotated[Literal["html", "json", "text"], Meta(description="As a page, as data, or as plain text.")] = (
        "json"
    )


class OfReader(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose digests."""

    subscription: Annotated[str, Meta(description="Only of this subscription: its id.")] = ""


class InState(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which deliveries."""

    state: (
        Annotated[
            Literal["pending", "sending", "unknown", "sent", "failed"], Meta(description="Only those in this state.")
        ]
        | UnsetType
    ) = UNSET


def list_subscriptions(asked: Asked[Paging, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        found = work.subscriptions.all()
    return Answer(value=short_page(found, asked.query, shapes.subscription, lambda one: one.id))


def get_subscription(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        return Answer(value=shapes.subscription(_named(work, asked.path["subscription"])))


def put_subscription(asked: Asked[Nothing, Wanted]) -> Answer:
    said, now = asked.body, asked.app.clock()
    id_ = SubscriptionId(fit_id(asked.path["subscription"], "subscription"))
    if said.channel not in {one.name for one in asked.app.settings.channels}:
        known = ", ".join(one.name for one in asked.app.settings.channels)
        raise Refusal(422, f"There is no such channel; known are {known}.", where="body.channel")
    schedule = _schedule(said)
    with asked.app.store.begin() as work:
        for watch in said.watches:
            if work.watches.named(WatchId(watch)) is None:
                raise Refusal(422, f"There is no watch {watch!r}.", where="body.watches")
        before = work.subscriptions.named(id_)
        if before and before.declared:
            raise Refusal(409, f"It is declared in config/subscriptions/{id_}.toml; change it there.")
        wanted = Subscription(
            id=id_,
            name=said.name,
            watches=tuple(map(WatchId, said.watches)),
            schedule=schedule,
            channel=said.channel,
            recipients=said.recipients,
            language=said.language,
            quiet_days=QuietDays(said.quiet_days),
            created_at=before.created_at if before else now,
            covered_until=before.covered_until if before else now,
            paused=before.paused if before else False,
        )
        _check(work, wanted, asked.app.settings.channels)
        work.subscriptions.add(wanted)
        kept = _named(work, id_)
    return Answer(value=shapes.subscription(kept), status=200 if before else 201)


def _check(work: Work, wanted: Subscription, channels: Sequence[ChannelSettings]) -> None:
    """Raise Refusal where it could not work: the desk and the command line refuse the same."""
    try:
        check(work, wanted, channels)
    except SubscriptionError as error:
        raise Refusal(422, f"{error}.", where="body.recipients") from error


def _schedule(said: Wanted) -> Schedule:
    try:
        return digests.read_schedule(said.schedule, said.zone)
    except ValueError as error:
        where = "body.zone" if "time zone" in str(error) else "body.schedule"
        raise Refusal(422, f"{error}.", where=where) from error


def delete_subscription(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.begin() as work:
        one = _named(work, asked.path["subscription"])
        if any(one.id == declared.id for declared in asked.app.declared.subscriptions):
            raise Refusal(409, f"It is declared in config/subscriptions/{one.id}.toml; remove that file instead.")
        work.subscriptions.remove(one.id)
    return Answer(value=None, status=204)


def preview(asked: Asked[Read, Nothing]) -> Answer:
    now = asked.app.clock()
    with asked.app.store.reading() as work:
        one = _named(work, asked.path["subscription"])
    composed = compose(asked.app.store, one, period_end=now, now=now)
    return _rendered(composed.digest, asked.query.reading, possibly_repeated=False)


def list_digests(asked: Asked[OfReader, Nothing]) -> Answer:
    said = asked.query
    after = read_cursor(said.cursor, tuple[When, Word])
    reader = SubscriptionId(said.subscription) if said.subscription else None
    with asked.app.store.reading() as work:
        rows = work.listings.digests(reader, after=after, limit=said.limit + 1)
        sent = work.listings.deliveries_of([one.id for one in rows])
    return Answer(
        value=page_of(
            rows,
            said.limit,
            lambda one: shapes.digest(one, sent.get(one.id, ())),
            lambda one: (one.period_end, str(one.id)),
        )
    )


def get_digest(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        one = _digest(work, asked.path["digest"])
        return Answer(value=shapes.digest(one, work.deliveries.of_digest(one.id)))


def get_sent(asked: Asked[Read, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        one = _digest(work, asked.path["digest"])
        repeated = any(sent.possibly_repeated for sent in work.deliveries.of_digest(one.id))
    return _rendered(one, asked.query.reading, possibly_repeated=repeated)


def list_deliveries(asked: Asked[InState, Nothing]) -> Answer:
    said = asked.query
    after = read_cursor(said.cursor, tuple[When, Word])
    state = None if said.state is UNSET else DeliveryState(said.state)
    with asked.app.store.reading() as work:
        rows = work.listings.deliveries(state, after=after, limit=said.limit + 1)
    return Answer(value=page_of(rows, said.limit, shapes.delivery, lambda one: (one.due, str(one.id))))


def _rendered(digest: Digest, reading: str, *, possibly_repeated: bool) -> Answer:
    rendered = digests.render_page(digest, possibly_repeated=possibly_repeated, reading=reading)
    headers = {"content-security-policy": STYLED} if reading == "html" else {}
    return Answer(value=rendered, media=MEDIA[reading], headers=headers)


def _named(work: Work, id_: str) -> Subscription:
    one = work.subscriptions.named(SubscriptionId(id_))
    if one is None:
        raise Refusal(404, f"There is no subscription {id_!r}.", where="path.subscription")
    return one


def _digest(work: Work, id_: str) -> Digest:
    one = work.digests.named(DigestId(id_))
    if one is None:
        raise Refusal(404, f"There is no digest {id_!r}.", where="path.digest")
    return one


SENT = "/digests/ce44ba8f6e562595"
OPERATIONS: Operations = (
    Operation(
        id="listSubscriptions", tag="subscriptions", method="GET", path="/subscriptions", run=list_subscriptions,
        summary="Who gets what, when, where", query=Paging, body=Nothing, answers=Page[shapes.Subscription],
        examples=(Example("/subscriptions"),),
        links=(Link(to="getSubscription", parameter="subscription", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getSubscription", tag="subscriptions", method="GET", path="/subscriptions/{subscription}",
        run=get_subscription, summary="A subscription", query=Nothing, body=Nothing, answers=shapes.Subscription,
        examples=(Example("/subscriptions/morning"),),
    ),
    Operation(
        id="putSubscription", tag="subscriptions", method="PUT", path="/subscriptions/{subscription}",
        run=put_subscription, summary="Send digests to somebody, or change what is sent",
        description="How far a standing subscription was told, and whether it is paused, stays as it is.",
        query=Nothing, body=Wanted, answers=shapes.Subscription, created=True, fails=(409,),
        examples=(Example(
            address="/subscriptions/desk",
            body='{"name": "Desk", "channel": "folder", "recipients": ["digests"], "watches": ["nato-japan"], '
            '"schedule": "weekdays 07:00", "zone": "Europe/Kyiv", "language": "uk"}',
        ),),
        links=(
            Link(to="previewDigest", parameter="subscription", pointer="#/id"),
            Link(to="deleteSubscription", parameter="subscription", pointer="#/id"),
        ),
    ),
    Operation(
        id="deleteSubscription", tag="subscriptions", method="DELETE", path="/subscriptions/{subscription}",
        run=delete_subscription, summary="End a subscription; what was sent stays on record", query=Nothing,
        body=Nothing, answers=None, status=204, fails=(409,), examples=(Example("/subscriptions/desk"),),
    ),
    Operation(
        id="previewDigest", tag="subscriptions", method="GET", path="/subscriptions/{subscription}/preview",
        run=preview, summary="The digest as it would be now; nothing is kept", query=Read, body=Nothing, answers=None,
        media=ALL_MEDIA, examples=(Example("/subscriptions/morning/preview?reading=text"),),
    ),
    Operation(
        id="listDigests", tag="digests", method="GET", path="/digests", run=list_digests,
        summary="Digests and where they went, the latest first", query=OfReader, body=Nothing,
        answers=Page[shapes.Digest], examples=(Example("/digests?subscription=morning"),),
        links=(Link(to="getSent", parameter="digest", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getDigest", tag="digests", method="GET", path="/digests/{digest}", run=get_digest,
        summary="A digest and where it went", query=Nothing, body=Nothing, answers=shapes.Digest,
        examples=(Example(SENT),),
    ),
    Operation(
        id="getSent", tag="digests", method="GET", path="/digests/{digest}/sent", run=get_sent,
        summary="A digest as it was sent", query=Read, body=Nothing, answers=None, media=ALL_MEDIA,
        examples=(Example(f"{SENT}/sent?reading=html"),),
    ),
    Operation(
        id="listDeliveries", tag="digests", method="GET", path="/deliveries", run=list_deliveries,
        summary="Deliveries and their state, the latest due first", query=InState, body=Nothing,
        answers=Page[shapes.Delivery], examples=(Example("/deliveries?state=failed"),),
    ),
)  # fmt: skip
