"""The gate: what may be visited, and the connections that are made through it."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping, Sequence

from monitor.egress.addresses import IPAddress, is_local_name, is_public, read_ip
from monitor.egress.allowances import read_allowances
from monitor.egress.requests import send_post
from monitor.egress.urls import is_foreign_port, read_host, read_url, refuse
from monitor.model.errors import EgressError
from monitor.model.seams import Reply


class UnknownHost(EgressError):
    """A host name that has no address: the name is wrong, or our network is down."""


class EgressGate:
    """Implements `monitor.model.seams.Gate`.

    `allow` names what may be visited besides the public Internet, as in the settings; `hosts` pins names to addresses
    like a hosts file, and a pinned name counts as allowed at every port.
    """

    def __init__(self, *, allow: Sequence[str] = (), hosts: Mapping[str, str] | None = None) -> None:
        self._allowances = read_allowances(allow)
        self._hosts = {read_host(host): address for host, address in (hosts or {}).items()}

    def check_url(self, url: str) -> None:
        """Raise EgressError where an address may not be visited, as far as can be told without looking up its host."""
        address = read_url(url)
        if self._is_named(address.host, address.port):
            return
        ip = self._check_host(address.host, address.port)
        if is_foreign_port(address.port) and not (ip and self._is_allowed(ip, address.port)):
            raise refuse(url, f"port {address.port} belongs to another protocol than HTTP")

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """The allowed IP addresses of a host, in the order of preference; raises UnknownHost where it has none."""
        name = read_host(host)
        if name in self._hosts:
            return (self._hosts[name],)
        named = self._is_named(name, port)
        ip = read_ip(name) if named else self._check_host(name, port)
        if ip is not None:
            return (str(ip),)
        addresses = _look_up(name, port)
        allowed = tuple(a for a in addresses if named or self._is_open(a, port))
        if not allowed:
            raise refuse(name, f"its address {addresses[0]} is in a network that is not public, and not allowed")
        return tuple(str(address) for address in allowed)

    def connect(self, host: str, port: int, *, timeout_seconds: float) -> socket.socket:
        """A TCP connection to the first address of the host that answers; the peer is checked once more."""
        deadline = time.monotonic() + timeout_seconds
        reason = "it took too long"
        for address in self.resolve(host, port):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                connection = socket.create_connection((address, port), timeout=left)
            except OSError as error:
                reason = error.strerror or str(error)
                continue
            self._check_peer(connection, host, address)
            connection.settimeout(timeout_seconds)
            return connection
        raise EgressError(f"{host}:{port} cannot be reached: {reason}.")

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], timeout_seconds: float) -> Reply:
        """POST over a checked connection; redirects are answers like any other; at most 1 MB is taken."""
        self.check_url(url)
        address = read_url(url)
        connection = self.connect(address.host, address.port, timeout_seconds=timeout_seconds)
        return send_post(connection, address, body, headers=headers, timeout_seconds=timeout_seconds)

    def _check_host(self, host: str, port: int) -> IPAddress | None:
        ip = read_ip(host)
        if ip is None and is_local_name(host):
            raise refuse(host, "it is the name of a machine in a local network, and not allowed")
        if ip is not None and not self._is_open(ip, port):
            raise refuse(host, "it is in a network that is not public, and not allowed")
        return ip

    def _check_peer(self, connection: socket.socket, host: str, address: str) -> None:
        peer = read_ip(connection.getpeername()[0])
        if peer != read_ip(address):
            connection.close()
            raise refuse(host, f"the connection went to {peer} instead of {address}")

    def _is_named(self, host: str, port: int) -> bool:
        return host in self._hosts or any(a.covers_host(host, port) for a in self._allowances)

    def _is_allowed(self, address: IPAddress, port: int) -> bool:
        return any(a.covers_address(address, port) for a in self._allowances)

    def _is_open(self, address: IPAddress, port: int) -> bool:
        return is_public(address) or self._is_allowed(address, port)


def _look_up(host: str, port: int) -> tuple[IPAddress, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHost(f"{host} cannot be found: it has no address in the domain name system.") from error
    addresses = [ip for *_, sockaddr in found if (ip := read_ip(str(sockaddr[0])))]
    if not addresses:
        raise UnknownHost(f"{host} cannot be found: it has no address in the domain name system.")
    return tuple(dict.fromkeys(addresses))
