"""Segments, sentences and paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import paragraphs, sentences, tokens

SEGMENTS = [
    ("НАТО-Японія, зв’язок!", ["НАТО", "Японія", "зв’язок"]),
    ("NATO's chief", ["NATO", "chief"]),
    ("l’Alliance d'Asie", ["l", "Alliance", "d", "Asie"]),
    ("NATO'nun üyesi", ["NATO", "nun", "üyesi"]),
    ("日本とNATOの協力", ["日本と", "NATO", "の協力"]),
    ("나토와 일본", ["나토와", "일본"]),
    ("IP4 and 5G", ["IP4", "and", "5G"]),
    ("ญี่ปุ่นกับ NATO", ["ญี่ปุ่นกับ", "NATO"]),
    ("حلف الناتو، واليابان", ["حلف", "الناتو", "واليابان"]),
    ("नाटो और जापान", ["नाटो", "और", "जापान"]),
    ("北约与日本", ["北约与日本"]),
    ("за\u0301мок", ["за\u0301мок"]),
    ("", []),
    ("…—!", []),
]


@pytest.mark.parametrize(("text", "expected"), SEGMENTS)
def test_words_of_every_script_are_segments(text: str, expected: list[str]) -> None:
    assert [segment.text for segment in tokens(text)] == expected


@given(st.text())
def test_segments_stand_where_they_say_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet=st.sampled_from('аБ .!?。\n»"1')))
def test_sentences_lie_in_paragraphs_and_do_not_overlap(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(p.start <= one.start and one.end <= p.end for p in paragraphs(text)) for one in spans)


SENTENCES = [
    ("Він приїхав. Вона поїхала.", 2),
    ("Gen. Nakatani met Mr. Rutte. They spoke.", 2),
    ("W dn. 8 kwietnia m.in. Rutte. Potem wrócił.", 2),
    ("Am 4. April begann das Treffen. Es dauerte.", 2),
    ("日本とNATO。協力する。", 2),
    ("«Так?» Ні! Добре…", 3),
    ("U.S. troops left. Done.", 2),
    ("Без крапки", 1),
    ("10.05.2023, 15:25", 1),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_a_full_stop_ends_a_sentence_and_an_abbreviation_does_not(text: str, count: int) -> None:
    assert len(sentences(text)) == count
