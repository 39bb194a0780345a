"""Deliveries, each channel by itself: a mail server that hangs must not hold up Slack."""

from __future__ import annotations

import asyncio
from functools import partial

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.counting import count_sendings
from monitor.jobs.running import Tries
from monitor.jobs.threads import in_thread_of_its_own
from monitor.services import deliver

# How long a round of deliveries is waited for before the next may begin beside what is slow of it.
SENDING_SECONDS = 5


class Sending:
    """What a process sends just now, a channel each."""

    def __init__(self, app: bootstrap.App, tries: Tries) -> None:
        self._app = app
        self._tries = tries
        self._under_way: dict[str, asyncio.Task[None]] = {}

    @property
    def under_way(self) -> tuple[asyncio.Task[None], ...]:
        return tuple(self._under_way.values())

    async def round(self) -> None:
        """Begin with every channel that has something to send and is not at it, and leave one that is slow."""
        names = await asyncio.to_thread(deliver.channels_due, self._app.store, self._app.clock())
        for name in names:
            what = f"{Verb.DELIVER} {name}"
            if name not in self._under_way and not self._tries.wait(what):
                self._under_way[name] = asyncio.create_task(self._tries.of(what, self._send(name)))
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=SENDING_SECONDS)
            self._under_way = {name: task for name, task in self._under_way.items() if not task.done()}

    async def _send(self, channel: str) -> None:
        app = self._app
        work = partial(
            deliver.deliver,
            app.store,
            app.open_channel,
            clock=app.clock,
            desk=app.settings.service.address,
            only=channel,
        )
        count_sendings(app.vitals.measures, await in_thread_of_its_own(work, name=f"deliver {channel}"))
