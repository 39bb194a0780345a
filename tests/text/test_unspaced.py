"""Words of scripts without blanks."""

from __future__ import annotations

import pytest

from monitor.text import inflected, is_word, normal

FORMS = [
    ("言う", ["言わ", "言い", "言え", "言っ"]),
    ("行く", ["行か", "行き", "行っ"]),
    ("述べる", ["述べ"]),
    ("見る", ["見た", "見て", "見る"]),
    ("帰る", ["帰ら", "帰っ"]),
    ("高い", ["高く", "高かっ"]),
    ("協力する", ["協力し", "協力さ"]),
    ("협력하다", ["협력한", "협력했", "협력합", "협력하"]),
    ("어렵다", ["어려운", "어려웠", "어렵"]),
    ("만들다", ["만드", "만든", "만들"]),
]
UNINFLECTED = ["日本", "ルッテ", "캐나다", "우간다", "나토", "北约", "動き出", "นาโต"]
WORDS = [
    ("ja", "5日に", "日", True),
    ("ja", "その日に", "日", True),
    ("ja", "日本の", "日", False),
    ("ja", "日曜に", "日", False),
    ("ja", "国有林を", "林", True),
    ("ja", "森林を", "林", False),
    ("ja", "各方面で", "各", True),
    ("zh", "这项设计", "项", True),
    ("zh", "全年平均", "年", False),
    ("zh", "他的家。", "家", True),
    ("zh", "国家的", "家", False),
    ("ko", "3년 후에", "후", True),
    ("ko", "등의 후보가", "후", False),
    ("ko", "맛도 좋다", "맛", True),
    ("ko", "맛있어서", "맛", False),
]


@pytest.mark.parametrize(("word", "forms"), FORMS)
def test_a_predicate_is_looked_for_in_its_forms(word: str, forms: list[str]) -> None:
    assert set(forms) <= inflected(word)


@pytest.mark.parametrize("word", UNINFLECTED)
def test_a_noun_is_looked_for_as_it_is(word: str) -> None:
    assert inflected(word) == {word}


@pytest.mark.parametrize(("language", "text", "character", "expected"), WORDS)
def test_a_single_character_is_a_word_or_a_part(language: str, text: str, character: str, *, expected: bool) -> None:
    assert is_word(normal(text), normal(text).index(character), language) is expected
