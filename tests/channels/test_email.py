"""Against a real SMTP server."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from monitor.model.errors import DeliveryError
from monitor.model.messages import Receipt
from tests.channels.channel_builders import DATE, message, opened

READER = "reader@example.org"
SENDER = "Farwatch <farwatch@example.org>"


class Postbox:
    """Keeps what it is sent; answers recipients and mails as told."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.secured: list[bool] = []
        self.greeting = ""
        self.sessions = 0
        self.rcpt_answer = "250 OK"
        self.data_answer = "250 queued as 42"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeting = hostname
        self.sessions += 1
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_answer.startswith("250"):
            self.mails.append(envelope)
            self.secured.append(session.ssl is not None)
        return self.data_answer

    def mail(self) -> EmailMessage:
        (envelope,) = self.mails
        return message_from_bytes(cast(bytes, envelope.content), policy=default)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One SMTP server on loopback, and channels to it."""

    def __init__(self, **options: Any) -> None:
        self.postbox = Postbox()
        self.port = free_port()
        self.controller = Controller(self.postbox, hostname="127.0.0.1", port=self.port, **options)
        self.channels: list[Any] = []

    def channel(self, *, secrets: dict[str, str] | None = None, **fields: Any) -> Any:
        values = {"host": "127.0.0.1", "port": self.port, "security": "none", "sender": SENDER, "timeout_seconds": 5}
        self.channels.append(opened("email", allow=f"127.0.0.1:{self.port}", secrets=secrets, **values | fields))
        return self.channels[-1]


@pytest.fixture
def server() -> Iterator[Server]:
    yield from running(Server())


def running(server: Server) -> Iterator[Server]:
    server.controller.start()
    yield server
    for channel in server.channels:
        channel.rest()
    server.controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of our own for 127.0.0.1."""
    import ipaddress

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def test_a_mail_as_it_arrives(server: Server) -> None:
    receipt = server.channel(unsubscribe="https://desk.example.org/u/1").send(message(), READER)
    mail = server.postbox.mail()
    assert receipt == Receipt(provider_id="250 queued as 42")
    assert {name: value for name, value in mail.items() if name != "Content-Type" and name[0] != "X"} == {
        "From": SENDER,
        "To": READER,
        "Subject": "Farwatch: 4 нові сюжети — четвер, 10 квітня",
        "Date": "Thu, 10 Apr 2025 04:00:00 +0000",
        "Message-ID": "<0123456789abcdef@example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Id": "<morning.farwatch.example.org>",
        "References": "<morning.farwatch.example.org@example.org>",
        "In-Reply-To": "<morning.farwatch.example.org@example.org>",
        "List-Unsubscribe": "<https://desk.example.org/u/1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
    }
    parts = [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in mail.iter_parts()]
    assert parts == [("text/plain", "НАТО і Японія\n"), ("text/html", "<p>НАТО і Японія</p>\n")]
    assert server.postbox.mails[0].mail_from == "farwatch@example.org"
    assert server.postbox.greeting == "example.org"


def test_a_mail_passes_servers_of_seven_bits(server: Server) -> None:
    wide = "日本とNATOの協力。" * 500
    server.channel().send(message(parts=(("text", wide + "\n"), ("html", f"<p>{wide}</p>\n"))), READER)
    content = cast(bytes, server.postbox.mails[0].content)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert [part.get_content().strip() for part in server.postbox.mail().iter_parts()] == [wide, f"<p>{wide}</p>"]


def test_a_repeat_has_the_same_message_id_and_says_so(server: Server) -> None:
    server.channel().send(message(possibly_repeated=True), READER)
    mail = server.postbox.mail()
    assert mail["Message-ID"] == "<0123456789abcdef@example.org>"
    assert mail["X-Farwatch-Possibly-Repeated"] == "yes"


def test_a_subject_is_one_line_whatever_it_holds(server: Server) -> None:
    server.channel().send(message(subject="News\r\nBcc: all@example.org\r\n\r\nbody"), READER)
    mail = server.postbox.mail()
    assert mail["Subject"] == "News Bcc: all@example.org body"
    assert mail["Bcc"] is None
    assert server.postbox.mails[0].rcpt_tos == [READER]


