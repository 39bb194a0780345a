"""Copies of the service's last two verbs, as processes to be killed: python -m tests.kill.copies DATABASE CONFIG CLOCK HOW

Everything is imported once; each line of standard input forks a copy, and its process id is printed. HOW "alone": a copy
composes and delivers over and over by the application's own road. HOW "workers": it does so as `farwatch worker --only
digest,deliver` does, through the queue, beside the others. Either way its clock is the number of seconds in the file
CLOCK.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import monitor.channels.email
import monitor.storage.migrate  # noqa: F401
from monitor.bootstrap import App
from monitor.cli.logs import log_to_terminal
from monitor.config import read_config
from monitor.egress import EgressGate
from monitor.jobs import Verb
from monitor.model.polls import Poll
from monitor.model.seams import Inbox
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.storage import open_store
from tests.workers.clocked import FileClock, work

CADENCE_SECONDS = 0.02
# Of those that are workers. Whoever was killed is found out after so long.
VERBS = (Verb.DIGEST, Verb.DELIVER)
HEARTBEAT = timedelta(seconds=2)


def open_app(database: str, config: Path, clock: FileClock) -> App:
    declared = read_config(config, now=clock())
    egress = declared.settings.egress
    gate = EgressGate(allow=egress.allow)
    return App(database=database, declared=declared, store=open_store(database), gate=gate, clock=clock)


def live(app: App) -> None:
    """Alone with the database as far as it knows, until killed."""
    wait = threading.Event()
    while not wait.wait(CADENCE_SECONDS):
        digests_due(app.store, now=app.clock())
        deliver(app.store, app.open_channel, clock=app.clock)


async def no_crawl(polls: Sequence[Poll], inbox: Inbox) -> None:
    raise AssertionError(f"{len(polls)} polls for a worker that does not poll: {inbox}")


def main() -> None:
    database, config, clock_file, how = sys.argv[1:]
    log_to_terminal(least="info")  # to standard error: standard output is for process ids
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            os.setpgrp()
            clock = FileClock(Path(clock_file))
            app = open_app(database, Path(config), clock)
            if how == "workers":
                asyncio.run(work(app, no_crawl, verbs=VERBS, heartbeat=HEARTBEAT, stop=asyncio.Event()))
            live(app)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
