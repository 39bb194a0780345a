"""Commands that work on files and standard input, without a database: extract, read, match."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.lines import lines_of
from monitor.cli.options import AsJson, ConfigFolder, not_so, print_json, wrong

if TYPE_CHECKING:
    from monitor.model.articles import Article, Listing, Rejected
    from monitor.model.outlets import Outlet


def add_to(app: typer.Typer) -> None:
    for command in (extract, read, match):
        app.command()(command)


def _wants_json(as_json: bool) -> bool:
    # A program that reads a pipe gets JSON without asking; a person at a terminal gets a page to read.
    return as_json or not sys.stdout.isatty()


def _pages(files: list[Path], url: str | None, manifest: Path | None) -> Iterator[tuple[Path, str | None]]:
    if manifest is None:
        yield from ((file, url) for file in files)
        return
    try:
        body = manifest.read_bytes()
    except OSError as error:
        wrong(f"{manifest}: cannot be read: {error.strerror}")
    for number, line in enumerate(lines_of(body), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield manifest.parent / row["file"], row.get("url")
        except (ValueError, KeyError, TypeError, AttributeError):
            wrong(f'{manifest}, line {number}: expected an object such as {{"file": "page.html", "url": "https://…"}}')


def _file_url(file: Path) -> str:
    return file.resolve().as_uri().replace("file://", "https://file.invalid")


def _owner(url: str, outlets: tuple[Outlet, ...]) -> Outlet | None:
    from monitor.model.addresses import same_site

    return next((outlet for outlet in outlets if same_site(url, outlet.homepage)), None)


def _extracted(file: Path, url: str | None, outlets: tuple[Outlet, ...]) -> Article | Rejected | str:
    from datetime import UTC, datetime

    from monitor.extraction import extract, press
    from monitor.model.articles import FetchedDocument

    try:
        body = file.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    address = url or _file_url(file)
    document = FetchedDocument(
        url=address,
        final_url=address,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=datetime.fromtimestamp(max(file.stat().st_mtime, 0), UTC) if url is None else datetime.now(UTC),
    )
    return extract(document, outlet=_owner(address, outlets), entry=None, press=press(outlets))


def extract(
    files: Annotated[list[Path] | None, typer.Argument(help="Saved pages.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option(help="The page's address.", show_default=False)] = None,
    manifest: Annotated[
        Path | None, typer.Option(help='JSON lines {"file", "url"}; files beside it.', show_default=False)
    ] = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Saved pages to articles; JSON lines where the output is a pipe.

    Example: farwatch extract page.html --url https://example.org/news/1
    """
    from monitor.config import config_folder, read_outlets
    from monitor.model.articles import Article

    if not files and manifest is None:
        wrong("name at least one file, or a --manifest")
    outlets = read_outlets(config_folder(config))
    found = 0
    for file, address in _pages(files or [], url, manifest):
        page = _extracted(file, address, outlets)
        found += isinstance(page, Article)
        row = _article_row(str(file), address, page)
        if _wants_json(as_json):
            print_json(row)
        else:
            print(
                "\n".join(f"{key:<20} {value}" for key, value in row.items() if key != "text"), row["text"], sep="\n\n"
            )
    if not found:
        raise typer.Exit(1)


def _article_row(file: str, url: str | None, page: Article | Rejected | str) -> dict[str, object]:
    from monitor.model.articles import Article, Rejected

    article = page if isinstance(page, Article) else None
    # Above a wall the headline and the time are read all the same.
    title, published = (None, None) if isinstance(page, str) else (page.title, page.published)
    reason = page if isinstance(page, str) else page.reason.value if isinstance(page, Rejected) else None
    return {
        "file": file,
        "url": url,
        "canonical_url": article.url if article and url else None,
        "title": title,
        "text": article.text if article else None,
        "author": article.author if article else None,
        "published": published.render() if published else None,
        "published_precision": published.precision.value if published else "none",
        "language": article.language if article else None,
        "cites": list(article.cites) if article else [],
        "reason": reason,
    }


def read(
    files: Annotated[list[Path], typer.Argument(help="Feeds or sitemaps.", show_default=False)],
    url: Annotated[str, typer.Option(help="The file's address, for its relative links.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Saved feeds or sitemaps to entries; JSON lines where the output is a pipe.

    Example: farwatch read feed.xml
    """
    failed = 0
    for file in files:
        row = _listing_row(file, url)
        failed += row["error"] is not None
        if _wants_json(as_json):
            print_json(row)
        else:
            _print_listing(row)
    if failed:
        raise typer.Exit(1)


def _listing_row(file: Path, url: str) -> dict[str, object]:
    from monitor.feeds import MOST_BYTES, has_page, read_bytes
    from monitor.model.errors import FeedError

    nothing: dict[str, object] = {"file": str(file), "kind": None, "title": None, "error": None, "entries": []}
    try:
        with file.open("rb") as opened:
            # Of a larger file no more is read than of any document.
            listing: Listing = read_bytes(opened.read(MOST_BYTES + 1), url=url)
    except FeedError as error:
        return nothing | {"error": str(error)}
    except OSError as error:
        return nothing | {"error": f"cannot be read: {error.strerror}"}
    entries = [
        {
            "id": entry.id,
            "url": entry.url if has_page(entry) else None,
            "title": entry.title,
            "summary": entry.summary,
            "published": entry.published.render() if entry.published else None,
            "author": entry.author,
            "language": entry.language,
        }
        for entry in listing.entries
    ]
    return nothing | {"kind": listing.kind, "title": listing.title, "entries": entries}


def _print_listing(row: dict[str, object]) -> None:
    print(f"{row['file']}: {row['error'] or row['kind']} {row['title'] or ''}")
    entries = row["entries"]
    if isinstance(entries, list):
        for entry in entries:
            print(f"  {entry['published'] or '-':<26} {entry['title'] or ''}\n  {'':<26} {entry['url']}")


def match(
    query: Annotated[str, typer.Option(help="A query, e.g. '@nato AND @japan'.", show_default=False)],
    language: Annotated[
        str | None, typer.Option(help="Language of the lines (BCP 47); else each is judged.", show_default=False)
    ] = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Each line of standard input against a query; JSON lines where the output is a pipe.

    Example: echo 'Зустріч з Японією' | farwatch match --query @japan
    """
    from monitor.config import config_folder, read_concepts
    from monitor.matching import compile_watches
    from monitor.model.watches import Watch, WatchId

    concepts = read_concepts(config_folder(config))
    matcher = compile_watches([Watch(id=WatchId("query"), name="query", query=query)], concepts)
    found = 0
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        matches, hits = matcher.answers(text, language)
        found += matches
        if _wants_json(as_json):
            rows = [{"start": hit.start, "end": hit.end, "form": hit.form, "term": hit.term} for hit in hits]
            print_json({"text": text, "matches": matches, "hits": rows})
        else:
            print(f"{'yes' if matches else 'no ':<4} {text}  {', '.join(f'{hit.term}: {hit.form}' for hit in hits)}")
    if not found:
        not_so("no line answers the query")
