"""How many of what came on each day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Table

from monitor.storage.schema import Number, metadata
from monitor.storage.types import Words

# Filled by triggers (migration 0012), which only add rows: a count is the sum of its rows. The days are of UTC. Kinds:
# outlet, language, arrival (articles, by minutes from publication); watch (matches); visit (polls); story.
tallies = Table(
    "tallies",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("name", Words, nullable=False),
    Column("count", BigInteger, nullable=False),
    Index(None, "kind", "day", "name", "count"),
)
