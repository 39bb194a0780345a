"""farwatch doctor: what is wrong now, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from monitor.cli.options import NOT_SO, AsJson, ConfigFolder, Database, opened, print_json

if TYPE_CHECKING:
    from monitor.services.doctor import Finding

WORLD_FAILED = 3


def add_to(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """What is wrong now, and what to do; ends with 1 where something is wrong, 3 where the database cannot be used."""
    from monitor.model.errors import StorageError
    from monitor.services.doctor import of_database

    try:
        findings = _examined(database, config)
    except StorageError as error:
        _say((of_database(str(error)),), as_json=as_json)
        raise typer.Exit(WORLD_FAILED) from None
    _say(findings, as_json=as_json)
    if not findings and not as_json:
        print("Nothing is wrong.")
    if any(one.serious for one in findings):
        raise typer.Exit(NOT_SO)


def _examined(database: str | None, config: str | None) -> tuple[Finding, ...]:
    import os

    from monitor.services.doctor import examine

    with opened(database, config) as app:
        return examine(
            app.store,
            channels=app.settings.channels,
            contact=app.settings.crawl.contact,
            environment=os.environ,
            declared={outlet.id for outlet in app.declared.outlets},
            now=app.clock(),
        )


def _say(findings: tuple[Finding, ...], *, as_json: bool) -> None:
    for one in findings:
        if as_json:
            print_json({"about": one.about, "wrong": one.wrong, "advice": one.advice, "serious": one.serious})
        else:
            print(f"{'!!' if one.serious else ' -'} {one.about}: {one.wrong}\n     {one.advice}")
