"""Following sources for years: moves, gaps, alerts, pages fetched again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
# SQLite numbers rows by itself only where the key is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("source_states", sa.Column("moved_to", sa.Text()))
    op.add_column("source_states", sa.Column("moved_since", Moment))
    op.add_column("source_states", sa.Column("moved_seen", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "source_states", sa.Column("longest_silence_seconds", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("entries", sa.Column("baseline", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("documents", sa.Column("news_from", Moment))
    op.add_column("documents", sa.Column("again_at", Moment))
    op.create_index(
        "ix_documents_again",
        "documents",
        ["again_at"],
        sqlite_where=sa.text("again_at IS NOT NULL"),
        postgresql_where=sa.text("again_at IS NOT NULL"),
    )
    _gaps()
    _alerts()


def _gaps() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", Number, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("found_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gaps"),
    )
    op.create_index("ix_gaps_found_at", "gaps", ["found_at"])
    op.create_index("ix_gaps_source_found_at", "gaps", ["source", "found_at"])


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("mark", Number),
        sa.PrimaryKeyConstraint("subject", "kind", name="pk_alerts"),
    )
