"""The four verbs by hand: what the service does when they are due."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, print_table, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.digests import Subscription
    from monitor.model.polls import Poll
    from monitor.services.again import AgainReport
    from monitor.services.poll import PollReport


def add_to(app: typer.Typer) -> None:
    for verb in (poll, ingest, digest, deliver):
        app.command()(verb)


def poll(
    outlet: Annotated[str | None, typer.Argument(help="Only this outlet, due or not.", show_default=False)] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Visit the sources that are due and keep what was fetched.

    Example: farwatch poll ukrinform
    """
    from monitor.model.outlets import OutletId
    from monitor.services.poll import polls_due, polls_of

    with opened(database, config) as app:
        now = app.clock()
        polls = polls_of(app.store, {OutletId(outlet)}, now) if outlet else polls_due(app.store, now)
        if outlet and not polls:
            not_so(f"there is no outlet {outlet!r} that is polled; see farwatch outlet list")
        report = _visit(app, polls)
    rows = [(one.source, one.kind.value, one.new_entries, one.detail) for one in report.outcomes]
    if as_json:
        for source, kind, new, detail in rows:
            print_json({"source": source, "outcome": kind, "new": new, "detail": detail})
    else:
        print_table(("source", "outcome", "new", "detail"), rows, empty="No source is due.")


def _visit(app: App, polls: Sequence[Poll]) -> PollReport:
    """Make these visits, but to no outlet that a service or a worker is visiting."""
    from datetime import timedelta
    from uuid import uuid4

    from monitor.bootstrap import with_crawler
    from monitor.services.poll import PollReport, poll
    from monitor.services.visits import visit

    if not polls:
        return PollReport()
    if not app.store.is_postgresql:
        with app.store.visiting(alone=True) as may:
            if not may:
                not_so("the service runs on this database and visits outlets itself; stop it first to do so by hand")
            return with_crawler(app, lambda crawl: poll(app.store, crawl, polls=polls, clock=app.clock))
    me, pause = f"by hand {uuid4().hex[:12]}", timedelta(seconds=app.settings.crawl.delay_seconds)
    made = with_crawler(app, lambda crawl: visit(app.store, crawl, polls=polls, clock=app.clock, me=me, pause=pause))
    for outlet in made.busy:
        print(f"farwatch: {outlet} is being visited by a worker; nothing was asked twice", file=sys.stderr)
    return made.report


