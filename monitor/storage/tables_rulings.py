"""What people decide about stories, what they are asked, and the other addresses of articles."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, Table, UniqueConstraint

from monitor.model.rulings import Answer, RulingKind
from monitor.storage import tables_news  # noqa: F401  # rulings refer to stories
from monitor.storage.schema import Number, index_where, metadata, one_of
from monitor.storage.types import Json, Moment, Words

rulings = Table(
    "rulings",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("story", Words, ForeignKey("stories.id"), nullable=False),
    Column("other", Words, ForeignKey("stories.id")),
    Column("articles", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("by", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Words),
    one_of("kind", RulingKind),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
    Index(None, "story"),
    Index(None, "other"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    # The pair in the order of their ids, so that it is asked about once.
    Column("first", Words, ForeignKey("stories.id"), nullable=False),
    Column("second", Words, ForeignKey("stories.id"), nullable=False),
    Column("story", Words, nullable=False),  # of the two, the one that holds the article
    Column("article", Words, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Json[tuple[str, ...]](tuple[str, ...]), nullable=False),
    Column("at", Moment, nullable=False),
    Column("answer", Words),
    Column("answered_at", Moment),
    Column("answered_by", Words),
    one_of("answer", Answer),
    UniqueConstraint("first", "second"),
    Index(None, "second"),
)
index_where("ix_proposals_open", proposals.c.at, "answer IS NULL")

aliases = Table(
    "aliases",
    metadata,
    Column("url", Words, primary_key=True),  # canonical
    Column("article", Number, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "article"),
)
