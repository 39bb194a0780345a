"""Outlets, sources, polls, entries, documents, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _outlets()
    _sources()
    _source_states()
    _polls()
    _entries()
    _documents()
    _document_bodies()
    _events()


def _outlets() -> None:
    op.create_table(
        "outlets",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outlets"),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("links", sa.Text()),
        sa.CheckConstraint("kind IN ('feed', 'sitemap', 'section')", name="ck_sources_kind"),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.id"], name="fk_sources_outlet_outlets", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("url", name="pk_sources"),
    )
    op.create_index("ix_sources_outlet", "sources", ["outlet"])


def _source_states() -> None:
    op.create_table(
        "source_states",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("next_poll_at", Moment, nullable=False),
        sa.Column("last_poll_at", Moment),
        sa.Column("last_success_at", Moment),
        sa.Column("last_new_at", Moment),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("interval_seconds", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("outcome", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint("failures >= 0", name="ck_source_states_failures"),
        sa.CheckConstraint("interval_seconds > 0", name="ck_source_states_interval"),
        sa.ForeignKeyConstraint(
            ["url"], ["sources.url"], name="fk_source_states_url_sources", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", name="pk_source_states"),
    )


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", Number, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("new_entries", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("retry_after_seconds", sa.Integer()),
        sa.Column("moved_to", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
    )
    op.create_index("ix_polls_at", "polls", ["at"])
    op.create_index("ix_polls_source_at", "polls", ["source", "at"])


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", Number, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Moment),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("last_seen", Moment, nullable=False),
        sa.Column("value", sa.Text()),
        sa.CheckConstraint("(next_try_at IS NULL) = (state <> 'missed')", name="ck_entries_next_try"),
        sa.CheckConstraint("state IN ('announced', 'missed', 'fetched', 'given-up')", name="ck_entries_state"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("url", name="uq_entries_url"),
    )
    op.create_index(
        "ix_entries_given_up",
        "entries",
        ["last_seen"],
        sqlite_where=sa.text("state = 'given-up'"),
        postgresql_where=sa.text("state = 'given-up'"),
    )
    op.create_index(
        "ix_entries_missed",
        "entries",
        ["source"],
        sqlite_where=sa.text("state = 'missed'"),
        postgresql_where=sa.text("state = 'missed'"),
    )
    op.create_index("ix_entries_source_entry_id", "entries", ["source", "entry_id"])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", Number, nullable=False),
        sa.Column("entry_url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched_at", Moment, nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", Moment),
        sa.Column("article_url", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'ingested') = (article_url IS NOT NULL)", name="ck_documents_article"),
        sa.CheckConstraint("(state = 'rejected') = (reason IS NOT NULL)", name="ck_documents_reason"),
        sa.CheckConstraint("state IN ('waiting', 'ingested', 'rejected')", name="ck_documents_state"),
        sa.CheckConstraint("attempts >= 0", name="ck_documents_attempts"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("entry_url", name="uq_documents_entry_url"),
    )
    op.create_index("ix_documents_fetched_at", "documents", ["fetched_at"])
    op.create_index("ix_documents_outlet_fetched_at", "documents", ["outlet", "fetched_at"])
    op.create_index(
        "ix_documents_waiting",
        "documents",
        ["id"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _document_bodies() -> None:
    op.create_table(
        "document_bodies",
        sa.Column("document", Number, nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name="fk_document_bodies_document_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name="pk_document_bodies"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", Number, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_at", "events", ["at"])
