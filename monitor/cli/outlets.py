"""farwatch outlet: who is polled, and how each does."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, print_table, wrong

app = typer.Typer(no_args_is_help=True)

ID = Annotated[str, typer.Argument(help="The outlet's id.", show_default=False)]


@app.command("list")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Those that are switched off too.")] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Outlets and the state of their sources."""
    with opened(database, config) as app, app.store.reading() as work:
        outlets = work.outlets.all() if everything else work.outlets.enabled()
        states = {state.url: state for state in work.sources.states()}
    rows = []
    for outlet in outlets:
        for source in outlet.sources:
            state = states.get(source.url)
            outcome = (state.outcome if state else None) or "not polled yet"
            success = state.last_success_at.isoformat(timespec="minutes") if state and state.last_success_at else ""
            rows.append((outlet.id, source.kind.value, source.url, outcome, success, outlet.enabled))
    if as_json:
        for id_, kind, url, outcome, success, enabled in rows:
            row = {"outlet": id_, "kind": kind, "source": url, "outcome": outcome}
            print_json(row | {"last_success": success or None, "enabled": enabled})
        return
    print_table(
        ("outlet", "kind", "source", "outcome", "last success"),
        [row[:5] for row in rows],
        empty="No outlet is configured; add a file to config/outlets/.",
    )


@app.command()
def remove(name: ID, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Stop polling an outlet that was added by command; its articles stay."""
    from monitor.model.outlets import OutletId

    with opened(database, config) as app:
        declared = {outlet.id for outlet in app.declared.outlets}
        if name in declared:
            wrong(f"outlet {name!r} is declared in config/outlets/{name}.toml; set enabled = false there instead")
        with app.store.begin() as work:
            if not work.outlets.remove(OutletId(name)):
                not_so(f"there is no outlet {name!r}; see farwatch outlet list")
    if as_json:
        print_json({"removed": name})
    else:
        print(f"Removed outlet {name}.")
