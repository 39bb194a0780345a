"""Saved pages and what a reader sees on them: `tests/data/pages/facts.toml` says it, a table a page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from monitor.extraction import extract
from monitor.model.articles import Article, Rejected
from monitor.model.outlets import OutletId, Press
from tests.builders import document

FOLDER = Path(__file__).parents[1] / "data" / "pages"
FACTS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "facts.toml").read_text(encoding="utf-8"))
ARTICLES = sorted(name for name, facts in FACTS.items() if "reason" not in facts)
OTHERS = sorted(FACTS.keys() - set(ARTICLES))


def test_every_page_has_its_facts() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(FACTS), "facts.toml: add a table for each page"


@pytest.mark.parametrize("name", ARTICLES)
def test_a_page_is_read_as_its_newsroom_would(name: str) -> None:
    facts, found = FACTS[name], _extracted(name)
    assert isinstance(found, Article), found
    assert {
        "title": found.title or "",
        "published": found.published.render() if found.published else "",
        "author": found.author or "",
        "language": found.language,
        "cites": list(found.cites),
    } == {key: facts[key] for key in ("title", "published", "author", "language", "cites")}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_text_goes_from_the_first_word_to_the_last_without_furniture(name: str) -> None:
    facts, found = FACTS[name], _extracted(name)
    assert isinstance(found, Article), found
    lines = found.text.split("\n")
    assert found.text.startswith(facts["first"]), found.text
    assert found.text.endswith(facts["last"]), found.text
    assert len(lines) == facts["lines"], found.text


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_article_says_why(name: str) -> None:
    found = _extracted(name)
    assert isinstance(found, Rejected), found
    assert found.reason == FACTS[name]["reason"]


def test_an_amp_page_is_its_plain_page() -> None:
    found = _extracted("amp")
    assert isinstance(found, Article)
    assert found.url == FACTS["amp"]["canonical"]


def _extracted(name: str) -> Article | Rejected:
    facts = FACTS[name]
    names = (row.split("=", 1) for row in facts.get("press", ()))
    page = document(
        (FOLDER / f"{name}.html").read_bytes(),
        url=facts["url"],
        final_url=facts["url"],
        status=facts.get("status", 200),
        headers=(("content-type", "text/html"),),
    )
    return extract(
        page, outlet=None, entry=None, press=Press(names=tuple((OutletId(id), (said,)) for id, said in names))
    )
