"""farwatch migrate: from one database to another, as from a file to PostgreSQL."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import AsJson, print_json, print_table

if TYPE_CHECKING:
    from monitor.storage import MoveProgress


def add_to(app: typer.Typer) -> None:
    app.command()(migrate)


def migrate(
    source: Annotated[str, typer.Argument(help="The database that is left, e.g. sqlite:///farwatch.sqlite3")],
    target: Annotated[str, typer.Argument(help="An empty one, e.g. postgresql://farwatch@host/farwatch")],
    as_json: AsJson = False,
) -> None:
    """Copy everything from one database to another, then compare every row; the source stays as it is.

    Interrupted, it goes on where it ended. To be down for seconds only: run it while the service works (it ends by
    saying that a service works on the source), stop the service, run it again, start the service on the new database.
    The search index is made anew there by the service, some fifteen milliseconds an article.

    Example: farwatch migrate sqlite:///farwatch.sqlite3 postgresql://farwatch@db/farwatch
    """
    log_to_terminal()
    from monitor.bootstrap import move

    moved = move(source, target, _Telling())
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for one in moved if as_json else ():
        print_json(asdict(one))
    if not as_json:
        rows = [(one.table, f"{one.rows:,}", f"{one.written:,}", f"{one.removed:,}", one.digest) for one in moved]
        print_table(("TABLE", "ROWS", "WRITTEN", "REMOVED", "HASH"), rows, empty="")
        print(f"{sum(one.rows for one in moved):,} rows are in both databases, each compared.")


# How often a move says how far it is where nobody sees the line change.
_EVERY_SECONDS = 30


class _Telling:
    """How far a move is, on standard error: one line that changes at a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._round, self._begun, self._said = 0, 0.0, 0.0

    def __call__(self, progress: MoveProgress) -> None:
        now = time.monotonic()
        if progress.round != self._round:
            self._round, self._begun, self._said = progress.round, now, now
        line = progress_line(progress, now - self._begun)
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        elif now - self._said >= _EVERY_SECONDS:
            self._said = now
            print(line, file=sys.stderr, flush=True)


def progress_line(progress: MoveProgress, seconds: float) -> str:
    """How far a round is after so many seconds, and how long the rest of it takes at this pace."""
    doing = "copying" if progress.round == 1 else "comparing"
    share = progress.rows / max(progress.of, 1)
    line = f"{doing} {progress.table}: {progress.rows:,} of {progress.of:,} rows ({share:.0%})"
    left = seconds / share - seconds if share else 0.0
    return f"{line}, {left / 60:.0f} minutes left" if left > 90 else f"{line}, {left:.0f} seconds left"
