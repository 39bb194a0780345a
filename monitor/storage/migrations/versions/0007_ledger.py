"""Deliveries whose arrival is unknown, parts of a message one by one, and readers who want no word of quiet days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("quiet_days", sa.Text(), nullable=False, server_default="tell"))
    # SQLite cannot change a check: the table is written anew there.
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("parts_done", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint("ck_deliveries_state", type_="check")
        table.create_check_constraint(
            "ck_deliveries_state", "state IN ('pending', 'sending', 'unknown', 'sent', 'failed')"
        )
