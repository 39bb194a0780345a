"""farwatch migrate: from one database to another, as from a file to PostgreSQL."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import AsJson, print_json, print_table


def add_to(app: typer.Typer) -> None:
    app.command()(migrate)


def migrate(
    source: Annotated[str, typer.Argument(help="The database that is left, e.g. sqlite:///farwatch.sqlite3")],
    target: Annotated[str, typer.Argument(help="An empty one, e.g. postgresql://farwatch@host/farwatch")],
    as_json: AsJson = False,
) -> None:
    """Copy everything from one database to another, then compare every row; the source stays as it is.

    Interrupted, it goes on where it ended. To be down for seconds only: run it while the service works (it ends by
    saying that the source is written to), stop the service, run it again, start the service on the new database.
    The search index is made anew there by the service, some fifteen milliseconds an article.

    Example: farwatch migrate sqlite:///farwatch.sqlite3 postgresql://farwatch@db/farwatch
    """
    log_to_terminal()
    from monitor.bootstrap import move

    moved = move(source, target, _tell)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for one in moved if as_json else ():
        print_json(asdict(one))
    if not as_json:
        rows = [(one.table, f"{one.rows:,}", f"{one.written:,}", f"{one.removed:,}", one.digest) for one in moved]
        print_table(("TABLE", "ROWS", "WRITTEN", "REMOVED", "HASH"), rows, empty="")
        print(f"{sum(one.rows for one in moved):,} rows are in both databases, each compared.")


def _tell(table: str, rows: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{table}: {rows:,} of {of:,}", end="", file=sys.stderr, flush=True)
