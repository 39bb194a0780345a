"""What an outlet changed, marked: nothing is lost on either side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.redline import Mark, Piece, redline

SAME, GONE, COME, SKIPPED = Mark.SAME, Mark.GONE, Mark.COME, Mark.SKIPPED


def marks(before: str, after: str) -> list[tuple[Mark, str]]:
    return [(piece.mark, piece.text) for piece in redline(before, after)]


def side(pieces: tuple[Piece, ...], other: Mark) -> str:
    return "".join(piece.text for piece in pieces if piece.mark is not other)


def test_a_word_that_changed_is_marked_and_no_more() -> None:
    assert marks("Japan sends 12 ships.", "Japan sends 15 ships.") == [
        (SAME, "Japan sends "),
        (GONE, "12 "),
        (COME, "15 "),
        (SAME, "ships."),
    ]


def test_a_script_without_blanks_is_compared_by_sign() -> None:
    assert marks("韓国は12日に派遣する。", "中国は12日に派遣する。") == [
        (GONE, "韓"),
        (COME, "中"),
        (SAME, "国は12日に派遣する。"),
    ]


def test_what_lies_far_from_a_change_is_left_out() -> None:
    before = "One. Two. Three. Four. Five. Six."
    after = "One. Two. Three. Four. Five. Seven."
    assert [piece.mark for piece in redline(before, after)] == [SKIPPED, SAME, GONE, COME, SAME]


@pytest.mark.parametrize(("before", "after", "marked"), [("", "New.", COME), ("Old.", "", GONE)])
def test_all_may_be_new_or_gone(before: str, after: str, marked: Mark) -> None:
    assert marks(before, after) == [(marked, before + after)]


def test_one_text_has_no_change() -> None:
    assert redline("As it was.", "As it was.") == ()


def test_a_passage_too_long_to_compare_is_told_whole() -> None:
    before, after = "old " * 2_000, "new " * 2_000
    assert [piece.mark for piece in redline(before, after)] == [GONE, COME]


texts = st.text(alphabet="ab N.О日本1 \n", max_size=60)


@given(before=texts, after=texts)
def test_nothing_is_lost_on_either_side(before: str, after: str) -> None:
    pieces = redline(before, after)
    if before != after:
        assert side(pieces, GONE) == after
        # What differs in case or blanks alone is told as it is now.
        assert "".join(side(pieces, COME).casefold().split()) == "".join(before.casefold().split())
