"""What speaks against one event, where meanings are alike."""

from dataclasses import replace

import numpy as np
import pytest

from monitor import stories
from monitor.model.stories import Sketch
from monitor.stories.joining import JOIN
from monitor.stories.likeness import Signs, against, is_copy, probability, signs_of
from monitor.stories.meanings import of_kinds
from tests.builders import article
from tests.stories.test_quality import bench

ALIKE = Signs(
    meaning=0.45,
    words=0.3,
    names=None,
    numbers=None,
    figures=0,
    days=None,
    shared_text=0.0,
    shared_words=0.0,
    days_apart=0.0,
    same_outlet=False,
    only_headline=True,
    letters=60,
    clash=False,
    places=None,
    openings_differ=False,
    across_languages=False,
    kind=0.0,
)


def sketch(title: str, number: int = 1, language: str = "en") -> Sketch:
    return stories.sketch(
        article(url=f"https://o{number}.example.org/", outlet=f"o{number}", title=title, text=title, language=language)
    )


def signs(one: str, other: str, language: str = "en") -> Signs:
    here, there = sketch(one), sketch(other, 2, language)
    window = stories.Window()
    window.observe([here, there])
    return signs_of(here, there, window)


@pytest.mark.parametrize(
    "sign",
    [
        {"places": 0.0},
        {"openings_differ": True},
        {"across_languages": True},
        {"kind": 0.15},
        {"names": 0.0},
        {"numbers": 0.0},
    ],
)
def test_each_sign_against_lowers_the_score(sign: dict[str, float]) -> None:
    assert probability(replace(ALIKE, **sign), 3, 0.14) < probability(ALIKE, 3, 0.14)


def test_a_shared_name_answers_for_a_meaning_across_languages() -> None:
    across = replace(ALIKE, across_languages=True)
    assert against(replace(across, names=1.0)) < against(across)


def test_texts_of_a_kind_that_share_no_name_are_apart_however_alike() -> None:
    notices = replace(ALIKE, only_headline=False, letters=400, kind=0.06, meaning=0.5, words=0.1)
    assert probability(notices, 3, 0.14) < 0.35 < probability(replace(notices, names=1.0), 3, 0.14)
    assert probability(replace(notices, kind=0.02), 3, 0.14) > 0.35


def test_one_sentence_with_another_subject() -> None:
    one = "Toyota quarterly profit rises on weaker yen"
    assert signs(one, "Sony quarterly profit rises on games").openings_differ
    assert not signs(one, "Profit at Toyota rises").openings_differ
    assert not signs(one, "Toyotas Gewinn steigt", "de").openings_differ
    assert not signs("quarterly profits rise", "Sony quarterly profit rises").openings_differ


def test_the_word_that_opens_a_headline_is_a_name_where_the_other_has_it_as_one() -> None:
    assert signs("Toyota profit rises", "Profit rises at Toyota").names == pytest.approx(1)
    assert signs("Workers strike", "Profit rises at Toyota").names is None


def test_states_are_compared_across_languages() -> None:
    assert signs("Polls close in Poland", "У Польщі закрилися дільниці", "uk").places == 1
    assert signs("Polls close in Poland", "У Румунії закрилися дільниці", "uk").places == 0


def test_a_meaning_of_no_known_width_is_of_no_kind() -> None:
    assert not of_kinds(None).any()
    assert not of_kinds(np.ones(7, dtype=np.float32)).any()


def test_first_imports_stay_apart_by_what_speaks_against() -> None:
    """With the model, where it is installed, as measured by bench/stories.py."""
    embed = stories.embedder()
    if embed is None:
        pytest.skip("needs the extra `crosslingual`")
    found = bench().each_by_itself("cold-untouched.psv", embed)
    assert found.bcubed_precision > 0.8
    assert found.bcubed_recall > 0.9


def test_a_text_with_every_third_word_replaced_is_a_copy() -> None:
    text = replace(ALIKE, only_headline=False, letters=400, words=0.2, shared_text=0.3, shared_words=0.5)
    assert is_copy(text)
    assert not is_copy(replace(text, shared_words=0.3))
    assert not is_copy(replace(text, numbers=0.2))


def test_a_text_retold_with_all_its_figures_is_a_copy() -> None:
    text = replace(ALIKE, only_headline=False, letters=400, words=0.2, shared_text=0.06, shared_words=0.3)
    assert is_copy(replace(text, numbers=1.0, figures=3))
    assert not is_copy(replace(text, numbers=1.0, figures=2))
    assert not is_copy(replace(text, numbers=0.8, figures=4))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rain in Japan", "Elections in Japan next month"),
        ("Rain in Tokyo", "Protest in Tokyo"),
        ("日本で大雨", "日本で総選挙"),
        ("Дощі в Японії", "Вибори в Японії"),
    ],
)
def test_without_a_model_a_state_named_by_both_does_not_make_one_event(one: str, other: str) -> None:
    assert probability(signs(one, other), 2, 0.0) < JOIN
    assert probability(signs(one, one), 2, 0.0) > 0.9
