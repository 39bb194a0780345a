"""The form in which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import mapped, normal

SAME = [
    ("ＮＡＴＯ", "nato"),
    ("зв’язок", "зв'язок"),
    ("звʼязок", "зв`язок"),
    ("Індо–Тихоокеанський", "індо-тихоокеанський"),
    ("Тихо\u00adокеанський", "тихоокеанський"),
    ("за\u0301мок", "замок"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("Ґенеза", "генеза"),
    ("четвёрка", "четверка"),
    ("臺灣", "台湾"),
    ("北約組織", "北约组织"),
    ("ﾆｯﾎﾟﾝ", "ニッポン"),
    ("인도‧태평양", "인도·태평양"),
    ("İSTANBUL", "istanbul"),
    ("Straße", "STRASSE"),
    ("نـــاتو", "ناتو"),
    ("ไทย", "ไทย"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_to_write_one_word_have_one_normal_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("Японія", "Япония"), ("НАТО", "ната"), ("日本", "日木"), ("ı", "i")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_normal_form_is_idempotent(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(alphabet=st.sampled_from("aéЄїґ́̈ﾎﾟ臺가ᄀ\u1161İß’–\u00ad\u200d가́ё")))
def test_every_character_of_the_normal_form_has_its_place_in_the_original(text: str) -> None:
    way_back = mapped(text)
    assert way_back.text == normal(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(way_back.starts, way_back.ends, strict=True))


def test_a_span_of_the_normal_form_is_given_back_as_the_original_has_it() -> None:
    text = "訪日 ＮＡＴＯ と 臺\u200b灣"
    way_back = mapped(text)
    start = way_back.text.index("台湾")
    first, last = way_back.span(start, start + 2)
    assert text[first:last] == "臺\u200b灣"
