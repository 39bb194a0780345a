"""Every road of the crawler times every form of an address that must not be reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from twisted.internet import defer

from monitor.model.polls import OutcomeKind, Poll
from spiders.passage import CheckedResolver
from tests.egress.test_matrix import CLOSED_HOSTS
from tests.spiders.conftest import Crawl, Site, poll_of


def on_the_wire(target: str) -> str:
    return target.encode().decode("latin-1")


def as_source(site: Site, place: str, target: str) -> Poll:
    return poll_of(target)


def as_page(site: Site, place: str, target: str) -> Poll:
    return poll_of(site.feed(f"{place}/feed", target))


def as_redirect(site: Site, place: str, target: str) -> Poll:
    return poll_of(site.add(f"{place}/feed", status=302, location=on_the_wire(target)))


def as_redirect_of_robots_txt(site: Site, place: str, target: str) -> Poll:
    site.add(f"{place}/robots.txt", status=302, location=on_the_wire(target))
    return poll_of(site.add(f"{place}/feed", status=500))


ROADS: dict[str, Callable[[Site, str, str], Poll]] = {
    "source": as_source,
    "page": as_page,
    "redirect": as_redirect,
    "redirect of robots.txt": as_redirect_of_robots_txt,
}


@pytest.mark.parametrize("road", ROADS)
def test_no_road_of_the_crawler_leads_to_a_closed_address(site: Site, crawl: Crawl, road: str) -> None:
    targets = [f"http://{host}:{site.port}/secret" for host in CLOSED_HOSTS.values()]
    for number, target in enumerate(targets):
        letter = "abcdefgh"[number % 8]
        inbox = crawl(ROADS[road](site, f"outlet-{letter}.test", target))
        kinds = {outcome.kind for outcome in inbox.outcomes} | {outcome.kind for _, outcome in inbox.misses}
        assert kinds <= {OutcomeKind.REFUSED, OutcomeKind.SERVER_ERROR, OutcomeKind.NEW, OutcomeKind.NOTHING_NEW}, (
            target
        )
        assert inbox.fetched_pages == []
    assert not [place for place, _ in site.requests if place.endswith("/secret")]


class Receiver:
    """What Twisted hands to a resolver."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.done: defer.Deferred[None] = defer.Deferred()

    def resolutionBegan(self, resolution: object) -> None:
        return

    def addressResolved(self, address) -> None:  # type: ignore[no-untyped-def]
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.done.callback(None)


def resolved(resolver: CheckedResolver, host: str, port: int) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, port)
    assert receiver.done.called
    return receiver.addresses


def test_twisted_learns_only_addresses_that_passed_the_gate() -> None:
    resolver = CheckedResolver()
    resolver.note("example.org", 443, ("93.184.215.14", "2606:2800:21f::1"))
    assert resolved(resolver, "Example.org.", 443) == ["93.184.215.14", "2606:2800:21f::1"]
    assert resolved(resolver, "example.org", 80) == []
    for host in ("127.0.0.1", "localhost", "::1", "93.184.215.14", "bad host"):
        assert resolved(resolver, host, 443) == []
