"""Subscriptions, digests, deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    _subscriptions()
    _digests()
    _told()
    _deliveries()


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("watches", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("covered_until", Moment, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )


def _digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("period_end", Moment, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subscription"], ["subscriptions.id"], name="fk_digests_subscription_subscriptions"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
    )
    op.create_index("ix_digests_period_end", "digests", ["period_end"])
    op.create_index("ix_digests_subscription_period_end", "digests", ["subscription", "period_end"])


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["digests.id"], name="fk_told_digest_digests"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_told_story_stories"),
        sa.ForeignKeyConstraint(["subscription"], ["subscriptions.id"], name="fk_told_subscription_subscriptions"),
        sa.PrimaryKeyConstraint("subscription", "story", name="pk_told"),
    )
    op.create_index("ix_told_digest", "told", ["digest"])
    op.create_index("ix_told_story", "told", ["story"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("due", Moment, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", Moment),
        sa.Column("sent_at", Moment),
        sa.Column("provider_id", sa.Text()),
        sa.Column("error", sa.Text()),
        sa.Column("possibly_repeated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(state = 'sending') = (claimed_at IS NOT NULL)", name="ck_deliveries_claimed"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="ck_deliveries_sent"),
        sa.CheckConstraint("state IN ('pending', 'sending', 'sent', 'failed')", name="ck_deliveries_state"),
        sa.CheckConstraint("attempts >= 0", name="ck_deliveries_attempts"),
        sa.ForeignKeyConstraint(["digest"], ["digests.id"], name="fk_deliveries_digest_digests"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("digest", "channel", "recipient", name="uq_deliveries_digest_channel_recipient"),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["due"])
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])
