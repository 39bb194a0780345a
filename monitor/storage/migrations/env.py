"""Alembic runs this; the connection, its transaction and its lock are monitor.storage.migrate's."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