def ingest(
    again: Annotated[
        str | None,
        typer.Option(
            "--again",
            metavar="OUTLET",
            help="Read the kept pages of this outlet again, after its extraction was mended.",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Turn fetched pages into articles, match them and put them into stories.

    Example: farwatch ingest --again ukrinform
    """
    from monitor.bootstrap import knowledge_of
    from monitor.services.ingest import IngestReport, ingest

    total = IngestReport()
    with opened(database, config) as app:
        if again is not None:
            _say_again(_ingest_again(app, again), again, as_json=as_json)
            return
        knowledge = knowledge_of(app.store)
        while (batch := ingest(app.store, knowledge, now=app.clock())) != IngestReport():
            total = total.plus(batch)
    rejected = [{"url": one.url, "reason": one.reason.value, "detail": one.detail} for one in total.rejected]
    if as_json:
        print_json({"new": total.new, "known": total.known, "matched": total.matched, "rejected": rejected})
        return
    print(f"{total.new} new articles, {total.matched} of them wanted, {total.known} known, {len(rejected)} rejected.")


def _ingest_again(app: App, outlet: str) -> AgainReport:
    from monitor.bootstrap import knowledge_of
    from monitor.model.outlets import OutletId
    from monitor.services.again import ingest_again

    knowledge = knowledge_of(app.store)
    if outlet not in knowledge.outlets:
        not_so(f"there is no outlet {outlet!r}; see farwatch outlet list --all")
    return ingest_again(app.store, knowledge, OutletId(outlet), now=app.clock())


def _say_again(report: AgainReport, outlet: str, *, as_json: bool) -> None:
    from monitor.services.again import FIELDS

    counts = {what: report.count(what) for what in (*FIELDS, "new", "rejected")}
    if as_json:
        changes = [
            {"url": one.url, "what": one.what, "before": one.before, "after": one.after} for one in report.changes
        ]
        whole = {"outlet": outlet, "pages": report.pages, "unchanged": report.unchanged, "changed": counts}
        print_json(whole | {"changes": changes})
        return
    rows = [(one.url, one.what, one.before, one.after) for one in report.changes]
    print_table(("article", "what", "before", "after"), rows, empty="Nothing changed.")
    changed = "".join(f", {count} {what}" for what, count in counts.items() if count)
    print(f"{report.pages} pages of {outlet} read again: {report.unchanged} unchanged{changed}.")


class Form(StrEnum):
    """How a preview is shown."""

    TERMINAL = "terminal"
    HTML = "html"
    SLACK = "slack"


def digest(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[preview] [SUBSCRIPTION]",
            help="Compose for this subscription now, due or not; with preview: print its next digest, keep nothing.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Of a preview: terminal unless said.", show_default=False)
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compose the digests that are due.

    Example: farwatch digest preview morning --format html
    """
    from monitor.services.digest import digest as compose_and_keep
    from monitor.services.digest import digests_due

    subscription, is_preview = _asked(words or [], form)
    with opened(database, config) as app:
        now = app.clock()
        if subscription is None:
            composed = digests_due(app.store, now=now, writers=app.writers())
        else:
            wanted = _subscription(app, subscription)
            if is_preview:
                print(_preview(app, wanted, form or Form.TERMINAL))
                return
            kept = compose_and_keep(app.store, wanted, period_end=now, now=now, writers=app.writers())
            composed = (kept,) if kept else ()
    rows = [(one.digest.id, one.digest.subscription, len(one.digest.items), len(one.deliveries)) for one in composed]
    if as_json:
        for id_, name, stories, deliveries in rows:
            print_json({"digest": id_, "subscription": name, "stories": stories, "deliveries": deliveries})
    else:
        print_table(("digest", "subscription", "stories", "deliveries"), rows, empty="No digest is due.")


def _asked(words: list[str], form: Form | None) -> tuple[str | None, bool]:
    """The subscription that is meant, if one is, and whether only to look."""
    is_preview = words[:1] == ["preview"]
    if form and not is_preview:
        wrong("--format is for a preview, which keeps and sends nothing: farwatch digest preview NAME --format html")
    words = words[1:] if is_preview else words
    if is_preview and not words:
        wrong("name the subscription to preview; see farwatch subscriptions")
    if len(words) > 1:
        wrong(f"one subscription at a time; these are {', '.join(words)}")
    return (words[0] if words else None), is_preview


def _subscription(app: App, name: str) -> Subscription:
    from monitor.model.digests import SubscriptionId

    with app.store.reading() as work:
        wanted = work.subscriptions.named(SubscriptionId(name))
    if wanted is None:
        not_so(f"there is no subscription {name!r}; see farwatch subscriptions")
    return wanted


def _preview(app: App, subscription: Subscription, form: Form) -> str:
    from monitor.digests import render
    from monitor.model.messages import Format
    from monitor.services.digest import compose

    now = app.clock()
    one = compose(app.store, subscription, period_end=now, now=now)
    format, part = {
        Form.TERMINAL: (Format.EMAIL, "text"),
        Form.HTML: (Format.EMAIL, "html"),
        Form.SLACK: (Format.SLACK, "blocks"),
    }[form]
    return render(one.digest, one.deliveries[0], format, date=now, desk=app.settings.service.address).part(part)


def deliver(
    failed: Annotated[bool, typer.Option("--failed", help="Also what has failed for good: you mended why.")] = False,
    again: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--again",
            metavar="DIGEST RECIPIENT",
            help="First put this digest up to be sent once more to this recipient.",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Send what waits to be sent.

    Example: farwatch deliver --again 3f0c5a1b2d4e6f70 you@example.org
    """
    from monitor.services.deliver import deliver

    with opened(database, config) as app:
        if again is not None:
            _put_up_again(app, *again)
        if failed:
            with app.store.begin() as work:
                work.deliveries.take_up_failed(app.clock())
        report = deliver(app.store, app.open_channel, clock=app.clock, desk=app.settings.service.address)
    rows = [(one.id, one.channel, one.recipient, one.state.value, one.error or "") for one in report.deliveries]
    if as_json:
        for id_, channel, recipient, state, error in rows:
            print_json({"delivery": id_, "channel": channel, "recipient": recipient, "state": state, "error": error})
    else:
        print_table(("delivery", "channel", "recipient", "state", "error"), rows, empty="Nothing waits to be sent.")
    if any(one.error for one in report.deliveries):
        raise typer.Exit(3)


def _put_up_again(app: App, digest: str, recipient: str) -> None:
    from monitor.model.digests import DigestId
    from monitor.services.sending_again import Refused, send_again

    put_up = send_again(app.store, DigestId(digest), recipient, now=app.clock())
    if isinstance(put_up, Refused):
        not_so(str(put_up))
