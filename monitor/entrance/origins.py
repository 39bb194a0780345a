"""Where a request comes from: this machine or another, the desk's own page or a stranger's, by which name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from monitor.entrance.rights import Origin

# Under another name a page elsewhere could reach the desk through its reader's browser (DNS rebinding).
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
# What a proxy adds: the request began somewhere else.
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::[0-9]*)?")
SAME = frozenset(("same-origin", "none"))
# Given to one customer as a whole, so that one who is refused does not come back from the next address (RFC 6177).
CUSTOMER_BITS = 64


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def answered_names(listening: str, *, address: str, hosts: Sequence[str]) -> list[str]:
    """The names under which the desk answers: loopback, where it listens, its public address, and what is named."""
    said = [listening, urlsplit(address).hostname or "", *hosts]
    return [*LOOPBACK_NAMES, *(_bracketed(name) for name in said if name and not _is_any(name))]


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def _is_any(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def client_of(scope: Scope) -> str:
    """The address that asks; behind a trusted proxy the one that it names (uvicorn reads that)."""
    return str(scope["client"][0]) if scope.get("client") else ""


def counted_as(client: str) -> str:
    """An address as attempts are counted by: IPv6 by its customer's network."""
    try:
        read = ip_address(client.partition("%")[0])
    except ValueError:
        return client[:CUSTOMER_BITS]
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or IPv6Network((read, CUSTOMER_BITS), strict=False))
    return str(read)


def is_local(scope: Scope) -> bool:
    """From this machine itself, through no proxy, and under a name that means this machine."""
    headers = Headers(scope=scope)
    if any(name in headers for name in FORWARDED) or not is_loopback(client_of(scope)):
        return False
    return _is_loopback_name(headers.get("host", ""))


def is_secure(scope: Scope, address: str) -> bool:
    """Whether the reader came by https: to us, to a trusted proxy, or because the desk's public address says so."""
    return scope.get("scheme") == "https" or address.startswith("https://")


def origin_of(headers: Headers, *, address: str, secure: bool) -> Origin:
    """Whose page asks: a browser says so in Origin (RFC 6454) and Sec-Fetch-Site (Fetch Metadata, W3C)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        return Origin.UNSAID
    if site is not None and site not in SAME:
        return Origin.OTHER
    if origin is None:
        return Origin.OWN
    # A page that came unprotected is not the desk's own where that is reached by https: whoever stands on the way may
    # have written it.
    scheme, _, host = origin.partition("://")
    is_weaker = secure and scheme != "https" and not _is_loopback_name(host)
    if host and host == headers.get("host") and not is_weaker:
        return Origin.OWN
    public = urlsplit(address)
    # A proxy may have put another name into Host.
    return Origin.OWN if address and origin == f"{public.scheme}://{public.netloc}" else Origin.OTHER


def _is_loopback_name(host: str) -> bool:
    """Whether a host, with or without a port, means this machine."""
    read = HOST.fullmatch(host)
    return read is not None and read[1].lower() in LOOPBACK_NAMES
