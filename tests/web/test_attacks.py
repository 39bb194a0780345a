"""What an attacker tries at the entrance: other pages, other names, other ways to write an address or a method."""

from __future__ import annotations

import socket
from base64 import b64encode
from collections.abc import Iterator

import pytest

from monitor.entrance.origins import answered_names, is_loopback
from monitor.model.access import Role
from monitor.model.watches import WatchId
from monitor.services import access
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.guarded import EDITOR, PASSWORDS, READER, Client, Hands, guarded

FORM = b"name=Forged&query=nato"
# Another spelling of /stories or /watches, which a rule and a route could read differently.
SPELLINGS = (
    "//{page}",
    "///{page}",
    "/./{page}",
    "/x/../{page}",
    "/static/../{page}",
    "/static/..%2f{page}",
    "/static/%2e%2e/{page}",
    "/static%2f..%2f{page}",
    "/login/../{page}",
    "/login/{page}",
    "/login;/{page}",
    "/unsubscribe/../{page}",
    "/u/..%2F{page}",
    "/health/{page}",
    "/{page}/",
    "/{page}//",
    "/{page}/.",
    "/{page};x=1",
    "/{page}%00",
    "/{page}%20",
    "/{page}%ff",
    "/{page}?next=/login",
    "/%2F{page}",
    "/{page}#/login",
    "\\{page}",
    "/\\{page}",
    "/{upper}",
    "/{encoded}",
    "/%25{encoded}",
)


def spelled(spelling: str, page: str) -> str:
    return spelling.format(page=page, upper=page.upper(), encoded="".join(f"%{ord(sign):02x}" for sign in page))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with guarded(tmp_path_factory.mktemp("attacks"), Hands()) as desk:
        yield desk


@pytest.fixture(scope="module")
def stranger(house: Desk) -> Client:
    return Client(house)


@pytest.fixture(scope="module")
def reader(house: Desk) -> Client:
    client = Client(house)
    assert client.sign_in(READER).status == 303
    return client


@pytest.fixture(scope="module")
def editor(house: Desk) -> Client:
    client = Client(house)
    assert client.sign_in(EDITOR).status == 303
    return client


@pytest.fixture
def nothing_forged(house: Desk) -> Iterator[None]:
    yield
    with house.app.store.reading() as work:
        assert work.watches.named(WatchId("forged")) is None


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_page_shows_it_to_a_stranger(stranger: Client, spelling: str) -> None:
    for page in ("stories", "watches/new"):
        answer = stranger.get(spelled(spelling, page))
        assert answer.status in (303, 307, 400, 404), spelled(spelling, page)
        assert "<textarea" not in answer.body
        assert 'class="filters"' not in answer.body


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.usefixtures("nothing_forged")
def test_no_spelling_lets_a_reader_or_a_stranger_change(reader: Client, stranger: Client, spelling: str) -> None:
    own = {"Origin": f"http://{reader.host}", "Content-Type": "application/x-www-form-urlencoded"}
    for client in (reader, stranger):
        answer = client.ask("POST", spelled(spelling, "watches"), FORM, **own)
        assert answer.status in (400, 401, 403, 404, 405)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "GETX"])
def test_no_other_method_shows_a_page_to_a_stranger(stranger: Client, method: str) -> None:
    answer = stranger.ask(method, "/stories")
    assert answer.status in (303, 400, 401)
    assert answer.body == "" or "filters" not in answer.body


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "GET"])
@pytest.mark.parametrize(
    "override",
    [{"X_HTTP_Method_Override": "POST"}, {"X_HTTP_Method": "POST"}, {"X_Method_Override": "POST"}],
    ids=str,
)
@pytest.mark.usefixtures("nothing_forged")
def test_a_method_is_what_it_is(reader: Client, method: str, override: dict[str, str]) -> None:
    reader.ask(method, "/watches?_method=POST&name=Forged&query=nato", FORM, **override)


