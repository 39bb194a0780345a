"""Outlets, their sources and polls; the entries they announced and the pages that were fetched; events."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from monitor.model.articles import Entry
from monitor.model.outlets import Outlet, SourceKind
from monitor.storage.schema import Number, index_where, metadata, one_of
from monitor.storage.states import DocumentState, EntryState
from monitor.storage.types import Json, Moment, Words

outlets = Table(
    "outlets",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("value", Json[Outlet](Outlet), nullable=False),  # without its sources
)

sources = Table(
    "sources",
    metadata,
    Column("url", Words, primary_key=True),
    Column("outlet", Words, ForeignKey("outlets.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),  # among the outlet's sources
    Column("kind", Words, nullable=False),
    Column("language", Words),
    Column("links", Words),
    one_of("kind", SourceKind),
    Index(None, "outlet"),
)

source_states = Table(
    "source_states",
    metadata,
    Column("url", Words, ForeignKey("sources.url", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    Column("next_poll_at", Moment, nullable=False),
    Column("last_poll_at", Moment),
    Column("last_success_at", Moment),
    Column("last_new_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("interval_seconds", Integer, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Words),
    Column("outcome", Words),
    Column("detail", Words, nullable=False),
    Column("moved_to", Words),
    Column("moved_since", Moment),
    Column("moved_seen", Integer, nullable=False),
    Column("longest_silence_seconds", Integer, nullable=False),
    Column("ttl_seconds", Integer, nullable=False),
    Column("skip_hours", Integer, nullable=False),  # a bit each
    Column("skip_days", Integer, nullable=False),
    CheckConstraint("failures >= 0", name="failures"),
    CheckConstraint("interval_seconds > 0", name="interval"),
)

polls = Table(
    "polls",
    metadata,
    Column("id", Number, primary_key=True),
    Column("source", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Words, nullable=False),
    Column("status", Integer),
    Column("detail", Words, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("new_entries", Integer, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_hash", Words),
    Column("retry_after_seconds", Integer),
    Column("moved_to", Words),
    Index(None, "source", "at"),
    Index(None, "at"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Number, primary_key=True),
    Column("source", Words, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("found_at", Moment, nullable=False),
    Index(None, "found_at"),
    Index(None, "source", "found_at"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Number, primary_key=True),
    Column("url", Words, nullable=False),  # canonical
    Column("source", Words, nullable=False),  # who announced it first
    Column("entry_id", Words, nullable=False),
    Column("title", Words),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Moment),
    Column("detail", Words, nullable=False),  # why its page did not come
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("value", Json[Entry](Entry)),  # while its page is still wanted
    Column("baseline", Boolean, nullable=False),  # archive when it was announced, however late its page comes
    one_of("state", EntryState),
    CheckConstraint("(next_try_at IS NULL) = (state <> 'missed')", name="next_try"),
    UniqueConstraint("url"),
    Index(None, "source", "entry_id"),
)
index_where("ix_entries_missed", entries.c.source, "state = 'missed'")
index_where("ix_entries_given_up", entries.c.last_seen, "state = 'given-up'")

documents = Table(
    "documents",
    metadata,
    Column("id", Number, primary_key=True),
    Column("entry_url", Words, nullable=False),  # canonical; and the time, where the page was fetched again
    Column("outlet", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("final_url", Words, nullable=False),
    Column("status", Integer, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Moment),
    Column("article_url", Words),
    Column("reason", Words),
    Column("detail", Words, nullable=False),
    Column("news_from", Moment),  # what the page itself dates earlier is archive
    Column("again_at", Moment),  # when the page is to be fetched again
    Column("claimed_by", Words),  # the worker that reads it, where there are several
    one_of("state", DocumentState),
    CheckConstraint("(state = 'ingested') = (article_url IS NOT NULL)", name="article"),
    CheckConstraint("(state = 'rejected') = (reason IS NOT NULL)", name="reason"),
    CheckConstraint("attempts >= 0", name="attempts"),
    UniqueConstraint("entry_url"),
    Index(None, "fetched_at"),
    Index(None, "outlet", "fetched_at"),
)
index_where("ix_documents_again", documents.c.again_at, "again_at IS NOT NULL")
index_where("ix_documents_waiting", documents.c.id, "state = 'waiting'")

# Apart from the facts, so that counting documents does not read them and forgetting them is a plain delete.
document_bodies = Table(
    "document_bodies",
    metadata,
    Column("document", Number, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("headers", Json[tuple[tuple[str, str], ...]](tuple[tuple[str, str], ...]), nullable=False),
    Column("entry", Json[Entry](Entry), nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib
)

events = Table(
    "events",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("detail", Words, nullable=False),
    Index(None, "at"),
)

# Those that are open; that one began and was over stands in the events.
alerts = Table(
    "alerts",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("detail", Words, nullable=False),
    Column("mark", Number),
)
