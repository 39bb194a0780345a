"""Readers who end their subscription by themselves, subscriptions that pause, and digests that are sent once more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

Moment = sa.DateTime(timezone=True)
# SQLite numbers rows by itself only where the key's type is INTEGER.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "unsubscribed",
        sa.Column("subscription", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_unsubscribed_subscription_subscriptions"
        ),
        sa.PrimaryKeyConstraint("subscription", "recipient", name="pk_unsubscribed"),
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", Number, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_keys"),
    )
    # SQLite cannot change a constraint: the table is written anew there.
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("again", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint("uq_deliveries_digest_channel_recipient", type_="unique")
        table.create_unique_constraint(
            "uq_deliveries_digest_channel_recipient_again", ["digest", "channel", "recipient", "again"]
        )
