"""The command line as a person uses it: words in, exit code and output out, on a database and a folder of its own."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """What is delivered, without its outlets."""
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets"))
    (folder / "outlets").mkdir()
    return folder


@pytest.fixture
def farwatch(
    tmp_path: Path,
    config: Path,
    sqlite_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Said]:
    # With its tables: to make them takes 0.4 s, more than most commands. tests/walk and tests/service begin from nothing.
    shutil.copy(sqlite_template, tmp_path / "farwatch.sqlite3")
    monkeypatch.setenv("FARWATCH_DATABASE", f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    monkeypatch.setenv("FARWATCH_CONFIG", str(config))

    def run(*words: str, stdin: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        try:
            main(words)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        said = capsys.readouterr()
        return Said(code=code, out=said.out, err=said.err)

    return run
