"""What the archive's index takes for a change of its readings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from monitor.services.archive import READERS, READING


def test_all_modules_that_read_a_word_belong_to_the_version_of_the_readings() -> None:
    seen: set[str] = set()
    waiting = ["monitor.text.morphology", "monitor.text.normalising", "monitor.text.scripts"]
    readers = Path(next(iter(import_module(READERS).__path__)))
    waiting += [f"{READERS}.{file.stem}" for file in readers.glob("*.py") if file.stem != "__init__"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imports(name)
    assert {name for name in seen if not name.startswith(READERS)} - set(READING) == set()


def imports(name: str) -> Iterator[str]:
    """The modules of the room of writing that a module imports, also late."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    for node in ast.walk(ast.parse(Path(spec.origin).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("monitor.text."):
            yield node.module
