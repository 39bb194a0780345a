"""farwatch import, of a list of feeds and of an exported folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.cli.options import not_so, opened, print_json, wrong

# More names of outlets than this are counted, not told, to a person.
NAMED = 50


def is_feed_list(file: Path) -> bool:
    """By its name, or because it begins as markup does; a file that cannot be read is none."""
    if file.suffix.lower() == ".opml":
        return True
    try:
        with file.open("rb") as opened_file:
            beginning = opened_file.read(200)
    except OSError:
        return False
    return beginning.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def import_list(file: Path, database: str | None, config: str | None, *, as_json: bool) -> None:
    """Follow the feeds of an OPML file."""
    from monitor.feeds.opml import read_opml
    from monitor.model.errors import FeedError
    from monitor.services.importing import import_feeds

    try:
        found = read_opml(file.read_bytes())
    except OSError as error:
        wrong(f"{file}: cannot be read: {error.strerror}")
    except FeedError as error:
        not_so(f"{file}: {error}")
    with opened(database, config) as app:
        report = import_feeds(app.store, found.feeds, declared={outlet.id for outlet in app.declared.outlets})
    rejected = [{"line": one.line, "name": one.name, "reason": one.reason} for one in found.unlisted]
    if as_json:
        counts = {"imported": len(report.imported), "known": report.known, "rejected": rejected}
        print_json(counts | {"outlets": list(report.outlets), "switched_off": list(report.off)})
        return
    feeds = "1 feed" if len(report.imported) == 1 else f"{len(report.imported)} feeds"
    print(f"{feeds} imported, {report.known} known, {len(rejected)} rejected.")
    for one in found.unlisted:
        print(f"  {file}, line {one.line}: {one.name + ': ' if one.name else ''}{one.reason}")
    if report.off:
        print(f"Known, but switched off: {_some(report.off)}. farwatch outlet add HOMEPAGE switches one on.")
    if report.outlets:
        print(f"Outlets: {_some(report.outlets)}. farwatch outlet check ID… tries their feeds.")


def _some(names: Sequence[str]) -> str:
    """The names, of many the first; all are told as JSON."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def import_folder(folder: Path, database: str | None, config: str | None, *, as_json: bool) -> None:
    """Take over what an exported folder declares and is not known here."""
    from monitor.config import config_folder, read_config
    from monitor.services.restoring import Declared, restore

    with opened(database, config) as app:
        read = read_config(config_folder(str(folder)), now=app.clock())
        declared = Declared(
            outlets=read.outlets, concepts=read.concepts, watches=read.watches, subscriptions=read.subscriptions
        )
        report = restore(app.store, declared)
    if as_json:
        rejected = [{"file": file, "reason": reason} for file, reason in report.rejected]
        print_json({"imported": report.imported, "known": report.known, "rejected": rejected})
        return
    entries = "1 entry" if report.imported == 1 else f"{report.imported} entries"
    print(f"{entries} imported, {report.known} known, {len(report.rejected)} rejected.")
    for file, reason in report.rejected:
        print(f"  {folder / file}: {reason}")
