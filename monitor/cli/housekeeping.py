"""Forgetting by hand, and what it would come to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, opened, print_json, print_table

if TYPE_CHECKING:
    from monitor.bootstrap import App


def add_to(app: typer.Typer) -> None:
    app.command()(housekeep)


def housekeep(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would go, and what each table takes.")
    ] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Forget what is older than [keep] has it; the service does so every day.

    Example: farwatch housekeep --dry-run
    """
    from monitor.bootstrap import keeping_of
    from monitor.services.housekeeping import forget

    with opened(database, config) as app:
        if dry_run:
            _look(app, as_json=as_json)
            return
        gone = asdict(forget(app.store, keeping_of(app.settings), now=app.clock()))
    if as_json:
        print_json({"forgotten": gone})
    else:
        print("Forgotten: " + ", ".join(f"{count:,} {what}" for what, count in gone.items()) + ".")


def _look(app: App, *, as_json: bool) -> None:
    from monitor.bootstrap import keeping_of
    from monitor.services.housekeeping import look

    would, sizes, free = look(app.store, keeping_of(app.settings), now=app.clock())
    if as_json:
        tables = {one.name: one.bytes for one in sizes}
        print_json({"would_forget": asdict(would), "bytes": tables, "unused_bytes": free})
        return
    print_table(("table", "MB"), [(one.name, f"{one.bytes / 1e6:.1f}") for one in sizes], empty="There is no table.")
    print("Would forget: " + ", ".join(f"{count:,} {what}" for what, count in asdict(would).items()) + ".")
    print(f"{free / 1e6:.1f} MB of the file hold nothing.")
