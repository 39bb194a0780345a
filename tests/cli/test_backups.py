"""farwatch backup and restore, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.services.access import recognise, sign_in
from monitor.storage import open_store
from tests.cli.conftest import Said

Run = Callable[..., Said]
PASSWORD = "correct horse battery staple"


def test_after_a_restore_there_are_the_users_and_everybody_signs_in_again(
    farwatch: Run, own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARWATCH_DATABASE", own_database)
    farwatch("user", "add", "anna", "--role", "editor", "--password-stdin", stdin=PASSWORD)
    now = datetime.now(UTC)
    store = open_store(own_database)
    signed_in = sign_in(store, "anna", PASSWORD, now=now, former="")
    store.close()
    assert signed_in is not None
    assert farwatch("backup", str(tmp_path / "monday.backup")).code == 0
    assert farwatch("restore", str(tmp_path / "monday.backup"), "--force").code == 0
    store = open_store(own_database)
    found = recognise(store, session=signed_in.secret, token="", now=now)
    store.close()
    assert (found.visitor, found.has_users) == (None, True)
