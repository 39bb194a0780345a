"""Users of the web desk, their sessions, and the tokens of programs. No password and no secret stands in them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint

from monitor.model.access import Role
from monitor.storage.schema import metadata, one_of
from monitor.storage.types import Moment, Words

users = Table(
    "users",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("password", Words, nullable=False),  # argon2's string
    Column("created_at", Moment, nullable=False),
    one_of("role", Role),
)

sessions = Table(
    "sessions",
    metadata,
    Column("imprint", Words, primary_key=True),
    Column("user", Words, ForeignKey("users.name", ondelete="CASCADE"), nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "user"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("name", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("imprint", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("used_at", Moment),
    one_of("role", Role),
    UniqueConstraint("imprint"),
)
