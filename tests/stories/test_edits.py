"""How grave edits are; tests/data/stories/edits.psv holds them in nine languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.model.edits import EditKind
from monitor.stories.edits import edits, is_significant

TABLE = Path(__file__).parents[1] / "data" / "stories" / "edits.psv"
ROWS = [line.split("|") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
GRAVEST_FIRST = list(EditKind)


def gravest(before: str, after: str, language: str) -> EditKind:
    found = edits("", "", before, after, language=language)
    return min((edit.kind for edit in found), key=GRAVEST_FIRST.index)


@pytest.mark.parametrize(("language", "kind", "before", "after"), ROWS)
def test_an_edit_is_as_grave_as_it_is(language: str, kind: str, before: str, after: str) -> None:
    assert gravest(before, after, language) == kind


@pytest.mark.parametrize(("language", "kind", "before", "after"), ROWS)
def test_an_edit_taken_back_is_as_grave(language: str, kind: str, before: str, after: str) -> None:
    back = {"added": "removed", "removed": "added"}.get(kind, kind)
    assert gravest(after, before, language) == back


def test_the_same_to_the_letter_is_no_edit() -> None:
    assert edits("A", "A", "One. Two.", "One. Two.", language="en") == ()


def test_a_change_is_shown_with_the_words_around_it() -> None:
    (edit,) = edits(
        "",
        "",
        "Police said that at least 12 people were hurt.",
        "Police said that at least 21 people were hurt.",
        language="en",
    )
    assert (edit.lead, edit.before, edit.after, edit.tail) == ("said that at least", "12", "21", "people were hurt.")


def test_a_sentence_that_only_moved_is_no_edit_but_cosmetic() -> None:
    (edit,) = edits(
        "", "", "Rain fell in Tokyo. The summit opened.", "The summit opened. Rain fell in Tokyo.", language="en"
    )
    assert edit.kind is EditKind.COSMETIC


def test_a_correction_is_significant_and_a_new_sentence_is_not() -> None:
    note = edits(
        "",
        "",
        "Japan opens a mission.",
        "Japan opens a mission. Correction: an earlier version named another city.",
        language="en",
    )
    more = edits("", "", "Japan opens a mission.", "Japan opens a mission. It has forty rooms.", language="en")
    assert (is_significant(note), is_significant(more)) == (True, False)


def test_a_text_mostly_taken_out_is_significant() -> None:
    before = "Japan opens a mission. It has many rooms. The ambassador moves in. Guests arrive from everywhere."
    found = edits("", "", before, "Japan opens a mission.", language="en")
    assert is_significant(found, text_before=before)


def test_a_changed_headline_is_told_apart_from_the_text() -> None:
    found = edits(
        "Kishida to visit Kyiv",
        "Ishiba to visit Kyiv",
        "It was said that Kishida will.",
        "It was said that Ishiba will.",
        language="en",
    )
    assert [(edit.field, edit.kind) for edit in found] == [("title", EditKind.NAME), ("text", EditKind.NAME)]
