"""Signing in and out over HTTP: the cookie, its end, the limit of tries, and where one goes next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pytest

from monitor.entrance.limiting import MOST_KEYS, MOST_WAITING, PER_ADDRESS, PER_USER, Limiter
from monitor.entrance.login import LoginPage, safe_next
from monitor.entrance.origins import counted_as
from monitor.model.access import IDLE_SESSION, LONGEST_SESSION, Role, Session
from monitor.pages.frames import Frame
from monitor.pages.rendering import render
from monitor.services import access
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.guarded import EDITOR, PASSWORDS, READER, Client, Hands, guarded


@pytest.fixture(scope="module")
def clock() -> Hands:
    return Hands()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, clock: Hands) -> Iterator[Desk]:
    # Every test is another reader behind a proxy, so that each has tries of its own.
    with guarded(tmp_path_factory.mktemp("login"), clock, proxies=("127.0.0.1",)) as desk:
        yield desk


@pytest.fixture
def house(opened: Desk, clock: Hands) -> Desk:
    # Two hours later than the test before: its tries count no longer.
    clock.at += timedelta(hours=2)
    return opened


@pytest.fixture
def client(house: Desk) -> Client:
    return Client(house)


def test_the_cookie_is_for_this_desk_alone_and_no_script_reads_it(client: Client) -> None:
    answer = client.sign_in(EDITOR)
    said = answer.header("set-cookie")
    assert (answer.status, answer.header("location")) == (303, "/")
    assert {part.strip().lower() for part in said.split(";")[1:]} >= {"httponly", "path=/", "samesite=lax"}
    assert "domain" not in said.lower()
    assert EDITOR in client.get("/stories").body


def test_through_https_the_cookie_goes_by_https_only(client: Client) -> None:
    client.sent["X-Forwarded-Proto"] = "https"
    answer = client.sign_in(EDITOR, Origin=f"https://{client.host}")
    said = answer.header("set-cookie")
    assert said.startswith("__Host-farwatch=")
    assert "secure" in said.lower()
    assert client.get("/stories").status == 200


def test_a_public_address_by_https_makes_every_cookie_secure(tmp_path: Path) -> None:
    with guarded(tmp_path, Hands(), address="https://news.example.org/desk") as desk:
        client = Client(desk, {"Host": "news.example.org"})
        answer = client.sign_in(EDITOR, Origin="https://news.example.org")
        assert answer.header("set-cookie").startswith("__Host-farwatch=")
        assert client.get("/stories").status == 200
        # A page of the same name that came unprotected may be anybody's.
        assert client.post("/mark", {}, Origin="http://news.example.org").status == 403
        # Where the proxy puts its own name for us into Host, the origin is still the public one.
        behind = Client(desk, {"Cookie": client.sent["Cookie"]})
        assert behind.post("/watches", {"name": "", "query": ""}, Origin="https://news.example.org").status == 400


def test_one_who_came_with_a_session_gets_another_and_the_first_ends(client: Client, house: Desk) -> None:
    client.sign_in(EDITOR)
    first = client.sent["Cookie"]
    client.sign_in(EDITOR)
    assert client.sent["Cookie"] != first
    assert Client(house, {"Cookie": first}).get("/stories").status == 303


def test_a_session_that_was_put_into_the_browser_is_not_taken_over(client: Client, house: Desk) -> None:
    planted = "farwatch=planted-by-an-attacker"
    client.sent["Cookie"] = planted
    client.sign_in(EDITOR)
    assert Client(house, {"Cookie": planted}).get("/stories").status == 303


def test_who_signs_out_is_out_everywhere_in_this_browser(client: Client, house: Desk) -> None:
    client.sign_in(READER)
    copy = Client(house, dict(client.sent))
    assert client.ask("GET", "/logout").status == 405
    answer = client.post("/logout")
    assert (answer.status, answer.header("location")) == (303, "/login")
    assert "max-age=0" in answer.header("set-cookie").lower()
    assert copy.get("/stories").status == 303


def wait_until_noted(client: Client, clock: Hands) -> None:
    """A visit is noted after its answer."""
    secret = client.sent["Cookie"].partition("=")[2]
    deadline = time.monotonic() + 60
    while True:
        with client.desk.app.store.reading() as work:
            visitor = work.sessions.visitor(access.imprint(secret), clock.at)
        if visitor and isinstance(visitor.by, Session) and visitor.by.seen_at == clock.at:
            return
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_session_that_is_not_used_ends_and_a_used_one_too(client: Client, clock: Hands) -> None:
    client.sign_in(EDITOR)
    begun = clock.at
    while clock.at < begun + LONGEST_SESSION - IDLE_SESSION / 2:
        clock.at += IDLE_SESSION / 2
        assert client.get("/stories").status == 200
        wait_until_noted(client, clock)
    clock.at += IDLE_SESSION / 2
    assert client.get("/stories").status == 303
    client.sign_in(EDITOR)
    clock.at += IDLE_SESSION
    assert client.get("/stories").status == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda store: access.change_role(store, READER, Role.READER),
        lambda store: access.change_password(store, READER, PASSWORDS[READER]),
    ],
    ids=["role", "password"],
)
def test_a_session_ends_when_its_user_is_changed(client: Client, house: Desk, change: object) -> None:
    client.sign_in(READER)
    assert client.get("/stories").status == 200
    assert change(house.app.store)  # type: ignore[operator]
    assert client.get("/stories").status == 303


def test_a_session_ends_when_its_user_is_removed(client: Client, house: Desk) -> None:
    name = access.user_name("gone")
    assert access.new_user(house.app.store, name, "a password of many words", role=Role.EDITOR, now=NOW)
    client.sign_in("gone", "a password of many words")
    with house.app.store.begin() as work:
        assert work.users.remove(name)
    assert client.get("/stories").status == 303
    assert client.post("/mark").status == 401


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(client: Client) -> None:
    wrong, unknown = client.sign_in(EDITOR, "not her password"), client.sign_in("nobody", "not her password")
    assert (wrong.status, unknown.status) == (401, 401)
    assert wrong.body.replace(EDITOR, "nobody") == unknown.body
    assert "set-cookie" not in {key.lower() for key, _ in (*wrong.headers, *unknown.headers)}


def test_an_unknown_name_takes_as_long_as_a_wrong_password(house: Desk) -> None:
    def spent(name: str, number: int) -> float:
        other = Client(house, {"X-Forwarded-For": f"192.0.2.{number}"})
        # CPU time of this process, in which the desk runs too.
        begin = time.process_time()
        assert other.sign_in(name, "not the password").status == 401
        return time.process_time() - begin

    spent(EDITOR, 0)
    pairs = [(spent(EDITOR, number), spent(f"nobody-{number}", number)) for number in range(1, 6)]
    assert 0.5 < median(one for one, _ in pairs) / median(one for _, one in pairs) < 2


def test_too_many_tries_from_one_address_wait(house: Desk, clock: Hands) -> None:
    client = Client(house, {"X-Forwarded-For": "198.51.100.7"})
    for number in range(PER_ADDRESS.most):
        assert client.sign_in(f"guess-{number}", "x").status == 401
    refused = client.sign_in(EDITOR)
    assert (refused.status, refused.header("retry-after")) == (429, str(int(PER_ADDRESS.within.total_seconds())))
    assert "15 minutes" in refused.body
    assert Client(house, {"X-Forwarded-For": "198.51.100.8"}).sign_in(EDITOR).status == 303
    clock.at += PER_ADDRESS.within
    assert client.sign_in(EDITOR).status == 303


def test_an_address_that_the_client_makes_up_is_not_believed(house: Desk) -> None:
    # The proxy adds what it saw; what the client wrote stands before it.
    for number in range(PER_ADDRESS.most):
        made_up = Client(house, {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.9"})
        assert made_up.sign_in(f"guess-{number}", "x").status == 401
    assert Client(house, {"X-Forwarded-For": "203.0.113.99, 198.51.100.9"}).sign_in(EDITOR).status == 429


def test_without_a_named_proxy_nobody_is_believed(tmp_path: Path) -> None:
    with guarded(tmp_path, Hands()) as desk:
        for number in range(PER_ADDRESS.most):
            Client(desk, {"X-Forwarded-For": f"203.0.113.{number}"}).sign_in(f"guess-{number}", "x")
        assert Client(desk, {"X-Forwarded-For": "203.0.113.99"}).sign_in(EDITOR).status == 429


@pytest.mark.parametrize(
    "written", [EDITOR, EDITOR.upper(), f" {EDITOR} "], ids=["as it is", "in capitals", "with blanks"]
)
def test_guesses_for_one_user_from_many_addresses_wait(written: str) -> None:
    limiter = Limiter()
    for number in range(PER_USER.most):
        assert not limiter.admit(f"192.0.2.{number}", access.user_name(EDITOR), NOW)
    assert limiter.admit("198.51.100.1", access.user_name(written), NOW) == PER_USER.within
    assert not limiter.admit("198.51.100.1", "another", NOW)
    assert not limiter.admit("198.51.100.1", EDITOR, NOW + PER_USER.within)


def test_a_right_password_is_no_guess_and_forgives_none() -> None:
    limiter = Limiter()
    for _ in range(3 * PER_ADDRESS.most):
        assert not limiter.admit("192.0.2.1", EDITOR, NOW)
        limiter.succeeded("192.0.2.1", EDITOR)
    for _ in range(PER_ADDRESS.most - 1):
        assert not limiter.admit("192.0.2.1", EDITOR, NOW)
    assert not limiter.admit("192.0.2.1", "mallory", NOW)
    limiter.succeeded("192.0.2.1", "mallory")
    assert not limiter.admit("192.0.2.1", EDITOR, NOW)
    assert limiter.admit("192.0.2.1", EDITOR, NOW)


def test_only_so_many_wait_for_their_password_to_be_compared() -> None:
    limiter = Limiter()
    with ExitStack() as waiting:
        assert [waiting.enter_context(limiter.turn()) for _ in range(MOST_WAITING)] == [timedelta()] * MOST_WAITING
        with limiter.turn() as wait:
            assert wait > timedelta()
    with limiter.turn() as wait:
        assert wait == timedelta()


def test_the_limit_remembers_no_more_than_it_can_hold() -> None:
    limiter = Limiter()
    for number in range(MOST_KEYS + 10):
        limiter.admit(str(number), str(number), NOW)
    assert len(limiter._by_address._tried) == len(limiter._by_user._tried) == MOST_KEYS


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("x" * 1000, "x" * 64),
    ],
)
def test_an_ipv6_reader_is_counted_by_the_network(address: str, counted: str) -> None:
    assert counted_as(address) == counted


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/login?next=/login",
        "/logout",
        "/stories\r\nSet-Cookie: a=b",
        "/" + "x" * 3000,
        "",
    ],
)
def test_signing_in_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    assert safe_next(elsewhere) == "/"
    answer = client.post("/login", {"name": EDITOR, "password": PASSWORDS[EDITOR], "next": elsewhere})
    assert (answer.status, answer.header("location")) == (303, "/")
    assert (
        f'value="{elsewhere}"' not in Client(client.desk).get(f"/login?next={quote(elsewhere)}").body or not elsewhere
    )


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: Client) -> None:
    aim = "/stories?q=%40nato+AND+%D1%8F"
    asked = client.get(aim).header("location")
    assert asked == f"/login?next={quote(aim, safe='')}"
    answer = client.post("/login", {"name": EDITOR, "password": PASSWORDS[EDITOR], "next": aim})
    assert answer.header("location") == aim
    client.sent["Cookie"] = answer.header("set-cookie").partition(";")[0]
    assert client.get(asked).header("location") == aim


def test_a_desk_without_users_asks_for_nothing(desk: Desk) -> None:
    answer = Client(desk).get("/login")
    assert (
        answer.status,
        "farwatch user add" in answer.body,
        "<form" in answer.body.split("<main")[1].split("</main")[0],
    ) == (200, True, False)
    assert Client(desk).sign_in("anna", "whatever it may be").status == 401


@pytest.mark.parametrize(("language", "said"), [("uk", "Пароль"), ("pl", "Hasło"), ("ja", "パスワード")])
def test_the_form_speaks_its_readers_language(language: str, said: str) -> None:
    page = LoginPage(name="", next="/", has_users=True)
    shown = render("login.html", Frame(title="", room="", now=NOW, language=language), page)
    assert said in shown
    assert "Password" not in shown
