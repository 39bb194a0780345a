"""One visit to an outlet at a time, and to each of its hosts, whoever makes it and wherever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.model.errors import Superseded
from monitor.model.polls import Poll
from monitor.model.workers import Lease

if TYPE_CHECKING:
    from monitor.storage import Store, Work


def lease_of(polls: Sequence[Poll], *, holder: str) -> Lease:
    """What has to be held for visits to one outlet; `holder` is never used again."""
    outlet = polls[0].outlet
    addresses = (outlet.homepage, *(poll.source.url for poll in polls))
    hosts = {*outlet.hosts, *(urlsplit(address).hostname or "" for address in addresses)} - {""}
    return Lease(holder=holder, outlet=outlet.id, hosts=frozenset(host.lower() for host in hosts))


def take(store: Store, lease: Lease, time: timedelta) -> bool:
    """False where another visits the outlet or one of its hosts now, or did a moment ago; then nothing is held."""
    with store.begin() as work:
        return work.leases.take(lease, time)


def give_back(store: Store, lease: Lease, rest: timedelta) -> None:
    with store.begin() as work:
        work.leases.give_back(lease, rest)


def fenced(store: Store, lease: Lease, time: timedelta) -> Store:
    """The same store for this visit: it keeps nothing, and says Superseded, once the outlet is another's.

    No transaction of it is silent for so long and lives.
    """

    def fence(work: Work) -> None:
        if not work.leases.holds(lease, time):
            raise Superseded(
                f"the visit to {lease.outlet} was taken over by another worker; nothing more of it is kept"
            )

    return store.fenced(fence)
