"""The whole service in a process of its own, whose time stands in a file; on PostgreSQL the desk alone, of workers.

python -m tests.web.service CONFIG DATABASE PORT CLOCK; see tests.workers.clocked.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from monitor import bootstrap
from monitor.cli.logs import log_to_terminal
from monitor.cli.run import serve
from monitor.config import read_config
from tests.workers.clocked import FileClock


def main(config: str, database: str, port: str, clock_file: str) -> None:
    log_to_terminal(least="warning")
    clock = FileClock(Path(clock_file))
    app = bootstrap.start(read_config(Path(config), now=clock()), database=database, clock=clock)
    with closing(app):
        asyncio.run(
            serve(
                app,
                desk=("127.0.0.1", int(port)),
                verbs=not app.store.is_postgresql,
                set_up_logs=partial(log_to_terminal, least="warning"),
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
