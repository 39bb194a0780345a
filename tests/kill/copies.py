"""Copies of the service's last two verbs, as processes to be killed: python -m tests.kill.copies DATABASE CONFIG CLOCK

Everything is imported once; each line of standard input forks a copy, and its process id is printed. A copy composes and
delivers over and over by the application's own road; its clock is the number of seconds in the file CLOCK.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import monitor.channels.email
import monitor.storage.migrate  # noqa: F401
from monitor.bootstrap import App
from monitor.cli.logs import log_to_terminal
from monitor.config import read_config
from monitor.egress import EgressGate
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.storage import open_store

CADENCE_SECONDS = 0.02


def live(database: str, config: Path, clock_file: Path) -> None:
    """Until killed."""

    def clock() -> datetime:
        return datetime.fromtimestamp(float(clock_file.read_text()), UTC)

    declared = read_config(config, now=clock())
    egress = declared.settings.egress
    gate = EgressGate(allow=egress.allow)
    app = App(database=database, declared=declared, store=open_store(database), gate=gate, clock=clock)
    wait = threading.Event()
    while not wait.wait(CADENCE_SECONDS):
        digests_due(app.store, now=clock())
        deliver(app.store, app.open_channel, clock=clock)


def main() -> None:
    database, config, clock_file = sys.argv[1:]
    log_to_terminal(least="info")  # to standard error: standard output is for process ids
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            os.setpgrp()
            live(database, Path(config), Path(clock_file))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