def test_an_unsubscribe_address_for_mail_promises_no_click(server: Server) -> None:
    server.channel(unsubscribe="mailto:news@example.org").send(message(), READER)
    mail = server.postbox.mail()
    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == ("<mailto:news@example.org>", None)


def test_without_an_address_of_its_own_a_reader_unsubscribes_by_a_mail_to_the_sender(server: Server) -> None:
    server.channel().send(message(), READER)
    mail = server.postbox.mail()
    assert mail["List-Unsubscribe"] == "<mailto:farwatch@example.org?subject=unsubscribe%20morning>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_readers_own_link_takes_one_click_and_a_mail_does_as_well(server: Server) -> None:
    server.channel().send(message(unsubscribe="https://desk.example.org/u/a"), READER)
    mail = server.postbox.mail()
    assert mail["List-Unsubscribe"] == (
        "<https://desk.example.org/u/a>, <mailto:farwatch@example.org?subject=unsubscribe%20morning>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_link_without_tls_promises_no_click(server: Server) -> None:
    server.channel().send(message(unsubscribe="http://127.0.0.1:8765/u/a"), READER)
    mail = server.postbox.mail()
    assert mail["List-Unsubscribe"].startswith("<http://127.0.0.1:8765/u/a>, ")
    assert mail["List-Unsubscribe-Post"] is None


def test_an_unsubscribe_address_names_whom_it_is_for(server: Server) -> None:
    server.channel(unsubscribe="https://desk.example.org/u/{subscription}/{recipient}").send(message(), "a+b@c.example")
    assert server.postbox.mail()["List-Unsubscribe"] == "<https://desk.example.org/u/morning/a%2Bb%40c.example>"


def test_the_mails_of_a_round_go_by_one_connection(server: Server) -> None:
    channel = server.channel()
    for number in range(3):
        channel.send(message(), f"reader{number}@example.org")
    channel.rest()
    channel.send(message(), READER)
    assert (len(server.postbox.mails), server.postbox.sessions) == (4, 2)


def test_a_refused_reader_harms_no_other_mail_of_the_round(server: Server) -> None:
    channel = server.channel()
    channel.send(message(), READER)
    server.postbox.rcpt_answer = "550 5.1.1 no such user"
    with pytest.raises(DeliveryError, match="no such user"):
        channel.send(message(), "nobody@example.org")
    server.postbox.rcpt_answer = "250 OK"
    channel.send(message(), "third@example.org")
    assert [mail.rcpt_tos for mail in server.postbox.mails] == [[READER], ["third@example.org"]]


def test_a_connection_that_the_server_closed_is_made_anew(server: Server) -> None:
    channel = server.channel()
    channel.send(message(), READER)
    server.controller.stop()
    server.controller = Controller(server.postbox, hostname="127.0.0.1", port=server.port)
    server.controller.start()
    channel.send(message(), READER)
    assert len(server.postbox.mails) == 2


@pytest.mark.parametrize(
    "to", ["", "reader", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>", "a b@c", '"a"@b', "=?utf-8?q?=0d=0aBcc:_x?=@b"]
)
def test_what_is_no_address_is_refused_for_good(server: Server, to: str) -> None:
    with pytest.raises(DeliveryError, match="is no mail address") as error:
        server.channel().send(message(), to)
    assert error.value.permanent


@pytest.mark.parametrize(
    ("rcpt", "data", "permanent"),
    [
        ("550 5.1.1 no such user", "", True),
        ("450 4.2.1 mailbox busy", "", False),
        ("250 OK", "554 5.7.1 looks like spam", True),
        ("250 OK", "451 4.3.0 try again", False),
    ],
)
def test_a_refusal_for_good_is_told_from_one_for_now(server: Server, rcpt: str, data: str, permanent: bool) -> None:
    server.postbox.rcpt_answer, server.postbox.data_answer = rcpt, data or "250 OK"
    with pytest.raises(DeliveryError) as error:
        server.channel().send(message(), READER)
    assert (data or rcpt) in str(error.value)
    assert (error.value.permanent, error.value.uncertain) == (permanent, False)
    assert server.postbox.mails == []


def test_starttls_with_a_login(certificate: Path, tls: ssl.SSLContext) -> None:
    for server in running(Server(tls_context=tls, require_starttls=True, authenticator=knows, auth_required=True)):
        login = {"username_env": "USER", "password_env": "PASS", "security": "starttls", "ca_file": str(certificate)}
        server.channel(secrets={"USER": "farwatch", "PASS": "s3cret"}, **login).send(message(), READER)
        assert server.postbox.secured == [True]


def knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and data == LoginPassword(b"farwatch", b"s3cret")
    return AuthResult(success=right, handled=False)


def test_tls_from_the_first_byte(certificate: Path, tls: ssl.SSLContext) -> None:
    for server in running(Server(ssl_context=tls)):
        server.channel(security="tls", ca_file=str(certificate)).send(message(), READER)
        assert server.postbox.mail()["To"] == READER


def test_a_wrong_password_is_said_and_not_shown(certificate: Path, tls: ssl.SSLContext) -> None:
    for server in running(Server(tls_context=tls, authenticator=knows)):
        login = {"username_env": "USER", "password_env": "PASS", "security": "starttls", "ca_file": str(certificate)}
        with pytest.raises(DeliveryError, match="refused the login: 535") as error:
            server.channel(secrets={"USER": "farwatch", "PASS": "wr0ng"}, **login).send(message(), READER)
        assert "wr0ng" not in str(error.value)
        assert not error.value.permanent


def test_a_certificate_that_nobody_vouches_for_ends_it(tls: ssl.SSLContext) -> None:
    for server in running(Server(tls_context=tls)):
        with pytest.raises(DeliveryError, match="CERTIFICATE_VERIFY_FAILED"):
            server.channel(security="starttls").send(message(), READER)
        assert server.postbox.mails == []


def test_a_server_without_starttls_gets_nothing(server: Server) -> None:
    with pytest.raises(DeliveryError, match="STARTTLS extension not supported"):
        server.channel(security="starttls").send(message(), READER)
    assert server.postbox.mails == []


def test_a_server_that_is_down_is_tried_again() -> None:
    port = free_port()
    channel = opened("email", allow=f"127.0.0.1:{port}", host="127.0.0.1", port=port, security="none", sender=SENDER)
    with pytest.raises(DeliveryError, match=r"no connection to mail server 127\.0\.0\.1") as error:
        channel.send(message(), READER)
    assert (error.value.permanent, error.value.uncertain, error.value.unreached) == (False, False, True)


def test_the_gate_is_asked() -> None:
    channel = opened("email", host="127.0.0.1", port=25, security="none", sender=SENDER)
    with pytest.raises(DeliveryError, match="not allowed"):
        channel.send(message(), READER)


@pytest.mark.parametrize(("after", "uncertain"), [(b"rcpt", False), (b"\r\n.\r\n", True)])
def test_a_connection_lost_before_the_answer_leaves_it_uncertain(after: bytes, uncertain: bool) -> None:
    """A server by hand: it hangs up when it has read `after`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listener.accept()
        with peer:
            peer.sendall(b"220 ready\r\n")
            seen = b""
            while after not in seen and (chunk := peer.recv(65536)):
                seen += chunk
                if after not in seen:
                    peer.sendall(b"354 go on\r\n" if chunk.upper().startswith(b"DATA") else b"250 OK\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    port = listener.getsockname()[1]
    channel = opened("email", allow=f"127.0.0.1:{port}", host="127.0.0.1", port=port, security="none", sender=SENDER)
    with pytest.raises(DeliveryError) as error:
        channel.send(message(), READER)
    thread.join()
    listener.close()
    assert (error.value.uncertain, error.value.permanent) == (uncertain, False)


def test_an_address_beyond_ascii_needs_a_server_that_takes_it() -> None:
    for server in running(Server(enable_SMTPUTF8=True)):
        server.channel().send(message(), "олена@example.org")
        assert server.postbox.mails[0].rcpt_tos == ["олена@example.org"]
        assert server.postbox.mail()["To"] == "олена@example.org"
    for server in running(Server(enable_SMTPUTF8=False)):
        with pytest.raises(DeliveryError, match="SMTPUTF8") as error:
            server.channel().send(message(), "олена@example.org")
        assert error.value.permanent


def test_the_date_of_a_retry_is_its_own(server: Server) -> None:
    server.channel().send(message(date=DATE + timedelta(hours=3)), READER)
    assert server.postbox.mail()["Date"] == "Thu, 10 Apr 2025 07:00:00 +0000"
