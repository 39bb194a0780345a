"""The readings of a word."""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import snowballstemmer
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

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
    ("uk", "можливий", "можливо"),
    ("uk", "кіл", "коли"),
    ("pl", "oda", "od"),
    ("pl", "taka", "tak"),
    ("ru", "имя", "им"),
    ("ru", "простой", "просто"),
    ("pl", "Chiny", "Chirurg"),
    ("pl", "Indie", "Indonezja"),
    ("pl", "Filipiny", "Filip"),
    ("ru", "сталь", "стал"),
    ("en", "nation", "national"),
    ("en", "university", "universal"),
    ("fr", "ministre", "ministère"),
    ("fr", "été", "sont"),
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
def test_every_language_of_the_table_has_its_dictionary_or_stemmer(language: str) -> None:
    module, name = READERS[language]
    known = {"lexical": SUPPORTED_LANGUAGES, "stemmed": snowballstemmer.algorithms()}
    assert find_spec(f"monitor.text.languages.{module}")
    # A module of its own names the dictionary that it packs, where it packs one.
    assert name in known.get(module, {"", module})


@pytest.mark.parametrize("language", ["be", "bg", "ca", "el", "ga", "ka", "lv", "sq"])
def test_a_language_reads_a_word_as_itself_at_least(language: str) -> None:
    assert "nato" in readings("nato", language)


LEFT_OUT = [
    ("uk", "споневажив", "споневажити"),
    ("uk", "презентували", "презентувати"),
    ("uk", "Псла", "Псел"),
    ("uk", "кошти", "кошт"),
    ("uk", "бою", "бій"),
    ("uk", "Мінська", "Мінськ"),
    ("uk", "Ахметовим", "Ахметов"),
    ("pl", "koła", "koło"),
    ("ru", "стали", "сталь"),
    ("fr", "permis", "permettre"),
    ("fr", "suivies", "suivre"),
    ("de", "gefallen", "fallen"),
    ("de", "Nigerias", "Nigeria"),
    ("en", "leaves", "leaf"),
    ("lv", "skolās", "skola"),
    ("lt", "vykdantiems", "vykdyti"),
    ("sq", "qeverisë", "qeveri"),
]


@pytest.mark.parametrize(("language", "form", "lemma"), LEFT_OUT)
def test_what_a_dictionary_leaves_out_is_read_by_its_ending(language: str, form: str, lemma: str) -> None:
    assert not sought(lemma, language).isdisjoint(readings(form, language))


def test_a_german_noun_is_no_form_of_a_verb() -> None:
    assert "zusagen" in readings("zusage", "de")
    assert "zusagen" not in readings("Zusage", "de")
    assert "deutsch" in readings("Deutsche", "de")
