"""The process that reads pages: real processes that hang, die and are replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from monitor.jobs.reading import ProcessLost, ReadingProcess


def nothing() -> None:
    """How logs are set up in the child."""


@pytest.fixture
def reader() -> Iterator[ReadingProcess]:
    opened = ReadingProcess(set_up_logs=nothing, most_seconds=5)
    yield opened
    opened.close(at_rest=False)


def test_work_is_done_elsewhere_and_the_process_is_kept(reader: ReadingProcess) -> None:
    async def twice() -> list[int]:
        return [await reader.run(os.getpid) for _ in range(2)]

    first, second = asyncio.run(twice())
    assert first == second == reader.pid != os.getpid()


def test_work_that_hangs_is_ended_and_another_process_goes_on(reader: ReadingProcess) -> None:
    async def hang_and_go_on() -> tuple[int | None, int]:
        before = await reader.run(os.getpid)
        with pytest.raises(ProcessLost, match="within 5 seconds"):
            await reader.run(time.sleep, 3600)
        return before, await reader.run(os.getpid)

    hung, other = asyncio.run(hang_and_go_on())
    assert hung != other
    with pytest.raises(ProcessLookupError):
        os.kill(hung or 0, 0)


def test_a_process_that_dies_is_replaced(reader: ReadingProcess) -> None:
    async def die_and_go_on() -> int:
        with pytest.raises(ProcessLost, match="died"):
            await reader.run(signal.raise_signal, signal.SIGKILL)
        return await reader.run(os.getpid)

    assert asyncio.run(die_and_go_on()) == reader.pid
