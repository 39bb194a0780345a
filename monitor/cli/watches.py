"""farwatch watch and farwatch concept: what people ask for, tried before it is trusted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, Days, not_so, opened, print_json, print_table, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.articles import Article, ArticleUrl
    from monitor.model.watches import Match, Watch

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


def _canonical(app: App, query: str) -> tuple[str, tuple[str, ...]]:
    """The query as it is read, and what to think of; raises QueryError."""
    from monitor import matching
    from monitor.model.watches import Watch, WatchId

    with app.store.reading() as work:
        known, outlets = work.concepts.all(), work.outlets.enabled()
    matching.compile_watches([Watch(id=WatchId("query"), name="query", query=query)], known)
    languages = tuple(sorted({language for outlet in outlets for language in outlet.languages}))
    read = matching.parse(query)
    return matching.render(read), matching.warnings(read, known, languages)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the watch is called in a digest.", show_default=False)],
    query: QUERY,
    order: Annotated[int, typer.Option(help="Its place in a digest; low numbers first.")] = 100,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Add a watch; it works from the next poll on.

    Example: farwatch watch add "NATO–Japan" '@nato AND @japan'
    """
    _save(name, query, order=order, must_be_new=True, database=database, config=config, as_json=as_json)


@app.command()
def edit(
    name: NAME, query: QUERY, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False
) -> None:
    """Give a watch another query. Try it first: farwatch watch test NAME QUERY"""
    _save(name, query, order=None, must_be_new=False, database=database, config=config, as_json=as_json)


def _save(
    name: str,
    query: str,
    *,
    order: int | None,
    must_be_new: bool,
    database: str | None,
    config: str | None,
    as_json: bool,
) -> None:
    from dataclasses import replace

    from monitor.model.watches import Watch, WatchId
    from monitor.text import slug

    with opened(database, config) as app:
        canonical, warnings = _canonical(app, query)
        if must_be_new:
            watch = Watch(id=WatchId(slug(name)), name=name, query=query, order=order or 100)
        else:
            watch = replace(watch_named(app, name), query=query, declared=False)
        with app.store.begin() as work:
            if must_be_new and work.watches.named(watch.id):
                wrong(f"there is a watch {watch.id!r} already; change it with farwatch watch edit {watch.id} QUERY")
            work.watches.add(watch)
    if as_json:
        print_json({"id": watch.id, "name": watch.name, "query": canonical, "warnings": list(warnings)})
        return
    print(f"{'Added' if must_be_new else 'Changed'} watch {watch.id}: {canonical}")
    for warning in warnings:
        print(f"  note: {warning}")


