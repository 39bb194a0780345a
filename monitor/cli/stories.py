"""What is stored: stories, articles, matches."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, Days, opened, print_shape, print_table
from monitor.cli.watches import watch_named

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.articles import Article
    from monitor.model.watches import Watch

OF_WATCH = Annotated[str | None, typer.Option("--watch", help="Only what this watch found.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    for command in (stories, articles, matches):
        app.command()(command)


def _since(app: App, days: int | None) -> datetime | None:
    return app.clock() - timedelta(days=days) if days else None


def _watch(app: App, name: str | None) -> Watch | None:
    if name is None:
        return None
    return watch_named(app, name)


def stories(
    days: Days = None,
    watch: OF_WATCH = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Stories and their articles, newest first."""
    from monitor.shapes import stories as shapes
    from monitor.stories.timelines import chain

    with opened(database, config) as app:
        wanted = _watch(app, watch)
        with app.store.reading() as work:
            found = work.stories.since(_since(app, days), wanted.id if wanted else None)
            names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    if as_json:
        for story in found:
            print_shape(shapes.story(story, names))
        return
    rows = [
        (
            story.id,
            story.first_seen.strftime("%Y-%m-%d %H:%M"),
            len(story.articles),
            story.title or "",
            chain(story.lead, story, names),
            story.articles[0].url,
        )
        for story in found
    ]
    headings = ("id", "first seen", "articles", "story", "sources", "first article")
    print_table(headings, rows, empty="No story is stored.")


def articles(
    days: Days = None,
    watch: OF_WATCH = None,
    query: Annotated[
        str | None, typer.Option(help="Only what answers this query, e.g. '@nato AND @japan'.", show_default=False)
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.", show_default=False)] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Stored articles, newest first.

    Example: farwatch articles --query '"liaison office" NEAR/s Tokyo' --days 30 --limit 20
    """
    from monitor.shapes import articles as shapes

    with opened(database, config) as app:
        found = _articles(app, _since(app, days), _watch(app, watch), query)[:limit]
    if as_json:
        for one in found:
            print_shape(shapes.article(one))
        return
    rows = [(one.published.render() if one.published else "", one.outlet, one.headline, one.url) for one in found]
    empty = "No article is stored." if query is None else "No stored article answers the query."
    print_table(("published", "outlet", "headline", "address"), rows, empty=empty)


def _articles(app: App, since: datetime | None, watch: Watch | None, query: str | None) -> tuple[Article, ...]:
    from monitor.services.searching import find

    with app.store.reading() as work:
        concepts = work.concepts.all()
        if query is None:
            return work.articles.since(since, watch.id if watch else None)
        of_watch = {match.article for match in work.matches.since(None, watch.id)} if watch else None
    found = find(app.store, query, concepts, since=since)
    return tuple(one for one in found if of_watch is None or one.url in of_watch)


def matches(
    days: Days = None,
    watch: OF_WATCH = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Which article answered which watch, and where."""
    from monitor.shapes import articles as shapes

    with opened(database, config) as app:
        wanted = _watch(app, watch)
        with app.store.reading() as work:
            found = work.matches.since(_since(app, days), wanted.id if wanted else None)
    if as_json:
        for match in found:
            print_shape(shapes.match(match))
        return
    rows = [(one.watch, ", ".join(sorted({hit.form for hit in one.hits})), one.article) for one in found]
    print_table(("watch", "hits", "article"), rows, empty="No match is stored.")
