"""A thread for work that may hang."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def in_thread_of_its_own(work: Callable[[], T], *, name: str) -> T:
    """What the work returns or raises. It takes no thread from others, and does not keep the process from ending."""
    promised: Future[T] = Future()

    def run() -> None:
        try:
            done = work()
        except BaseException as error:  # noqa: BLE001  # whatever it is belongs to whoever waits for it
            promised.set_exception(error)
        else:
            promised.set_result(done)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await asyncio.wrap_future(promised)
