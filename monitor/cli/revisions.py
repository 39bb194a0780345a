"""farwatch revisions: what an outlet changed in an article."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from monitor.model.articles import Article, Revision
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

    try:
        address = canonical(article)
    except ValueError as error:
        not_so(f"{article!r} is no address of an article: {error}")
    with opened(database, config) as app, app.store.reading() as work:
        known = work.articles.known_as(address)
        found = work.articles.named(known) if known else None
        if found is None:
            not_so(f"no article is stored under {address}")
        before = work.articles.revisions(found.url)
    changes = _changes(found, before)
    if as_json:
        print_json(_row(found, changes))
        return
    print(f"{found.headline}\n{found.url}  first seen {found.first_seen:%Y-%m-%d %H:%M}; changed: {len(changes)}")
    for at, edits in changes:
        shown = [edit for edit in edits if everything or edit.kind is not EditKind.COSMETIC]
        print(f"\n{at:%Y-%m-%d %H:%M}" + ("" if shown else "  only cosmetic changes"))
        print("\n".join(_line(edit) for edit in shown)) if shown else None


def _changes(article: Article, before: Sequence[Revision]) -> list[tuple[datetime, tuple[Edit, ...]]]:
    from monitor import stories

    states = [*((one.title or "", one.text) for one in before), (article.title or "", article.text)]
    pairs = zip(before, pairwise(states), strict=True)
    return [
        (
            one.replaced_at,
            stories.edits(title, later_title, text, later_text, language=article.language),
        )
        for one, ((title, text), (later_title, later_text)) in pairs
    ]


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


def _row(article: Article, changes: Sequence[tuple[datetime, tuple[Edit, ...]]]) -> dict[str, object]:
    from monitor.model.edits import RAISED

    return {
        "article": article.url,
        "first_seen": article.first_seen.isoformat(timespec="seconds"),
        "changes": [
            {
                "at": at.isoformat(timespec="seconds"),
                "raised": any(edit.kind in RAISED for edit in edits),
                "edits": [
                    {
                        "kind": edit.kind.value,
                        "field": edit.field,
                        "before": edit.before,
                        "after": edit.after,
                        "lead": edit.lead,
                        "tail": edit.tail,
                    }
                    for edit in edits
                ],
            }
            for at, edits in changes
        ],
    }
