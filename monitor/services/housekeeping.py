"""Forget what is no longer needed: raw pages, and the history of polls and operations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from monitor.storage import Store

log = structlog.get_logger()

# Long enough to see a feed's rhythm over a month and compare it with the one before.
KEEP_HISTORY = timedelta(days=60)


def forget(store: Store, *, keep_documents: timedelta, now: datetime) -> int:
    """Drop raw pages older than `keep_documents` and history older than two months; how many pages went."""
    with store.begin() as work:
        pages = work.documents.forget_before(now - keep_documents)
        work.polls.forget_before(now - KEEP_HISTORY)
        work.events.forget_before(now - KEEP_HISTORY)
    store.journal.forget(now)
    log.info("forgot", pages=pages)
    return pages
