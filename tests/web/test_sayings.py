"""What the pages that change things say is said in every language of the desk."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from monitor.feeds.appraisal import Body
from monitor.services.sending_again import Refused
from monitor.web.languages import LANGUAGES
from monitor.web.sayings import DAYS, DONES, RHYTHMS, STATES

WEB = Path(__file__).parents[2] / "monitor" / "web"
TEMPLATES = [
    "ask_first",
    "channels",
    "check",
    "delivery",
    "digest",
    "digests",
    "done",
    "draft",
    "farewell",
    "look",
    "look_progress",
    "outlet_actions",
    "outlet_ask",
    "outlet_edit",
    "outlet_fields",
    "outlet_found",
    "steps",
    "subscription",
    "trials",
]
MODULES = ["adding", "farewells", "outlet_changes", "sendings", "subscription_changes", "subscriptions"]
VALUES = (
    *DONES.values(),
    *STATES.values(),
    *(said for _, said in (*RHYTHMS, *DAYS)),
    *map(str, (*Body, *Refused)),
)
OTHERS = [tag for tag in LANGUAGES if tag != "en"]


def said_in_templates() -> set[tuple[str, str]]:
    parsed = (
        Environment(autoescape=True).parse((WEB / "templates" / f"{name}.html").read_text()) for name in TEMPLATES
    )
    return {
        (call.node.name, call.args[0].value)
        for tree in parsed
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("t", "n") and isinstance(call.args[0], nodes.Const)
    }


def said_in_code() -> set[tuple[str, str]]:
    trees = (ast.parse((WEB / f"{name}.py").read_text()) for name in MODULES)
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        (kind, call.args[0].value)
        for call in calls
        if (kind := ast.unparse(call.func).rpartition(".")[2]) in ("t", "n")
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("tag", OTHERS)
def test_every_text_is_translated(tag: str) -> None:
    words = LANGUAGES[tag]
    said = {*said_in_templates(), *said_in_code(), *(("t", value) for value in VALUES)}
    missing = {text for kind, text in said if text not in (words.said if kind == "t" else words.counted)}
    assert len(said) > 150
    assert not missing, f"languages/{tag}.py lacks {sorted(missing)}"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_names_what_the_english_names(tag: str) -> None:
    words = LANGUAGES[tag]
    for english, text in words.said.items():
        assert set(fields(english)) == set(fields(text)), english
    for english, forms in words.counted.items():
        assert {tuple(sorted(fields(form))) for form in forms} == {tuple(sorted(fields(english)))}, english
        assert len(forms) == max(map(words.plural, range(200))) + 1, english


def fields(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
