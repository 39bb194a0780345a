import pytest

from monitor.stories.numerals import days, numbers, ordinals


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("EU adopts 12th package", "en", {"12"}),
        ("EU's twelfth package", "en", {"12"}),
        ("ЄС ухвалив 18-й пакет", "uk", {"18"}),
        ("затвердив вісімнадцятий пакет", "uk", {"18"}),
        ("двенадцатого пакета санкций", "ru", {"12"}),
        ("UE przyjęła 18. pakiet", "pl", {"18"}),
        ("zwölftes Sanktionspaket", "de", {"12"}),
        ("un 18e paquet de sanctions", "fr", {"18"}),
        ("対ロ制裁第18弾", "ja", {"18"}),
        ("러시아 18차 제재안", "ko", {"18"}),
        ("第十八轮对俄制裁", "zh", {"18"}),
        ("Blast injures 17. Police search for cause", "en", set()),
        ("First visit in 30 seconds", "en", set()),
        ("На борту було шістдесят людей, п'ять загинули", "uk", set()),
    ],
)
def test_an_ordinal_is_one_in_every_language(text: str, language: str, expected: set[str]) -> None:
    assert ordinals(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8-9 kwietnia w Tokio", {"04-08", "04-09"}),
        ("10 травня 2023 року", {"05-10"}),
        ("on May 10, officials", {"05-10"}),
        ("the 10th of May", {"05-10"}),
        ("5月10日の会見", {"05-10"}),
        ("5월 10일", {"05-10"}),
        ("10.05.2023, 15:25", {"05-10"}),
        ("am 3. März", {"03-03"}),
        ("At least 12 may have died; 20 mayors, 5 marines, 11 decades", set()),
    ],
)
def test_a_day_is_one_in_every_language(text: str, expected: set[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("$3 billion", "en", {"3e+09"}),
        ("3 млрд доларів", "uk", {"3e+09"}),
        ("3 Milliarden Dollar", "de", {"3e+09"}),
        ("30亿美元", "zh", {"3e+09"}),
        ("30億ドル", "ja", {"3e+09"}),
        ("30억 달러", "ko", {"3e+09"}),
        ("45,000 longshoremen", "en", {"45000"}),
        ("45 000 осіб", "uk", {"45000"}),
        ("magnitude 5.8, four hurt in 2026", "en", set()),
    ],
)
def test_an_amount_is_one_in_every_language(text: str, language: str, expected: set[str]) -> None:
    assert numbers(text, language) == expected


def test_a_figure_may_stand_right_after_a_sign_but_not_within_a_word() -> None:
    assert numbers("转移群众8200余人", "zh") == {"8200"}
    assert numbers("танки Т72 и самолёт C919", "ru") == frozenset()
