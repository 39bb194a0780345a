"""Whether it is our own network that is down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor import polling
from monitor.model.polls import Outcome

if TYPE_CHECKING:
    from monitor.storage import Store

# What other rounds saw of the network a moment ago: a round alone may have asked one host.
A_MOMENT = timedelta(minutes=10)


def is_network_down(store: Store, outcomes: Sequence[Outcome], now: datetime) -> bool:
    """By these visits and all of the last moment. One that was answered settles it; thousands need not be read."""
    with store.reading() as work:
        if work.polls.is_answered_since(now - A_MOMENT):
            return False
        return polling.network_is_down((*outcomes, *work.polls.since(now - A_MOMENT)))
