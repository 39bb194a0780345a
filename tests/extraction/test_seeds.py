"""The five seed articles, as the local newsroom prints them, come out with the facts of seeds/facts.yaml."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.config import read_outlets
from monitor.extraction import extract, press
from monitor.model.articles import Article
from monitor.newsroom.sites import Piece, Site, read_sites
from tests.builders import document

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
FACTS: dict[str, dict[str, Any]] = {
    facts["file"][:3]: facts for facts in yaml.safe_load((SEEDS / "facts.yaml").read_text(encoding="utf-8"))
}
OUTLETS = {outlet.id: outlet for outlet in read_outlets(ROOT / "config")}
PAGES = [
    (site, piece, suffix)
    for site in read_sites(ROOT / "monitor" / "newsroom" / "sites", SEEDS)
    for piece in site.pieces
    if piece.seed
    for suffix in site.table.pages
]


@pytest.mark.parametrize(("site", "piece", "suffix"), PAGES, ids=[f"{p.seed}{suffix}" for _, p, suffix in PAGES])
@pytest.mark.parametrize("is_known", [True, False], ids=["outlet", "bare page"])
def test_a_seed_has_its_facts(site: Site, piece: Piece, suffix: str, is_known: bool) -> None:
    facts = FACTS[str(piece.seed)]
    found = _extracted(site, piece.path + suffix, is_known)
    assert (found.title, found.author, found.language) == (facts["title"], facts["author"], facts["language"])
    assert found.text.startswith(facts["body_from"]), found.text
    assert found.text.endswith(facts["body_to"]), found.text
    if not is_known:
        assert list(found.cites) == facts["cites"]


def test_a_seed_cites_outlets_by_their_ids() -> None:
    cited = {piece.seed: _extracted(site, piece.path + suffix, True).cites for site, piece, suffix in PAGES}
    assert cited == {
        "000": ("cnn", "zn-ua"),
        "001": ("nikkei-asia", "cnn"),
        "002": ("reuters", "kyodo"),
        "003": (),
        "004": ("japan-times",),
    }


def _extracted(site: Site, path: str, is_known: bool) -> Article:
    paper = site.paper(path, base="http://127.0.0.1", now=datetime(2026, 11, 2, tzinfo=UTC))
    assert paper is not None
    url = f"https://{site.table.host}{path}"
    page = document(paper.body, url=url, final_url=url, headers=(("content-type", paper.content_type),))
    outlets = tuple(OUTLETS.values()) if is_known else ()
    found = extract(page, outlet=OUTLETS[site.id] if is_known else None, entry=None, press=press(outlets))  # type: ignore[index]
    assert isinstance(found, Article), found
    return found
