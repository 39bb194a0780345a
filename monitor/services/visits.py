"""Visits that a person asks for, beside a service or workers that make their own: no outlet is asked by two at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from monitor.model.outlets import OutletId
from monitor.model.polls import Poll
from monitor.model.seams import Clock
from monitor.services import leases
from monitor.services.poll import Crawl, PollReport, poll

if TYPE_CHECKING:
    from monitor.storage import Store

# Nobody renews the lease of a visit by hand: longer than an outlet of many pages takes with a second between them. Were
# it longer still, a worker could take the outlet over, and nothing more of this visit would be kept.
LONGEST = timedelta(minutes=15)
# Outlets visited side by side.
AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What came of them, and the outlets that others were visiting."""

    report: PollReport
    busy: tuple[OutletId, ...] = ()


async def visit(
    store: Store, crawl: Crawl, *, polls: Sequence[Poll], clock: Clock, me: str, pause: timedelta
) -> Visits:
    """Make visits where workers share the database, an outlet each under a lease; `me` is never used again."""
    by_outlet = [tuple(some) for _, some in groupby(sorted(polls, key=_outlet), key=_outlet)]
    room = asyncio.Semaphore(AT_ONCE)

    async def one(some: Sequence[Poll]) -> PollReport | None:
        lease = leases.lease_of(some, holder=f"{me} {some[0].outlet.id}")
        async with room:
            if not await asyncio.to_thread(leases.take, store, lease, LONGEST):
                return None
            try:
                return await poll(leases.fenced(store, lease, LONGEST), crawl, polls=some, clock=clock)
            finally:
                await asyncio.to_thread(leases.give_back, store, lease, pause)

    reports = await asyncio.gather(*map(one, by_outlet))
    made = [report for report in reports if report is not None]
    whole = PollReport(
        outcomes=tuple(outcome for report in made for outcome in report.outcomes),
        network_down=any(report.network_down for report in made),
    )
    busy = tuple(some[0].outlet.id for some, report in zip(by_outlet, reports, strict=True) if report is None)
    return Visits(report=whole, busy=busy)


def _outlet(one: Poll) -> str:
    return one.outlet.id
