"""What stands in the database at a moment, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Ages in seconds, 0 where nothing waits; sources are those of outlets that are switched on."""

    pages_waiting: int = 0
    oldest_page_seconds: float = 0.0
    deliveries_waiting: int = 0
    oldest_delivery_seconds: float = 0.0
    sources_failing: int = 0
    sources_late: int = 0
    database_bytes: int = 0
