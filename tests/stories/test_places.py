import pytest

from monitor.stories.places import places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Polls close in Poland's presidential run-off", {"PL"}),
        ("У Польщі завершився другий тур виборів", {"PL"}),
        ("Япония и Китай начали переговоры", {"JP", "CN"}),
        ("Rozmowy z Japonią", {"JP"}),
        ("日本と韓国が首脳会談", {"JP", "KR"}),
        ("インドネシアで噴火", {"ID"}),
        ("한국 대선 투표 종료", {"KR"}),
        ("US and UK strike deal; США", {"US", "GB"}),
        ("South Korea votes", {"KR"}),
        ("Children of chile growers tell us of polish", set()),
        ("Niger and Nigeria", {"NE", "NG"}),
        ("Rutte in Tokyo; до Києва; w Moskwie; 香港・旺角", {"JP", "UA", "RU", "HK"}),
        ("Hannover, Madras, Seul le ministre", set()),
        ("", set()),
    ],
)
def test_states_are_one_in_all_languages(text: str, codes: set[str]) -> None:
    assert places(text).keys() == codes


def test_a_state_is_shown_as_it_is_written() -> None:
    assert places("Столиця Японії") == {"JP": "Японії"}
