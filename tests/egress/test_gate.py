"""What the operator allows, and what an answer may be."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.egress import EgressGate, UnknownHost, is_public
from monitor.model.errors import EgressError
from monitor.model.seams import Reply
from tests.egress.certificates import self_signed


@pytest.mark.parametrize(
    ("allow", "url", "passes"),
    [
        ("127.0.0.1:8025", "http://127.0.0.1:8025/", True),
        ("127.0.0.1:8025", "http://127.0.0.1:8026/", False),
        ("127.0.0.1", "http://127.0.0.1:9/", True),
        ("10.0.0.0/8", "http://10.9.8.7/", True),
        ("10.0.0.0/8", "http://11.9.8.7/", True),
        ("10.0.0.0/8", "http://192.168.0.1/", False),
        ("10.0.0.0/8:8080", "http://10.9.8.7:8080/", True),
        ("10.0.0.0/8:8080", "http://10.9.8.7/", False),
        ("10.0.0.0/8", "http://[::ffff:10.0.0.1]/", True),
        ("::1", "http://[::1]/", True),
        ("[::1]:8025", "http://[::1]:8025/", True),
        ("[::1]:8025", "http://[::1]/", False),
        ("fd00::/8", "http://[fd12::1]/", True),
        ("mail.internal", "http://mail.internal/", True),
        ("mail.internal", "http://MAIL.internal./", True),
        ("mail.internal", "http://evil.mail.internal/", False),
        ("mail.internal:25", "http://mail.internal:25/", True),
        ("localhost", "http://localhost:8080/", True),
        ("127.0.0.1", "http://2130706433/", False),
    ],
)
def test_an_allowance_opens_what_it_names_and_no_more(allow: str, url: str, passes: bool) -> None:
    gate = EgressGate(allow=[allow])
    if passes:
        gate.check_url(url)
        return
    with pytest.raises(EgressError):
        gate.check_url(url)


@pytest.mark.parametrize(
    "entry", ["", "10.0.0.0/33", "*", "http://mail.internal", "mail internal", "10.0.0.1/8", "a:b"]
)
def test_an_allowance_that_cannot_be_read_is_named(entry: str) -> None:
    with pytest.raises(EgressError, match="cannot be read: expected"):
        EgressGate(allow=[entry])


def test_a_pinned_host_has_its_address_and_is_allowed() -> None:
    gate = EgressGate(hosts={"Novostey.com": "127.0.0.1"})
    gate.check_url("http://novostey.com:8099/feed")
    assert gate.resolve("NOVOSTEY.com.", 8099) == ("127.0.0.1",)
    with pytest.raises(EgressError):
        gate.resolve("127.0.0.1", 8099)


def test_an_allowed_name_may_lead_to_a_private_address() -> None:
    assert set(EgressGate(allow=["localhost:25"]).resolve("localhost", 25)) <= {"127.0.0.1", "::1"}
    with pytest.raises(EgressError):
        EgressGate(allow=["localhost:25"]).resolve("localhost", 26)


def test_a_host_without_address_is_told_from_a_refused_one() -> None:
    with pytest.raises(UnknownHost, match=r"no-such-host\.invalid cannot be found"):
        EgressGate().resolve("no-such-host.invalid", 80)


@given(st.ip_addresses())
def test_python_calls_nothing_closed_what_we_call_public(address) -> None:  # type: ignore[no-untyped-def]
    if is_public(address) and address.version == 4:
        assert address.is_global


@given(st.text(max_size=60))
def test_any_text_passes_or_is_refused_and_nothing_else(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.org{text}"):
        with suppress(EgressError):
            EgressGate().check_url(url)


Answer = Callable[[socket.socket], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], int]]:
    """Starts a server that treats each connection as told; gives its port."""
    servers = []

    def start(answer: Answer) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def run() -> None:
            try:
                while True:
                    connection, _ = server.accept()
                    with connection:
                        answer(connection)
            except OSError:
                return

        threading.Thread(target=run, daemon=True).start()
        return int(server.getsockname()[1])

    yield start
    for server in servers:
        server.close()


def reading(seen: list[bytes], reply: bytes) -> Answer:
    def answer(connection: socket.socket) -> None:
        received = b""
        while not received.endswith(b"hello"):
            received += connection.recv(65536)
        seen.append(received)
        connection.sendall(reply)

    return answer


GATE = EgressGate(hosts={"hooks.test": "127.0.0.1"})


def post(port: int, *, timeout_seconds: float = 5.0, scheme: str = "http") -> Reply:
    url = f"{scheme}://hooks.test:{port}/services/T0?x=1"
    return GATE.post(url, b"hello", headers={"Content-Type": "text/plain"}, timeout_seconds=timeout_seconds)


def test_a_post_says_what_it_is_told_and_gives_the_answer(serve: Callable[[Answer], int]) -> None:
    seen: list[bytes] = []
    port = serve(reading(seen, b"HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\nok"))
    reply = post(port)
    assert (reply.status, reply.header("x-id"), reply.body) == (200, "7", b"ok")
    assert seen[0].startswith(b"POST /services/T0?x=1 HTTP/1.1\r\n")
    assert f"\r\nHost: hooks.test:{port}\r\n".encode() in seen[0]
    assert seen[0].endswith(b"\r\n\r\nhello")


def test_a_redirect_is_an_answer_and_not_followed(serve: Callable[[Answer], int]) -> None:
    seen: list[bytes] = []
    port = serve(reading(seen, b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"))
    assert (post(port).status, len(seen)) == (302, 1)


def test_an_answer_that_is_too_large_is_refused(serve: Callable[[Answer], int]) -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            connection.sendall(b"x" * 100_000)

    with pytest.raises(EgressError, match="larger than"):
        post(serve(flood))


def test_an_answer_that_drips_is_ended_in_time(serve: Callable[[Answer], int]) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(600):
            connection.sendall(b"x")
            time.sleep(0.1)

    began = time.monotonic()
    with pytest.raises(EgressError, match="did not answer"):
        post(serve(drip), timeout_seconds=0.5)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "reply",
    [b"", b"\x00garbage\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"],
)
def test_a_broken_answer_is_an_error_of_one_sentence(serve: Callable[[Answer], int], reply: bytes) -> None:
    with pytest.raises(EgressError, match=r"^http://hooks\.test:\d+ did not answer: .+\.$"):
        post(serve(lambda connection: connection.sendall(reply)))


def test_nobody_there_is_an_error_of_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(EgressError, match=rf"hooks\.test:{port} cannot be reached: .+\."):
        post(port)


def test_a_server_without_a_trusted_certificate_is_not_told_anything(serve: Callable[[Answer], int], tmp_path) -> None:  # type: ignore[no-untyped-def]
    received: list[bytes] = []
    context = self_signed(tmp_path, "hooks.test")

    def answer(connection: socket.socket) -> None:
        try:
            with context.wrap_socket(connection, server_side=True) as secured:
                received.append(secured.recv(100))
        except OSError:
            return

    with pytest.raises(EgressError, match="cannot be trusted"):
        post(serve(answer), scheme="https")
    assert received == []


@pytest.mark.parametrize(("name", "trusted"), [("hooks.test", True), ("other.test", False)])
def test_a_certificate_must_be_for_the_host_that_is_meant(  # type: ignore[no-untyped-def]
    serve: Callable[[Answer], int], tmp_path, monkeypatch: pytest.MonkeyPatch, name: str, trusted: bool
) -> None:
    context = self_signed(tmp_path, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))

    def answer(connection: socket.socket) -> None:
        try:
            with context.wrap_socket(connection, server_side=True) as secured:
                reading([], b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")(secured)
        except OSError:
            return

    port = serve(answer)
    if trusted:
        assert post(port, scheme="https").body == b"ok"
        return
    with pytest.raises(EgressError, match="cannot be trusted"):
        post(port, scheme="https")
