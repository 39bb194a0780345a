"""Who may do what, for every route there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import BaseRoute, Mount, Route

from monitor.entrance.rights import FOR_PROGRAMS, RULES, first_part, rule_of
from monitor.model.access import Role
from monitor.services import access
from monitor.web.routes import web_app
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.guarded import EDITOR, READER, Client, Hands, guarded


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with guarded(tmp_path_factory.mktemp("rights"), Hands()) as desk:
        yield desk


@pytest.fixture(scope="module")
def stranger(house: Desk) -> Client:
    return Client(house)


@pytest.fixture(scope="module")
def reader(house: Desk) -> Client:
    client = Client(house)
    client.sign_in(READER)
    return client


@pytest.fixture(scope="module")
def editor(house: Desk) -> Client:
    client = Client(house)
    client.sign_in(EDITOR)
    return client


def walk(routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every address with its methods, those of mounted applications too."""
    for route in routes:
        if isinstance(route, Mount):
            yield f"{before}{route.path}/x", frozenset(("GET",))
            yield from walk(list(route.routes), f"{before}{route.path}")
        else:
            assert isinstance(route, Route), f"{route}: a kind of route that the entrance does not know"
            yield f"{before}{route.path}", frozenset(route.methods or ())


def addresses(desk: Desk) -> list[tuple[str, frozenset[str]]]:
    return list(walk(web_app(desk.app, host="127.0.0.1").routes))


def filled(path: str) -> str:
    """An address with something in its places."""
    return "/".join("x" if part.startswith("{") else part for part in path.split("/"))


def test_every_route_stands_in_the_table(house: Desk) -> None:
    missing = sorted({str(first_part(path)) for path, _ in addresses(house)} - set(RULES))
    assert missing == [], f"monitor/entrance/rights.py: say in RULES who may use {missing}"


@pytest.mark.parametrize(
    "path", ["/new-thing", "//stories", "///", "//", "/Stories", "/stories;x", "", "*", "/ stories"]
)
def test_what_nobody_wrote_down_is_for_editors(path: str) -> None:
    assert (rule_of(path).reading, rule_of(path).changing) == (Role.EDITOR, Role.EDITOR)
    assert not rule_of(path).by_link


def test_every_page_asks_a_stranger_to_sign_in(house: Desk, stranger: Client) -> None:
    for path, methods in addresses(house):
        if "GET" not in methods or rule_of(path).reading is None:
            continue
        answer = stranger.get(filled(path))
        wanted = 401 if first_part(path) in FOR_PROGRAMS else 303
        assert answer.status == wanted or (rule_of(path).local and answer.status == 200), path
        if wanted == 303:
            assert answer.header("location").startswith("/login"), path


def test_every_change_is_refused_to_a_stranger_and_to_a_reader(house: Desk, stranger: Client, reader: Client) -> None:
    tried = 0
    for path, methods in addresses(house):
        if rule_of(path).changing is not Role.EDITOR:
            continue
        for method in methods - {"GET", "HEAD"}:
            tried += 1
            own = {"Origin": f"http://{stranger.host}"}
            assert stranger.ask(method, filled(path), **own).status == 401, path
            assert reader.ask(method, filled(path), **own).status == 403, path
    assert tried


def test_what_a_reader_may_change_is_little(house: Desk) -> None:
    changing = {path for path, methods in addresses(house) if methods - {"GET", "HEAD"}}
    free = {path for path in changing if rule_of(path).changing is not Role.EDITOR}
    assert {first_part(path) for path in free} <= {"login", "logout", "unsubscribe", "u"}


def test_a_reader_reads_and_an_editor_changes(reader: Client, editor: Client) -> None:
    assert reader.get("/stories").status == 200
    assert reader.post("/watches", {"name": "By reader", "query": "nato"}).status == 403
    assert editor.post("/watches", {"name": "By editor", "query": "nato"}).status == 303
    assert reader.get("/watches/by-editor").status == 200
    assert reader.get("/watches/by-reader").status == 404


@pytest.mark.parametrize(
    "page", ["/", "/stories", "/watches", "/watches/new", "/outlets", "/outlets/new", "/digests", "/channels"]
)
def test_a_reader_is_shown_no_button_that_changes_something(reader: Client, editor: Client, page: str) -> None:
    """But for the one that signs out."""
    posts = r'<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(?:(?!</form>).)*<button(?![^>]*formmethod="get")'
    shown = re.findall(posts, reader.get(page).body, re.DOTALL)
    assert shown == ["/logout"]
    assert len(re.findall(posts, editor.get(page).body, re.DOTALL)) >= len(shown)


def test_an_address_that_is_not_there_is_told_to_who_is_signed_in(reader: Client, editor: Client) -> None:
    for client in (reader, editor):
        answer = client.get("/nothing")
        assert (answer.status, "There is no such page." in answer.body) == (404, True)


@pytest.mark.parametrize("path", ["/health", "/ready", "/login", "/static/desk.css"])
def test_what_needs_nobody_answers_a_stranger(stranger: Client, path: str) -> None:
    assert stranger.get(path).status == 200


@pytest.mark.parametrize("path", ["/api/v1/stories", "/api", "/metrics"])
def test_a_program_is_answered_in_json(stranger: Client, path: str) -> None:
    answer = stranger.get(path, X_Forwarded_For="192.0.2.1")
    assert (answer.status, answer.header("www-authenticate")) == (401, "Bearer")
    assert answer.body.startswith('{"error":')


def test_a_program_on_this_machine_may_measure(stranger: Client) -> None:
    assert stranger.get("/metrics").status in (200, 404)
    assert stranger.ask("POST", "/metrics").status == 401


def test_letters_are_answered_without_signing_in_from_anywhere(stranger: Client) -> None:
    for headers in ({}, {"Origin": "https://mail.example"}, {"Origin": "null"}):
        assert stranger.ask("POST", "/unsubscribe/x", **headers).status in (404, 405)
        assert stranger.ask("POST", "/u/x", **headers).status in (404, 405)


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.EDITOR, 303)])
def test_a_token_may_do_what_its_role_may(house: Desk, role: Role, status: int) -> None:
    secret = access.new_token(house.app.store, f"token-{role}", role=role, now=NOW, expires_at=None)
    program = Client(house, {"Authorization": f"Bearer {secret}"})
    assert program.get("/stories").status == 200
    # It is no browser: nobody else's page can make it ask, and it says no origin.
    form = b"name=By+a+program&query=nato"
    assert program.ask("POST", "/watches", form).status == status


def test_a_part_of_a_page_takes_the_whole_page_to_the_login(stranger: Client) -> None:
    answer = stranger.get(
        "/watches/try?query=nato", HX_Request="true", HX_Current_URL=f"http://{stranger.host}/watches/new?a=b"
    )
    assert (answer.status, answer.header("hx-redirect")) == (401, "/login?next=%2Fwatches%2Fnew%3Fa%3Db")


def test_a_database_that_fails_is_said(tmp_path: Path) -> None:
    with guarded(tmp_path, Hands()) as desk:
        client = Client(desk)
        client.sign_in(EDITOR)
        with desk.app.store.begin() as work:
            work._connection.exec_driver_sql("DROP TABLE tokens")
        answer = client.get("/stories", Authorization="Bearer fwt_x")
    assert answer.status == 503
    assert "cannot be used" in answer.body
    assert "Traceback" not in answer.body