@pytest.mark.usefixtures("nothing_forged")
def test_a_method_in_small_letters_changes_nothing(reader: Client) -> None:
    assert reader.ask("post", "/watches", FORM).status in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1.evil.example:{port}"},
        {"Origin": "http://evil.example@127.0.0.1:{port}/"},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "none", "Origin": "https://evil.example"},
        {"Referer": "http://127.0.0.1:{port}/watches/new"},
    ],
    ids=str,
)
@pytest.mark.usefixtures("nothing_forged")
def test_a_page_elsewhere_changes_nothing_in_an_editors_name(editor: Client, headers: dict[str, str]) -> None:
    said = {name: value.replace("{port}", editor.host.rpartition(":")[2]) for name, value in headers.items()}
    assert editor.ask("POST", "/watches", FORM, **said).status == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}], ids=str)
def test_a_page_elsewhere_signs_nobody_in(stranger: Client, headers: dict[str, str]) -> None:
    form = f"name={EDITOR}&password={PASSWORDS[EDITOR]}".encode()
    answer = stranger.ask("POST", "/login", form, **headers)
    assert (answer.status, answer.header("set-cookie")) == (403, "")


def test_a_page_elsewhere_signs_nobody_out(editor: Client) -> None:
    assert editor.ask("POST", "/logout", Origin="https://evil.example").status == 403
    assert editor.get("/stories").status == 200


def test_two_cookies_of_a_session_are_none(editor: Client, house: Desk) -> None:
    good = editor.sent["Cookie"]
    for tossed in (f"{good}; farwatch=x", f"farwatch=x; {good}", f"{good}; {good}"):
        assert Client(house, {"Cookie": tossed}).get("/stories").status == 303
    # What others put beside it is theirs.
    assert Client(house, {"Cookie": f"lang=uk; {good}; x=farwatch"}).get("/stories").status == 200


@pytest.mark.parametrize("form", ["{value}", '"{value}"', " {value}x", "%66{value}", ""])
def test_a_session_is_exactly_what_was_given(editor: Client, house: Desk, form: str) -> None:
    value = editor.sent["Cookie"].partition("=")[2]
    cookie = form.format(value=value)
    wanted = 200 if cookie == value else 303
    assert Client(house, {"Cookie": f"farwatch={cookie}"}).get("/stories").status == wanted


def test_what_the_database_holds_opens_nothing(house: Desk) -> None:
    secret = access.new_token(house.app.store, "stolen", role=Role.EDITOR, now=NOW, expires_at=None)
    stored = access.imprint(secret)
    assert Client(house, {"Authorization": f"Bearer {stored}"}).get("/stories").status == 401
    assert Client(house, {"Cookie": f"farwatch={stored}"}).get("/stories").status == 303


def test_a_token_counts_in_its_header_alone(house: Desk, stranger: Client) -> None:
    secret = access.new_token(house.app.store, "query", role=Role.EDITOR, now=NOW, expires_at=None)
    for name in ("token", "access_token", "bearer", "authorization", "api_key"):
        assert stranger.get(f"/stories?{name}={secret}").status == 303
        assert stranger.get(f"/api/v1/stories?{name}={secret}").status == 401
    assert stranger.get("/stories", Cookie=f"farwatch={secret}").status == 303
    assert stranger.get("/stories", X_API_Key=secret).status == 303
    assert stranger.get("/stories", Authorization=f"Basic {secret}").status == 303
    assert stranger.get("/stories", Authorization=f"bearer {secret}").status == 200


def basic(password: str) -> str:
    return f"Basic {b64encode(f'reader:{password}'.encode()).decode()}"


def test_a_feed_reader_says_its_token_as_a_password(house: Desk, stranger: Client) -> None:
    secret = access.new_token(house.app.store, "feeds", role=Role.EDITOR, now=NOW, expires_at=None)
    asked = stranger.get("/feeds/watches/nato.atom")
    assert (asked.status, asked.header("www-authenticate")) == (401, 'Basic realm="Farwatch"')
    assert stranger.get("/feeds/watches/nato.atom", Authorization=basic(secret)).status == 404
    assert stranger.get("/feeds/watches/nato.atom", Authorization=basic("fwt_wrong")).status == 401
    assert stranger.get("/feeds/watches/nato.atom", Authorization=basic(PASSWORDS[EDITOR])).status == 401


