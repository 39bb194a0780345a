"""farwatch doctor: what is wrong now, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from monitor.cli.options import NOT_SO, AsJson, ConfigFolder, Database, opened, print_shape, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model.workers import Presence, QueueDepth
    from monitor.services.findings import Finding

WORLD_FAILED = 3


def add_to(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """What is wrong now, and what to do; ends with 1 where something is wrong, 3 where the database cannot be used."""
    from monitor.bootstrap import findings_of
    from monitor.model.errors import StorageError
    from monitor.services.findings import of_database

    try:
        with opened(database, config) as app:
            findings = findings_of(app)
            with app.store.reading() as work:
                workers, queue = work.workers.all(), work.workers.queue()
    except StorageError as error:
        _say((of_database(str(error)),), as_json=as_json)
        raise typer.Exit(WORLD_FAILED) from None
    if not as_json:
        _show(workers, queue)
    _say(findings, as_json=as_json)
    if not findings and not as_json:
        print("Nothing is wrong.")
    if any(one.serious for one in findings):
        raise typer.Exit(NOT_SO)


def _say(findings: tuple[Finding, ...], *, as_json: bool) -> None:
    from monitor.shapes.telling import finding

    for one in findings:
        if as_json:
            print_shape(finding(one))
        else:
            print(f"{'!!' if one.serious else ' -'} {one.about}: {one.wrong}\n     {one.advice}")


def _show(workers: Sequence[Presence], queue: Sequence[QueueDepth]) -> None:
    """Who works on this database, and what waits for them."""
    if workers:
        rows = [
            (one.worker.id, one.worker.version, ",".join(one.worker.verbs), f"{int(one.silent.total_seconds())} s ago")
            for one in workers
        ]
        print_table(("worker", "version", "verbs", "seen"), rows, empty="")
    if queue:
        depths = [(one.verb, one.waiting, one.running, f"{int(one.oldest.total_seconds())} s") for one in queue]
        print_table(("queue", "waiting", "running", "oldest"), depths, empty="")
