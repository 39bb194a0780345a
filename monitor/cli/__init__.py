"""The command line: words come in, the same work as the service's is done, lines or JSON go out.

Every command is a function of one file here; what it needs is imported when it runs, so that `--help` is quick.
It may not decide anything: an error of ours becomes one sentence and an exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from monitor.cli import (
    access,
    backtests,
    backups,
    config,
    demo,
    doctor,
    explaining,
    files,
    housekeeping,
    marking,
    moving,
    outlets,
    revisions,
    run,
    stories,
    story,
    subscriptions,
    verbs,
    watches,
    worker,
)
from monitor.model.errors import ConfigError, MonitorError, QueryError

WRONG_USAGE, WORLD_FAILED = 2, 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help="Farwatch watches news outlets and tells each new story once, in a digest. Start with: farwatch demo",
)

for room in (
    demo,
    run,
    worker,
    verbs,
    doctor,
    backups,
    housekeeping,
    config,
    moving,
    files,
    stories,
    marking,
    explaining,
    revisions,
):
    room.add_to(app)
backtests.add_to(watches.app)
app.add_typer(watches.app, name="watch", help="Watches: standing queries. farwatch watch add NAME QUERY")
app.add_typer(watches.concepts, name="concept", help="Concepts: one thing under all its names.")
app.add_typer(outlets.app, name="outlet", help="Outlets: who is polled.")
app.add_typer(story.app, name="story", help="One story: its timeline, and decisions by hand on what belongs together.")
app.add_typer(access.users, name="user", help="Users: who may sign in to the web desk.")
app.add_typer(access.tokens, name="token", help="Tokens: which programs may ask the desk.")
subscriptions.add_to(app)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line on these words, else the process's own.

    Ends with 0: done; 1: the thing asked about is not so; 2: wrong usage or configuration; 3: the world failed.
    """
    try:
        app(words)
    except MonitorError as error:
        print(f"farwatch: {error}", file=sys.stderr)
        raise SystemExit(WRONG_USAGE if isinstance(error, ConfigError | QueryError) else WORLD_FAILED) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; nothing is wrong.
        sys.stderr.close()
        raise SystemExit(0) from None
