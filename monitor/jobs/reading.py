"""The process that reads pages: one that hangs is killed, one that died is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from monitor.jobs.memory import hold_little_memory

P = ParamSpec("P")
T = TypeVar("T")


class ProcessLost(Exception):
    """The process died over its work, or was killed because it did not end; says which."""


def _begin_child(set_up_logs: Callable[[], None]) -> None:
    hold_little_memory()
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


class ReadingProcess:
    """Runs one piece of work at a time in a process of its own, which is started when it is first needed."""

    def __init__(self, *, set_up_logs: Callable[[], None], most_seconds: float) -> None:
        self._set_up_logs = set_up_logs
        self._most_seconds = most_seconds
        self._pool: ProcessPoolExecutor | None = None
        self.pid: int | None = None

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the work returns or raises; raises ProcessLost where the process died, or was killed after
        `most_seconds` without an answer."""
        try:
            pool = await self._opened()
            doing = asyncio.wrap_future(pool.submit(work, *arguments, **named))
            done, _ = await asyncio.wait({doing}, timeout=self._most_seconds)
            if not done:
                self._kill()
                with contextlib.suppress(BrokenProcessPool, asyncio.CancelledError):
                    await doing
                raise ProcessLost(f"it did not end within {self._most_seconds:g} seconds")
            return doing.result()
        except BrokenProcessPool as error:
            self._kill()
            raise ProcessLost("it died") from error

    async def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(
                1, mp_context=context, initializer=_begin_child, initargs=(self._set_up_logs,)
            )
            # To be known before anything is begun that may have to be ended.
            self.pid = await asyncio.wrap_future(self._pool.submit(os.getpid))
        return self._pool

    def _kill(self) -> None:
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self.pid = None

    def close(self, *, at_rest: bool) -> None:
        """End the process; one that is not at rest would keep ours from ending, so it is killed."""
        if not at_rest:
            self._kill()
        elif self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
