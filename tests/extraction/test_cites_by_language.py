"""Whom sentences of many languages name as their source: `tests/data/extraction/cites.toml`, with the outlets of the pack."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from monitor.config.outlets import read_outlet
from monitor.extraction import press
from monitor.extraction.cites import find_cites
from monitor.model.outlets import OutletId

ROOT = Path(__file__).parents[2]
ROWS: dict[str, dict[str, list[list[str]]]] = tomllib.loads(
    (ROOT / "tests" / "data" / "extraction" / "cites.toml").read_text(encoding="utf-8")
)


OUTLETS = ROOT / "config" / "outlets"
PRESS = press([read_outlet(path.name, path.read_text(encoding="utf-8")) for path in sorted(OUTLETS.glob("*.toml"))])
SENTENCES = [(language, *row) for language, table in ROWS.items() for row in table["sentences"]]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row[0]}: {row[1]}")
def test_a_sentence_names_its_sources_and_nobody_else(row: tuple[str, ...]) -> None:
    _, sentence, expected, *own = row
    found = find_cites(
        sentence, press=PRESS, own=frozenset(own), itself=OutletId(own[0]) if own else None
    )  # fmt: skip
    assert sorted(found) == sorted(filter(None, expected.split(",")))
