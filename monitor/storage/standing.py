"""What waits and what fails, in a few indexed questions: asked whenever a monitoring system asks us."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, text

from monitor.model.digests import DeliveryState
from monitor.model.standing import Standing
from monitor.storage.documents import WAITING
from monitor.storage.tables_collection import documents, outlets, source_states, sources
from monitor.storage.tables_telling import deliveries

# As farwatch doctor has it: a poll is due at most every few seconds.
LATE = timedelta(hours=1)
_UNSENT = (DeliveryState.PENDING.value, DeliveryState.UNKNOWN.value)
_SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def standing(connection: Connection, now: datetime) -> Standing:
    """What stands now."""
    pages = connection.execute(select(func.count(), func.min(documents.c.fetched_at)).where(WAITING)).one()
    is_due = (deliveries.c.state.in_(_UNSENT), deliveries.c.due <= now)
    unsent = connection.execute(select(func.count(), func.min(deliveries.c.due)).where(*is_due)).one()
    polled = select(func.count()).select_from(source_states).join(sources).join(outlets).where(outlets.c.enabled)
    return Standing(
        pages_waiting=pages[0],
        oldest_page_seconds=_age(pages[1], now),
        deliveries_waiting=unsent[0],
        oldest_delivery_seconds=_age(unsent[1], now),
        sources_failing=connection.execute(polled.where(source_states.c.failures > 0)).scalar_one(),
        sources_late=connection.execute(polled.where(source_states.c.next_poll_at < now - LATE)).scalar_one(),
        database_bytes=connection.execute(text(_SIZE[connection.dialect.name])).scalar_one(),
    )


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
