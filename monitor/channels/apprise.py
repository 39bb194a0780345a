"""Telegram, Teams, Discord, Matrix, ntfy and a hundred more, through Apprise (https://github.com/caronc/apprise).

Apprise makes its own connections, so each message is sent by a process of its own in which every look-up of a host goes
through the gate: `requests`, smtplib and asyncio all ask `socket.getaddrinfo`, numbers as well as names, and get only
allowed addresses. What the gate cannot see there: an address that a plugin connects to without looking it up, which
none of those over HTTP does; and plugins that use no network (a desktop's notifications). The process is also what a
plugin that hangs or breaks is confined to.

Apprise says only whether all went well, so a failure may have been one of the answer: it is not known whether the
message arrived.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from monitor.channels.declared import secret, wrong
from monitor.model.channels import ChannelSettings
from monitor.model.errors import DeliveryError, EgressError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An address of Apprise's, such as tgram://token/chat; it holds secrets and is shown nowhere."""

    address: str = field(repr=False)


class AppriseChannel:
    """Sends the text of the digest; Apprise splits it where a service takes less."""

    format = Format.TEXT

    def __init__(self, service: Service, *, gate: Gate, timeout_seconds: float) -> None:
        self._service = service
        self._gate = gate
        self._timeout_seconds = timeout_seconds

    def send(self, message: Message, recipient: str) -> Receipt:  # noqa: ARG002  (the address is the recipient)
        ours, theirs = multiprocessing.Pipe(duplex=False)
        work = (theirs, self._gate, self._service.address, message.subject, message.part("text"))
        process = multiprocessing.get_context("spawn").Process(target=_notify, args=work, daemon=True)
        process.start()
        theirs.close()
        try:
            why = ours.recv() if ours.poll(self._timeout_seconds) else "it took too long"
        except EOFError:
            why = "its process ended without an answer"
        finally:
            process.kill()
            process.join()
            ours.close()
        if why:
            raise DeliveryError(f"the service did not take the message: {why}", uncertain=why != REFUSED)
        return Receipt()

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:  # noqa: ARG002
        return Evidence.NONE

    def rest(self) -> None:
        """Nothing is held open."""


REFUSED = "the egress gate does not allow its address"
FAILED = "Apprise says that it failed"


def _notify(answer: Connection, gate: Gate, address: str, title: str, body: str) -> None:
    """In the process of its own: empty is sent for success, else why not."""
    from apprise import Apprise, NotifyFormat

    refused: list[str] = []
    ask = socket.getaddrinfo

    def allowed(host: Any, port: Any, *more: Any, **options: Any) -> Any:  # Any: the signature of the standard library
        number = port if isinstance(port, int) else socket.getservbyname(str(port))
        try:
            found = gate.resolve(host.decode() if isinstance(host, bytes) else str(host), number)
        except EgressError as error:
            refused.append(str(error))
            raise socket.gaierror(socket.EAI_FAIL, str(error)) from error
        return [one for address in found for one in ask(address, number, *more, **options)]

    socket.getaddrinfo = allowed
    service = Apprise()
    # What it prints may hold the address.
    with contextlib.redirect_stderr(None), contextlib.redirect_stdout(None):
        done = service.add(address) and service.notify(title=title, body=body, body_format=NotifyFormat.TEXT)
    answer.send("" if done else REFUSED if refused else FAILED)
    answer.close()
    sys.exit(0)


def open_apprise(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The Apprise channel; ConfigError names the key or the variable that is missing or wrong."""
    if not settings.service_env:
        raise wrong(settings, "service_env", "is missing; name the environment variable that holds Apprise's address")
    address = secret(settings, "service_env", settings.service_env, secrets)
    from apprise import Apprise

    if Apprise.instantiate(address, suppress_exceptions=True) is None:
        raise wrong(
            settings, "service_env", f"the environment variable {settings.service_env} holds no address of Apprise's"
        )
    return AppriseChannel(Service(address=address), gate=gate, timeout_seconds=settings.timeout_seconds)
