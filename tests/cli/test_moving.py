"""What `farwatch migrate` says on its way."""

from __future__ import annotations

import pytest

from monitor.cli.moving import progress_line
from monitor.storage import MoveProgress


@pytest.mark.parametrize(
    ("rows", "seconds", "line"),
    [
        (0, 0.0, "copying articles: 0 of 8,000 rows (0%), 0 seconds left"),
        (2_000, 20.0, "copying articles: 2,000 of 8,000 rows (25%), 60 seconds left"),
        (2_000, 120.0, "copying articles: 2,000 of 8,000 rows (25%), 6 minutes left"),
        (8_000, 80.0, "copying articles: 8,000 of 8,000 rows (100%), 0 seconds left"),
    ],
)
def test_share_and_time_left_are_said(rows: int, seconds: float, line: str) -> None:
    assert progress_line(MoveProgress(round=1, table="articles", rows=rows, of=8_000), seconds) == line


def test_an_empty_database_is_compared_too() -> None:
    assert progress_line(MoveProgress(round=2, table="told", rows=0, of=0), 0.0).startswith("comparing told: 0 of 0")
