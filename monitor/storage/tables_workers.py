"""Who works on this database besides us: workers that are alive, and what each holds for itself."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from monitor.storage.schema import metadata
from monitor.storage.types import Moment, Words

# One row a thing that only one worker may touch at a time, an outlet or a host; it stays, and its holder changes.
leases = Table(
    "leases",
    metadata,
    Column("key", Words, primary_key=True),
    Column("holder", Words, nullable=False),  # empty: nobody, but not before `until`
    Column("until", Moment, nullable=False),
    Index(None, "holder"),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Words, primary_key=True),
    Column("host", Words, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("version", Words, nullable=False),
    Column("verbs", Words, nullable=False),  # with commas between
    Column("started_at", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
)
