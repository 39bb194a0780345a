"""farwatch import, of a file of articles: a JSON object a line."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from monitor.cli.options import opened, print_json, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.articles import Article
    from monitor.services.ingest import IngestReport, Knowledge, Understood

# Articles of one transaction: their stories are placed together. The file's order does not matter: the earliest come
# first, as they would have come to a service that was running then.
BATCH = 1000
# A terminal hears of so many, every second or two.
TOLD = 25
# Of what is wrong with a line, which may repeat all that it says.
REASON = 300
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(msgspec.Struct):
    """One article of a JSON lines file; what else stands in the object is left alone."""

    url: str
    outlet: str
    title: str | None = None
    text: str | None = None
    language: str | None = None
    published: str | None = None


def import_articles(file: Path, database: str | None, config: str | None, *, as_json: bool) -> None:
    """Ingest the articles of a file as if they had been extracted; what is known already is left."""
    from monitor.bootstrap import knowledge_of

    articles, rejected = _read(lines_of(_body(file)), datetime.now(UTC))
    articles.sort(key=lambda one: (one.published.utc if one.published else one.first_seen, one.url))
    with opened(database, config) as app:
        total = _ingest(app, articles, knowledge_of(app.store))
    if as_json:
        print_json({"imported": total.new, "known": total.known, "rejected": rejected})
        return
    print(f"{total.new} imported, {total.known} known, {len(rejected)} rejected.")
    for row in rejected:
        print(f"  {file}, line {row['line']}: {row['reason']}")


def lines_of(body: bytes) -> Iterator[bytes]:
    """The lines of a file, in UTF-8. Only a line feed ends one: a text may hold U+2028 or U+0085 as they are."""
    if body.startswith(_UTF16):  # as PowerShell writes
        body = body.decode("utf-16", "replace").encode()
    yield from body.removeprefix(codecs.BOM_UTF8).split(b"\n")


def read_article(line: bytes, now: datetime) -> Article | str:
    """The article of a line, or what is wrong with it."""
    from monitor.feeds.entries import language_tag
    from monitor.model.addresses import canonical
    from monitor.model.articles import Article
    from monitor.model.outlets import OutletId
    from monitor.text import language_of
    from monitor.text.dates import read_published

    try:
        said = msgspec.json.decode(line, type=Line)
        url = canonical(said.url)
    except UnicodeDecodeError:
        return "is not UTF-8"
    except RecursionError:
        return "is nested too deeply"
    except (msgspec.DecodeError, ValueError) as error:
        return str(error)
    title, text = said.title or "", said.text or ""
    if not said.outlet.strip():
        return "`outlet` is empty"
    if not (title.strip() or text.strip()):
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
        # What is no tag ("Ukrainian") is as good as unknown: the text itself tells.
        language=language_tag(said.language or "") or language_of(f"{title}\n{text}"),
        first_seen=now,
    )


def _body(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        wrong(f"{file}: cannot be read: {error.strerror}")


def _read(lines: Iterable[bytes], now: datetime) -> tuple[list[Article], list[dict[str, object]]]:
    """The articles, and the lines that hold none."""
    articles: list[Article] = []
    rejected: list[dict[str, object]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = read_article(line, now)
            if isinstance(found, str):
                rejected.append({"line": number, "reason": found[:REASON]})
            else:
                articles.append(found)
    return articles, rejected


def _ingest(app: App, articles: Sequence[Article], knowledge: Knowledge) -> IngestReport:
    """A transaction a batch: who breaks off, or is killed, keeps those that are in, and meets them as known."""
    from monitor.services.ingest import IngestReport, keep_imported

    total, done = IngestReport(), 0
    try:
        for done in range(0, len(articles), BATCH):
            batch = list(_understood(app, articles[done : done + BATCH], knowledge, done, len(articles)))
            total = total.plus(keep_imported(app.store, batch, knowledge, now=app.clock()))
    except KeyboardInterrupt:
        left = f"{done} of {len(articles)} articles are in; the same command goes on from there"
        print(f"\nfarwatch: broken off: {left}.", file=sys.stderr)
        raise
    _say(len(articles), len(articles), end="\n")
    return total


def _understood(
    app: App, articles: Sequence[Article], knowledge: Knowledge, before: int, count: int
) -> Iterator[Understood]:
    from monitor.services.ingest import read_imported

    for start in range(0, len(articles), TOLD):
        _say(before + start, count)
        yield from read_imported(app.store, articles[start : start + TOLD], knowledge)


def _say(number: int, count: int, *, end: str = "") -> None:
    if sys.stderr.isatty():
        print(f"\r{number} of {count} articles", end=end, file=sys.stderr, flush=True)
