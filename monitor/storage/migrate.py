"""Bringing a database to the schema of this version; several processes may try at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from monitor.model.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"
# The last migration. Kept here so that a start with nothing to do needs no Alembic (0.4–1.3 s to import); a test
# compares it with the scripts.
HEAD = "0008"
# Any number, the same in every process: PostgreSQL's advisory locks are named by numbers.
_LOCK = 0x46617277


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all or none."""
    with engine.connect().execution_options(reads_only=True) as connection, connection.begin():
        if version(connection) == HEAD:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = version(connection)  # again, now that nobody else migrates
        if found != HEAD:
            upgrade(connection, found)


def version(connection: Connection) -> str | None:
    """The schema a database has; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, found: str | None, *, to: str = "head") -> None:
    """Bring a database that is at schema `found` to another, in the transaction that is open."""
    if found is not None and found > HEAD:
        raise StorageError(f"the database is of a newer version (schema {found}), this one knows {HEAD}: update first")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
