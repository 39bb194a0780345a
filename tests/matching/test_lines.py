"""The labelled table of lines: which query answers which sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from monitor.config.concepts import read_concept
from monitor.matching import Matcher, compile_watches
from tests.builders import watch

ROOT = Path(__file__).parents[2]
CONCEPTS = [
    read_concept(str(path), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "config/concepts").glob("*.toml"))
]
TABLE = tomllib.loads((ROOT / "tests/data/matching/lines.toml").read_text(encoding="utf-8"))


@cache
def matcher(query: str) -> Matcher:
    return compile_watches([watch(query)], CONCEPTS)


def rows() -> Iterator[tuple[str, str | None, str, bool]]:
    for query, groups in TABLE.items():
        for group in groups:
            language = None if group["language"] == "?" else group["language"]
            yield from ((query, language, line, True) for line in group["yes"])
            yield from ((query, language, line, False) for line in group["no"])


@pytest.mark.parametrize(("query", "language", "line", "matches"), list(rows()))
def test_a_line_answers_a_query_or_does_not(query: str, language: str | None, line: str, matches: bool) -> None:
    found, hits = matcher(query).answers(line, language)
    assert (found, bool(hits)) == (matches, matches)
    assert all(line[hit.start : hit.end] == hit.form for hit in hits)
