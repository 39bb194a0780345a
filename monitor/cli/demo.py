"""farwatch demo: the seed articles, published by a local newsroom over HTTP, to a digest. Offline, no account.

The production code with another set of outlets, pinned addresses and a clock that goes through the days on which the
articles appeared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import AsJson, ConfigFolder, Database, wrong

SEEDS = Path(__file__).parents[2] / "seeds"


def add_to(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    out: Annotated[Path, typer.Option(help="Folder for digest.html, digest.txt, slack.json, stories.json.")] = Path(
        "demo"
    ),
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """The seed articles over HTTP to a digest: poll, ingest, digest, deliver; offline.

    Run it twice on one folder and the second digest says that there is nothing new.
    """
    from monitor.cli import demo_road as road
    from monitor.config import config_folder, read_config
    from monitor.newsroom import Newsroom

    log_to_terminal()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong(f"--out: {out} cannot be made: {error.strerror}")
    say = print if not as_json else lambda _: None
    with Newsroom(SEEDS, clock=(clock := road.SteppedClock())) as newsroom:
        say(f"A local newsroom with {len(newsroom.outlets)} outlets is open on 127.0.0.1:{newsroom.port}.\n")
        declared = read_config(config_folder(config), now=clock())
        road.walk(declared, newsroom, clock, out=out, database=database, say=say)
    if as_json:
        print((out / "stories.json").read_text(encoding="utf-8"), end="")
        return
    print((out / "digest.txt").read_text(encoding="utf-8"))
    print(f"Written to {out}/: digest.html, digest.txt, slack.json, stories.json")
