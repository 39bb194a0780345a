"""The language of a text."""

from __future__ import annotations

import pytest

from monitor.text import language_of

TEXTS = [
    ("Японія не планує приєднуватися до Північноатлантичного альянсу", (), "uk"),
    ("Япония не планирует вступать в Североатлантический альянс, заявил премьер", (), "ru"),
    ("Японія плануе далучыцца да альянсу, заявіў прэм'ер Японіі ў Токіа", (), "be"),
    ("Japonia chce bliższej współpracy z NATO, powiedział premier", (), "pl"),
    ("Japan wants closer cooperation with NATO, its prime minister said", (), "en"),
    ("Japan will enger mit der NATO zusammenarbeiten, sagte der Minister", (), "de"),
    ("Le Japon souhaite une coopération plus étroite avec l'OTAN", (), "fr"),
    ("日本とNATOの協力を強化する", (), "ja"),
    ("日本首相訪問北約總部", ("ja",), "ja"),
    ("日本首相訪問北約總部", ("zh-TW",), "zh"),
    ("나토와 일본의 협력", (), "ko"),
    ("ญี่ปุ่นกับนาโต", (), "th"),
    ("اليابان وحلف شمال الأطلسي يعززان التعاون في مجال الأمن والدفاع", (), "ar"),
    ("НАТО", ("uk",), "uk"),
    ("12:30 — 2026", (), None),
    ("", (), None),
]


@pytest.mark.parametrize(("text", "prior", "language"), TEXTS)
def test_a_text_is_of_its_language(text: str, prior: tuple[str, ...], language: str | None) -> None:
    assert language_of(text, prior=prior) == language


def test_a_short_text_is_of_the_outlets_language_when_it_could_be() -> None:
    assert language_of("Japonia i NATO razem", prior=("pl",)) == "pl"
