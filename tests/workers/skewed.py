"""A worker on a machine whose clock is wrong: python -m tests.workers.skewed --heartbeat N --seconds N"""

from __future__ import annotations

import argparse
import asyncio
import os
from datetime import datetime, timedelta
from functools import partial

from monitor.bootstrap import start, utc_now
from monitor.cli.logs import log_to_terminal
from monitor.cli.worker import serve
from monitor.config import config_folder, read_config
from monitor.jobs.queued import Manners


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--heartbeat", type=int)
    parser.add_argument("--seconds", type=int)
    options = parser.parse_args()

    def clock() -> datetime:
        return utc_now() + timedelta(seconds=options.seconds)

    log_to_terminal(least="info")
    declared = read_config(config_folder(None), now=clock())
    app = start(declared, database=os.environ["FARWATCH_DATABASE"], clock=clock)
    manners = Manners(heartbeat=timedelta(seconds=options.heartbeat))
    asyncio.run(serve(app, manners=manners, set_up_logs=partial(log_to_terminal, least="info"), metrics=None))


if __name__ == "__main__":
    main()
