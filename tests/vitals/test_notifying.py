from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from monitor.vitals import beat
from monitor.vitals.notifying import feed_watchdog, notifier


def test_systemd_is_told_at_its_socket_and_the_watchdog_twice_a_period(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        notify = notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        notify("READY=1")
        assert manager.recv(100) == b"READY=1"

        async def feed() -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(feed_watchdog(notify, {"WATCHDOG_USEC": "100000"}), 0.12)

        asyncio.run(feed())
        manager.setblocking(False)
        assert manager.recv(100) == b"WATCHDOG=1"
        assert manager.recv(100) == b"WATCHDOG=1"


def test_without_a_service_manager_nothing_is_told(tmp_path: Path) -> None:
    notifier({})("READY=1")
    notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")})("READY=1")
    asyncio.run(feed_watchdog(notifier({}), {}))


def test_a_loop_that_is_blocked_is_late() -> None:
    late: list[float] = []

    async def block() -> None:
        beating = asyncio.create_task(beat(late.append, every_seconds=0.01))
        await asyncio.sleep(0.03)
        sum(range(30_000_000))  # a few tenths of a second in which the loop stands still
        await asyncio.sleep(0.03)
        beating.cancel()

    asyncio.run(block())
    assert max(late) > 0.1
