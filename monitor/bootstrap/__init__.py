"""Puts the parts together: the only room that knows every other.

Comes in: settings, a database's address. Goes out: the application, its parts connected. It decides nothing itself.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from monitor import matching
from monitor.bootstrap.knowing import compile_sound as compile_sound
from monitor.bootstrap.knowing import ingest_batch as ingest_batch
from monitor.bootstrap.knowing import knowledge_of as knowledge_of
from monitor.channels import open_channel, open_summariser, open_translator
from monitor.config import Config, Settings, config_folder, read_config, read_settings
from monitor.egress import EgressGate
from monitor.model.errors import ConfigError, QueryError
from monitor.model.farewells import Left
from monitor.model.seams import Channel, Clock, Gate, Writers
from monitor.model.workers import Turn
from monitor.services import poll
from monitor.services.doctor import examine
from monitor.services.findings import Finding
from monitor.services.housekeeping import Keeping, keeping
from monitor.services.recalling import Recalled, both, recall
from monitor.storage import Store, backups, open_store
from monitor.storage import move as move  # for the command line, which knows no storage

if TYPE_CHECKING:
    # Late at run time: other verbs start without Scrapy.
    from monitor.services.trying import Road
    from monitor.vitals import Vitals
    from spiders import Crawler

T = TypeVar("T")

DATABASE_VARIABLE = "FARWATCH_DATABASE"


def utc_now() -> datetime:
    """The clock of the service; doors hand it on as an argument."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class App:
    """An open database with its settings and ways out. `database` is its URL."""

    database: str
    declared: Config
    store: Store
    gate: Gate
    clock: Clock
    # One channel a name for as long as the process lives: it remembers how much of a long message was taken.
    _channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return self.declared.settings

    @cached_property
    def vitals(self) -> Vitals:
        """What this process knows of its own work; made late, for only the service needs it."""
        from monitor.vitals import Vitals

        return Vitals()

    def open_channel(self, name: str) -> Channel:
        """A channel by name; raises ConfigError where it is not configured or its secret is missing."""
        if name in self._channels:
            return self._channels[name]
        for settings in self.settings.channels:
            if settings.name == name:
                return self._channels.setdefault(name, open_channel(settings, gate=self.gate, secrets=os.environ))
        known = ", ".join(settings.name for settings in self.settings.channels)
        raise ConfigError("config/farwatch.toml", f"channels.{name}", f"there is no such channel; known are {known}")

    def writers(self) -> Writers:
        """Who translates headlines and who summarises, where they are named."""
        translation, summary = self.settings.translation, self.settings.summary
        secrets = os.environ
        return Writers(
            translator=open_translator(translation, gate=self.gate, secrets=secrets) if translation else None,
            summariser=open_summariser(summary, gate=self.gate, secrets=secrets) if summary else None,
        )

    def close(self) -> None:
        self.store.close()


def database_address(*, database: str | None, config: str | None) -> str:
    """The address by argument, FARWATCH_DATABASE or the settings; nothing is opened."""
    settings = read_settings(config_folder(config) / "farwatch.toml")
    return database or os.environ.get(DATABASE_VARIABLE) or settings.service.database


def back_up(file: Path, *, database: str | None, config: str | None, replace: bool) -> backups.Backup:
    """Copy the database into a file; it is not opened as the service opens it, so nothing in it changes."""
    return backups.back_up(database_address(database=database, config=config), file, replace=replace)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """A backup that was put back; `left`: who left since, and is taken off again."""

    restored: backups.Restored
    left: Recalled
    # The database that was there; None: there was none, or it could not be asked.
    asked: Left | None
    # The journal beside it; None: there is none.
    journal: Left | None


