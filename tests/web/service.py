"""The whole service in a process of its own, with a clock that is set by hand: a line of standard input is a moment.

python -m tests.web.service CONFIG DATABASE PORT MOMENT
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread

from monitor import bootstrap
from monitor.cli.demo_road import SteppedClock
from monitor.cli.logs import log_to_terminal
from monitor.cli.run import serve
from monitor.config import read_config


def main(config: str, database: str, port: str, moment: str) -> None:
    log_to_terminal(least="warning")
    clock = SteppedClock(datetime.fromisoformat(moment))

    def follow() -> None:
        for line in sys.stdin:
            clock.now = datetime.fromisoformat(line.strip())

    Thread(target=follow, daemon=True).start()
    app = bootstrap.start(read_config(Path(config), now=clock()), database=database, clock=clock)
    with closing(app):
        asyncio.run(
            serve(app, desk=("127.0.0.1", int(port)), verbs=True, set_up_logs=partial(log_to_terminal, least="warning"))
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
