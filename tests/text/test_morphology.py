"""The readings of a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from monitor.text import forms_of, readings, sought, tokens
from monitor.text.languages import READERS

FORMS = tomllib.loads((Path(__file__).parents[1] / "data/matching/forms.toml").read_text(encoding="utf-8"))
LEMMAS = [(language, lemma) for language, table in FORMS.items() for lemma in table]


@pytest.mark.parametrize(("language", "lemma"), LEMMAS, ids=lambda value: str(value))
def test_every_form_of_the_tables_is_found_by_its_lemma(language: str, lemma: str) -> None:
    wanted = sought(lemma, language)
    words = [tokens(form)[0].text for form in FORMS[language][lemma]]
    missed = [word for word in words if wanted.isdisjoint(readings(word, language))]
    assert not missed


DIFFERENT = [
    ("uk", "Австралія", "Австрія"),
    ("uk", "міст", "місто"),
    ("uk", "Філіппіни", "Філіп"),
    ("pl", "Chiny", "Chirurg"),
    ("pl", "Indie", "Indonezja"),
    ("pl", "Filipiny", "Filip"),
    ("ru", "сталь", "стал"),
    ("en", "nation", "national"),
    ("en", "university", "universal"),
    ("fr", "ministre", "ministère"),
    ("de", "Land", "Landung"),
]


@pytest.mark.parametrize(("language", "lemma", "other"), DIFFERENT)
def test_a_lemma_does_not_find_another_word(language: str, lemma: str, other: str) -> None:
    assert sought(lemma, language).isdisjoint(readings(other, language))


def test_an_unknown_language_is_read_by_normal_form() -> None:
    assert readings("ＮＡＴＯ", "xx") == {"nato"}
    assert readings("นาโต", "th") == {"นาโต"}


def test_a_word_in_another_script_than_the_languages_is_not_inflected() -> None:
    assert readings("Japonią", "uk") == {"japonią"}


def test_where_the_language_is_not_known_all_likely_ones_are_asked() -> None:
    assert {"japonia"} <= readings("Japonią", None)
    assert {"японія"} <= readings("Японією", None)


def test_generated_forms_are_those_that_are_found() -> None:
    assert {"японії", "японію", "японією"} <= forms_of("Японія", "uk")
    assert {"ishiby", "ishibą"} <= forms_of("Ishiba", "pl")


@pytest.mark.parametrize("language", sorted(READERS))
def test_every_language_of_the_table_reads_a_word_as_itself_at_least(language: str) -> None:
    assert "nato" in readings("nato", language)
