"""One POST over a connection that the gate has made."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from threading import Event, Timer

from monitor.egress.urls import WebAddress
from monitor.model.errors import EgressError
from monitor.model.seams import Reply

# Slack answers "ok", a model's answer has some kilobytes; whoever sends more does not answer us.
_MAX_BYTES = 1_000_000


def send_post(
    connection: socket.socket,
    address: WebAddress,
    body: bytes,
    *,
    headers: Mapping[str, str],
    timeout_seconds: float,
) -> Reply:
    """Send and take the answer, all within `timeout_seconds`; closes the connection; raises EgressError."""
    where = f"{address.scheme}://{address.host}:{address.port}"
    try:
        connection = _secured(connection, address)
        # A socket's timeout counts from byte to byte; an answer that drips is ended by the timer.
        expired = Event()
        timer = Timer(timeout_seconds, _hang_up, (connection, expired))
        timer.start()
        try:
            reply = _exchange(connection, address, body, headers)
        finally:
            timer.cancel()
        if expired.is_set():
            raise TimeoutError("it took too long")
        return reply
    except ssl.SSLError as error:
        raise EgressError(f"{where} cannot be trusted: {error.reason or error}.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        # A broken answer is quoted in its error, line breaks and all; which of it was read depends on the moment.
        said = " ".join(str(error).split()) or type(error).__name__
        raise EgressError(f"{where} did not answer: {said}.") from error
    finally:
        connection.close()


def _secured(connection: socket.socket, address: WebAddress) -> socket.socket:
    if address.scheme == "http":
        return connection
    return ssl.create_default_context().wrap_socket(connection, server_hostname=address.host)


def _hang_up(connection: socket.socket, expired: Event) -> None:
    expired.set()
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was quicker


def _exchange(connection: socket.socket, address: WebAddress, body: bytes, headers: Mapping[str, str]) -> Reply:
    client = http.client.HTTPConnection(address.host, address.port)
    client.sock = connection
    default_port = 443 if address.scheme == "https" else 80
    host = f"[{address.host}]" if ":" in address.host else address.host
    client.request(
        "POST",
        address.target,
        body=body,
        headers={"Host": host if address.port == default_port else f"{host}:{address.port}", **headers},
    )
    response = client.getresponse()
    content = response.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError(f"the answer is larger than {_MAX_BYTES} bytes")
    return Reply(
        status=response.status,
        headers=tuple((name.lower(), value) for name, value in response.getheaders()),
        body=content,
    )
