import pytest

from monitor.stories.evidence import name_key, names, normal, own_words, without_quotes, words


@pytest.mark.parametrize(
    "name", ["Stoltenberg", "Столтенберг", "Столтенбергом", "Stoltenberga", "ストルテンベルグ", "스톨텐베르그"]
)
def test_a_name_is_one_across_scripts_and_cases(name: str) -> None:
    assert name_key(name) == "strtnb"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Генсек Столтенберг і Фуміо Кісіда в Токіо", {"Столтенберг", "Фуміо", "Кісіда", "Токіо"}),
        ("The minister met Rutte. Officials praised NATO.", {"Rutte", "NATO"}),
        ("首相、NATOのルッテ事務総長と会談", {"NATO", "ルッテ"}),
        ("스톨텐베르그 방일", {"스톨텐베르그"}),
        ("北约秘书长访日", set()),
        ("وزير الخارجية يصل", set()),
        ("รัฐมนตรีต่างประเทศ", set()),
    ],
)
def test_names_are_found_without_a_dictionary(text: str, expected: set[str]) -> None:
    assert set(names(text).values()) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("санкції", "санкцій"), ("東京", "东京"), ("sankcje", "sankcji"), ("Verhandlungen", "Verhandlung")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert words(one) == words(other) != frozenset()


def test_words_of_every_text_are_left_out() -> None:
    assert words("the about після який oraz nach avec の です") == frozenset()


@pytest.mark.parametrize(
    "quotation",
    [
        "«Безпека є неподільною»",
        '"Security is indivisible"',
        "„Nasze bezpieczeństwo jest wspólne”",
        "「安全保障は切り離せない」",
    ],
)
def test_quotations_are_taken_out(quotation: str) -> None:
    assert without_quotes(f"A {quotation} B").split() == ["A", "…", "B"]


def test_a_short_name_in_quotation_marks_stays() -> None:
    assert without_quotes("пункт «Медика»") == "пункт «Медика»"


def test_paragraphs_that_recall_are_left_out() -> None:
    assert own_words("Перше.\nНагадаємо, раніше було інше.\nДруге.", "Заголовок") == "Перше.\nДруге."


def test_the_repeated_headline_is_left_out() -> None:
    assert own_words("Headline\nBody.", "Headline") == "Body."


def test_invisible_signs_and_apostrophes_are_one() -> None:
    assert normal("зв\u2019я\u00adзку ＮＡＴＯ") == "зв'язку NATO"
