from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digests.width import width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("NATO", 4), ("日本", 4), ("ＮＡＴＯ", 8), ("나토", 4), ("e\u0301", 1), ("", 0)]
)
def test_wide_characters_take_two_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_lines_are_broken_at_blanks_and_indented() -> None:
    assert wrapped("one two three four", 10, indent="   ", first="1. ") == ["1. one two", "   three", "   four"]


def test_japanese_is_broken_anywhere_but_before_closing_marks() -> None:
    assert wrapped("日本とNATOの協力、強化。", 9) == ["日本と", "NATOの協", "力、強", "化。"]


def test_korean_is_broken_at_blanks() -> None:
    assert wrapped("나토와 일본의 협력", 9) == ["나토와", "일본의", "협력"]


@given(st.text(alphabet="ab НЯ日本、。나토 *«»", max_size=80), st.integers(6, 40))
def test_wrapping_loses_nothing_and_only_the_unbreakable_is_longer(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert width(line) <= room or " " not in line.strip()
