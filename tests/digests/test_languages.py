from __future__ import annotations

from dataclasses import fields
from datetime import date
from string import Formatter

import pytest

from monitor.digests.furniture import Furniture
from monitor.digests.languages import LANGUAGES, furniture
from monitor.model.articles import Reason
from monitor.model.messages import Format
from monitor.model.polls import OutcomeKind
from tests.digests.digest_builders import candidate, digest, message

GOOD = {OutcomeKind.NEW, OutcomeKind.NOTHING_NEW, OutcomeKind.NOT_MODIFIED}


@pytest.mark.parametrize(
    ("language", "count", "news"),
    [
        ("en", 1, "1 new story"),
        ("en", 21, "21 new stories"),
        ("uk", 1, "1 новий сюжет"),
        ("uk", 4, "4 нові сюжети"),
        ("uk", 5, "5 нових сюжетів"),
        ("uk", 11, "11 нових сюжетів"),
        ("uk", 21, "21 новий сюжет"),
        ("uk", 22, "22 нові сюжети"),
        ("uk", 112, "112 нових сюжетів"),
        ("pl", 1, "1 nowy temat"),
        ("pl", 2, "2 nowe tematy"),
        ("pl", 12, "12 nowych tematów"),
        ("pl", 21, "21 nowych tematów"),
        ("pl", 22, "22 nowe tematy"),
        ("ja", 4, "新着4件"),
    ],
)
def test_numbers_take_their_form(language: str, count: int, news: str) -> None:
    words = furniture(language)
    assert words.count(words.stories, count) == news


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Farwatch: 2 new stories — Thursday 10 April"),
        ("uk", "Farwatch: 2 нові сюжети — четвер, 10 квітня"),
        ("pl", "Farwatch: 2 nowe tematy — czwartek, 10 kwietnia"),
        ("ja", "Farwatch: 新着2件 — 4月10日(木)"),
        ("ja-JP", "Farwatch: 新着2件 — 4月10日(木)"),
        ("cy", "Farwatch: 2 new stories — Thursday 10 April"),
    ],
)
def test_the_subject_says_how_many_and_which_day(language: str, subject: str) -> None:
    of = digest(candidate(1), candidate(2), language=language)
    assert message(of, Format.EMAIL).subject == subject


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_fills_in_what_english_does(tag: str) -> None:
    words, english = LANGUAGES[tag], LANGUAGES["en"]
    assert words.tag == tag
    assert (len(words.weekdays), len(words.months)) == (7, 12)
    dates = {"day", "day_and_year", "short_day", "short_day_and_year"}
    for field in fields(Furniture):
        ours, theirs = getattr(words, field.name), getattr(english, field.name)
        if field.name not in dates:
            assert names_in(ours) == names_in(theirs), f"{tag}: {field.name}"


def names_in(value: object) -> set[str]:
    forms = value if isinstance(value, tuple) else (value,)
    return {name for form in forms if isinstance(form, str) for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_form_for_every_number(tag: str) -> None:
    words = LANGUAGES[tag]
    several = {len(value) for field in fields(Furniture) if isinstance(value := getattr(words, field.name), tuple)}
    needed = max(words.plural(n) for n in range(200)) + 1
    assert several <= {1, needed, 7, 12}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_outcome_and_reason_has_words(tag: str) -> None:
    assert set(LANGUAGES[tag].outcomes) == {kind.value for kind in OutcomeKind if kind not in GOOD} | {
        "drift",
        "late",
        "pages",
        "silent",
    }
    assert set(LANGUAGES[tag].reasons) == {reason.value for reason in Reason}


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "Sunday 1 February 2026"),
        ("uk", "неділя, 1 лютого 2026 року"),
        ("pl", "niedziela, 1 lutego 2026 r."),
        ("ja", "2026年2月1日(日)"),
    ],
)
def test_dates_are_in_words(tag: str, written: str) -> None:
    assert LANGUAGES[tag].long_date(date(2026, 2, 1), year=True) == written
