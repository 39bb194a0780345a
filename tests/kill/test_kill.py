"""Killed at every step of the road, the service loses no story and tells none twice unmarked.

At least 80 kills in all, alone and as several workers; bench/kills.py does as many as wanted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Postgres
from tests.kill.harness import Trial

KILLS = 16
KILLS_OF_WORKERS = 20
PAUSES = 4


@pytest.mark.parametrize("copies", [1, 2])
def test_no_story_is_lost_and_none_told_twice_unmarked(database: str, tmp_path: Path, copies: int) -> None:
    trial = Trial(database=database, folder=tmp_path / "kill", copies=copies, chance=random.Random(copies))
    try:
        while trial.kills.total() < KILLS:
            trial.round()
        outcome = trial.settled()
    finally:
        trial.close()
    assert outcome.is_right, outcome
    assert outcome.kills.total() >= KILLS
    assert outcome.messages > trial.stories / 4


@pytest.fixture
def shared(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database in which no queue is yet."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


def test_nor_by_three_workers_that_claim_by_row_and_are_killed_and_paused(shared: str, tmp_path: Path) -> None:
    trial = Trial(database=shared, folder=tmp_path / "kill", copies=3, chance=random.Random(3), how="workers")
    try:
        while trial.kills.total() < KILLS_OF_WORKERS or trial.pauses.total() < PAUSES:
            trial.round()
        outcome = trial.settled()
    finally:
        trial.close()
    assert outcome.is_right, outcome
    assert outcome.messages > trial.stories / 4


def test_nor_when_a_backup_is_restored_between_the_kills(tmp_path: Path) -> None:
    # Of SQLite: the copy is taken with what is under way in it. What PostgreSQL gives back: tests/storage/test_backups.py.
    database = f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"
    trial = Trial(database=database, folder=tmp_path / "kill", copies=2, chance=random.Random(5))
    try:
        for _ in range(3):
            trial.round()
        backup = trial.back_up()
        for _ in range(4):
            trial.round()
        trial.restore(backup)
        for _ in range(3):
            trial.round()
        outcome = trial.settled()
    finally:
        trial.close()
    assert outcome.is_right, outcome
    assert outcome.marked


def test_nor_is_an_update_or_a_changed_article(database: str, tmp_path: Path) -> None:
    tell_again(Trial(database=database, folder=tmp_path / "kill", copies=2, chance=random.Random(7)))


def test_nor_is_one_by_three_workers(shared: str, tmp_path: Path) -> None:
    tell_again(Trial(database=shared, folder=tmp_path / "kill", copies=3, chance=random.Random(7), how="workers"))


def tell_again(trial: Trial) -> None:
    """Stories that everybody was told go on, while copies are killed."""
    try:
        while trial.stories < 12:
            trial.round()
        first = trial.settled()
        for story in range(0, 12, 2):
            trial.round_of_news(story)
        outcome = trial.settled()
    finally:
        trial.close()
    assert first.is_right, first
    assert outcome.is_right, outcome
    assert (outcome.again, outcome.stories) == (12, first.stories)
