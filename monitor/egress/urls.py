"""The strict reading of a web address: what two programs could read differently is refused, not interpreted.

Every known way past a gate begins with a gate and a client that read one address differently. So nothing is repaired
here: odd spellings of IPv4 (2130706433, 0x7f.1, 0177.0.0.1), backslashes, user names, control characters and
percent-encoded hosts are refused as such, whatever they would mean. No feed or page in earnest is published under one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from monitor.egress.addresses import read_ip
from monitor.model.errors import EgressError

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Ports of services that take a request line for a command of theirs: the "bad ports" of the Fetch standard (2.9) below
# 1024 and above, without those that only a browser minds.
_FOREIGN_PORTS = frozenset(
    {
        *(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104),
        *(109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515),
        *(526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049),
        *(3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 11211),
    }
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# A host whose last label is a number is an IPv4 address or nothing (URL standard, "ends in a number").
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_BLANK_OR_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """A web address taken apart: the host in lower case and ASCII, an IPv6 literal without its brackets."""

    scheme: str
    host: str
    port: int
    # Path and query as they go onto the wire.
    target: str


def refuse(what: str, why: str) -> EgressError:
    """The error for an address that may not be visited; `why` completes "was refused: it …"."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in what[:200])
    return EgressError(f"{shown} was refused: {why}.")


@lru_cache(maxsize=1_024)  # the crawler asks at three doors of every request
def read_url(url: str) -> WebAddress:
    """An http or https address taken apart; raises EgressError where it is not written plainly."""
    if _BLANK_OR_CONTROL.search(url):
        raise refuse(url, "it contains a blank or a control character")
    if "\\" in url:
        raise refuse(url, "it contains a backslash")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise refuse(url, "it is not a web address") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise refuse(url, "it begins with neither http: nor https:")
    if "@" in parts.netloc:
        raise refuse(url, "it carries a user name")
    if not parts.netloc.isascii() and any(
        unicodedata.category(char) in ("Cf", "Zs", "Zl", "Zp") for char in parts.netloc
    ):
        raise refuse(url, "its host contains an invisible character")
    host, port = _host_and_port(url, parts.netloc)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebAddress(
        scheme=parts.scheme, host=read_host(host), port=port or _DEFAULT_PORTS[parts.scheme], target=target
    )


def read_host(host: str) -> str:
    """A host name or IP literal in its one form; raises EgressError where it is neither."""
    ascii_host = _ascii(host).removesuffix(".")
    if ":" in ascii_host:
        if read_ip(ascii_host) is None or "%" in ascii_host:
            raise refuse(host, "it is not an IPv6 address of the plain form")
        return ascii_host
    labels = ascii_host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        if read_ip(ascii_host) is None:
            raise refuse(host, "it writes an IPv4 address in an odd form")
        return ascii_host
    if len(ascii_host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise refuse(host, "it is not a host name")
    return ascii_host


def is_foreign_port(port: int) -> bool:
    """Whether another protocol than HTTP lives at a port."""
    return port in _FOREIGN_PORTS


def _host_and_port(url: str, netloc: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::([0-9]*))?|([^\[\]:]+)(?::([0-9]*))?", netloc)
    if match is None:
        raise refuse(url, "its host or port cannot be read")
    host, digits = match[1] or match[3], match[2] or match[4]
    if not digits:
        return host, None
    port = int(digits) if len(digits) <= 5 else 0
    if not 0 < port < 65536:
        raise refuse(url, "its port is not between 1 and 65535")
    return host, port


def _ascii(host: str) -> str:
    lowered = unicodedata.normalize("NFKC", host).lower()
    if lowered.isascii():
        return lowered
    try:
        return lowered.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise refuse(host, "it is not an internationalised host name") from error