def put_back(file: Path, *, database: str | None, config: str | None, replace: bool) -> PutBack:
    """Put a backup in the place of the database, bring it to this version's schema, and let it know who left since."""
    address = database_address(database=database, config=config)
    asked = backups.left_in(address)
    restored = backups.restore(address, file, replace=replace, now=utc_now())
    settings = read_settings(config_folder(config) / "farwatch.toml")
    store = open_store(address, journal=settings.service.journal)
    store.journal.take_up()
    journal = store.leavings.read()
    left = recall(store, both(journal or Left(), asked or Left()), now=utc_now())
    with store.begin() as work:
        # Those that ended since the backup, by signing out or with a password, must not come back to life.
        work.sessions.end_all()
    store.close()
    return PutBack(restored=restored, left=left, asked=asked, journal=journal)


def open_app(*, database: str | None, config: str | None) -> App:
    """The application as `config/` declares it; the database by argument, FARWATCH_DATABASE or the settings."""
    declared = read_config(config_folder(config), now=utc_now())
    url = database or os.environ.get(DATABASE_VARIABLE) or declared.settings.service.database
    return start(declared, database=url, clock=utc_now)


def start(declared: Config, *, database: str, clock: Clock) -> App:
    """Open the database and make what is declared so."""
    check_watches(declared)
    egress = declared.settings.egress
    gate = EgressGate(allow=egress.allow, hosts=egress.hosts)
    store = open_store(database, journal=declared.settings.service.journal)
    apply(store, declared)
    now = clock()
    store.leavings.begin(now)
    if left := store.leavings.read():
        recall(store, left, now=now)
    return App(database=database, declared=declared, store=store, gate=gate, clock=clock)


def check_watches(declared: Config) -> None:
    """Raise ConfigError for the first declared watch whose query cannot be read."""
    for watch in declared.watches:
        try:
            matching.compile_watches([watch], declared.concepts)
        except QueryError as error:
            raise ConfigError(f"config/watches/{watch.id}.toml", "query", str(error)) from error


def apply(store: Store, declared: Config) -> None:
    """Make the declared entries so; what a person added by command or page stays."""
    with store.begin() as work:
        # Several workers start at once.
        work.alone(Turn.DECLARING)
        work.outlets.declare(declared.outlets)
        work.concepts.declare(declared.concepts)
        work.watches.declare(declared.watches)
        work.subscriptions.declare(declared.subscriptions)


def findings_of(app: App) -> tuple[Finding, ...]:
    """Everything that is wrong now."""
    return examine(
        app.store,
        channels=app.settings.channels,
        contact=app.settings.crawl.contact,
        environment=os.environ,
        declared={outlet.id for outlet in app.declared.outlets},
        now=app.clock(),
    )


def keeping_of(settings: Settings) -> Keeping:
    """How long things are kept."""
    keep = settings.keep
    return keeping(
        pages_days=settings.ingest.keep_documents_days,
        polls_days=keep.polls_days,
        events_days=keep.events_days,
        unwanted_days=keep.unwanted_days,
        revisions_days=keep.revisions_days,
        entries_days=keep.entries_days,
        digests_days=keep.digests_days,
    )


def crawler_of(app: App) -> Crawler:
    """The crawler with the settings' manners. Imported late: the other verbs start without Scrapy."""
    from spiders import Crawler, CrawlSettings

    crawl = app.settings.crawl
    contact = f" (+{crawl.contact})" if crawl.contact else ""
    return Crawler(
        gate=app.gate,
        clock=app.clock,
        settings=CrawlSettings(
            user_agent=f"Farwatch/0.1{contact}",
            delay_seconds=crawl.delay_seconds,
            timeout_seconds=crawl.timeout_seconds,
            max_bytes=crawl.max_megabytes * 1_000_000,
            concurrent=crawl.concurrent_requests,
        ),
    )


def with_road(app: App, work: Callable[[Road], Awaitable[T]]) -> T:
    """Do `work`, which looks at sites that are no outlets yet, on a loop of its own."""
    from spiders import run_once

    crawler = crawler_of(app)
    return run_once(crawler, lambda: work(crawler))


def with_crawler(app: App, work: Callable[[poll.Crawl], Awaitable[T]]) -> T:
    """Do `work`, which crawls, on a loop of its own; for a process that does nothing else."""
    from spiders import run_once

    crawler = crawler_of(app)
    return run_once(crawler, lambda: work(crawler.crawl))
