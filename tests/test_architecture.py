"""Which way imports go (style guide, section 3). If your import fails here, move the code, not the table."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STDLIB_ONLY = {"model"}
PURE = {"text", "polling", "feeds", "extraction", "matching", "stories", "digests"}
# Rooms of the web's pages, one a noun that a person comes for.
DESKS = {"newsdesk", "outletdesk", "digestdesk"}
MAY_IMPORT = {
    "model": set(),
    "text": {"model"},
    **{room: {"model", "text"} for room in PURE - {"text"}},
    "egress": {"model"},
    "storage": {"model"},
    "channels": {"model"},
    "config": {"model"},
    "newsroom": {"model", "config"},
    "spiders": {"model", "feeds", "egress", "polling"},
    "services": {"model", *PURE},
    "vitals": {"model"},
    "bootstrap": {"model", *PURE, "egress", "storage", "channels", "config", "services", "jobs", "spiders", "vitals"},
    "jobs": {"model", "services", "bootstrap", "vitals"},
    "scheduler": {"model", "jobs"},
    "shapes": {"model", "matching", "stories", "digests", "polling"},
    "openapi": {"model", "text"},
    "api": {"model", "text", "matching", "digests", "config", "services", "shapes", "openapi", "bootstrap"},
    "languages": {"model", "digests", "polling"},
    "pages": {"model", "digests", "languages"},
    "entrance": {"model", "services", "openapi", "languages", "pages"},
    "outletdesk": {"model", "text", "polling", "services", "languages", "pages"},
    "digestdesk": {"model", "text", "digests", "services", "languages", "pages", "entrance"},
    "newsdesk": {
        "model",
        "text",
        "matching",
        "stories",
        "services",
        "bootstrap",
        "languages",
        "pages",
        "entrance",
        "digestdesk",
    },
    "web": {"model", "bootstrap", "api", "openapi", "vitals", "languages", "pages", "entrance", *DESKS},
    "cli": {
        "model",
        *PURE,
        "config",
        "services",
        "shapes",
        "jobs",
        "scheduler",
        "entrance",
        "web",
        "bootstrap",
        "newsroom",
        "vitals",
    },
}
# What reads a clock, draws, or reaches outside; forbidden in pure rooms.
WORLDLY = {"random", "secrets", "socket", "urllib.request", "http.client", "subprocess", "requests", "os", "sqlite3"}


def room_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "spiders":
        return "spiders"
    return parts[1] if parts[0] == "monitor" and len(parts) > 1 else None


def imports(path: Path) -> list[str]:
    """What a file imports at run time; what a type checker alone sees is a name, not a dependence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found.append(node.module or "")
    return found


def files() -> list[Path]:
    return sorted([*ROOT.glob("monitor/**/*.py"), *ROOT.glob("spiders/**/*.py")])


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", files(), ids=module_of)
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(module_of(path))
    if room in (None, "__init__"):
        return
    strangers = {
        name for name in imports(path) if (other := room_of(name)) and other != room and other not in MAY_IMPORT[room]
    }
    assert not strangers, f"{room} may import {sorted(MAY_IMPORT[room])}, not {sorted(strangers)}"


@pytest.mark.parametrize("path", files(), ids=module_of)
def test_a_pure_room_does_not_touch_the_world(path: Path) -> None:
    if room_of(module_of(path)) not in PURE | STDLIB_ONLY | {"shapes", "languages"}:
        return
    allowed = {"socket"} if module_of(path) == "monitor.model.seams" else set()
    assert not set(imports(path)) & WORLDLY - allowed
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"datetime.now", "datetime.utcnow", "date.today", "time.time", "open"}


def test_every_room_says_what_comes_in_and_goes_out() -> None:
    for door in sorted(ROOT.glob("monitor/*/__init__.py")):
        said = ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))) or ""
        assert len(said.split(".")) >= 3, f"{door}: open with three sentences: comes in, goes out, may not"


def test_modules_and_functions_fit_in_view() -> None:
    for path in files():
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, f"{path}: over 300 lines; find the second noun"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno
                assert length <= 40, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_one_place_catches_everything() -> None:
    places = [
        f"{module_of(path)}:{node.lineno}"
        for path in files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    # And where a thread hands on whatever its work raised.
    assert [place.split(":")[0] for place in places] == ["monitor.jobs.running", "monitor.jobs.threads"], places
