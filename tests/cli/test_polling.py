"""farwatch poll, as a person uses it beside a service."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from monitor.storage import open_store
from tests.builders import outlet
from tests.cli.conftest import Said


def test_where_the_service_runs_it_visits_outlets_itself(farwatch: Callable[..., Said], tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    with store.begin() as work:
        work.outlets.add(outlet())
    with store.visiting(alone=False):
        said = farwatch("poll", "example")
    store.close()
    assert said.code == 1
    assert "the service runs on this database" in said.err
