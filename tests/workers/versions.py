"""The next versions of this service: what stands here, with one more migration each, in a folder of its own.

docs/workers.md says how a version may change the database while workers of the last one go on: it adds, and the one
after it takes away.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from monitor.storage.migrate import COMPATIBLE_FROM, HEAD
from tests.kill.harness import ROOT

ADDS, TAKES = "9998", "9999"
_SCRIPT = """
from alembic import op

revision, down_revision, branch_labels, depends_on = {revision!r}, {after!r}, None, None


def upgrade() -> None:
    for statement in {statements!r}:
        op.execute(statement)
"""
_ADDITIONS = (
    "ALTER TABLE documents ADD COLUMN next_column TEXT",
    "ALTER TABLE deliveries ADD COLUMN next_number INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE next_table (id INTEGER PRIMARY KEY, word TEXT NOT NULL)",
    "CREATE INDEX next_index ON articles (language)",
)


def one_that_adds(folder: Path) -> Path:
    """The next version: this one may go on beside it."""
    _made(folder, head=ADDS, compatible_from=HEAD)
    _migration(folder, ADDS, HEAD, _ADDITIONS)
    return folder


def one_that_takes_away(folder: Path) -> Path:
    """The version after the next one: only the next one may go on beside it."""
    _made(folder, head=TAKES, compatible_from=ADDS)
    _migration(folder, ADDS, HEAD, _ADDITIONS)
    _migration(folder, TAKES, ADDS, ("DROP TABLE next_table",))
    return folder


def _made(folder: Path, *, head: str, compatible_from: str) -> None:
    for package in ("monitor", "spiders"):
        shutil.copytree(ROOT / package, folder / package)
    file = folder / "monitor" / "storage" / "migrate.py"
    written = file.read_text(encoding="utf-8")
    for name, value, instead in (("HEAD", HEAD, head), ("COMPATIBLE_FROM", COMPATIBLE_FROM, compatible_from)):
        assert f'\n{name} = "{value}"\n' in written
        written = written.replace(f'\n{name} = "{value}"\n', f'\n{name} = "{instead}"\n')
    file.write_text(written, encoding="utf-8")


def _migration(folder: Path, revision: str, after: str, statements: tuple[str, ...]) -> None:
    scripts = folder / "monitor" / "storage" / "migrations" / "versions"
    script = _SCRIPT.format(revision=revision, after=after, statements=statements)
    (scripts / f"{revision}_next.py").write_text(script, encoding="utf-8")
