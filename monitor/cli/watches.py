"""farwatch watch and farwatch concept: what people ask for, tried before it is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from monitor.cli.dictionaries import read_dictionaries
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
    from monitor.model.watches import Watch
    from monitor.services.feedback import Standing
    from monitor.services.trial import Trial

app = typer.Typer(no_args_is_help=True)
concepts = typer.Typer(no_args_is_help=True)

NAME = Annotated[str, typer.Argument(help="The watch's id or name.", show_default=False)]
QUERY = Annotated[str, typer.Argument(help="A query, e.g. '@nato AND @japan'.", show_default=False)]


def watch_named(app: App, name: str) -> Watch:
    """The watch of this id or name; ends with exit code 1 where there is none."""
    with app.store.reading() as work:
        watch = next((one for one in work.watches.all() if name in (one.id, one.name)), None)
    if watch is None:
        not_so(f"there is no watch {name!r}; see farwatch watch list")
    return watch


class Understood(NamedTuple):
    """A query in its canonical text, and what to think of."""

    query: str
    warnings: tuple[str, ...]


def _understood(app: App, query: str) -> Understood:
    """The query as it is read; raises QueryError."""
    from monitor import matching
    from monitor.model.watches import Watch, WatchId

    with app.store.reading() as work:
        known, outlets = work.concepts.all(), work.outlets.enabled()
    matching.compile_watches([Watch(id=WatchId("query"), name="query", query=query)], known)
    read = matching.parse(query)
    return Understood(matching.render(read), matching.warnings(read, known, outlets))


SINCE = Annotated[
    int | None,
    typer.Option(
        "--since",
        min=1,
        metavar="DAYS",
        help="Match it against the stored articles of the last DAYS, too; no digest tells those.",
        show_default=False,
    ),
]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the watch is called in a digest.", show_default=False)],
    query: QUERY,
    order: Annotated[int, typer.Option(help="Its place in a digest; low numbers first.")] = 100,
    since: SINCE = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Add a watch; it works from the next poll on.

    Example: farwatch watch add "NATO–Japan" '@nato AND @japan' --since 30
    """
    from monitor.model.watches import Watch, WatchId
    from monitor.text import slug

    watch = Watch(id=WatchId(slug(name)), name=name, query=query, order=order)
    with opened(database, config) as app:
        _understood(app, query)
        with app.store.begin() as work:
            if work.watches.named(watch.id):
                wrong(f"there is a watch {watch.id!r} already; change it with farwatch watch edit {watch.id} QUERY")
            work.watches.add(watch)
        trial, archived = _tried(app, watch, None), _match_archive(app, watch, since)
    _print_saved("Added", watch, trial, archived, as_json=as_json)


