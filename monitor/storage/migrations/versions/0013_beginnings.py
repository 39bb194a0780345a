"""What was there when a subscription began is written down, and no longer told by a clock alone."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_before",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "watch"],
            ["matches.article", "matches.watch"],
            name="fk_known_before_article_watch_matches",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subscription"],
            ["subscriptions.id"],
            name="fk_known_before_subscription_subscriptions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription", "article", "watch", name="pk_known_before"),
    )
    op.create_index("ix_known_before_article_watch", "known_before", ["article", "watch"])
    _write_down()


def _write_down() -> None:
    """Of those that began in the last week, as far as they look back: what the clock alone told apart until now."""
    connection = op.get_bind()
    moment, words = sa.DateTime(timezone=True), sa.Text()
    subscriptions = sa.table(
        "subscriptions",
        sa.column("id", words),
        sa.column("created_at", moment),
        sa.column("covered_until", moment),
    )
    columns = ("article", "watch", "archive")
    matches = sa.table("matches", sa.column("matched_at", moment), *map(sa.column, columns))
    known_before = sa.table("known_before", *map(sa.column, ("subscription", "article", "watch")))
    for row in connection.execute(sa.select(subscriptions)).all():
        if row.covered_until - row.created_at > timedelta(days=8) or row.created_at.year < 1900:
            continue
        before = sa.select(sa.literal(row.id), matches.c.article, matches.c.watch).where(
            matches.c.matched_at > row.created_at - timedelta(days=1),
            matches.c.matched_at <= row.created_at,
            sa.not_(sa.column("archive", sa.Boolean)),
        )
        connection.execute(sa.insert(known_before).from_select(["subscription", "article", "watch"], before))
