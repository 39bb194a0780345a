"""PostgreSQL: the copy is an archive (ZIP) of a member a table, as COPY writes it, and a list of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.model.errors import StorageError
from monitor.storage.engine import connect, sentence, shown
from monitor.storage.migrate import upgrade, version

FORMAT = "farwatch-backup 1"
MANIFEST = "manifest.json"
PRECIOUS = ("articles", "digests")
CHUNK = 1 << 16


class TableCopy(msgspec.Struct, frozen=True):
    name: str
    columns: tuple[str, ...]
    rows: int


class Manifest(msgspec.Struct, frozen=True):
    format: str
    schema: str
    tables: tuple[TableCopy, ...]
    # The last number that each sequence gave.
    sequences: dict[str, int]


def copy(database: URL, to: Path) -> tuple[str, dict[str, int]]:
    """Write one snapshot of every table; its schema and its rows by table, read back from it."""
    engine = connect(database)
    try:
        snapshot = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with snapshot.begin() as connection, zipfile.ZipFile(to, "x", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            schema = version(connection)
            if schema is None:
                raise StorageError(f"there is no Farwatch database at {shown(database)}")
            names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
            tables = tuple(_copy_table(connection, archive, name) for name in sorted(names))
            given = connection.execute(
                text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
            )
            sequences = {name: last for name, last in given if last is not None}
            manifest = Manifest(format=FORMAT, schema=schema, tables=tables, sequences=sequences)
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
    except SQLAlchemyError as error:
        raise StorageError(sentence(database, error)) from error
    finally:
        engine.dispose()
    return read(to)


def _copy_table(connection: Connection, archive: zipfile.ZipFile, name: str) -> TableCopy:
    columns = tuple(column["name"] for column in inspect(connection).get_columns(name))
    rows: int = connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
    with (
        archive.open(_member(name), "w", force_zip64=True) as member,
        _cursor(connection) as cursor,
        cursor.copy(f'COPY "{name}" ({_listed(columns)}) TO STDOUT') as copied,
    ):
        for data in copied:
            member.write(data)
    return TableCopy(name=name, columns=columns, rows=rows)


def read(file: Path) -> tuple[str, dict[str, int]]:
    """Schema and rows of an archive that is whole; raises StorageError for one that is not."""
    manifest = _manifest(file)
    with zipfile.ZipFile(file) as archive:
        for table in manifest.tables:
            found = 0
            try:
                with archive.open(_member(table.name)) as member:
                    while data := member.read(CHUNK):
                        found += data.count(b"\n")  # COPY writes a line a row, whatever a text holds
            except (KeyError, zipfile.BadZipFile, OSError) as error:
                raise StorageError(f"{file} is damaged: {table.name}: {error}") from error
            if found != table.rows:
                raise StorageError(f"{file} is damaged: {table.name} has {found} rows instead of {table.rows}")
    return manifest.schema, {table.name: table.rows for table in manifest.tables}


def _manifest(file: Path) -> Manifest:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError) as error:
        raise StorageError(f"{file} is no backup of a PostgreSQL database") from error
    if manifest.format != FORMAT:
        raise StorageError(f"{file} is of the form {manifest.format!r}, this version reads {FORMAT!r}: update first")
    return manifest


def put_back(database: URL, file: Path, *, replace: bool, now: datetime) -> str:
    """Fill the database from an archive in one transaction; the schema in which what was there is kept, or nothing."""
    manifest = _manifest(file)
    engine = connect(database)
    try:
        with engine.begin() as connection, zipfile.ZipFile(file) as archive:
            aside = _set_aside(connection, replace=replace, now=now) if version(connection) else ""
            upgrade(connection, to=manifest.schema)
            tables = {table.name: table for table in manifest.tables}
            for name in _in_order(connection, tables):
                _fill(connection, archive, tables[name])
            for name, last in manifest.sequences.items():
                connection.execute(text("SELECT setval(CAST(:name AS regclass), :last)"), {"name": name, "last": last})
            upgrade(connection)
    except SQLAlchemyError as error:
        raise StorageError(sentence(database, error)) from error
    finally:
        engine.dispose()
    return aside


def _set_aside(connection: Connection, *, replace: bool, now: datetime) -> str:
    """Under another schema of the same database: nothing is copied, and nothing is lost."""
    count = " UNION ALL ".join(f"SELECT 1 FROM {name}" for name in PRECIOUS)  # noqa: S608
    if connection.execute(text(f"SELECT EXISTS ({count})")).scalar() and not replace:
        raise StorageError("the database holds articles or digests; --force puts the backup there and keeps them aside")
    connection.execute(text("SET LOCAL lock_timeout = '5s'"))
    aside = f"before_{now:%Y%m%dt%H%M%S}"
    connection.execute(text(f"ALTER SCHEMA public RENAME TO {aside}"))
    connection.execute(text("CREATE SCHEMA public"))
    return f"schema {aside}"


def _in_order(connection: Connection, wanted: Iterable[str]) -> list[str]:
    """Tables after those that they refer to."""
    ordered = [name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name is not None]
    names = set(wanted)
    if missing := names - set(ordered):
        raise StorageError(f"the backup holds tables that its schema does not know: {', '.join(sorted(missing))}")
    return [name for name in ordered if name in names]


def _fill(connection: Connection, archive: zipfile.ZipFile, table: TableCopy) -> None:
    # Triggers note what is new for the index; the index comes along.
    connection.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
    connection.execute(text(f'DELETE FROM "{table.name}"'))  # noqa: S608  # what a migration put there
    with (
        archive.open(_member(table.name)) as member,
        _cursor(connection) as cursor,
        cursor.copy(f'COPY "{table.name}" ({_listed(table.columns)}) FROM STDIN') as filled,
    ):
        while data := member.read(CHUNK):
            filled.write(data)
    connection.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))


def _cursor(connection: Connection) -> Any:  # psycopg's own: COPY is not of the DBAPI that SQLAlchemy types
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver.cursor()


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _member(table: str) -> str:
    return f"tables/{table}.copy"
