"""Whom a sentence names as its source, in many languages; names nobody knows; names that are no sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extraction.cites import find_cites
from monitor.model.outlets import OutletId, Press

PRESS = Press(
    names=tuple(
        (OutletId(id), tuple(names.split("|")))
        for id, names in (
            ("reuters", "Reuters|Рейтер|Agencja Reutera|ロイター通信|로이터통신|路透社"),
            ("kyodo", "Kyodo News|Kyodo|Кіодо|共同通信|교도통신|共同社"),
            ("cnn", "CNN"),
            ("pap", "PAP|Polska Agencja Prasowa"),
            ("afp", "AFP"),
            ("dpa", "dpa"),
            ("tass", "ТАСС"),
            ("ukrinform", "Укрінформ"),
            ("japan-times", "The Japan Times|Japan Times"),
        )
    )
)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Про це передає Рейтер із посиланням на джерела.", "reuters"),
        ("За даними агентства «Кіодо», угоду підпишуть.", "kyodo"),
        ("Про це заявив міністр в інтерв’ю CNN.", "cnn"),
        ("Як передає кореспондент Укрінформу, саміт триває.", "ukrinform"),
        ("Об этом сообщает ТАСС.", "tass"),
        ("Poinformowała agencja Reutera.", "reuters"),
        ("W wywiadzie dla „The Japan Times” Rutte mówił o przemyśle.", "japan-times"),
        ("Powiedział w rozmowie z Polską Agencją Prasową minister.", "pap"),
        ("The plan is final, according to Kyodo News.", "kyodo"),
        ("Reuters reported on Monday that talks failed.", "reuters"),
        ("TOKYO (Kyodo) - Japan will open a mission.", "kyodo"),
        ("Das berichtete die Nachrichtenagentur dpa am Montag.", "dpa"),
        ("La réunion aura lieu mardi, selon l’AFP.", "afp"),
        ("Pranešė agentūra „Reuters“.", "reuters"),
        ("Asiasta kertoo uutistoimisto Reuters.", "reuters"),
        ("Reuters haber ajansının bildirdiğine göre görüşmeler sürüyor.", "reuters"),
        ("共同通信によると、計画は最終段階だ。", "kyodo"),
        ("CNNのインタビューに応じた。", "cnn"),
        ("로이터통신이 보도했다.", "reuters"),
        ("据路透社报道，会谈将举行。", "reuters"),
        ("據共同社報導，計畫已定。", "kyodo"),
    ],
)
def test_a_known_source_is_found_in_the_forms_of_its_language(sentence: str, source: str) -> None:
    assert _cites(sentence) == (source,)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Про це повідомляє Nikkei Asia.", "Nikkei Asia"),
        ("Про це йдеться в ефірі каналу «Київ», передає видання «Главком».", "Главком"),
        ("По данным РИА Новости, встреча состоится.", "РИА Новости"),
        ("Nikkei Asia reported on Wednesday that the plan is ready.", "Nikkei Asia"),
        ("Según informó la agencia EFE, habrá acuerdo.", "EFE"),
        ("Secondo l'ANSA, l'accordo è vicino.", "ANSA"),
    ],
)
def test_an_unknown_source_is_given_as_printed_where_it_shows_itself(sentence: str, source: str) -> None:
    assert source in _cites(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A Reuters journalist was killed in the strike.",
        "The post office in Tokyo reported a loss.",
        "Міністр повідомив СБУ про загрозу.",
        "Президент розповів у Києві про переговори.",
        "The guardian of the temple told visitors to leave.",
        "Laut Verteidigungsministerium ist die Lage ruhig.",
    ],
)
def test_a_name_without_saying_or_no_medium_is_no_source(sentence: str) -> None:
    assert _cites(sentence) == ()


def test_the_outlet_itself_is_no_source_in_any_case() -> None:
    sentence = "Як передає кореспондент Укрінформу, про це пише Reuters."
    assert find_cites(sentence, press=PRESS, own=frozenset({"укрінформ"}), itself=None) == ("reuters",)


def test_a_line_below_the_text_names_the_source() -> None:
    assert find_cites("Текст.", press=PRESS, own=frozenset(), itself=None, tail=("Джерело: Reuters",)) == ("reuters",)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert isinstance(_cites(text), tuple)


def _cites(text: str) -> tuple[str, ...]:
    return find_cites(text, press=PRESS, own=frozenset(), itself=None)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The deal was signed. Read it at https://www.reuters.com/world/deal-2026-11-02/.", ("reuters",)),
        ("Угоду підписано. https://m.ukrinform.ua/rubric-world/1.html", ("ukrinform",)),
        ("Follow us at https://reuters.com/ or https://reuters.com.example.org/world", ()),
        ("Ours: https://kyodo.example/news/1", ()),
    ],
)
def test_a_page_whose_address_stands_in_the_text_is_its_source(text: str, sources: tuple[str, ...]) -> None:
    press = Press(
        names=(
            (OutletId("reuters"), ("Reuters", "reuters.com")),
            (OutletId("ukrinform"), ("Укрінформ", "ukrinform.ua")),
            (OutletId("own"), ("kyodo.example",)),
        )
    )
    assert find_cites(text, press=press, own=frozenset(), itself=OutletId("own")) == sources
