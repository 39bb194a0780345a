"""farwatch explain: why an article is where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_shape
from monitor.cli.watches import watch_named

if TYPE_CHECKING:
    from monitor.services.explaining import Explained


def add_to(app: typer.Typer) -> None:
    app.command()(explain)


def explain(
    article: Annotated[str, typer.Argument(help="The article's address.", show_default=False)],
    watch: Annotated[str | None, typer.Argument(help="Only this watch.", show_default=False)] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Why an article matched or not, its story and why, its deliveries.

    Example: farwatch explain https://example.org/news/1 nato-japan
    """
    from monitor.model.addresses import canonical
    from monitor.services import explaining as services
    from monitor.shapes import articles as shapes

    try:
        address = canonical(article)
    except ValueError as error:
        not_so(f"{article!r} is no address of an article: {error}")
    with opened(database, config) as app:
        wanted = watch_named(app, watch) if watch else None
        with app.store.reading() as work:
            explained = services.explain(work, address, wanted)
    if explained is None:
        not_so(f"no article is stored under {address}")
    if as_json:
        print_shape(shapes.explanation(explained))
    else:
        print("\n".join(_lines(explained)).rstrip())


def _lines(explained: Explained) -> list[str]:
    from monitor import matching

    article, story, membership = explained.article, explained.story, explained.membership
    lines = [article.headline, f"{article.url}  {article.outlet}  {article.language or 'language unknown'}"]
    for id_, explanation in explained.watches:
        lines += ["", f"Watch {id_}: {'matches' if explanation.matches else 'does not match'}"]
        lines += [f"  {line}" for line in matching.render_explanation(explanation)]
    if story and membership:
        lines += ["", f"Story {story.id}, articles: {len(story.members)}; {membership.relation} by {membership.method}"]
        lines += [f"  {line}" for line in membership.evidence]
        lines += [f"  sources: {explained.sources}"]
    if explained.revisions:
        lines += ["", f"Changed since it was published: {explained.revisions} (farwatch revisions shows what)"]
    return [*lines, "", *(f"Delivery by {one.channel} to {one.recipient}: {one.state}" for one in explained.deliveries)]
