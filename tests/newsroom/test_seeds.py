"""The saved pages are cut where facts.yaml says, and nothing of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from monitor.model.errors import ConfigError
from monitor.newsroom.seeds import Block, Facts, blocks, cut, read_facts

SEEDS = Path(__file__).parents[2] / "seeds"
FACTS = read_facts((SEEDS / "facts.yaml").read_text(encoding="utf-8"))


def test_the_small_reader_reads_what_a_yaml_reader_reads() -> None:
    entries = yaml.safe_load((SEEDS / "facts.yaml").read_text(encoding="utf-8"))
    assert (
        tuple(
            Facts(
                file=entry["file"],
                title=entry["title"],
                published=entry["published"],
                body_from=entry["body_from"],
                body_to=entry["body_to"],
                furniture=tuple(entry["boilerplate_starts_at"]),
            )
            for entry in entries
        )
        == FACTS
    )


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.file[:3])
def test_no_line_of_a_seed_is_lost_or_moved(facts: Facts) -> None:
    text = (SEEDS / facts.file).read_text(encoding="utf-8")
    parts = cut(text, facts)
    body = [line for block in parts.body for line in block.lines]
    below = [line for box in parts.below for line in ((box.heading, *box.lines) if box.heading else box.lines)]
    assert [*parts.above, *body, *below] == [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.file[:3])
def test_every_announced_heading_opens_a_box(facts: Facts) -> None:
    parts = cut((SEEDS / facts.file).read_text(encoding="utf-8"), facts)
    assert [box.heading for box in parts.below if box.heading and not box.heading.startswith(facts.furniture)] == []
    assert len([box for box in parts.below if box.heading]) == len(facts.furniture)


def test_captions_and_credits_are_a_figure_and_advertising_stands_alone() -> None:
    lines = ("Lead.", "Rutte.", "Rutte.", "Autor. X", "More.", "Reklama", "End.")
    assert [(block.kind, block.lines) for block in blocks(lines, title="T")] == [
        ("paragraph", ("Lead.",)),
        ("figure", ("Rutte.", "Rutte.", "Autor. X")),
        ("paragraph", ("More.",)),
        ("advertisement", ("Reklama",)),
        ("paragraph", ("End.",)),
    ]


def test_a_repeated_title_is_a_caption() -> None:
    assert blocks(("T", "© NATO"), title="T") == (Block(kind="figure", lines=("T", "© NATO")),)


def test_words_that_are_not_in_the_seed_are_named() -> None:
    with pytest.raises(ConfigError, match="body_from"):
        cut("something else", FACTS[0])
