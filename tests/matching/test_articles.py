"""The starting watch, on articles labelled by hand and on the seeds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from monitor.config.concepts import read_concept
from monitor.config.watches import read_watch
from monitor.matching import compile_watches
from tests.builders import article, watch

ROOT = Path(__file__).parents[2]
CONCEPTS = [
    read_concept(str(path), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "config/concepts").glob("*.toml"))
]
WATCHES = [read_watch(path) for path in sorted((ROOT / "config/watches").glob("*.toml"))]
STARTING = next(one for one in WATCHES if one.id == "nato-indo-pacific")
ARTICLES = tomllib.loads((ROOT / "tests/data/matching/articles.toml").read_text(encoding="utf-8"))["article"]
SEEDS = yaml.safe_load((ROOT / "seeds/facts.yaml").read_text(encoding="utf-8"))


def body_and_furniture(seed: dict[str, str]) -> tuple[str, list[str]]:
    saved = (ROOT / "seeds" / seed["file"]).read_text(encoding="utf-8")
    start, end = saved.index(seed["body_from"]), saved.index(seed["body_to"]) + len(seed["body_to"])
    lines = [line for line in saved[end:].splitlines() if line.strip()]
    return saved[start:end], lines


@pytest.mark.parametrize("labelled", ARTICLES, ids=lambda one: one["title"])
def test_the_starting_watch_finds_what_is_really_about_nato_and_a_partner(labelled: dict[str, str]) -> None:
    matcher = compile_watches([STARTING], CONCEPTS)
    one = article(title=labelled["title"], text=labelled["text"], language=labelled["language"])
    assert bool(matcher.match(one)) is labelled["about"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["file"])
def test_every_seed_answers_by_its_body_and_no_line_of_its_furniture_does(seed: dict[str, str]) -> None:
    matcher = compile_watches([watch("@nato AND @indo-pacific-partner")], CONCEPTS)
    body, furniture = body_and_furniture(seed)
    assert matcher.answers(body, seed["language"])[0]
    assert [line for line in furniture if matcher.answers(line, None)[0]] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["file"])
def test_every_seed_answers_the_starting_watch(seed: dict[str, str]) -> None:
    body, _ = body_and_furniture(seed)
    one = article(title=seed["title"], text=body, language=seed["language"], published=None)
    assert compile_watches([STARTING], CONCEPTS).match(one)


def test_every_declared_watch_can_be_read_with_the_declared_concepts() -> None:
    assert compile_watches(WATCHES, CONCEPTS)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_every_declared_concept_can_be_asked_for(concept: object) -> None:
    query = f"@{concept.id}"  # type: ignore[attr-defined]  # a Concept; pytest's ids take object
    assert compile_watches([watch(query)], CONCEPTS).answers("nothing", "en") == (False, ())
