"""farwatch doctor: what is wrong now, and what to do."""

from __future__ import annotations

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, opened, print_shape


def add_to(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """What is wrong now, and what to do; ends with 1 where something is wrong."""
    from monitor.bootstrap import findings_of
    from monitor.shapes.telling import finding

    with opened(database, config) as app:
        findings = findings_of(app)
    for one in findings:
        if as_json:
            print_shape(finding(one))
        else:
            print(f"{'!!' if one.serious else ' -'} {one.about}: {one.wrong}\n     {one.advice}")
    if not findings and not as_json:
        print("Nothing is wrong.")
    if any(one.serious for one in findings):
        raise typer.Exit(1)