@app.command("list")
def list_(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """All watches in the order of a digest."""
    with opened(database, config) as app, app.store.reading() as work:
        watches = work.watches.all()
    if as_json:
        for one in watches:
            print_json({"id": one.id, "name": one.name, "query": one.query, "order": one.order, "enabled": one.enabled})
        return
    rows = [(one.id, one.name, one.query, "" if one.enabled else "off") for one in watches]
    print_table(("id", "name", "query", ""), rows, empty="No watch yet. Add one: farwatch watch add NAME QUERY")


@app.command()
def show(name: NAME, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """A watch as it is understood."""
    with opened(database, config) as app:
        watch = watch_named(app, name)
        canonical, warnings = _canonical(app, watch.query)
    row = {"id": watch.id, "name": watch.name, "query": canonical, "order": watch.order, "enabled": watch.enabled}
    if as_json:
        print_json(row | {"declared": watch.declared, "warnings": list(warnings)})
        return
    for key, value in row.items():
        print(f"{key:<8} {value}")
    for warning in warnings:
        print(f"note     {warning}")


@app.command()
def remove(name: NAME, database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Remove a watch; what it found stays in the archive."""
    with opened(database, config) as app:
        watch = watch_named(app, name)
        if watch.declared:
            wrong(f"watch {watch.id!r} is declared in config/watches/{watch.id}.toml; remove that file instead")
        with app.store.begin() as work:
            work.watches.remove(watch.id)
    if as_json:
        print_json({"removed": watch.id})
    else:
        print(f"Removed watch {watch.id}.")


@app.command("test")
def try_out(
    first: Annotated[str, typer.Argument(help="A query; or a watch's name before a query.", show_default=False)],
    second: Annotated[str | None, typer.Argument(help="The new query of that watch.", show_default=False)] = None,
    days: Days = None,
    samples: Annotated[int, typer.Option(help="How many samples to show.")] = 5,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """What a query finds in the stored articles; with a watch's NAME before it, what is gained and lost.

    Example: farwatch watch test '@nato AND @japan' --days 7
    """
    from datetime import timedelta

    with opened(database, config) as app:
        since = app.clock() - timedelta(days=days) if days else None
        with app.store.reading() as work:
            articles = work.articles.since(since)
        saved = watch_named(app, first).query if second is not None else None
        found = _try(app, second or first, articles)
        before = _try(app, saved, articles) if saved is not None else {}
    trial = Trial(found=found, before=before, articles=articles)
    if as_json:
        _print_trial_json(trial, compared=saved is not None)
    else:
        _print_trial(trial, samples=samples, compared=saved is not None)


def match_row(match: Match) -> dict[str, object]:
    """A match in the JSON shape of design.md, section 7."""
    hits = [{"field": h.field, "start": h.start, "end": h.end, "form": h.form, "term": h.term} for h in match.hits]
    return {"article": match.article, "watch": match.watch, "hits": hits}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a query finds, what the saved one found, among which articles."""

    found: dict[ArticleUrl, Match]
    before: dict[ArticleUrl, Match]
    articles: tuple[Article, ...]

    @property
    def gained(self) -> list[ArticleUrl]:
        return sorted(self.found.keys() - self.before.keys())

    @property
    def lost(self) -> list[ArticleUrl]:
        return sorted(self.before.keys() - self.found.keys())


def _print_trial_json(trial: Trial, *, compared: bool) -> None:
    for match in trial.found.values():
        print_json(match_row(match))
    if compared:
        print_json({"gained": trial.gained, "lost": trial.lost})


def _print_trial(trial: Trial, *, samples: int, compared: bool) -> None:
    by_url = {article.url: article for article in trial.articles}
    print(f"{len(trial.found)} of {len(trial.articles)} stored articles answer the query.")
    _print_counts([by_url[url] for url in trial.found])
    for url, match in list(trial.found.items())[:samples]:
        forms = ", ".join(sorted({hit.form for hit in match.hits}))
        print(f"  {by_url[url].headline}\n    {forms}  {url}")
    if compared:
        print(f"Against the saved query: {len(trial.gained)} gained, {len(trial.lost)} lost.")
        for sign, urls in (("+", trial.gained), ("-", trial.lost)):
            for url in urls:
                print(f"  {sign} {url}")


def _try(app: App, query: str, articles: tuple[Article, ...]) -> dict[ArticleUrl, Match]:
    from monitor.matching import compile_watches
    from monitor.model.watches import Watch, WatchId

    with app.store.reading() as work:
        known, outlets = work.concepts.all(), {outlet.id: outlet for outlet in work.outlets.all()}
    matcher = compile_watches([Watch(id=WatchId("query"), name="query", query=query)], known)
    matches = (matcher.match(article, outlet=outlets.get(article.outlet)) for article in articles)
    return {match.article: match for found in matches for match in found}


def _print_counts(articles: list[Article]) -> None:
    for what, counts in (
        ("outlets", Counter(str(article.outlet) for article in articles)),
        ("languages", Counter(article.language or "unknown" for article in articles)),
    ):
        if counts:
            print(f"  {what}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common(10)))


@concepts.command("list")
def concept_list(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """All concepts, usable in a query as @id."""
    with opened(database, config) as app, app.store.reading() as work:
        known = work.concepts.all()
    rows = [
        (f"@{one.id}", one.label, len(one.forms), ", ".join(f"@{member}" for member in one.members)) for one in known
    ]
    if as_json:
        for one in known:
            print_json({"id": one.id, "label": one.label, "forms": len(one.forms), "members": list(one.members)})
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
    from monitor.matching import forms_of
    from monitor.model.watches import ConceptId

    id_ = ConceptId(name.removeprefix("@"))
    with opened(database, config) as app, app.store.reading() as work:
        known = work.concepts.all()
    if id_ not in {one.id for one in known}:
        not_so(f"there is no concept {id_!r}; see farwatch concept list")
    forms = forms_of(id_, known)
    if as_json:
        for form in forms:
            print_json({"language": form.language, "form": form.text, "generated": form.generated})
        return
    rows = [(form.language, form.text, "generated" if form.generated else "") for form in forms]
    print_table(("language", "form", ""), rows, empty="The concept has no forms.")
