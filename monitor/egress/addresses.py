"""Which IP addresses belong to the public Internet, and which names never do."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPAddress = IPv4Address | IPv6Address

# IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), what is not globally reachable there; multicast and
# the reserved end of the space; and 168.63.129.16, the host agent of one large cloud on an otherwise public address.
_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
# Of IPv6 only 2000::/3 is handed out for global unicast (RFC 4291, 2.4); these parts of it are not: protocol
# assignments with Teredo, documentation, 6to4 (which carries an IPv4 address of the writer's choice).
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
# What DNS64 makes of an IPv4 address on networks without IPv4 (RFC 6052): as public as the address inside.
_NAT64 = IPv6Network("64:ff9b::/96")
# The interface part of an ISATAP address, which carries an IPv4 address (RFC 5214).
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})

# Names that are somebody's own network by definition (RFC 6761, 6762, 8375, ICANN's reservation of .internal) or use.
_LOCAL_NAMES = frozenset({"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp"})
_LOCAL_SUFFIXES = (".home.arpa",)


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the public Internet, also the one that it carries inside."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def is_local_name(host: str) -> bool:
    """Whether a host name can only mean a machine near us: no dot, or a top level that the Internet does not have."""
    return "." not in host or host.rsplit(".", 1)[1] in _LOCAL_NAMES or host.endswith(_LOCAL_SUFFIXES)


def read_ip(host: str) -> IPAddress | None:
    """The address that a canonically written IP literal means, an IPv4 address inside IPv6 unwrapped; else None."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
