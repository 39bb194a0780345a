"""What both drivers need: a verb that fails is logged and stops nothing, ingest has a process of its own."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING

import structlog

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.model.errors import MonitorError, Superseded

if TYPE_CHECKING:
    from monitor.services.ingest import IngestReport

log = structlog.get_logger()

STOP_SECONDS = 30
# malloc.h of glibc.
M_MMAP_THRESHOLD = -3


async def logged(verb: Verb, road: Awaitable[object]) -> None:
    """To its end; what goes wrong is told, and tried again when the verb is woken next."""
    try:
        await road
    except Superseded as error:
        log.warning("superseded", verb=verb, why=str(error))
    except MonitorError as error:
        log.error("verb failed", verb=verb, why=str(error))
    except Exception:
        log.exception("verb failed for a reason nobody foresaw; it is tried again", verb=verb)


class IngestProcess:
    """A process that reads pages and keeps its models between batches; a new one takes over where it dies."""

    def __init__(self, set_up_logs: Callable[[], None]) -> None:
        self._set_up_logs = set_up_logs
        self._pool: ProcessPoolExecutor | None = None

    async def batch(self, database: str, now: datetime, holder: str | None = None) -> IngestReport | None:
        """One batch of what waits; None where a page killed the process. Its attempts are counted."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_begin_child, initargs=(self._set_up_logs,)
            )
        try:
            return await asyncio.wrap_future(self._pool.submit(bootstrap.ingest_batch, database, now, holder))
        except BrokenProcessPool:
            log.error("the ingest process died; a new one takes over")
            self._pool = None
            return None

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _give_memory_back() -> None:
    """Models are made from large temporary tables; glibc hands those back at once only below a fixed threshold.

    Measured: 236 instead of 259 MB with five languages loaded. Elsewhere than on glibc nothing happens.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 128 * 1024)


def _begin_child(set_up_logs: Callable[[], None]) -> None:
    _give_memory_back()
    set_up_logs()
    # The parent ends the work in order; a terminal's Ctrl-C must not break a batch in the middle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
