"""What `farwatch demo` does, in the order of the four verbs."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from monitor.bootstrap import App, knowledge_of, start, with_crawler
from monitor.config import Config
from monitor.config.settings import EgressTable
from monitor.digests import next_due
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Schedule, Subscription, SubscriptionId
from monitor.model.errors import DeliveryError
from monitor.newsroom import Newsroom
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.services.ingest import IngestReport, ingest
from monitor.services.poll import Crawl, poll, polls_of
from monitor.shapes.stories import story as story_shape

ZONE = "Europe/Kyiv"
# Outlets on loopback need no rest between two requests.
DELAY_SECONDS = 0.02

# Before anything was published.
BEFORE = datetime.min.replace(tzinfo=UTC)

Say = Callable[[str], None]


@dataclass(slots=True)
class SteppedClock:
    """A clock that is set by hand."""

    now: datetime = BEFORE

    def __call__(self) -> datetime:
        return self.now


def walk(
    declared: Config, newsroom: Newsroom, clock: SteppedClock, *, out: Path, database: str | None, say: Say
) -> None:
    """Poll and ingest through the newsroom's days, compose and deliver; the files of the digest stand in `out`."""
    clock.now = newsroom.moments[0] - timedelta(days=1)
    app = start(
        demo_config(declared, newsroom, out),
        database=database or f"sqlite:///{out / 'farwatch.sqlite3'}",
        clock=clock,
    )
    with closing(app):
        days = days_to_live_through(app, newsroom.moments)
        with_crawler(app, lambda crawl: live_through(app, crawl, days, clock, say))
        tell(app, clock)
        write_stories(app, out / "stories.json")


def demo_config(declared: Config, newsroom: Newsroom, out: Path) -> Config:
    """What is configured, with the newsroom's outlets and one reader, whose digest goes to a folder."""
    reader = Subscription(
        id=SubscriptionId("demo"),
        name="Demo",
        watches=tuple(watch.id for watch in declared.watches),
        schedule=Schedule(times=(time(7),), zone=ZONE),
        channel="demo",
        recipients=(str(out),),
        declared=True,
        created_at=BEFORE,
        covered_until=BEFORE,
    )
    crawl = msgspec.structs.replace(declared.settings.crawl, delay_seconds=DELAY_SECONDS, contact="demo")
    folder = ChannelSettings(name="demo", kind="directory")
    egress = EgressTable(allow=(), hosts=dict(newsroom.hosts))
    settings = replace(declared.settings, crawl=crawl, egress=egress, channels=(folder,))
    # The rest of the pack is known by name, for who cites whom, and not polled.
    open_here = {outlet.id for outlet in newsroom.outlets}
    others = tuple(replace(outlet, enabled=False) for outlet in declared.outlets if outlet.id not in open_here)
    return replace(declared, settings=settings, outlets=newsroom.outlets + others, subscriptions=(reader,))


def days_to_live_through(app: App, moments: Sequence[datetime]) -> tuple[datetime, ...]:
    """The day before the first article, then each moment; or, where a digest told of them already, the day after it."""
    with app.store.reading() as work:
        told = work.digests.recent(1)
    if told:
        return (told[0].period_end + timedelta(days=1) - timedelta(hours=1),)
    return (moments[0] - timedelta(days=1), *(moment + timedelta(minutes=5) for moment in moments))


async def live_through(app: App, crawl: Crawl, days: Sequence[datetime], clock: SteppedClock, say: Say) -> None:
    """Poll and ingest at each of these moments, as the service would."""
    for day in days:
        clock.now = day
        # Every outlet at every moment, as `farwatch poll OUTLET` does: the days between are not lived through.
        polls = polls_of(app.store, {outlet.id for outlet in app.declared.outlets if outlet.enabled}, day)
        report = await poll(app.store, crawl, polls=polls, clock=clock)
        done = await asyncio.to_thread(ingest_all, app)
        answers = Counter(outcome.kind.value for outcome in report.outcomes)
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(answers.items()))
        at = day.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M")
        say(f"{at}  poll: {said:<28} ingest: {done.new} new, {done.matched} wanted")


def ingest_all(app: App) -> IngestReport:
    """Every page that waits."""
    total = IngestReport()
    knowledge = knowledge_of(app.store)
    while (batch := ingest(app.store, knowledge, now=app.clock())) != IngestReport():
        total = total.plus(batch)
    return total


def tell(app: App, clock: SteppedClock) -> None:
    """Compose and deliver what is due at seven the next morning."""
    with app.store.reading() as work:
        reader = work.subscriptions.named(SubscriptionId("demo"))
    assert reader is not None
    clock.now = next_due(reader.schedule, clock.now)
    digests_due(app.store, now=clock.now)
    report = deliver(app.store, app.open_channel, clock=clock)
    for delivery in report.deliveries:
        if delivery.error:
            raise DeliveryError(delivery.error)


def write_stories(app: App, file: Path) -> None:
    """The stories that some watch wants, one JSON object a line, as `farwatch stories --json` prints them."""
    with app.store.reading() as work:
        names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
        found = {story.id: story for watch in work.watches.enabled() for story in work.stories.since(None, watch.id)}
    lines = [json.dumps(msgspec.to_builtins(story_shape(story, names)), ensure_ascii=False) for story in found.values()]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
