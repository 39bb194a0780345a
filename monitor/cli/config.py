"""farwatch apply, import: what is declared, or brought along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli import exporting, lines, lists
from monitor.cli.options import AsJson, ConfigFolder, Database, opened, print_json


def add_to(app: typer.Typer) -> None:
    app.command()(apply)
    app.command()(exporting.export)
    app.command("import")(import_)


def apply(database: Database = None, config: ConfigFolder = None, as_json: AsJson = False) -> None:
    """Make what config/ declares so (every start does); what was added by command stays."""
    with opened(database, config) as app:
        declared = app.declared
        counts = {
            "outlets": len(declared.outlets),
            "concepts": len(declared.concepts),
            "watches": len(declared.watches),
            "subscriptions": len(declared.subscriptions),
        }
    if as_json:
        print_json(counts)
    else:
        print(f"Applied {', '.join(f'{count} {what}' for what, count in counts.items())}.")


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="FILE.jsonl (articles), FILE.opml (feeds), or the folder of an export.", show_default=False
        ),
    ],
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Articles, feeds, or all that was exported elsewhere.

    Articles are ingested as if extracted; a line is an object {"url", "outlet", "language", "title", "text",
    "published"}, language and published may be null. Feeds are followed from now on, those of one site as one outlet.

    Example: farwatch import subscriptions.opml
    """
    if file.is_dir():
        lists.import_folder(file, database, config, as_json=as_json)
    elif lists.is_feed_list(file):
        lists.import_list(file, database, config, as_json=as_json)
    else:
        lines.import_articles(file, database, config, as_json=as_json)
