"""farwatch revisions: what an outlet changed in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model.edits import Edit


def add_to(app: typer.Typer) -> None:
    app.command()(revisions)


def revisions(
    article: Annotated[str, typer.Argument(help="The article's address, now or once.", show_default=False)],
    everything: Annotated[bool, typer.Option("--all", help="Cosmetic changes too.")] = False,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """What an outlet changed in an article since it was first seen, word by word; grave changes are marked with !.

    Example: farwatch revisions https://example.org/news/1
    """
    from monitor.model.addresses import canonical
    from monitor.model.edits import EditKind
    from monitor.services import explaining
    from monitor.shapes import articles as shapes

    try:
        address = canonical(article)
    except ValueError as error:
        not_so(f"{article!r} is no address of an article: {error}")
    with opened(database, config) as app, app.store.reading() as work:
        found = explaining.stored_at(work, address)
        if found is None:
            not_so(f"no article is stored under {address}")
        changes = explaining.changes(work, found)
    if as_json:
        print_shape(shapes.changes(found, changes))
        return
    print(f"{found.headline}\n{found.url}  first seen {found.first_seen:%Y-%m-%d %H:%M}; changed: {len(changes)}")
    for one in changes:
        shown = [edit for edit in one.edits if everything or edit.kind is not EditKind.COSMETIC]
        print(f"\n{one.at:%Y-%m-%d %H:%M}" + ("" if shown else "  only cosmetic changes"))
        print("\n".join(_line(edit) for edit in shown)) if shown else None


def _line(edit: Edit) -> str:
    from monitor.model.edits import RAISED

    mark = "!" if edit.kind in RAISED else " "
    return f"{mark} {edit.field:<6}{edit.kind:<10}{' '.join(_words(edit))}"


def _words(edit: Edit) -> Iterator[str]:
    """The change among the words around it, as `git diff --word-diff` writes it."""
    if edit.lead:
        yield f"… {edit.lead}"
    if edit.before:
        yield f"[-{edit.before}-]"
    if edit.after:
        yield f"{{+{edit.after}+}}"
    if edit.tail:
        yield f"{edit.tail} …"
