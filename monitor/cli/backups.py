"""A copy of the database in one file, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import AsJson, ConfigFolder, Database, print_json

if TYPE_CHECKING:
    from monitor.storage.backups import Backup

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def add_to(app: typer.Typer) -> None:
    for command in (backup, restore):
        app.command()(command)


def backup(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of this name.")] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy the whole database into FILE, while the service runs; the copy is read back and counted.

    Example: farwatch backup /var/backups/farwatch-monday.backup
    """
    from monitor.bootstrap import back_up

    log_to_terminal()
    made = back_up(file, database=database, config=config, replace=force)
    if as_json:
        print_json(_row(made))
    else:
        print(f"{made.file}: {_counts(made)}; {made.bytes:,} bytes, schema {made.schema}.")


def restore(
    file: File,
    force: Annotated[
        bool, typer.Option("--force", help="Also where there are articles or digests; they are kept aside.")
    ] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the database; stop the service first.

    Example: farwatch restore /var/backups/farwatch-monday.backup --force
    """
    from monitor.bootstrap import put_back

    log_to_terminal()
    done = put_back(file, database=database, config=config, replace=force)
    if as_json:
        print_json(_row(done.backup) | {"database": done.database, "aside": done.aside})
        return
    print(f"{done.database} is as it was in {file}: {_counts(done.backup)}.")
    if done.aside:
        print(f"What was there before is kept as {done.aside}.")


def _row(made: Backup) -> dict[str, object]:
    return {"file": str(made.file), "schema": made.schema, "bytes": made.bytes, "rows": dict(made.rows)}


def _counts(made: Backup) -> str:
    said = ("articles", "stories", "digests", "deliveries")
    return ", ".join(f"{made.rows.get(table, 0):,} {table}" for table in said)
