"""farwatch ingest --again and farwatch doctor, on pages that were kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.model.outlets import OutletId
from monitor.model.polls import Alert, AlertKind
from monitor.storage import Store, open_store
from tests.builders import NOW, entry, source
from tests.cli.conftest import Said
from tests.services.pages import fetched, page

Farwatch = Callable[..., Said]
ADDRESS = "https://example.org/news/1"
OUTLET = """
name = "Example Daily"
homepage = "https://example.org/"
languages = ["en"]
country = "GB"
zone = "Europe/London"
kind = "newspaper"
[[sources]]
url = "https://example.org/feed"
kind = "feed"
"""
SIDE = b"<p class=x>The minister came to Brussels by train on Sunday evening with two advisers.</p>"


@pytest.fixture
def outlet_file(config: Path) -> Path:
    file = config / "outlets" / "example.toml"
    file.write_text(OUTLET)
    return file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'farwatch.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def ingested(farwatch: Farwatch, outlet_file: Path, store: Store) -> Farwatch:
    """One page of an outlet, read before the outlet's hints were mended."""
    body = page().replace(b"<article>", b"<article>" + SIDE)
    with store.begin() as work:
        one = entry(url=ADDRESS)
        document = fetched(1, body)
        work.documents.add(
            outlet=OutletId("example"), source=source().url, entry=one, document=document, baseline=False
        )
    assert farwatch("ingest").code == 0
    return farwatch


def test_nothing_changed_is_said(ingested: Farwatch) -> None:
    said = ingested("ingest", "--again", "example")
    assert (said.code, said.out.splitlines()) == (
        0,
        ["Nothing changed.", "1 pages of example read again: 1 unchanged."],
    )


def test_what_changed_is_said_field_by_field(ingested: Farwatch, outlet_file: Path) -> None:
    outlet_file.write_text(OUTLET + "\n[page]\nremove = ['p.x']\n")
    (row,) = ingested("ingest", "--again", "example", "--json").rows
    (change,) = row.pop("changes")
    assert (change["url"], change["what"]) == (ADDRESS, "text")
    assert change["before"].startswith("The minister came to Brussels")
    assert change["after"].startswith("Japan will open a mission")
    changed = dict.fromkeys(("title", "date", "author", "language", "cites", "new", "rejected"), 0) | {"text": 1}
    assert row == {"outlet": "example", "pages": 1, "unchanged": 0, "changed": changed}


def test_an_outlet_that_is_not_there_is_said_so(ingested: Farwatch) -> None:
    said = ingested("ingest", "--again", "nobody")
    assert (said.code, said.out) == (1, "")
    assert "there is no outlet 'nobody'" in said.err


def test_doctor_tells_of_open_trouble_and_ends_with_one(ingested: Farwatch, store: Store) -> None:
    drift = Alert(subject="example", kind=AlertKind.DRIFT, since=NOW, detail="97% of the last 30 pages rejected")
    with store.begin() as work:
        work.alerts.settle("example", (AlertKind.DRIFT,), (drift,), NOW)
    said = ingested("doctor")
    assert said.code == 1
    assert "!! outlet example: drift since 2026-11-02T07:00+00:00. 97% of the last 30 pages rejected\n" in said.out
    assert "farwatch ingest --again" in said.out
