"""farwatch mark: what a reader says of what a watch found."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, wrong
from monitor.cli.watches import watch_named
from monitor.model.feedback import Verdict


class Word(StrEnum):
    """What can be said; "none" takes back what was said before."""

    NOISE = Verdict.NOISE.value
    WANTED = Verdict.WANTED.value
    NONE = "none"


def add_to(app: typer.Typer) -> None:
    app.command()(mark)


def mark(
    article: Annotated[str, typer.Argument(help="The article's address.", show_default=False)],
    watch: Annotated[str, typer.Argument(help="The watch's id or name.", show_default=False)],
    word: Annotated[Word, typer.Argument(help="The last word counts.", show_default=False)],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Say that an article is noise to a watch, or wanted; farwatch watch show sums it up.

    Example: farwatch mark https://example.org/news/1 nato-japan noise
    """
    from monitor.model.addresses import canonical

    try:
        address = canonical(article)
    except ValueError as error:
        wrong(f"{article!r} is no address of an article: {error}")
    with opened(database, config) as app:
        id_ = watch_named(app, watch).id
        now = app.clock()
        with app.store.begin() as work:
            if work.articles.named(address) is None:
                not_so(f"no article is stored under {address}")
            if word is Word.NONE:
                work.feedback.unmark(address, id_)
            else:
                work.feedback.mark(address, id_, Verdict(word.value), now)
    if as_json:
        print_json({"article": address, "watch": id_, "verdict": None if word is Word.NONE else word.value})
    else:
        print(f"{address} is marked {word.value} for {id_}." if word is not Word.NONE else f"{address} is not marked.")
