"""Trying, searching and marking from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

NEWS = {
    "https://example.org/both": "Японія відкриє місію при НАТО в Брюсселі.",
    "https://example.org/japan": "Прем'єр-міністр Японії прибув до Сеула.",
    "https://example.org/nato": "У НАТО обговорили бюджет.",
}


@pytest.fixture
def filled(farwatch, tmp_path: Path) -> None:
    lines = [
        {"url": url, "outlet": "example", "language": "uk", "title": text[:20], "text": text, "published": None}
        for url, text in NEWS.items()
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    assert farwatch("import", str(file)).code == 0


def test_a_query_is_tried(farwatch, filled) -> None:
    *found, summed = farwatch("watch", "test", "@nato AND @japan NOT альянсс", "--json").rows
    assert [row["article"] for row in found] == ["https://example.org/both"]
    assert {hit["term"] for hit in found[0]["hits"]} == {"@nato", "@japan"}
    assert (summed["found"], summed["searched"], summed["outlets"]) == (1, 3, {"example": 1})
    assert summed["languages"] == {"uk": 1}
    assert list(summed["days"].values()) == [1]


def test_warnings_are_told_wherever_a_query_is_tried_or_saved(farwatch, filled) -> None:
    query = "@nato and @japan NOT @nato"
    for words in (["test", query], ["add", "Both", query], ["edit", "both", query], ["show", "both"]):
        said = farwatch("watch", *words, "--json").rows[-1]["warnings"]
        assert "NOT @nato takes away all that @nato finds; the watch never matches" in said, words
        assert "“and” is looked for as a word" in " ".join(said), words
        assert "takes away all that" in farwatch("watch", *[word.replace("Both", "Two") for word in words]).out


def test_a_saved_watch_says_what_it_finds(farwatch, filled) -> None:
    said = farwatch("watch", "add", "Japan", "@japan", "--json").rows[0]
    assert (said["found"], said["searched"]) == (2, 3)
    changed = farwatch("watch", "edit", "japan", "@nato").out
    assert "2 of 3 stored articles answer it, 1 gained and 1 lost" in changed


def test_a_trial_is_shown_with_marked_hits(farwatch, filled) -> None:
    said = farwatch("watch", "test", "@nato AND @japan", "--days", "3").out
    assert "1 of 3 stored articles answer @nato AND @japan" in said
    assert "█" in said
    assert "[Японія]" in said


def test_a_new_query_of_a_watch_is_compared(farwatch, filled) -> None:
    farwatch("watch", "add", "Japan", "@japan")
    said = farwatch("watch", "test", "japan", "@nato", "--json").rows[-1]
    assert said["gained"] == ["https://example.org/nato"]
    assert said["lost"] == ["https://example.org/japan"]


def test_articles_are_searched_with_the_language_of_watches(farwatch, filled) -> None:
    rows = farwatch("articles", "--query", "@japan NOT @nato", "--json").rows
    assert [row["url"] for row in rows] == ["https://example.org/japan"]
    assert len(farwatch("articles", "--query", "@japan", "--json").rows) == 2
    assert len(farwatch("articles", "--query", "@japan", "--limit", "1", "--days", "2", "--json").rows) == 1
    assert farwatch("articles", "--query", "@japan AND (").code == 2


def test_a_new_watch_finds_what_is_stored(farwatch, filled) -> None:
    assert farwatch("watch", "add", "Japan", "@japan", "--since", "7", "--json").rows[0]["archived"] == 2
    assert len(farwatch("matches", "--watch", "japan", "--json").rows) == 2


def test_an_edit_that_loses_a_wanted_article_asks_for_force(farwatch, filled) -> None:
    farwatch("watch", "add", "Japan", "@japan")
    assert farwatch("mark", "https://example.org/japan", "japan", "wanted").code == 0
    said = farwatch("watch", "edit", "japan", "@nato")
    assert (said.code, "https://example.org/japan" in said.err) == (1, True)
    assert farwatch("watch", "show", "japan", "--json").rows[0]["query"] == "@japan"
    assert farwatch("watch", "edit", "japan", "@nato", "--force").code == 0


def test_a_watch_is_shown_with_its_precision(farwatch, filled) -> None:
    farwatch("watch", "add", "Japan", "@japan")
    farwatch("mark", "https://example.org/both", "japan", "wanted")
    farwatch("mark", "https://example.org/japan", "japan", "noise")
    row = farwatch("watch", "show", "japan", "--json").rows[0]
    assert (row["precision"], row["wanted"], row["noise"]) == (0.5, 1, 1)
    assert row["faults"] == [{"term": "@japan", "form": "японії", "noise": 1, "wanted": 0}]
    farwatch("mark", "https://example.org/japan", "japan", "none")
    assert farwatch("watch", "show", "japan", "--json").rows[0]["precision"] == 1.0


def test_an_article_that_is_not_stored_cannot_be_marked(farwatch, filled) -> None:
    farwatch("watch", "add", "Japan", "@japan")
    assert farwatch("mark", "https://example.org/none", "japan", "noise").code == 1
    assert farwatch("mark", "https://example.org/japan", "japan", "great").code == 2
