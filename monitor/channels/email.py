"""Mail over SMTP, one connection for the mails of a round. All sockets come from the gate."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from monitor.channels.declared import secret, wrong
from monitor.channels.mails import compose_mail, is_address, is_unsubscribe_address, sender_address
from monitor.model.channels import ChannelSettings
from monitor.model.errors import DeliveryError, EgressError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Servers commonly end a session after a hundred.
MOST_MAILS = 100
PORTS = {"none": 25, "starttls": 587, "tls": 465}

Connect = Callable[[str, int], socket.socket]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Name and password, shown nowhere."""

    username: str = field(repr=False)
    password: str = field(repr=False)


class _GatedSMTP(smtplib.SMTP):
    """smtplib's own road to a socket, through the gate; TLS from the first byte where a context is given.

    `greeting` is who we say we are; without it smtplib asks the domain name system, past the gate, at every connection.
    """

    def __init__(
        self, host: str, port: int, *, connect: Connect, tls: ssl.SSLContext | None, greeting: str, timeout: float
    ) -> None:
        self._connect = connect
        self._tls = tls
        super().__init__(host, port, local_hostname=greeting, timeout=timeout)

    # The hook that smtplib.SMTP_SSL itself overrides.
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # noqa: ARG002
        plain = self._connect(host, port)
        if self._tls is None:
            return plain
        try:
            return self._tls.wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


class EmailChannel:
    """Sends multipart mail; the receipt carries what the server said on taking it.

    Mail leaves no trace where a sender could look: what is unknown stays so.
    """

    format = Format.EMAIL

    def __init__(
        self, settings: ChannelSettings, *, gate: Gate, tls: ssl.SSLContext | None, login: Login | None
    ) -> None:
        self._settings = settings
        self._gate = gate
        self._tls = tls
        self._login = login
        self._server: smtplib.SMTP | None = None
        self._taken = 0

    def send(self, message: Message, recipient: str) -> Receipt:
        if not is_address(recipient):
            raise DeliveryError(f"{recipient!r} is no mail address", permanent=True)
        mail = compose_mail(message, recipient, self._settings)
        server = self._ready()
        try:
            _envelope(server, sender_address(self._settings), recipient)
            said = _hand_over(server, mail)
        except DeliveryError:
            # Whatever the server holds of this mail must not become part of the next.
            self.rest()
            raise
        self._taken += 1
        return Receipt(provider_id=said)

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:  # noqa: ARG002
        return Evidence.NONE

    def rest(self) -> None:
        if self._server is not None:
            # The mail is taken or refused by then; how the connection ends changes nothing.
            _take_leave(self._server)
            self._server.close()
        self._server, self._taken = None, 0

    def _ready(self) -> smtplib.SMTP:
        """The connection of the last mail where it still answers, else a new one."""
        if self._server is not None and (self._taken >= MOST_MAILS or not _answers(self._server)):
            self.rest()
        if self._server is None:
            self._server = self._connected()
        return self._server

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        port = settings.port or PORTS[settings.security]
        where = f"mail server {settings.host}:{port}"
        connect = partial(self._gate.connect, timeout_seconds=settings.timeout_seconds)
        tls = self._tls if settings.security == "tls" else None
        domain = sender_address(settings).partition("@")[2]
        with contextlib.ExitStack() as opened:
            try:
                server = _GatedSMTP(
                    settings.host, port, connect=connect, tls=tls, greeting=domain, timeout=settings.timeout_seconds
                )
                opened.callback(server.close)
                _secure(server, self._tls if settings.security == "starttls" else None, self._login)
            except EgressError as error:
                raise DeliveryError(f"no connection to {where}: {error}", unreached=True) from error
            except smtplib.SMTPAuthenticationError as error:
                said = _said(error.smtp_code, error.smtp_error)
                raise DeliveryError(f"{where} refused the login: {said}", unreached=True) from error
            except (OSError, smtplib.SMTPException) as error:
                raise DeliveryError(f"no session with {where}: {error}", unreached=True) from error
            opened.pop_all()
        return server


def _answers(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _take_leave(server: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.quit()


def _secure(server: smtplib.SMTP, starttls: ssl.SSLContext | None, login: Login | None) -> None:
    server.ehlo_or_helo_if_needed()
    if starttls:
        server.starttls(context=starttls)
        server.ehlo_or_helo_if_needed()
    if login:
        server.login(login.username, login.password)


def _envelope(server: smtplib.SMTP, sender: str, recipient: str) -> None:
    options = [] if recipient.isascii() else ["SMTPUTF8"]
    if options and not server.has_extn("smtputf8"):
        raise DeliveryError(f"the mail server cannot take the address {recipient} (no SMTPUTF8)", permanent=True)
    try:
        code, said = server.mail(sender, options)
        if code != 250:
            # Even a 5xx is about us, not about this mail: the operator can mend it while we try again.
            raise DeliveryError(f"the mail server refused the sender {sender}: {_said(code, said)}")
        code, said = server.rcpt(recipient)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"the mail server broke off: {error}") from error
    if code not in (250, 251):
        raise DeliveryError(f"the mail server refused {recipient}: {_said(code, said)}", permanent=code >= 500)


def _hand_over(server: smtplib.SMTP, mail: bytes) -> str:
    try:
        code, said = server.data(mail)
    except smtplib.SMTPDataError as error:
        refused = f"the mail server refused the mail: {_said(error.smtp_code, error.smtp_error)}"
        raise DeliveryError(refused, permanent=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"the mail server did not answer to the mail: {error}", uncertain=True) from error
    if code != 250:
        raise DeliveryError(f"the mail server refused the mail: {_said(code, said)}", permanent=code >= 500)
    return _said(code, said)


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    line = "".join(character if character.isprintable() else " " for character in text)
    return f"{code} {line[:300]}"


def open_email(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The mail channel; ConfigError names the key that is missing or wrong."""
    if not settings.host:
        raise wrong(settings, "host", "is missing; name the mail server, e.g. host = 'smtp.example.org'")
    if settings.security not in PORTS:
        raise wrong(settings, "security", f"{settings.security!r} is none of {', '.join(PORTS)}")
    if not sender_address(settings):
        raise wrong(settings, "sender", "is no address; e.g. sender = 'Farwatch <farwatch@example.org>'")
    if settings.unsubscribe and not is_unsubscribe_address(settings.unsubscribe):
        raise wrong(settings, "unsubscribe", "is no address; begin it with mailto: or https://")
    tls = None if settings.security == "none" else _tls(settings)
    return EmailChannel(settings, gate=gate, tls=tls, login=_login(settings, secrets))


def _tls(settings: ChannelSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError as error:
        raise wrong(settings, "ca_file", f"cannot be read as certificates: {settings.ca_file}") from error


def _login(settings: ChannelSettings, secrets: Mapping[str, str]) -> Login | None:
    if not settings.username_env:
        return None
    if settings.security == "none" and settings.host not in LOOPBACK:
        raise wrong(settings, "security", "would send the password in the clear; use 'starttls' or 'tls'")
    if not settings.password_env:
        raise wrong(settings, "password_env", "is missing; name the environment variable that holds the password")
    return Login(
        username=secret(settings, "username_env", settings.username_env, secrets),
        password=secret(settings, "password_env", settings.password_env, secrets),
    )
