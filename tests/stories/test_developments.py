"""What is news in a told story; the labelled articles stay as well judged as they were (bench/developments.py)."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from monitor.model.stories import StoryId
from monitor.model.telling import News, ToldStory, ToldText
from monitor.stories import developments
from tests.builders import NOW
from tests.digests.digest_builders import candidate

DATA = Path(__file__).parents[1] / "data" / "stories"


def bench() -> ModuleType:
    file = Path(__file__).parents[2] / "bench" / "developments.py"
    spec = importlib.util.spec_from_file_location("bench_developments", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("table", ["developments.psv", "developments_unseen.psv"])
def test_labelled_articles_are_judged_as_well_as_they_were(table: str) -> None:
    module = bench()
    labelled = module.read(DATA / table)
    judged = [(one, module.judge(one)) for one in labelled]
    repeats = [one.title for one, found in judged if found and one.kind == "-"]
    overlooked = [one.title for one, found in judged if not found and one.kind != "-"]
    assert len(repeats) <= 0.05 * len(labelled), repeats
    assert len(overlooked) <= 0.1 * len(labelled), overlooked


TOLD = ToldText(title="Fire in Lorne", text="A fire in Lorne hurt 12 people, police said.", language="en")


def story(*later: str, **fields: object) -> ToldStory:
    arrived = tuple(
        candidate(number, story=StoryId("s"), text=text, title="Fire", **fields) for number, text in enumerate(later)
    )
    return ToldStory(story=StoryId("s"), told_at=NOW, told=(TOLD,), later=arrived)


def test_the_sentence_that_is_new_is_found_with_its_facts() -> None:
    text = "A fire in Lorne hurt people. The damage is put at 40 million euros. Police look on."
    (found,) = developments(story(text))
    assert text[found.start : found.end] == "The damage is put at 40 million euros."
    assert found.facts == ("40 million",)


def test_what_one_brings_the_next_repeats() -> None:
    found = developments(story("The damage in Lorne is 40 million euros.", "Damage of 40 million euros in Lorne."))
    assert [one.article for one in found] == ["https://example.org/news/0"]


def test_the_name_of_the_outlet_and_of_its_sources_is_no_news() -> None:
    text = "A fire in Lorne hurt people, Gazette Herald and Morning Wire report."
    assert developments(story(text, outlet_name="Gazette Herald", cites=("Morning Wire",))) == ()


def test_background_at_the_end_of_a_long_text_is_no_news() -> None:
    filler = "Police in Lorne say that the fire hurt people and that more will be said in time. " * 9
    assert developments(story(filler + "Lorne has 45,000 inhabitants.")) == ()


def test_a_first_report_in_another_language_is_news() -> None:
    (found,) = developments(story("Ein Feuer in Lorne hat 12 Menschen verletzt.", language="de"))
    assert found.kind is News.LANGUAGE


def test_an_unknown_language_is_no_news_by_itself() -> None:
    assert developments(story("A fire in Lorne hurt 12 people.", language=None)) == ()


def test_nobody_died_is_no_death() -> None:
    told = replace(TOLD, text="A fire broke out in Lorne. Nobody died, police said.")
    one = replace(story("One of the people hurt in the fire in Lorne has died."), told=(told,))
    assert [found.kind for found in developments(one)] == [News.FACT]
