"""The desk's languages as a collection: none lacks a text, loses a field or keeps a text that nobody says."""

from __future__ import annotations

import ast
import re
from collections import Counter
from string import Formatter

import pytest

from monitor.languages import ENGLISH, LANGUAGES, speech
from monitor.languages.choosing import preferred
from monitor.languages.times import say, times
from monitor.model.sentences import sentence
from tests.builders import NOW
from tests.web.sayings import ROOT, counts, texts

OTHERS = sorted(set(LANGUAGES) - {ENGLISH.tag})
KNOWN = ("en", "uk", "pl", "ja")


def fields(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_says_every_text_and_no_other(tag: str) -> None:
    said = set(LANGUAGES[tag].said)
    lacking, unused = sorted(texts() - said), sorted(said - texts())
    assert not lacking, f"monitor/languages/{tag}_*.py lack {lacking}; add each in that language"
    assert not unused, f"monitor/languages/{tag}_*.py: nothing says {unused} any more; take them out"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_counts_everything_in_all_its_forms(tag: str) -> None:
    words, counted = LANGUAGES[tag], LANGUAGES[tag].counted
    assert sorted(counted) == sorted(counts()), f"monitor/languages/{tag}_counts.py: the same as n() says"
    number = max(words.plural(count) for count in range(200)) + 1
    assert {one: len(forms) for one, forms in counted.items() if len(forms) != number} == {}


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_names_the_same_fields(tag: str) -> None:
    words, many = LANGUAGES[tag], counts()
    wrong = [english for english, said in words.said.items() if fields(said) != fields(english)]
    wrong += [
        one
        for one, forms in words.counted.items()
        for form in forms
        # A form for exactly one may leave the number out, as English does.
        if fields(form) != fields(many[one]) and fields(form) != fields(one)
    ]
    assert not wrong, f"{tag}: the {{fields}} differ in {wrong}"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_is_written_in_its_language(tag: str) -> None:
    alphabet = {"uk": "[а-яіїєґ]", "pl": "[a-ząćęłńóśźż]", "ja": "[ぁ-んァ-ヶ一-龠]"}[tag]
    said = [*LANGUAGES[tag].said.values(), *(form for forms in LANGUAGES[tag].counted.values() for form in forms)]
    assert [one for one in said if not re.search(alphabet, re.sub(r"{\w+}", "", one), re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("uk", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("de,pl;q=0.5,en;q=0.4", "pl"),
        ("en;q=0.1,ja;q=0.9", "ja"),
        ("de, fr", "en"),
        ("*", "en"),
        ("en;q=0,*", "uk"),
        ("pl;q=0,pl-PL;q=0", "en"),
        ("ja;q=0.5,pl;q=0.5", "ja"),
        ("JA-jp", "ja"),
        ("pl;q=much,uk;q=0.1", "uk"),
        ("pl;level=1,uk", "uk"),
        (";;,,=,\x00", "en"),
    ],
)
def test_a_browser_is_answered_in_the_language_it_prefers(accepted: str, expected: str) -> None:
    assert preferred(accepted, KNOWN, "en") == expected


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 стаття"), (3, "3 статті"), (11, "11 статей"), (1221, "1\xa0221 стаття")]
)
def test_a_number_takes_its_form(count: int, said: str) -> None:
    assert speech("uk").n("{n} article", "{n} articles", count) == said


def test_a_number_has_its_languages_marks() -> None:
    assert [speech(tag).number(1234.5, 1) for tag in KNOWN] == ["1,234.5", "1\xa0234,5", "1\xa0234,5", "1,234.5"]


def test_a_sentence_of_the_service_is_said_with_its_moment_on_the_readers_clock() -> None:
    said = sentence("nothing has arrived since {moment}; {n} digests wait or failed", moment=NOW, n=2)
    assert said == "nothing has arrived since 2026-11-02T07:00+00:00; 2 digests wait or failed"
    assert say(times("pl", "Europe/Warsaw", NOW), said).startswith("nic nie dotarło od: 2 listopada, 08:00;")


def test_a_sentence_that_nobody_translated_stands_as_it_is() -> None:
    assert say(times("ja"), "HTTP 503") == "HTTP 503"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_text_is_translated_in_one_place(tag: str) -> None:
    """Two translations of one text: the later file would hide the earlier, and a thing would have two names."""
    files = ROOT.glob(f"monitor/languages/{tag}_*.py")
    said = [
        key.value
        for file in files
        for table in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(table, ast.Dict)
        for key in table.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted(one for one, times in Counter(said).items() if times > 1) == []
