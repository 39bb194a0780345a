"""Every road out times every form of an address that must not be reached."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

import pytest

from monitor.egress import EgressGate
from monitor.model.errors import EgressError

# Hosts as they stand in a URL, by what they are.
CLOSED_HOSTS = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.8.9.10",
    "private 10": "10.1.2.3",
    "private 172": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier NAT": "100.64.0.1",
    "carrier NAT, cloud metadata": "100.100.100.200",
    "link-local, cloud metadata": "169.254.169.254",
    "cloud host agent": "168.63.129.16",
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "broadcast": "255.255.255.255",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "benchmark": "198.18.0.1",
    "documentation": "203.0.113.5",
    "protocol assignments": "192.0.0.192",
    "IPv6 loopback": "[::1]",
    "IPv6 unspecified": "[::]",
    "IPv6 ULA": "[fd00:ec2::254]",
    "IPv6 link-local": "[fe80::1]",
    "IPv6 site-local": "[fec0::1]",
    "IPv6 multicast": "[ff02::1]",
    "IPv6 documentation": "[2001:db8::1]",
    "IPv4 mapped": "[::ffff:127.0.0.1]",
    "IPv4 mapped, in hex": "[::ffff:7f00:1]",
    "IPv4 mapped metadata": "[::ffff:169.254.169.254]",
    "IPv4 compatible": "[::127.0.0.1]",
    "IPv4 translated": "[::ffff:0:127.0.0.1]",
    "NAT64": "[64:ff9b::127.0.0.1]",
    "NAT64, local": "[64:ff9b:1::1]",
    "6to4": "[2002:7f00:1::1]",
    "Teredo": "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "ISATAP": "[2400:cb00::5efe:127.0.0.1]",
    "decimal": "2130706433",
    "hexadecimal": "0x7f000001",
    "octal": "017700000001",
    "dotted octal": "0177.0.0.1",
    "dotted hexadecimal": "0x7f.0x0.0x0.0x1",
    "short": "127.1",
    "padded": "127.000.000.001",
    "overflowing": "127.0.0.257",
    "with a final dot": "127.0.0.1.",
    "decimal with a final dot": "2130706433.",
    "full-width digits": "１２７.０.０.１",
    "circled digits": "①②⑦.⓪.⓪.①",
    "ideographic full stops": "127。0。0。1",
    "localhost": "localhost",
    "LOCALHOST.": "LOCALHOST.",
    "below localhost": "feeds.localhost",
    "localhost in full width": "ｌｏｃａｌｈｏｓｔ",
    "a name without dot": "intranet",
    "a .local name": "printer.local",
    "a .internal name": "metadata.google.internal",
    "a home network": "router.home.arpa",
}


def bare(host: str) -> str:
    return host.strip("[]")


ROADS: dict[str, Callable[[EgressGate, str], object]] = {
    "check": lambda gate, host: gate.check_url(f"http://{host}/feed"),
    "check with port": lambda gate, host: gate.check_url(f"https://{host}:8443/feed"),
    "resolve": lambda gate, host: gate.resolve(bare(host), 80),
    "connect": lambda gate, host: gate.connect(bare(host), 9, timeout_seconds=0.2),
    "post": lambda gate, host: gate.post(f"http://{host}/hook", b"", headers={}, timeout_seconds=0.2),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("form", CLOSED_HOSTS)
def test_a_closed_address_is_refused_on_every_road(road: str, form: str) -> None:
    with pytest.raises(EgressError, match=r"was refused: .+\.$"):
        ROADS[road](EgressGate(), CLOSED_HOSTS[form])


def is_number(host: str) -> bool:
    try:
        ip_address(bare(host))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("form", [form for form, host in CLOSED_HOSTS.items() if is_number(host)])
def test_a_name_that_leads_to_a_closed_address_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (bare(CLOSED_HOSTS[form]), 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(EgressError, match="not public"):
        EgressGate().resolve("rebound.example.org", 80)


ODD_URLS = [
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org\\.127.0.0.1/",
    "http:\\\\127.0.0.1/",
    "http://example.org:80\t@127.0.0.1/",
    "http://exam\nple.org/",
    "http://example.org /",
    " http://example.org/",
    "http://example.org\x00.127.0.0.1/",
    "http://example.org\u200b/",
    "http://exa\u00admple.org/",
    "http://%6c%6f%63alhost/",
    "http://127.0.0.1%2f@example.org/",
    "http://[::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1/",
    "http://::1/",
    "http://[127.0.0.1]/",
    "http://[v1.fe80::a]/",
    "http://example.org:0/",
    "http://example.org:65536/",
    "http://example.org:99999999999/",
    "http://example.org:80a/",
    "http://example.org:-1/",
    "http://example.org:８０/",
    "http://example.org:25/",
    "http://example.org:6379/",
    "http://",
    "http:///example.org/",
    "http:example.org",
    "//example.org/",
    "example.org",
    "",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "http://exa mple.org/",
    "http://-example.org/",
    "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 130 + "org/",
    "http://example..org/",
    "http://exa$mple.org/",
    "http://example.org,evil.org/",
]


@pytest.mark.parametrize("url", ODD_URLS)
def test_an_address_that_two_programs_could_read_differently_is_refused(url: str) -> None:
    gate = EgressGate(allow=["127.0.0.1", "::1"])
    with pytest.raises(EgressError) as refusal:
        gate.check_url(url)
    assert str(refusal.value).isprintable()
    with pytest.raises(EgressError):
        gate.post(url, b"", headers={}, timeout_seconds=0.2)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org/feed?format=rss&n=1#top",
        "HTTPS://EXAMPLE.ORG./Feed",
        "http://example.org:8080/",
        "https://сайт.укр/стрічка",
        "https://日本.jp/",
        "https://xn--80aswg.xn--j1amh/",
        "http://under_score.example.org/",
        "http://93.184.215.14/",
        "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "http://[64:ff9b::5db8:d70e]/",
        "http://[::ffff:93.184.215.14]/",
    ],
)
def test_a_plain_public_address_passes(url: str) -> None:
    EgressGate().check_url(url)


def test_of_several_addresses_only_the_public_ones_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 80)) for address in ("10.0.0.1", "93.184.215.14", "93.184.215.14")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert EgressGate().resolve("example.org", 80) == ("93.184.215.14",)


def test_a_name_server_that_answers_twice_differently_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    connected = []

    def answer(*_: object, **__: object) -> list[object]:
        return [(0, 0, 0, "", (next(answers), 80))]

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(EgressError, match="cannot be reached"):
        EgressGate().connect("example.org", 80, timeout_seconds=1)
    assert connected == [("93.184.215.14", 80)]
