"""What the operator allows besides the public Internet: "127.0.0.1:8025", "10.0.0.0/8", "mail.internal"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

from monitor.egress.addresses import IPAddress
from monitor.egress.urls import read_host
from monitor.model.errors import EgressError

_PORT = re.compile(r"(?P<bracketed>\[[^\]]+\])(?::(?P<port6>\d{1,5}))?|(?P<plain>[^:]+):(?P<port4>\d{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A range of addresses or a host name, at one port or (None) at all."""

    network: IPv4Network | IPv6Network | None = None
    host: str | None = None
    port: int | None = None

    def covers_host(self, host: str, port: int) -> bool:
        return self.host == host and self.port in (None, port)

    def covers_address(self, address: IPAddress, port: int) -> bool:
        return self.network is not None and address in self.network and self.port in (None, port)


def read_allowances(entries: Iterable[str]) -> tuple[Allowance, ...]:
    """The allowances written in the settings; raises EgressError naming the entry that cannot be read."""
    return tuple(_read(entry.strip()) for entry in entries)


def _read(entry: str) -> Allowance:
    match = _PORT.fullmatch(entry)
    place, port = entry, None
    if match:
        place = match["plain"] or match["bracketed"][1:-1]
        digits = match["port4"] or match["port6"]
        port = int(digits) if digits else None
    try:
        return Allowance(network=ip_network(place), port=port)
    except ValueError:
        pass
    try:
        return Allowance(host=read_host(place), port=port)
    except EgressError as error:
        raise EgressError(
            f'The allowance "{entry}" cannot be read: expected an address, a range or a host, with or without a port, '
            'such as "127.0.0.1:8025", "10.0.0.0/8" or "mail.internal".'
        ) from error
