"""What a source's listing asked for, kept for the visits that bring none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("ttl_seconds", "skip_hours", "skip_days"):
        op.add_column("source_states", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
