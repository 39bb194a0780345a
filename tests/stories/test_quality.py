"""The labelled stories stay as good as they were measured without a model (bench/stories.py --plain prints the figures)."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_stories", Path(__file__).parents[2] / "bench" / "stories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_figures_tell_a_merge_from_a_split() -> None:
    figures = bench().figures
    assert figures(["a", "a", "b"], ["1", "1", "1"]).false_merges == 2
    assert figures(["a", "a", "b"], ["1", "2", "3"]).bcubed_recall == 2 / 3
    assert figures(["a", "a", "b"], ["1", "1", "2"]).bcubed == 1


def test_every_copy_is_found_and_no_look_alike_is_merged() -> None:
    module = bench()
    labels, articles, copies = module.read_articles("articles.txt")
    found = module.placed(module.sketched(articles, None))
    assert [found[one] for one, _ in copies] == [found[other] for _, other in copies]
    assert module.figures(labels, found).false_merges == 0


def test_headlines_of_one_language_are_grouped() -> None:
    module = bench()
    labels, articles = module.read_headlines("headlines.psv")
    assert module.within_languages(labels, module.sketched(articles, None)).bcubed > 0.9
