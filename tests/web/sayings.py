"""Every text that the desk says, read from its templates and from the code, as the tests of its languages compare them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from monitor import polling
from monitor.feeds.appraisal import Body
from monitor.languages.failures import FAILURES
from monitor.languages.sayings import DAYS, DONES, RHYTHMS, STATES
from monitor.services.sending_again import Refused

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "monitor/pages/templates"
# Rooms that speak to a reader, or whose sentences a page says.
ROOMS = (
    *("web", "pages", "entrance", "newsdesk", "outletdesk", "digestdesk", "languages"),
    *("services", "matching", "feeds"),
)
# Sentences that are said from tables: their values are whole sentences in English.
TABLES = (
    polling.ADVICE,
    polling.ALERT_ADVICE,
    DONES,
    STATES,
    dict(RHYTHMS),
    dict(DAYS),
    {one: one for one in FAILURES},
    *({one: str(one) for one in kind} for kind in (Body, Refused)),
)


def texts() -> frozenset[str]:
    """What t() and sentence() say, and what stands in TABLES."""
    said = {first for name, first, _ in _calls() if first and name in ("t", "sentence")}
    return frozenset(said.union(*(table.values() for table in TABLES)))


def counts() -> dict[str, str]:
    """What n() says: the singular to the plural."""
    return {one: many for name, one, many in _calls() if name == "n" and many is not None}


def _calls() -> Iterator[tuple[str, str, str | None]]:
    for path in sorted(TEMPLATES.glob("*.html")):
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("t", "n"):
                yield call.node.name, *_words(path, [getattr(one, "value", None) for one in call.args[:2]])
    for path in sorted(
        [
            *(path for room in ROOMS for path in ROOT.glob(f"monitor/{room}/*.py")),
        ]
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := _name(node.func)) in ("t", "n", "sentence") and node.args:
                yield name, *_words(path, [getattr(one, "value", None) for one in node.args[:2]])


def _words(path: Path, said: list[object]) -> tuple[str, str | None]:
    first, second = (*said, None)[:2]
    if not isinstance(first, str):
        return "", None
    return first, second if isinstance(second, str) else None


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
