"""A reader's post while the service is killed over and over: what was matched, what arrived, and the difference.

Used by the tests and, for as long as wanted, by bench/kills.py.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import text

from monitor.model.articles import Article
from monitor.model.digests import DeliveryState
from monitor.model.identity import story_id
from monitor.model.stories import Membership, Placement, Relation, Sketch
from monitor.model.watches import Hit, Match, WatchId
from monitor.storage import Store, open_store
from tests.builders import article, outlet, watch
from tests.kill.copies import HEARTBEAT
from tests.kill.postroom import EDITED, STAGES
from tests.workers.clocked import set_clock

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
# Steps at which the database holds a copy up: before what it composed is kept, and before what came of a sending is.
COMMITS = ("composed", "sent")
ROADS = (*STAGES, *COMMITS, "any moment", "any moment")
PATIENCE_SECONDS = 60
# Of workers that are disturbed, so many are paused and not killed; for long enough that others believe them dead.
PAUSED = 0.4
PAUSE_SECONDS = 1.5 * HEARTBEAT.total_seconds()
# What a story says at first, and what an update of it says.
TEXT = "Japan will open a mission to NATO in Brussels. The mission will have 30 diplomats."
UPDATE = (
    "Japan will open a mission to NATO. The building costs {number} million euros and stands near the headquarters."
)
# More than fit into one Slack message.
MANY = 60
READERS = {"mail": ("a@example.org", "b@example.org"), "hook": ("newsroom",), "bot": ("C0NEWS",)}

SETTINGS = """
[service]
database = "unused"
host = "127.0.0.1"
port = 0

[crawl]
contact = ""
delay_seconds = 1.0
timeout_seconds = 30
max_megabytes = 8
concurrent_requests = 16

[ingest]
keep_documents_days = 14

[egress]
allow = ["127.0.0.1"]
hosts = {{}}

[channels.mail]
kind = "email"
host = "127.0.0.1"
port = {mail}
security = "none"
sender = "farwatch@example.org"

[channels.hook]
kind = "slack"
webhook_env = "KILL_HOOK"