@app.command()
def edit(
    name: NAME,
    query: QUERY,
    force: Annotated[bool, typer.Option("--force", help="Even if articles marked wanted are lost.")] = False,
    since: SINCE = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give a watch another query. Try it first: farwatch watch test NAME QUERY

    What it would no longer find, though a reader marked it wanted, is named, and nothing is changed without --force.
    """
    from dataclasses import replace

    with opened(database, config) as app:
        before = watch_named(app, name)
        watch = replace(before, query=query, declared=False)
        trial = _tried(app, watch, before)
        if trial.lost_wanted and not force:
            listed = "".join(f"\n  {url}" for url in trial.lost_wanted)
            not_so(f"nothing was changed, for articles marked wanted would be lost; --force if so be it:{listed}")
        with app.store.begin() as work:
            work.watches.add(watch)
        archived = _match_archive(app, watch, since)
    _print_saved("Changed", watch, trial, archived, as_json=as_json)


def _tried(app: App, watch: Watch, before: Watch | None) -> Trial:
    """What the watch finds in all that is stored; against what it was before, if it was. Raises QueryError."""
    from monitor.services.trial import try_query

    with app.store.reading() as work:
        known = work.concepts.all()
    saved = before.id if before else None
    return try_query(app.store, known, watch.query, since=None, saved=saved, now=app.clock())


def _match_archive(app: App, watch: Watch, days: int | None) -> int | None:
    from datetime import timedelta

    from monitor.services.backfill import match_archive

    if days is None:
        return None
    with app.store.reading() as work:
        known = work.concepts.all()
    now = app.clock()
    return match_archive(app.store, watch, known, since=now - timedelta(days=days), now=now)


def _print_saved(done: str, watch: Watch, trial: Trial, archived: int | None, *, as_json: bool) -> None:
    if as_json:
        row: dict[str, object] = {"id": watch.id, "name": watch.name, "query": trial.query}
        row |= {
            "warnings": trial.warnings,
            "searched": trial.searched,
            "found": trial.found,
            "is_estimate": trial.is_estimate,
        }
        row |= {"gained": len(trial.gained), "lost": len(trial.lost), "lost_wanted": trial.lost_wanted}
        print_json(row | {"archived": archived})
        return
    about = "about " if trial.is_estimate else ""
    print(f"{done} watch {watch.id}: {trial.query}")
    print(f"  {about}{trial.found:,} of {trial.searched:,} stored articles answer it", end="")
    print(f", {len(trial.gained):,} gained and {len(trial.lost):,} lost" * (done == "Changed"))
    if archived is not None:
        print(f"  {archived:,} of them were kept as its matches; no digest will tell them")
    for url in trial.lost_wanted:
        print(f"  lost, though marked wanted: {url}")
    for warning in trial.warnings:
        print(f"  note: {warning}")


@app.command("list")
def list_(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """All watches in the order of a digest."""
    from monitor.shapes import watches as shapes

    with opened(database, config) as app, app.store.reading() as work:
        watches = work.watches.all()
    if as_json:
        for one in watches:
            print_shape(shapes.watch(one))
        return
    rows = [(one.id, one.name, one.query, "" if one.enabled else "off") for one in watches]
    print_table(("id", "name", "query", ""), rows, empty="No watch yet. Add one: farwatch watch add NAME QUERY")


@app.command()
def show(name: NAME, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """A watch as it is understood, and how precise it is by what readers marked (farwatch mark)."""
    from monitor.services.feedback import standing
    from monitor.shapes import watches as shapes

    with opened(database, config) as app:
        watch = watch_named(app, name)
        understood = _understood(app, watch.query)
        with app.store.reading() as work:
            known = work.concepts.all()
        stands = standing(app.store, watch, known)
    if as_json:
        print_shape(shapes.standing(watch, query=understood.query, warnings=understood.warnings, stands=stands))
        return
    row = {"id": watch.id, "name": watch.name, "query": understood.query, "order": watch.order}
    row |= {"enabled": watch.enabled}
    for key, value in row.items():
        print(f"{key:<8} {value}")
    for line in (*_standing_lines(stands), *(f"note     {warning}" for warning in understood.warnings)):
        print(line)


_FAULTS = 5


def _standing_lines(stands: Standing) -> Iterator[str]:
    if stands.precision is not None:
        marked = stands.wanted + stands.noise
        yield f"precise  {stands.precision:.0%}: {stands.wanted} of {marked} marked articles that it finds are wanted"
    if stands.missed:
        yield f"missed   {stands.missed} marked wanted, and not found"
    for fault in stands.faults[:_FAULTS]:
        also = f", and in {fault.wanted} wanted" if fault.wanted else ""
        yield f"at fault {fault.term}: “{fault.form}” in {fault.noise} marked noise{also}"


@app.command()
def remove(name: NAME, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Remove a watch and what is known of its hits; the articles stay in the archive."""
    from monitor.services.keeping import Removed, remove_watch

    with opened(database, config) as app:
        watch = watch_named(app, name)
        removed = remove_watch(app.store, app.declared.watches, watch.id)
    if removed is Removed.DECLARED:
        wrong(f"watch {watch.id!r} is declared in config/watches/{watch.id}.toml; remove that file instead")
    if as_json:
        print_json({"removed": watch.id})
    else:
        again = " The one in config/watches/ stands again." if removed is Removed.DECLARED_AGAIN else ""
        print(f"Removed watch {watch.id}.{again}")


@concepts.command("list")
def concept_list(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """All concepts, usable in a query as @id."""
    from monitor.shapes import watches as shapes

    with opened(database, config) as app, app.store.reading() as work:
        known = work.concepts.all()
    rows = [
        (f"@{one.id}", one.label, len(one.forms), ", ".join(f"@{member}" for member in one.members)) for one in known
    ]
    if as_json:
        for one in known:
            print_shape(shapes.concept(one))
    else:
        print_table(("concept", "label", "forms", "members"), rows, empty="No concept is configured.")


@concepts.command("show")
def concept_show(
    name: Annotated[str, typer.Argument(help="The concept's id, e.g. japan.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Every form a concept finds, the generated ones marked."""
    from monitor.matching import forms_of, languages_of
    from monitor.model.watches import ConceptId
    from monitor.shapes import watches as shapes

    id_ = ConceptId(name.removeprefix("@"))
    with opened(database, config) as app, app.store.reading() as work:
        known = work.concepts.all()
    if id_ not in {one.id for one in known}:
        not_so(f"there is no concept {id_!r}; see farwatch concept list")
    read_dictionaries(languages_of(id_, known))
    forms = forms_of(id_, known)
    if as_json:
        for form in forms:
            print_shape(shapes.form(form))
        return
    rows = [(form.language, form.text, "generated" if form.generated else "") for form in forms]
    print_table(("language", "form", ""), rows, empty="The concept has no forms.")
