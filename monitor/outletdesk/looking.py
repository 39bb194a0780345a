"""What the desk looks at on other sites. It takes seconds, so it runs beside, and a page tells how far it is.

The crawler lives on the service's loop and stays there; what is reckoned with its answers (pages read, feeds appraised)
runs on a thread of its own, so that neither the loop nor the threads that make pages wait for it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import structlog

from monitor.model.articles import FetchedDocument
from monitor.model.outlets import Outlet
from monitor.model.polls import Outcome, Poll
from monitor.model.seams import Inbox
from monitor.services.outlets import Exploration, Step, explore
from monitor.services.trying import Road, Trial, check

log = structlog.get_logger()

T = TypeVar("T")

# Side by side; a host is asked one thing at a time however many look at it.
AT_ONCE = 2
# Kept for as long as nobody looks at more; the oldest goes first.
MOST_KEPT = 30
MOST_WAITING = 8
# Some rounds of a minute each (services.outlets); after that nobody waits any more.
LONGEST_SECONDS = 300.0


@dataclass(kw_only=True, eq=False)
class Look:
    """One look at a site: an exploration of a new one (`outlet` None), or a check of an outlet's sources."""

    id: str
    address: str
    outlet: Outlet | None
    steps: list[Step] = field(default_factory=list)
    coming: Future[Exploration | tuple[Trial, ...]] = field(default_factory=Future)

    @property
    def is_done(self) -> bool:
        return self.coming.done()

    @property
    def has_failed(self) -> bool:
        """Ended without a result: for a reason nobody foresaw, or in time that nobody waits for."""
        return self.coming.cancelled() or (self.coming.done() and self.coming.exception() is not None)

    @property
    def exploration(self) -> Exploration | None:
        found = None if self.has_failed or not self.is_done else self.coming.result()
        return found if isinstance(found, Exploration) else None

    @property
    def trials(self) -> tuple[Trial, ...]:
        found = () if self.has_failed or not self.is_done else self.coming.result()
        return found if isinstance(found, tuple) else ()


class Looks:
    """The looks of one desk, by id. Methods that begin one are called on the loop on which `road` crawls."""

    def __init__(self, road: Road) -> None:
        self.road = road
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="looking")
        self._kept: dict[str, Look] = {}
        self._asked: set[Future[object]] = set()

    def named(self, id_: str) -> Look | None:
        return self._kept.get(id_)

    def explore(self, address: str, now: datetime) -> Look | None:
        """Begin to look for what can be followed at an address; None where too many are waiting."""
        look = Look(id=secrets.token_urlsafe(12), address=address, outlet=None)
        return self._begin(look, lambda road: explore(road, address, now=now, say=look.steps.append))

    def check(self, outlet: Outlet, now: datetime) -> Look | None:
        """Begin to visit an outlet's sources, as `farwatch outlet check` does; None where too many are waiting."""
        look = Look(id=secrets.token_urlsafe(12), address=outlet.homepage, outlet=outlet)
        look.steps.append(Step(addresses=len(outlet.sources)))
        return self._begin(look, lambda road: check(road, [outlet], now=now, seconds=60.0 + 5.0 * len(outlet.sources)))

    def close(self) -> None:
        """Nobody waits any more: what is under way ends."""
        for asked in tuple(self._asked):
            asked.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _begin(self, look: Look, work: Callable[[Road], Awaitable[Exploration | tuple[Trial, ...]]]) -> Look | None:
        if sum(not one.is_done for one in self._kept.values()) >= MOST_WAITING:
            return None
        road = _FromAfar(self.road, asyncio.get_running_loop(), self._asked)
        look.coming = self._threads.submit(lambda: asyncio.run(_within(work(road))))
        look.coming.add_done_callback(lambda _: _tell(look))
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[look.id] = look
        return look


async def _within(work: Awaitable[T]) -> T:
    return await asyncio.wait_for(work, LONGEST_SECONDS)


def _tell(look: Look) -> None:
    if look.has_failed:
        error = None if look.coming.cancelled() else look.coming.exception()
        log.error("a look at a site ended without a result", address=look.address, exc_info=error)


class _FromAfar:
    """The crawler as a thread with a loop of its own reaches it."""

    def __init__(self, road: Road, loop: asyncio.AbstractEventLoop, asked: set[Future[object]]) -> None:
        self.road = road
        self._loop = loop
        self._asked = asked

    async def crawl(self, polls: Sequence[Poll], inbox: Inbox) -> None:
        await self._there(lambda: self.road.crawl(polls, inbox))

    async def fetch(self, urls: Sequence[str]) -> tuple[FetchedDocument | Outcome, ...]:
        return await self._there(lambda: self.road.fetch(urls))

    async def _there(self, work: Callable[[], Awaitable[T]]) -> T:
        async def run() -> T:
            return await work()

        asked = asyncio.run_coroutine_threadsafe(run(), self._loop)
        self._asked.add(asked)  # type: ignore[arg-type]  # only cancelled there, whatever it gives
        try:
            return await asyncio.wrap_future(asked)
        finally:
            self._asked.discard(asked)
