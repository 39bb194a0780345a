"""What is written is read again as it was."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import config_folder, read_config
from monitor.config.concepts import read_concept
from monitor.config.outlets import read_outlet
from monitor.config.watches import read_subscription, read_watch
from monitor.config.writing import render_concept, render_outlet, render_subscription, render_watch
from monitor.model.digests import Schedule, Subscription
from monitor.model.errors import ConfigError
from monitor.model.outlets import PageHints
from monitor.model.watches import Concept, Form, FormKind, Guard
from tests.builders import NOW, outlet, source, watch

# TOML holds every character of Unicode, but no half of a surrogate pair.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


def test_every_delivered_file_survives() -> None:
    declared = read_config(config_folder(None), now=NOW)
    for one in declared.outlets:
        assert read_outlet(f"{one.id}.toml", render_outlet(one)) == one
    for concept in declared.concepts:
        again = read_concept(f"{concept.id}.toml", render_concept(concept))
        assert (again.label, again.members, again.except_in) == (concept.label, concept.members, concept.except_in)
        assert sorted(map(repr, again.forms)) == sorted(map(repr, concept.forms))


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_an_outlet_with_any_text(name: str, stops: list[str]) -> None:
    one = outlet(
        name=name,
        rank=1,
        state_media=True,
        delay_seconds=2.5,
        sources=(source(links=r"https?://e\.org/\d+['\"]"), source(url="https://example.org/2", language="uk")),
        page=PageHints(stop=tuple(stops), date_regex=r"\d{2}"),
    )
    assert read_outlet("example.toml", render_outlet(one)) == one


@given(TEXTS)
def test_a_watch_with_any_text(tmp_path_factory: pytest.TempPathFactory, query: str) -> None:
    one = watch(f"x{query}x", name=query, order=7, enabled=False, declared=True)
    file = tmp_path_factory.mktemp("watches") / "test.toml"
    file.write_bytes(render_watch(one).encode())
    assert read_watch(file) == one


def test_a_subscription(tmp_path: Path) -> None:
    one = Subscription(
        id="morning",
        name="Ранкова",
        watches=("a", "b"),
        schedule=Schedule(times=(time(7), time(17, 30)), zone="Europe/Kyiv", days=(0, 4)),
        channel="mail",
        recipients=("a@example.org",),
        language="uk",
        declared=True,
        created_at=NOW,
        covered_until=NOW,
    )
    (tmp_path / "morning.toml").write_text(render_subscription(one), encoding="utf-8")
    assert read_subscription(tmp_path / "morning.toml", now=NOW) == one


def test_a_concept_with_guards() -> None:
    guard = Guard(near=("@nato", "саміт"), within="sentence", not_near=("Renault",), since=date(2024, 10, 1))
    one = Concept(
        id="alliance",
        label="Alliance",
        forms=(
            Form(text="Alliance", language="en", kind=FormKind.PROPER, guard=guard),
            Form(text="Альянс", language="uk", kind=FormKind.PROPER, guard=guard),
            Form(text="альянсовий", language="uk", part="adjective"),
        ),
        members=("nato",),
        except_in=("Альянс Франсез",),
    )
    assert read_concept("alliance.toml", render_concept(one)) == one


def test_a_form_that_no_file_can_say_is_refused() -> None:
    one = Concept(id="x", label="X", forms=(Form(text="日", language="ja", kind=FormKind.SUBSTRING),))
    with pytest.raises(ConfigError, match="substring, which no key of a file says"):
        render_concept(one)
