"""Bringing a database to the schema of this version; several processes may try at once, of two versions too.

While workers are updated one after the other, those of the last version go on with a database that the next one has
brought further. Each version says from which on that is so (COMPATIBLE_FROM), and leaves it in the database beside the
version: an older one reads it there, for it cannot know. The rule for whoever writes a migration is in docs/workers.md.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from monitor.model.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"
# The last migration. Kept here so that a start with nothing to do needs no Alembic (0.4–1.3 s to import); a test
# compares it with the scripts.
HEAD = "0013"
# What stands in the version's place while another database is copied here.
MOVING = "moving"
# The oldest HEAD that can go on with a database of this one: whatever a migration since then did, it only added. One
# that takes something away raises this to its predecessor's, or to its own where nobody older may go on.
COMPATIBLE_FROM = "0011"
# Any number, the same in every process: PostgreSQL's advisory locks are named by numbers.
_LOCK = 0x46617277


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all or none; raises StorageError where a newer version forbids ours."""
    with engine.connect().execution_options(reads_only=True) as connection, connection.begin():
        if _is_served(connection):
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        # Again, now that nobody else migrates.
        if not _is_served(connection):
            upgrade(connection)


def refusal(connection: Connection) -> str | None:
    """Why this version may not work on the database, newer than itself; None where it may."""
    found = version(connection)
    if found is None or found <= HEAD:
        return None
    if found.startswith(MOVING):
        return "another database was not yet copied here whole: run `farwatch migrate` again to its end"
    oldest = connection.execute(text("SELECT compatible_from FROM alembic_version")).scalar()
    if oldest is not None and oldest <= HEAD:
        return None
    return f"the database is of a newer version (schema {found}), this one knows {HEAD}: update first"


def version(connection: Connection) -> str | None:
    """The schema a database has; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _is_served(connection: Connection) -> bool:
    """Whether there is nothing to migrate; raises StorageError where a newer version forbids ours."""
    found = version(connection)
    if reason := refusal(connection):
        raise StorageError(reason)
    return found is not None and found >= HEAD


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring a database to a schema, this version's where none is named, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if to == "head":
        connection.execute(text("UPDATE alembic_version SET compatible_from = :oldest"), {"oldest": COMPATIBLE_FROM})
