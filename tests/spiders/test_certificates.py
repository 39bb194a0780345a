"""A server is believed only with a certificate for the host that was meant."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model.polls import OutcomeKind
from tests.egress.certificates import self_signed
from tests.spiders.conftest import Crawl, poll_of, rss


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A TLS server that gives every request an empty feed; its certificate is for outlet-a.test."""
    context = self_signed(tmp_path, "outlet-a.test")
    server = socket.create_server(("127.0.0.1", 0))
    body = rss(["https://outlet-a.test/1"]).encode()

    def run() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secured:
                    secured.recv(65536)
                    secured.sendall(
                        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
                    )
            except (OSError, ssl.SSLError):
                continue

    threading.Thread(target=run, daemon=True).start()
    yield int(server.getsockname()[1])
    server.close()


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(port: int, crawl: Crawl) -> None:
    outcome = crawl(poll_of(f"https://outlet-a.test:{port}/feed")).outcome
    assert (outcome.kind, outcome.detail) == (OutcomeKind.UNREACHABLE, "The server's certificate cannot be trusted.")


@pytest.mark.parametrize(("host", "status"), [("outlet-a.test", 200), ("outlet-b.test", None)])
def test_a_certificate_must_be_for_the_host_that_is_meant(
    port: int, crawl: Crawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, status: int | None
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    assert crawl(poll_of(f"https://{host}:{port}/feed")).outcome.status == status
