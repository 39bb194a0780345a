"""One story from the command line: its timeline, decisions by hand, and what outlets changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

TITLE = "Japan to open mission to NATO, says Kishida"
TEXT = (
    "Japan will open a mission to NATO in Brussels, prime minister Kishida said in Tokyo after talks with Stoltenberg."
)
ONE, TWO, OTHER = (f"https://paper{number}.org/news/{number}" for number in (1, 2, 3))


def import_lines(farwatch: Callable[..., object], tmp_path: Path, *lines: dict[str, object]) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(json.dumps({"language": "en", "published": None} | line) for line in lines))
    assert farwatch("import", str(file)).code == 0  # type: ignore[attr-defined]


@pytest.fixture
def filled(farwatch, tmp_path: Path) -> dict[str, str]:
    """Two articles of a story and one of another; the story of each."""
    import_lines(
        farwatch,
        tmp_path,
        {"url": ONE, "outlet": "one", "title": TITLE, "text": TEXT},
        {"url": TWO, "outlet": "two", "title": TITLE + " in Tokyo", "text": TEXT + " So it was said."},
        {"url": OTHER, "outlet": "three", "title": "Rain in Lisbon", "text": "Rain fell on Lisbon all day."},
    )
    return {one["url"]: row["id"] for row in farwatch("stories", "--json").rows for one in row["articles"]}


def parts(farwatch) -> set[frozenset[str]]:
    return {frozenset(one["url"] for one in row["articles"]) for row in farwatch("stories", "--json").rows}


def test_a_story_is_split_and_the_split_undone(farwatch, filled) -> None:
    assert filled[ONE] == filled[TWO]
    said = farwatch("story", "split", filled[ONE], TWO, "--why", "another visit", "--by", "ann")
    assert (said.code, "ann split articles off story" in said.out, "(another visit)" in said.out) == (0, True, True)
    assert parts(farwatch) == {frozenset({ONE}), frozenset({TWO}), frozenset({OTHER})}
    assert farwatch("story", "undo", "--by", "bob").code == 0
    assert parts(farwatch) == {frozenset({ONE, TWO}), frozenset({OTHER})}
    (row,) = farwatch("story", "decisions", "--json").rows
    assert (row["kind"], row["by"], row["undone_by"], row["articles"]) == ("split", "ann", "bob", [TWO])


def test_two_stories_are_merged_by_the_beginning_of_an_id_and_an_address(farwatch, filled) -> None:
    (row,) = farwatch("story", "merge", filled[ONE][:6], OTHER, "--json").rows
    assert (row["kind"], row["story"], row["other"]) == ("merge", filled[ONE], filled[OTHER])
    assert parts(farwatch) == {frozenset({ONE, TWO, OTHER})}


def test_a_lead_is_chosen(farwatch, filled) -> None:
    assert farwatch("story", "lead", filled[ONE], TWO).code == 0
    (shown,) = farwatch("story", "show", filled[ONE], "--json").rows
    assert [one["relation"] for one in shown["timeline"] if one["url"] == TWO] == ["lead"]
    assert [one["kind"] for one in shown["decisions"]] == ["lead"]


def test_a_story_is_shown_as_a_table(farwatch, filled) -> None:
    said = farwatch("story", "show", TWO).out
    assert f"Story {filled[TWO]}: Japan to open mission" in said
    assert "articles: 2, outlets: 2" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "zzz"), "there is no story 'zzz'"),
        (("show", "https://example.org/none"), "is in no story"),
        (("undo",), "there is no decision to undo"),
        (("accept", "5"), "there is no proposal 5"),
        (("decline", "5"), "there is no proposal 5"),
    ],
)
def test_what_is_not_so_is_said_in_a_sentence(farwatch, filled, words: tuple[str, ...], said: str) -> None:
    answer = farwatch("story", *words)
    assert answer.code == 1
    assert said in answer.err


def test_a_changed_article_shows_its_revisions(farwatch, filled, tmp_path: Path) -> None:
    changed = TEXT.replace("will open", "will not open")
    import_lines(farwatch, tmp_path, {"url": ONE, "outlet": "one", "title": TITLE, "text": changed})
    said = farwatch("revisions", ONE)
    assert "! text  negation" in said.out
    assert "{+not+}" in said.out
    (row,) = farwatch("revisions", ONE, "--json").rows
    assert [(one["kind"], one["after"]) for one in row["changes"][0]["edits"]] == [("negation", "not")]
    assert row["changes"][0]["raised"]
    assert "Changed since it was published: 1" in farwatch("explain", ONE).out


def test_revisions_of_an_unknown_article_are_refused(farwatch, filled) -> None:
    assert farwatch("revisions", "https://example.org/none").code == 1
