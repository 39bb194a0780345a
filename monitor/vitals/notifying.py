"""Telling systemd how it goes (sd_notify(3)): a datagram to the socket that NOTIFY_SOCKET names."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Mapping

Notify = Callable[[str], None]


def notifier(environment: Mapping[str, str]) -> Notify:
    """Sends states such as READY=1; does nothing where no service manager asked for it."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return lambda _: None
    # An abstract socket is written with @ for its leading NUL.
    where = f"\0{address[1:]}" if address.startswith("@") else address

    def notify(state: str) -> None:
        # A manager that has gone away is no reason to stop.
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as one,
        ):
            one.sendto(state.encode(), where)

    return notify


async def feed_watchdog(notify: Notify, environment: Mapping[str, str]) -> None:
    """Say twice in each period that the loop turns: one that is blocked for good is then restarted."""
    microseconds = environment.get("WATCHDOG_USEC", "")
    while microseconds.isdigit() and int(microseconds):
        notify("WATCHDOG=1")
        await asyncio.sleep(int(microseconds) / 2_000_000)
