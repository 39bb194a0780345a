"""farwatch apply, import: what is declared, or brought along."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from monitor.cli import exporting, lists
from monitor.cli.options import AsJson, ConfigFolder, Database, opened, print_json, wrong

if TYPE_CHECKING:
    from monitor.model.articles import Article

# Articles of one transaction: their stories are placed together. The file's order does not matter: the earliest come
# first, as they would have come to a service that was running then.
BATCH = 1000


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
        _import_articles(file, database, config, as_json=as_json)


def _import_articles(file: Path, database: str | None, config: str | None, *, as_json: bool) -> None:
    from monitor.bootstrap import knowledge_of
    from monitor.services.ingest import IngestReport, import_articles

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        wrong(f"{file}: cannot be read: {error}")
    articles, rejected = [], []
    now = datetime.now(UTC)
    for number, line in enumerate(lines, 1):
        if line.strip():
            article = read_article(line, now)
            if isinstance(article, str):
                rejected.append({"line": number, "reason": article})
            else:
                articles.append(article)
    articles.sort(key=lambda one: (one.published.utc if one.published else one.first_seen, one.url))
    total = IngestReport()
    with opened(database, config) as app:
        knowledge = knowledge_of(app.store)
        for start in range(0, len(articles), BATCH):
            batch = articles[start : start + BATCH]
            total = total.plus(import_articles(app.store, batch, knowledge, now=app.clock()))
            if sys.stderr.isatty():
                print(f"\r{start + len(batch)} of {len(articles)} articles", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
    if as_json:
        print_json({"imported": total.new, "known": total.known, "rejected": rejected})
        return
    print(f"{total.new} imported, {total.known} known, {len(rejected)} rejected.")
    for row in rejected:
        print(f"  {file}, line {row['line']}: {row['reason']}")


class Line(msgspec.Struct):
    """One article of a JSON lines file; what else stands in the object is left alone."""

    url: str
    outlet: str
    title: str | None = None
    text: str | None = None
    language: str | None = None
    published: str | None = None


def read_article(line: str, now: datetime) -> Article | str:
    """The article of a line, or what is wrong with it."""
    from monitor.model.addresses import canonical
    from monitor.model.articles import Article
    from monitor.model.outlets import OutletId
    from monitor.text import language_of
    from monitor.text.dates import read_published

    try:
        said = msgspec.json.decode(line, type=Line)
        url = canonical(said.url)
    except (msgspec.DecodeError, ValueError) as error:
        return str(error)
    text = said.text or ""
    if not (said.title or text):
        return "neither `title` nor `text`"
    published = read_published(said.published, zone="UTC") if said.published else None
    if said.published and published is None:
        return f"`published`: {said.published!r} is no date; write it like 2026-11-02T07:00:00+02:00"
    return Article(
        url=url,
        outlet=OutletId(said.outlet),
        title=said.title,
        text=text,
        published=published,
        language=said.language or language_of(f"{said.title or ''}\n{text}"),
        first_seen=now,
    )