[channels.bot]
kind = "slack"
token_env = "KILL_TOKEN"
api = "http://127.0.0.1:{web}/api"
"""
SUBSCRIPTION = """
channel = "{channel}"
recipients = {recipients}
[schedule]
times = [{times}]
zone = "UTC"
"""


class Process:
    """A helper that is spoken to line by line."""

    def __init__(self, *arguments: str, log: Path, environment: dict[str, str] | None = None) -> None:
        self._log = log.open("w")
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | (environment or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    @property
    def _input(self) -> IO[str]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout
        return self._process.stdout

    def say(self, line: str) -> None:
        self._input.write(line + "\n")
        self._input.flush()

    def line(self, seconds: float = PATIENCE_SECONDS) -> str:
        """The next line it prints; empty where it prints none in time."""
        ready, _, _ = select.select([self._output], [], [], seconds)
        return self._output.readline().strip() if ready else ""

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()
        self._log.close()


@dataclass(frozen=True)
class Outcome:
    """Counts over every reader and story. `kills`: by the step of the road at which a copy was killed; `pauses`: the
    same of workers that stood still while others believed them dead.
    """

    kills: Counter[str]
    pauses: Counter[str]
    stories: int
    again: int
    messages: int
    marked: int
    lost: int
    doubled_unmarked: int
    waiting: int

    @property
    def is_right(self) -> bool:
        return not (self.lost or self.doubled_unmarked or self.waiting)


@dataclass
class Trial:
    """A database, its postroom, copies of the service, and a clock that goes by hours.

    `how` the copies work is "alone", each for itself as far as it knows, or as "workers", through the queue of one
    PostgreSQL; workers are not only killed but also paused, for an hour of the clock and longer than their heartbeat.
    """

    database: str
    folder: Path
    copies: int
    chance: random.Random
    how: str = "alone"
    now: datetime = START
    stories: int = 0
    # What is to be told beside the first articles of the stories: updates by their number, edits as the postroom names them.
    again: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    pauses: Counter[str] = field(default_factory=Counter)
    running: list[int] = field(default_factory=list)
    # Who stands still, and since when by this process's own counter.
    paused: dict[int, float] = field(default_factory=dict)
    _saved: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clock = self.folder / "clock"
        self._set_clock()
        self.received = self.folder / "received"
        self.postroom = Process("-m", "tests.kill.postroom", str(self.received), log=self.folder / "postroom.log")
        mail, web = self.postroom.line().split()
        config = _config(self.folder / "config", mail, web)
        secrets = {"KILL_HOOK": f"http://127.0.0.1:{web}/hook", "KILL_TOKEN": "xoxb-kill"}
        self.store = open_store(self.database)
        _begin(self.store, config)
        self._zygote = Process(
            "-m",
            "tests.kill.copies",
            self.database,
            str(config),
            str(self._clock),
            self.how,
            log=self.folder / "copies.log",
            environment=secrets,
        )

    def close(self) -> None:
        self._stop_all()
        self._zygote.end()
        self.postroom.end()
        self.store.close()

    def round(self) -> None:
        """An hour passes, stories came, and somebody is killed on the way."""
        self._add_stories(MANY if self.chance.random() < 0.1 else self.chance.randrange(1, 4))
        self._go_on()

    def round_of_news(self, story: int) -> None:
        """An hour passes, and two stories that everybody was told go on: one has an update, one a changed article."""
        self._add_update(story)
        self._add_edit(story + 1)
        self._go_on()

    def _go_on(self) -> None:
        road = self.chance.choice(ROADS)
        if self.paused and road in COMMITS:
            # Whoever stands still in a transaction would keep us from the lock.
            road = "any moment"
        if road in STAGES:
            self.postroom.say(f"hold {road}")
        with self._held_up(road) as blocked:
            self._pass(HOUR)
            self._start_all()
            self._wait_for(road, blocked)
            self._disturb(road)
        self.postroom.say("go")

    def back_up(self) -> Path:
        """A copy of an SQLite database as it is now, with whatever is under way in it."""
        copy = self.folder / f"backup-{self.stories}"
        with self.store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.driver_connection.execute(f"VACUUM INTO '{copy}'")  # type: ignore[union-attr]
        self._saved = self.stories
        return copy

    def restore(self, copy: Path) -> None:
        """The machine goes down, the copy takes the database's place; what was polled since is polled again."""
        self._stop_all()
        self.store.close()
        file = Path(self.database.removeprefix("sqlite:///"))
        for beside in ("-wal", "-shm"):
            file.with_name(file.name + beside).unlink(missing_ok=True)
        shutil.copy(copy, file)
        self.store = open_store(self.database)
        again, self.stories = self.stories - self._saved, self._saved
        self._add_stories(again)

    def settled(self) -> Outcome:
        """Nobody is killed any more: what is still under way comes to its end."""
        self._wake(dict(self.paused))
        for _ in range(12):
            self._pass(2 * HOUR)
            self._start_all()
            deadline = time.monotonic() + PATIENCE_SECONDS
            while self._waiting(due_only=True) and time.monotonic() < deadline:
                time.sleep(0.05)
            if not self._waiting(due_only=False):
                break
        self._stop_all()
        return self._outcome()

    def _outcome(self) -> Outcome:
        received = [json.loads(line) for line in self.received.read_text().splitlines()]
        lost = doubled = 0
        for channel, recipients in READERS.items():
            for recipient in recipients:
                to = "" if channel == "hook" else recipient
                mine = [one for one in received if (one["channel"], one["to"]) == (channel, to)]
                told = Counter(story for one in mine for story in one["stories"])
                unmarked = Counter(story for one in mine if not one["repeated"] for story in one["stories"])
                lost += sum(not told[name] for name in (*map(str, range(self.stories)), *self.again))
                doubled += sum(count > 1 for count in unmarked.values())
        return Outcome(
            kills=self.kills,
            pauses=self.pauses,
            stories=self.stories,
            again=len(self.again),
            messages=len(received),
            marked=sum(one["repeated"] for one in received),
            lost=lost,
            doubled_unmarked=doubled,
            waiting=self._waiting(due_only=False),
        )

    def _add_stories(self, count: int) -> None:
        for _ in range(count):
            one = self._article(self.stories, TEXT)
            self.stories += 1
            lead = Membership(article=one.url, relation=Relation.LEAD, method="first", score=1.0)
            self._keep(one, Placement(story=story_id(one.url), membership=lead))

    def _add_update(self, story: int) -> None:
        number = EDITED // 2 + story
        one = self._article(number, UPDATE.format(number=number))
        report = Membership(article=one.url, relation=Relation.REPORT, method="event", score=0.9)
        self._keep(one, Placement(story=story_id(self._article(story, TEXT).url), membership=report))
        self.again.append(str(number))

    def _add_edit(self, story: int) -> None:
        number = EDITED + story
        with self.store.begin() as work:
            work.articles.keep(self._article(story, TEXT.replace("30", str(number))))
        self.again.append(f"edit {number}")

    def _article(self, number: int, words: str) -> Article:
        url = f"https://example.org/news/{number}"
        return article(url=url, title=f"Japan and NATO {number}", text=words, first_seen=self.now)

    def _keep(self, one: Article, placement: Placement) -> None:
        hit = Hit(field="title", start=0, end=5, form="Japan", term="@japan")
        with self.store.begin() as work:
            work.articles.keep(one)
            work.matches.keep((Match(watch=WatchId("test"), article=one.url, hits=(hit,)),), self.now)
            sketch = Sketch(article=one.url, outlet="example", language="en", at=self.now, length=10)
            work.stories.keep(placement, sketch, self.now)

    def _pass(self, time: timedelta) -> None:
        self.now += time
        self._set_clock()

    def _set_clock(self) -> None:
        set_clock(self._clock, self.now)

    def _start_all(self) -> None:
        while len(self.running) < self.copies:
            self._zygote.say("start")
            self.running.append(int(self._zygote.line()))

    def _stop_all(self) -> None:
        for pid in (*self.running, *self.paused):
            _kill(pid)
        self.running.clear()
        self.paused.clear()

    def _disturb(self, road: str) -> None:
        """Somebody is killed or, of workers, paused; who was paused an hour ago and a heartbeat ago wakes up."""
        asleep = dict(self.paused)
        if self.how == "workers" and self.chance.random() < PAUSED:
            self._pause(road)
        else:
            self._kill(road)
        self._wake(asleep)

    def _pause(self, road: str) -> None:
        pid = self.chance.choice(self.running)
        os.kill(pid, signal.SIGSTOP)
        self.running.remove(pid)
        self.paused[pid] = time.monotonic()
        self.pauses[road] += 1

    def _wake(self, asleep: dict[int, float]) -> None:
        for pid, since in asleep.items():
            time.sleep(max(0.0, since + PAUSE_SECONDS - time.monotonic()))
            os.kill(pid, signal.SIGCONT)
            del self.paused[pid]
            self.running.append(pid)

    def _kill(self, road: str) -> None:
        """One of the copies, or all of them as where the machine goes down."""
        victims = list(self.running) if self.chance.random() < 0.5 else [self.chance.choice(self.running)]
        for pid in victims:
            _kill(pid)
            self.running.remove(pid)
        self.kills[road] += len(victims)

    def _wait_for(self, road: str, blocked: list[object]) -> None:
        if road in STAGES:
            # Where a stage is not met in time (a 429 came before it), it is a kill at any moment.
            self.postroom.line(seconds=5)
        elif not blocked:
            time.sleep(self.chance.random() * 0.3)
        else:
            self._until_blocked()

    @contextmanager
    def _held_up(self, road: str) -> Iterator[list[object]]:
        """The database's lock in our hands: a copy that wants to commit this step waits for it."""
        if road not in COMMITS:
            yield []
            return
        with self.store._engine.connect().execution_options(reads_only=False) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                table = "digests" if road == "composed" else "deliveries"
                connection.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
            yield [connection]

    def _until_blocked(self) -> None:
        """PostgreSQL tells who waits; SQLite's waiters show in nothing, so some tenths of a second are given them."""
        if not self.database.startswith("postgresql"):
            time.sleep(0.1 + self.chance.random() * 0.3)
            return
        # Of this database: other tests use the same server.
        waits = text(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        deadline = time.monotonic() + 5
        with self.store._engine.connect() as connection:
            while time.monotonic() < deadline and not connection.execute(waits).scalar_one():
                connection.rollback()
                time.sleep(0.02)

    def _waiting(self, *, due_only: bool) -> int:
        """Deliveries of stories that are not sent, and stories in no digest yet."""
        with self.store.reading() as work:
            left = [
                one
                for one in work.deliveries.recent(10_000)
                if one.state is not DeliveryState.SENT
                and (not due_only or one.due <= self.now)
                and work.deliveries.digest_of(one).tells_something
            ]
            untold = sum(
                len(work.digests.undelivered(one, self.now))
                + len(work.telling.developing(one, self.now))
                + len(work.telling.edited(one))
                for one in work.subscriptions.all()
            )
        return len(left) + untold


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    raise TimeoutError(f"process {pid} does not die")


def _config(folder: Path, mail: str, web: str) -> Path:
    subscriptions = folder / "subscriptions"
    subscriptions.mkdir(parents=True)
    (folder / "farwatch.toml").write_text(SETTINGS.format(mail=mail, web=web))
    times = ", ".join(f"{hour:02}:00:00" for hour in range(24))
    for channel, recipients in READERS.items():
        written = SUBSCRIPTION.format(channel=channel, recipients=list(recipients), times=times)
        (subscriptions / f"{channel}.toml").write_text(written)
    return folder


def _begin(store: Store, config: Path) -> None:
    from monitor.config import read_config

    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("@japan"))
        work.subscriptions.declare(read_config(config, now=START - HOUR).subscriptions)
