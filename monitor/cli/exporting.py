"""farwatch export: everything that is followed and asked for, as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, opened, print_json, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.digests import Subscription
    from monitor.model.outlets import Outlet
    from monitor.model.watches import Concept, Watch

T = TypeVar("T", "Outlet", "Concept", "Watch", "Subscription")
_SETTINGS = "farwatch.toml"


def export(
    out: Annotated[
        Path | None, typer.Option("--out", help="A new folder, usable as config/.", show_default=False)
    ] = None,
    opml: Annotated[
        Path | None,
        typer.Option("--opml", help="A file for the feeds that are switched on; - prints it.", show_default=False),
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Write outlets, concepts, watches and subscriptions as the files that config/ is made of, or feeds as OPML.

    Example: farwatch export --out my-config; farwatch run --config my-config
    """
    if (out is None) == (opml is None):
        wrong("name either --out FOLDER, for everything, or --opml FILE, for the feeds")
    with opened(database, config) as app:
        counts = _write_opml(app, opml) if opml else _write_folder(app, out or Path(), config)
    if as_json:
        print_json({**counts, "to": str(opml or out)})
    elif str(opml) != "-":
        print(f"Wrote {', '.join(f'{count} {what}' for what, count in counts.items())} to {opml or out}.")


def _write_opml(app: App, file: Path) -> dict[str, int]:
    from monitor.feeds.opml import render_opml
    from monitor.model.outlets import SourceKind

    with app.store.reading() as work:
        outlets = work.outlets.enabled()
    text = render_opml(outlets, title="Farwatch")
    if str(file) == "-":
        sys.stdout.write(text)
    else:
        _write(file, text)
    feeds = [source for outlet in outlets for source in outlet.sources if source.kind is SourceKind.FEED]
    return {"outlets": len({source.outlet for source in feeds}), "feeds": len(feeds)}


def _write_folder(app: App, out: Path, config: str | None) -> dict[str, int]:
    from monitor.config import config_folder, writing

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        wrong(f"--out: {out} holds something already; name a new folder")
    now, declared = app.clock(), app.declared
    with app.store.reading() as work:
        outlets, concepts = work.outlets.all(), work.concepts.all()
        watches = [replace(watch, declared=True) for watch in work.watches.all()]
        subscriptions = [_begun(one, now) for one in work.subscriptions.all()]
    put = partial(_write_all, old=config_folder(config), out=out)
    _write(out / _SETTINGS, (config_folder(config) / _SETTINGS).read_text(encoding="utf-8"))
    return {
        "outlets": put("outlets", outlets, declared.outlets, writing.render_outlet),
        "concepts": put("concepts", concepts, declared.concepts, writing.render_concept),
        "watches": put("watches", watches, declared.watches, writing.render_watch),
        "subscriptions": put(
            "subscriptions",
            subscriptions,
            [_begun(one, now) for one in declared.subscriptions],
            writing.render_subscription,
        ),
    }


def _begun(subscription: Subscription, now: datetime) -> Subscription:
    """As a file declares it: without its history."""
    return replace(subscription, declared=True, created_at=now, covered_until=now)


def _write_all(
    name: str, kept: Sequence[T], declared: Iterable[T], render: Callable[[T], str], *, old: Path, out: Path
) -> int:
    """A file each; what stands in `old` just so is taken from there, with its comments."""
    unchanged = set(declared)
    (out / name).mkdir(parents=True, exist_ok=True)
    for value in kept:
        file = f"{value.id}.toml"
        is_there = value in unchanged and (old / name / file).is_file()
        _write(out / name / file, (old / name / file).read_text(encoding="utf-8") if is_there else render(value))
    return len(kept)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        wrong(f"{file} cannot be written: {error.strerror}")
