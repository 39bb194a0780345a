"""Workers as real processes on a real PostgreSQL, with a town of outlets before them and a postroom behind.

Used by the tests, and for as long as wanted by bench/workers.py.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
import psycopg
import tomlkit

from monitor.storage import open_store
from tests.kill.harness import ROOT, Process
from tests.workers.news import SIGN
from tests.workers.town import host_of, tellers

PATIENCE_SECONDS = 240.0
DELAY_SECONDS = 0.05
HEARTBEAT_SECONDS = 4
SEEN = f"last_seen > now() - interval '{HEARTBEAT_SECONDS} seconds'"
READERS = ("a@example.org", "b@example.org")
WATCH = f'name = "The town"\nquery = "{SIGN}"\n'
SUBSCRIPTION = """
channel = "mail"
recipients = {recipients}
[schedule]
at_once = 600
zone = "UTC"
"""


@dataclass(frozen=True)
class Count:
    """What came of it all. `overlaps`: requests to one host at once, or sooner after another than the pause; `split`:
    events that became two stories; `lost`: stories that nobody was told, messages that did not come; `doubled`: messages
    that came twice and did not say so.
    """

    polls: int
    overlaps: int
    articles: int
    stories: int
    split: int
    messages: int
    lost: int
    doubled: int
    waiting: int


class Herd:
    """A town, a database, a postroom, and as many workers as are started."""

    def __init__(self, database: str, folder: Path, *, outlets: int) -> None:
        self.database = database
        self.folder = folder
        self.outlets = outlets
        self.events = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._requests, self._received = folder / "requests", folder / "received"
        self.town = Process("-m", "tests.workers.town", str(self._requests), str(outlets), log=folder / "town.log")
        self.port = int(self.town.line())
        self._postroom = Process("-m", "tests.kill.postroom", str(self._received), log=folder / "postroom.log")
        mail, _ = self._postroom.line().split()
        self.config = self._config(int(mail))
        self.workers: list[subprocess.Popen[bytes]] = []
        self._store = open_store(database)

    def close(self) -> None:
        for one in self.workers:
            self.signal(one, signal.SIGKILL)
        self.town.end()
        self._postroom.end()
        self._store.close()

    def start(
        self, *words: str, database: str | None = None, entry: Sequence[str] = (), version: Path = ROOT
    ) -> subprocess.Popen[bytes]:
        """One more worker, of the version in that folder; in a group of its own, so that it is paused together with
        its reader.
        """
        command = entry or ("-c", "from monitor.cli import main; main()", "worker")
        with (self.folder / "workers.log").open("ab") as log:
            one = subprocess.Popen(
                [sys.executable, *command, "--heartbeat", str(HEARTBEAT_SECONDS), *words],
                cwd=version,
                env=os.environ | {"FARWATCH_DATABASE": database or self.database, "FARWATCH_CONFIG": str(self.config)},
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(one)
        return one

    def signal(self, worker: subprocess.Popen[bytes], number: signal.Signals) -> None:
        """To the worker and its reader. A reader whose worker is gone ends by itself."""
        if worker.poll() is None:
            os.killpg(worker.pid, number)
            if number is signal.SIGKILL:
                worker.wait()

    def end(self, worker: subprocess.Popen[bytes]) -> int:
        worker.send_signal(signal.SIGTERM)
        return worker.wait(timeout=60)

    def publish(self, events: int) -> None:
        """So much more happens, and every outlet is visited at once."""
        self.town.say(f"publish {events}")
        self.town.line()
        self.events += events
        self.hasten()

    def slow(self, seconds: float) -> None:
        """How long an outlet takes to answer."""
        self.town.say(f"slow {seconds}")
        self.town.line()

    def staff(self, number: int) -> list[subprocess.Popen[bytes]]:
        """So many workers, no more and no less, at work on outlets that were all visited before."""
        alive = [one for one in self.workers if one.poll() is None]
        for one in alive[number:]:
            self.end(one)
        for _ in range(number - len(alive)):
            self.start()
        self.workers = [one for one in self.workers if one.poll() is None]
        if not number:
            return []
        pids = ",".join(str(one.pid) for one in self.workers)
        self.wait_until(lambda: self.number(f"SELECT count(*) FROM workers WHERE pid IN ({pids}) AND {SEEN}") == number)
        self.wait_until(lambda: self.all_visited)
        return self.workers

    def visitor(self) -> subprocess.Popen[bytes]:
        """A worker that is visiting an outlet just now."""
        found: list[subprocess.Popen[bytes]] = []

        def is_there() -> bool:
            holders = self.ask("SELECT holder FROM leases WHERE key LIKE 'outlet %' AND holder <> '' AND until > now()")
            held = {int(str(holder).split("-")[-2]) for (holder,) in holders}
            found[:] = [one for one in self.workers if one.pid in held]
            return bool(found)

        self.wait_until(is_there)
        return found[0]

    def cpu_seconds(self) -> float:
        """Of the workers that are alive, with their readers."""
        alive = [psutil.Process(one.pid) for one in self.workers if one.poll() is None]
        times = [each.cpu_times() for one in alive for each in (one, *one.children())]
        return sum(one.user + one.system for one in times)

    def is_seen(self, worker: subprocess.Popen[bytes]) -> bool:
        return self.number(f"SELECT count(*) FROM workers WHERE pid = {worker.pid} AND {SEEN}") == 1

    def let_claims_end(self) -> None:
        """Ten minutes pass for the deliveries of senders that are gone; who lives sends in a moment."""
        gone = f"state = 'sending' AND claimed_at < now() - interval '{3 * HEARTBEAT_SECONDS} seconds'"
        self.ask(f"UPDATE deliveries SET claimed_at = now() - interval '11 minutes' WHERE {gone} RETURNING id")

    def hasten(self) -> None:
        self.ask("UPDATE source_states SET next_poll_at = now() RETURNING url")

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def number(self, statement: str) -> int:
        return int(str(self.ask(statement)[0][0]))

    def wait_until(self, is_so: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

    def said(self) -> str:
        """The last words of the workers, for whoever looks why nothing came."""
        return "\n".join((self.folder / "workers.log").read_text().splitlines()[-60:])

    @property
    def all_visited(self) -> bool:
        return self.number("SELECT count(*) FROM source_states WHERE last_success_at IS NOT NULL") == self.outlets

    @property
    def all_told(self) -> bool:
        """Every report is an article, no page waits (some are fetched twice), and there is nothing left to tell."""
        reports = sum(len(tellers(event, self.outlets)) for event in range(1, self.events + 1))
        is_read = self.number("SELECT count(*) FROM articles WHERE NOT baseline") == reports and not self._waiting()
        return is_read and not self._untold()

    def count(self) -> Count:
        unmarked = Counter(str(one["id"]) for one in self._messages() if not one["repeated"])
        received = {str(one["id"]) for one in self._messages()}
        return Count(
            polls=self.number("SELECT count(*) FROM polls"),
            overlaps=self._overlaps(),
            articles=self.number("SELECT count(*) FROM articles WHERE NOT baseline"),
            stories=self.number("SELECT count(DISTINCT story) FROM memberships WHERE undone_at IS NULL"),
            split=self._split(),
            messages=len(self._messages()),
            lost=self._untold() + max(self.number("SELECT count(*) FROM deliveries") - len(received), 0),
            doubled=sum(count > 1 for count in unmarked.values()),
            waiting=self._waiting(),
        )

    def _waiting(self) -> int:
        return self.number("SELECT count(*) FROM documents WHERE state = 'waiting'")

    def _untold(self) -> int:
        """Stories in no digest, and digests that are not sent."""
        with self._store.reading() as work:
            due = [work.digests.undelivered(one, work.now()) for one in work.subscriptions.all()]
        return sum(map(len, due)) + self.number("SELECT count(*) FROM deliveries WHERE state <> 'sent'")

    def _messages(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._received.read_text().splitlines()] if self._received.exists() else []

    def _split(self) -> int:
        """Events whose reports, all in the same words, do not stand in one story."""
        rows = self.ask(
            "SELECT story, url FROM memberships JOIN articles ON articles.id = article"
            " WHERE undone_at IS NULL AND NOT baseline"
        )
        held = defaultdict(set)
        for story, url in rows:
            held[str(url).rpartition("/")[2]].add(story)
        return sum(len(stories) > 1 for stories in held.values())

    def _overlaps(self) -> int:
        by_host: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for line in self._requests.read_text().splitlines():
            host, _, begin, end = json.loads(line)
            by_host[host].append((begin, end))
        too_soon = 0
        for asked in by_host.values():
            asked.sort()
            # The pause goes from request to request, and a request is met a moment after it was sent.
            pauses = [(after[0] - before[0], after[0] - before[1]) for before, after in pairwise(asked)]
            too_soon += sum(between < DELAY_SECONDS * 0.6 or idle < 0 for between, idle in pauses)
        return too_soon

    def _config(self, mail: int) -> Path:
        folder = self.folder / "config"
        shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets", "watches"))
        settings = tomlkit.parse((folder / "farwatch.toml").read_text(encoding="utf-8"))
        settings["crawl"]["delay_seconds"] = DELAY_SECONDS  # type: ignore[index]
        settings["egress"]["hosts"] = {host_of(outlet): "127.0.0.1" for outlet in range(self.outlets)}  # type: ignore[index]
        settings["egress"]["allow"] = ["127.0.0.1"]  # type: ignore[index]
        settings["channels"]["mail"] |= {"host": "127.0.0.1", "port": mail, "security": "none"}  # type: ignore[index,operator]
        (folder / "farwatch.toml").write_text(tomlkit.dumps(settings), encoding="utf-8")
        for name in ("outlets", "watches", "subscriptions"):
            (folder / name).mkdir()
        (folder / "watches" / "test.toml").write_text(WATCH)
        (folder / "subscriptions" / "test.toml").write_text(SUBSCRIPTION.format(recipients=list(READERS)))
        for outlet in range(self.outlets):
            home = f"http://{host_of(outlet)}:{self.port}/{outlet}/"
            written = {
                "name": f"Outlet {outlet}",
                "homepage": home,
                "languages": ["en"],
                "country": "GB",
                "zone": "UTC",
                "kind": "newspaper",
                "sources": [{"url": f"{home}feed", "kind": "feed"}],
            }
            (folder / "outlets" / f"outlet-{outlet}.toml").write_text(tomlkit.dumps(written))
        return folder