@pytest.mark.usefixtures("nothing_forged")
def test_a_password_that_a_browser_sends_by_itself_changes_nothing(house: Desk, stranger: Client) -> None:
    secret = access.new_token(house.app.store, "by-itself", role=Role.EDITOR, now=NOW, expires_at=None)
    assert stranger.ask("POST", "/watches", FORM, Authorization=basic(secret)).status == 401


def test_a_wrong_token_beside_a_session_is_refused(editor: Client) -> None:
    assert editor.get("/stories", Authorization="Bearer fwt_wrong").status == 401
    assert editor.get("/stories", Authorization="Basic cHJveHk6cGFzcw==").status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:80@127.0.0.1", "localhost.", "*", "", "127.0.0.1, x"],
)
def test_another_name_reaches_nothing(stranger: Client, editor: Client, host: str) -> None:
    for client in (stranger, editor):
        assert client.get("/login", Host=host).status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "192.0.2.1"},
        {"Forwarded": "for=192.0.2.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Forwarded-Host": "127.0.0.1"},
        {"Authorization": "Bearer fwt_wrong"},
    ],
    ids=str,
)
def test_a_desk_without_users_is_open_to_its_own_machine_alone(desk: Desk, headers: dict[str, str]) -> None:
    assert Client(desk).get("/stories").status == 200
    through_a_proxy = Client(desk, headers)
    assert through_a_proxy.get("/stories").status in (303, 401)
    assert through_a_proxy.post("/watches", {"name": "Forged", "query": "nato"}).status == 401


@pytest.mark.parametrize("page", ["/login", "/stories", "/nothing", "/health"])
def test_no_answer_can_be_framed_cached_or_guessed_at(stranger: Client, page: str) -> None:
    answer = stranger.get(page)
    assert "frame-ancestors 'none'" in answer.header("content-security-policy")
    assert "form-action 'self'" in answer.header("content-security-policy")
    assert (answer.header("cache-control"), answer.header("x-content-type-options")) == ("no-store", "nosniff")
    assert answer.header("server") == ""
    assert answer.header("access-control-allow-origin") == ""


def test_a_websocket_is_not_a_way_in(stranger: Client) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    answer = stranger.get("/stories", **upgrade, **{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert answer.status in (303, 403, 400)


def test_two_names_or_a_whole_address_confuse_nobody(stranger: Client) -> None:
    host, _, port = stranger.host.partition(":")
    for request in (
        f"GET /stories HTTP/1.1\r\nHost: {stranger.host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        f"GET http://evil.example/stories HTTP/1.1\r\nHost: {stranger.host}\r\nConnection: close\r\n\r\n",
        f"GET http://{stranger.host}/login/../stories HTTP/1.1\r\nHost: {stranger.host}\r\nConnection: close\r\n\r\n",
        "GET /stories HTTP/1.0\r\n\r\n",
        f"GET\t/stories HTTP/1.1\r\nHost: {stranger.host}\r\nConnection: close\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(request.encode())
            said = b""
            while some := connection.recv(65_536):
                said += some
        assert b"filters" not in said
        assert said.split(b" ", 2)[1] in (b"303", b"400", b"401", b"404")


@pytest.mark.parametrize(
    ("listening", "address", "hosts", "names"),
    [
        ("127.0.0.1", "", (), []),
        ("0.0.0.0", "", (), []),
        ("::", "https://news.example.org:8443/x", ("192.168.1.5",), ["news.example.org", "192.168.1.5"]),
        ("2001:db8::1", "", ("[2001:db8::2]",), ["[2001:db8::1]", "[2001:db8::2]"]),
    ],
)
def test_the_desk_answers_under_the_names_it_was_given(
    listening: str, address: str, hosts: tuple[str, ...], names: list[str]
) -> None:
    found = answered_names(listening, address=address, hosts=hosts)
    assert [name for name in found if not is_loopback(name.strip("[]"))] == names
    assert set(found) >= {"127.0.0.1", "localhost", "[::1]"}
