"""farwatch subscribe, subscriptions, unsubscribe, channel test: who gets what, when, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import (
    AsJson,
    ConfigFolder,
    Database,
    not_so,
    opened,
    print_json,
    print_shape,
    print_table,
    wrong,
)
from monitor.model.digests import QuietDays, SubscriptionId

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.digests import Schedule, Subscription

channels = typer.Typer(no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    for command in (subscribe, subscriptions, pause, resume, unsubscribe):
        app.command()(command)
    app.add_typer(channels, name="channel", help="Channels: the ways a digest can go.")


def _schedule(when: str, zone: str) -> Schedule:
    from monitor.digests import read_schedule

    try:
        return read_schedule(when, zone)
    except ValueError as error:
        wrong(f"--at: {error}")


def subscribe(
    name: Annotated[str, typer.Argument(help="What the subscription is called.", show_default=False)],
    channel: Annotated[str, typer.Option(help="A channel of config/farwatch.toml.", show_default=False)],
    to: Annotated[list[str], typer.Option(help="A recipient; may be repeated.", show_default=False)],
    at: Annotated[
        str, typer.Option(help="When: 'weekdays 07:00,17:00', 'mon 08:30', 'at once quiet 22:00-07:00'.")
    ] = "daily 07:00",
    zone: Annotated[str, typer.Option(help="IANA time zone of the reader.")] = "UTC",
    watch: Annotated[list[str] | None, typer.Option(help="A watch; may be repeated. None: all.")] = None,
    language: Annotated[str, typer.Option(help="Language of the digest: en, uk, pl or ja.")] = "en",
    quiet_days: Annotated[
        QuietDays, typer.Option(help="A day with nothing new: tell it, or only give a sign of life a week.")
    ] = QuietDays.TELL,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Send a digest to somebody. What is matched from now on goes into it.

    Example: farwatch subscribe morning --channel mail --to you@example.org --at "weekdays 07:00" --zone Europe/Kyiv
    """
    from monitor.model.digests import Subscription
    from monitor.model.watches import WatchId

    with opened(database, config) as app:
        now = app.clock()
        subscription = Subscription(
            id=_id(name),
            name=name,
            watches=tuple(map(WatchId, watch or [])),
            schedule=_schedule(at, zone),
            channel=channel,
            recipients=tuple(to),
            language=language,
            quiet_days=quiet_days,
            created_at=now,
            covered_until=now,
        )
        _subscribe(app, subscription)
    _say(subscription, as_json=as_json)


def _say(new: Subscription, *, as_json: bool) -> None:
    from monitor.shapes.telling import following

    if as_json:
        print_json({"id": new.id, "channel": new.channel, "recipients": list(new.recipients)})
    else:
        recipients = ", ".join(new.recipients)
        print(f"Subscribed {recipients} to {new.id} by {new.channel}; next digest {following(new)}.")


def _id(name: str) -> SubscriptionId:
    from monitor.text import slug

    return SubscriptionId(slug(name))


def _subscribe(app: App, subscription: Subscription) -> None:
    from monitor.services.subscribing import SubscriptionError, check

    with app.store.begin() as work:
        try:
            check(work, subscription, app.settings.channels)
        except SubscriptionError as error:
            wrong(f"--{error.field}: {error}")
        if work.subscriptions.named(subscription.id):
            wrong(f"there is a subscription {subscription.id!r} already; end it with farwatch unsubscribe")
        work.subscriptions.add(subscription)


def subscriptions(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Who gets what, when, where."""
    from monitor.digests import render_schedule
    from monitor.shapes import telling as shapes

    with opened(database, config) as app, app.store.reading() as work:
        known = work.subscriptions.all()
    if as_json:
        for one in known:
            print_shape(shapes.subscription(one))
        return
    rows = [
        (
            one.id,
            ", ".join(one.watches) or "all",
            f"{render_schedule(one.schedule)} {one.schedule.zone}",
            one.channel,
            ", ".join(one.recipients),
            shapes.following(one),
        )
        for one in known
    ]
    print_table(
        ("id", "watches", "when", "channel", "to", "next"),
        rows,
        empty="Nobody is subscribed. Try: farwatch subscribe morning --channel folder --to digests",
    )


def pause(
    name: Annotated[str, typer.Argument(help="The subscription's id.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compose nothing for a subscription; what is matched meanwhile comes in the first digest after.

    Example: farwatch pause morning
    """
    with opened(database, config) as app:
        _pause(app, name, paused=True)
    if as_json:
        print_json({"id": name, "paused": True})
    else:
        print(f"Paused {name}; farwatch resume {name} goes on.")


def resume(
    name: Annotated[str, typer.Argument(help="The subscription's id.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Go on with a subscription that was paused."""
    with opened(database, config) as app:
        _pause(app, name, paused=False)
    if as_json:
        print_json({"id": name, "paused": False})
    else:
        print(f"{name} goes on; what was matched meanwhile comes in its next digest.")


def _pause(app: App, name: str, *, paused: bool) -> None:
    from monitor.services.subscribing import pause as keep_paused

    if not keep_paused(app.store, SubscriptionId(name), paused=paused):
        not_so(f"no subscription {name!r} was added by command or page; one in a file says paused = true there")


def unsubscribe(
    name: Annotated[str, typer.Argument(help="The subscription's id.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """End a subscription; what was sent stays on record."""
    with opened(database, config) as app, app.store.begin() as work:
        if not work.subscriptions.remove(SubscriptionId(name)):
            not_so(f"there is no subscription {name!r}; see farwatch subscriptions")
    if as_json:
        print_json({"removed": name})
    else:
        print(f"Ended subscription {name}.")


@channels.command("list")
def channel_list(config: ConfigFolder = None, database: Database = None, as_json: AsJson = False) -> None:
    """The channels of config/farwatch.toml."""
    with opened(database, config) as app:
        rows = [(one.name, one.kind) for one in app.settings.channels]
    if as_json:
        for name, kind in rows:
            print_json({"name": name, "kind": kind})
    else:
        print_table(("channel", "kind"), rows, empty="No channel is configured.")


@channels.command("test")
def channel_test(
    name: Annotated[str, typer.Argument(help="A channel of config/farwatch.toml.", show_default=False)],
    to: Annotated[str, typer.Option(help="The recipient.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Send a test message.

    Example: farwatch channel test mail --to you@example.org
    """
    from monitor.services.channels import send_trial

    with opened(database, config) as app:
        receipt = send_trial(app.open_channel, name, to, now=app.clock())
    if as_json:
        print_json({"channel": name, "recipient": to, "provider_id": receipt.provider_id})
    else:
        print(f"Sent a test message to {to} by {name}.")


@channels.command("new-key")
def new_key(
    revoke: Annotated[
        bool, typer.Option("--revoke", help="The links of mails that were sent before stop working.")
    ] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Sign the unsubscribe links of mails with a new key; those that were sent go on working.

    Example: farwatch channel new-key --revoke
    """
    from monitor.services.farewells import renew_key

    with opened(database, config) as app:
        renew_key(app.store, app.clock())
        revoked = 0
        if revoke:
            with app.store.begin() as work:
                revoked = work.signing_keys.forget_before_last()
    if as_json:
        print_json({"revoked": revoked})
    else:
        print("New links are signed with a new key." + (" Links sent before work no longer." if revoked else ""))
