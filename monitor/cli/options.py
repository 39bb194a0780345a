"""Options that every command takes, and the two ways to print: JSON, one object a line, or aligned columns."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from monitor.cli.logs import log_to_terminal

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.shapes.words import Shape

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="FARWATCH_DATABASE",
        help="sqlite:///FILE or postgresql://…; else the one in config/farwatch.toml.",
        show_default=False,
    ),
]
ConfigFolder = Annotated[
    str | None,
    typer.Option("--config", envvar="FARWATCH_CONFIG", help="Folder of configuration.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Days = Annotated[int | None, typer.Option("--days", min=1, help="Only of the last N days.", show_default=False)]

NOT_SO = 1


def not_so(sentence: str) -> NoReturn:
    """End with exit code 1: the thing asked about is not so."""
    print(f"farwatch: {sentence}", file=sys.stderr)
    raise typer.Exit(NOT_SO)


def wrong(sentence: str) -> NoReturn:
    """End with exit code 2: wrong usage."""
    print(f"farwatch: {sentence}", file=sys.stderr)
    raise typer.Exit(2)


@contextmanager
def opened(database: str | None, config: str | None) -> Iterator[App]:
    """The application, closed at the end."""
    from monitor.bootstrap import open_app

    log_to_terminal()
    with closing(open_app(database=database, config=config)) as app:
        yield app


def print_json(row: Mapping[str, object]) -> None:
    """One JSON object on a line of its own, in the letters of its language."""
    print(json.dumps(row, ensure_ascii=False))


def print_shape(shape: Shape) -> None:
    """The same of a shape that the API knows too."""
    from msgspec import to_builtins

    from monitor.model.sentences import plain

    print_json(to_builtins(shape, enc_hook=plain))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, empty: str) -> None:
    """Aligned columns, wide letters counted as two; a sentence where there are no rows."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        print(empty)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console = Console()
    # A pipe gets whole lines: whoever reads them by program must not lose the end of an address.
    Console(width=console.width if console.is_terminal else 240).print(table)
