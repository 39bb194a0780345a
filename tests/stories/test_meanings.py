import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import stories
from monitor.model.stories import Sketch
from monitor.stories.meanings import Meanings, prior_mean
from tests.builders import NOW, article


def sketch(vector: np.ndarray | None, language: str | None = "uk") -> Sketch:
    packed = b"" if vector is None else vector.astype("<f2").tobytes()
    return Sketch(article="https://example.org/1", outlet="o", language=language, at=NOW, length=10, vector=packed)


def test_an_everyday_headline_has_no_direction_of_its_own() -> None:
    meaning = np.zeros(384)
    meaning[7] = 0.5
    centred = Meanings().centred(sketch(prior_mean("uk") + meaning))
    assert int(np.argmax(centred)) == 7
    assert float(centred[7]) == pytest.approx(1, abs=0.01)


def test_the_nearest_in_meaning_are_found_across_languages() -> None:
    meanings, chance = Meanings(), np.random.default_rng(0)
    directions = chance.normal(0, 0.05, (100, 384))
    for n, direction in enumerate(directions):
        meanings.put(sketch(prior_mean("ja" if n % 2 else "uk") + direction, "ja" if n % 2 else "uk"))
    query = meanings.centred(sketch(prior_mean("pl") + directions[41], "pl"))
    assert 41 in {index for _, index in meanings.nearest([query], 3)[0]}


@given(st.lists(st.sampled_from([0, 8, 384]), max_size=8))
def test_vectors_of_another_model_and_none_do_no_harm(widths: list[int]) -> None:
    meanings = Meanings()
    for width in widths:
        one = sketch(np.ones(width) if width else None)
        meanings.observe([one])
        meanings.put(one)
    query = meanings.centred(sketch(np.arange(384) / 384))
    assert query is not None
    assert all(0 <= index < len(widths) for _, index in meanings.nearest([query, None], 3)[0])


def test_an_unknown_language_leans_on_all() -> None:
    assert prior_mean("sw").shape == prior_mean("en").shape == (384,)


def test_of_languages_that_nobody_knows_one_mean_is_remembered() -> None:
    assert prior_mean("x-one-of-thousands") is prior_mean("x-another") is prior_mean("sw")


def test_the_gist_is_the_headline_and_the_lead() -> None:
    assert stories.gist(article(title="Headline", text="Headline\nLead. " + "x" * 999))[:15] == "Headline. Lead."


def test_without_the_extra_there_is_no_embedder() -> None:
    embed = stories.embedder()
    assert embed is None or len(embed(["Japan"])[0]) == 768
