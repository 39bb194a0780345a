"""A copy of the database in one file, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import AsJson, ConfigFolder, Database, print_json

if TYPE_CHECKING:
    from monitor.bootstrap import PutBack
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
    restored = done.restored
    if as_json:
        print_json(
            _row(restored.backup)
            | {"database": restored.database, "aside": restored.aside}
            | {"left": [[subscription, reader] for subscription, reader in done.left.readers]}
            | {"changed": [one.id for one in done.left.changed], "ended": list(done.left.ended)}
            | {"known_by": [name for name in ("asked", "journal") if getattr(done, name)]}
        )
        return
    print(f"{restored.database} is as it was in {file}: {_counts(restored.backup)}.")
    if restored.aside:
        print(f"What was there before is kept as {restored.aside}.")
    _say_left(done)


def _say_left(done: PutBack) -> None:
    """Who left since the backup and is taken off again, and how far that can be believed."""
    for subscription, reader in done.left.readers:
        print(f"{reader} had left {subscription} since, and is told no longer.")
    for one in done.left.changed:
        rests = ", and it rests" if one.paused else ""
        print(f"{one.id} names {', '.join(one.recipients) or 'nobody'} as it did since{rests}.")
    for subscription in done.left.ended:
        print(f"{subscription} had been ended since, and is.")
    if done.asked is not None:
        print("Who left since the backup was asked of the database that was there.")
    if done.journal is not None and done.journal.since is not None:
        print(f"Who left is known to this machine's journal, kept since {done.journal.since:%Y-%m-%d %H:%M} UTC.")
    if done.asked is None and done.journal is None:
        print(
            "Nothing here knows who unsubscribed, was taken off or paused since the backup was made: neither a database"
            " that was there nor a journal. Before you start the service, take off whoever left; see"
            " docs/operating.md."
        )


def _row(made: Backup) -> dict[str, object]:
    return {"file": str(made.file), "schema": made.schema, "bytes": made.bytes, "rows": dict(made.rows)}


def _counts(made: Backup) -> str:
    said = ("articles", "stories", "digests", "deliveries")
    return ", ".join(f"{made.rows.get(table, 0):,} {table}" for table in said)
