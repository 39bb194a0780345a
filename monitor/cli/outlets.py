"""farwatch outlet: who is polled, how each does, and who is polled from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.adding import add
from monitor.cli.options import (
    AsJson,
    ConfigFolder,
    Database,
    not_so,
    opened,
    print_json,
    print_shape,
    print_table,
    wrong,
)

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.outlets import Outlet

app = typer.Typer(no_args_is_help=True)
app.command()(add)

ID = Annotated[str, typer.Argument(help="The outlet's id.", show_default=False)]


@app.command("list")
def list_(
    everything: Annotated[bool, typer.Option("--all", help="Those that are switched off too.")] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Outlets and the state of their sources."""
    from monitor.shapes import outlets as shapes

    with opened(database, config) as app, app.store.reading() as work:
        outlets = work.outlets.all() if everything else work.outlets.enabled()
        states = {state.url: state for state in work.sources.states()}
    rows = [shapes.standing(outlet, source, states.get(source.url)) for outlet in outlets for source in outlet.sources]
    if as_json:
        for one in rows:
            print_shape(one)
        return
    print_table(
        ("outlet", "kind", "source", "outcome", "last success"),
        [(one.outlet, one.kind, one.source, one.outcome, (one.last_success or "")[:16]) for one in rows],
        empty="No outlet is configured; farwatch outlet add https://example.org finds its feeds.",
    )


@app.command()
def remove(name: ID, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Stop polling an outlet that was added by command; its articles stay."""
    from monitor.model.outlets import OutletId
    from monitor.services.keeping import Removed, remove_outlet

    with opened(database, config) as app:
        removed = remove_outlet(app.store, app.declared.outlets, OutletId(name))
    if removed is Removed.UNKNOWN:
        not_so(f"there is no outlet {name!r}; see farwatch outlet list --all")
    if removed is Removed.DECLARED:
        wrong(f"outlet {name!r} is declared in config/outlets/{name}.toml; set enabled = false there instead")
    if as_json:
        print_json({"removed": name})
    else:
        again = " The one in config/outlets/ stands again." if removed is Removed.DECLARED_AGAIN else ""
        print(f"Removed outlet {name}.{again}")


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Ids; none: all that are switched on.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that are switched off too.")] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Visit every source now and say what it gives; nothing is kept. Ends with 1 where one is not in order.

    Example: farwatch outlet check ukrinform
    """
    from monitor.bootstrap import with_road
    from monitor.cli import trials
    from monitor.services.trying import check as check_outlets
    from monitor.shapes import outlets as shapes

    with opened(database, config) as app:
        outlets = _named(app, names or [], everything=everything)
        count = sum(len(outlet.sources) for outlet in outlets)
        trials.say(f"Visiting {count} source{'' if count == 1 else 's'}", silent=as_json)
        now = app.clock()
        found = with_road(app, lambda road: check_outlets(road, outlets, now=now, seconds=60.0 + 5.0 * count))
    if as_json:
        for trial in found:
            print_shape(shapes.tried(trial))
    else:
        trials.print_check(found)
    if trials.network_is_down(found):
        trials.world_failed("no host answered at all; is this machine's network up?")
    if any(trial.advice for trial in found):
        raise typer.Exit(1)


def _named(app: App, names: list[str], *, everything: bool) -> tuple[Outlet, ...]:
    """The outlets that are asked for; ends the command where one is not known."""
    from monitor.model.outlets import OutletId

    with app.store.reading() as work:
        if not names:
            return work.outlets.all() if everything else work.outlets.enabled()
        known = {name: work.outlets.named(OutletId(name)) for name in names}
    if unknown := [name for name, outlet in known.items() if outlet is None]:
        not_so(f"there is no outlet {unknown[0]!r}; see farwatch outlet list --all")
    return tuple(outlet for outlet in known.values() if outlet)
