"""The OpenAPI document and docs/api.md: whole, understandable, and true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.api.table import OPERATIONS
from monitor.openapi.document import PATH, TAGS, document
from monitor.openapi.reference import DESK, reference
from tests.api.conftest import ROOT, Api

DOCUMENT = document(OPERATIONS)
PAGE = ROOT / "docs" / "api.md"


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, of_path in DOCUMENT["paths"].items():
        for method, operation in of_path.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_has_a_route_and_every_route_an_operation(shared: Api) -> None:
    assert sorted(name for name, _ in described()) == sorted(f"{one.method} {one.path}" for one in OPERATIONS)
    for path, of_path in DOCUMENT["paths"].items():
        asked = re.sub(r"{(\w+)}", lambda name: str(PATH[name[1]][2]), path)
        refused = shared.ask("BREW", f"/api/v1{asked}")
        heads = {"HEAD"} if "get" in of_path else set()
        assert set(refused.headers["allow"].split(", ")) == {method.upper() for method in of_path} | heads


def test_names_of_operations_are_their_own() -> None:
    names = [operation["operationId"] for _, operation in described()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "operation"), list(described()), ids=lambda one: one if isinstance(one, str) else "")
def test_a_newcomer_is_told_what_everything_is(name: str, operation: dict[str, Any]) -> None:
    assert operation["summary"][0].isupper()
    assert operation["tags"][0] in TAGS
    for parameter in operation["parameters"]:
        assert parameter.get("description"), parameter
    for status, answer in operation["responses"].items():
        assert "$ref" in answer or answer["description"], status
    if "requestBody" in operation:
        assert operation["requestBody"]["content"]["application/json"]["examples"]


def test_every_shape_says_what_it_is() -> None:
    silent = [name for name, shape in DOCUMENT["components"]["schemas"].items() if not shape.get("description")]
    assert silent == []


def test_links_lead_to_operations() -> None:
    known = {operation["operationId"]: operation for _, operation in described()}
    for _, operation in described():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                names = {parameter["name"] for parameter in known[link["operationId"]]["parameters"]}
                assert set(link["parameters"]) <= names


def test_the_document_is_served_as_it_is_made(shared: Api) -> None:
    served = shared.get("/openapi.json").json
    assert (served["openapi"], served["paths"].keys()) == ("3.1.0", DOCUMENT["paths"].keys())


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(OPERATIONS), (
        "make it anew: python -m monitor.api > docs/api.md"
    )


def requests(page: Path) -> Iterator[tuple[str, str, bytes | None]]:
    """The requests of a page, as a shell would read its lines of curl."""
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line)
            assert words.pop(0) == "curl"
            method = "GET"
            if words[0] == "-X":
                method, words = words[1], words[2:]
            body = words[2].encode() if words[1:2] == ["--json"] else None
            yield method, words[0].removeprefix(DESK), body


def test_the_requests_of_the_page_run_as_written(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A test message goes into a folder, and its name is relative.
    monkeypatch.chdir(tmp_path)
    asked = list(requests(PAGE))
    assert len(asked) == sum(len(one.examples) for one in OPERATIONS)
    for method, path, body in asked:
        answer = api.ask(method, path, body)
        assert answer.status < 300, (method, path, answer.body)
