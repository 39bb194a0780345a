"""The way out: no connection without the gate.

Scrapy asks Twisted, Twisted asks the reactor's resolver for every host, IP literals too. Ours knows only what the gate
has let pass a moment before, so that an address is looked up once, checked, and that very address is connected to; what
nobody checked (a plugin, a road that we forgot) has no address at all. The check stands in the download handler, below
all middlewares: feeds, pages, redirects and robots.txt have no way around it.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal, Protocol, cast

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Request, Response
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]  # it ships no types

from monitor.egress import read_host, read_url
from monitor.model.errors import EgressError
from monitor.model.seams import Gate

if TYPE_CHECKING:
    from spiders.sources import SourceSpider

# Between two look-ups of a host; outlets on a CDN change their addresses within minutes.
_KEPT_SECONDS = 300.0
_KEPT_HOSTS = 10_000


@implementer(IHostnameResolver)
class CheckedResolver:
    """The reactor's resolver: host and port to the addresses that the gate let pass, or none."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, int], tuple[tuple[str, ...], float]] = OrderedDict()

    def note(self, host: str, port: int, addresses: tuple[str, ...]) -> None:
        self._found[host, port] = (addresses, time.monotonic() + _KEPT_SECONDS)
        self._found.move_to_end((host, port))
        if len(self._found) > _KEPT_HOSTS:
            self._found.popitem(last=False)

    def is_fresh(self, host: str, port: int) -> bool:
        return self._found.get((host, port), ((), 0.0))[1] > time.monotonic()

    # Twisted's names; its interfaces are declared without `self`, hence the casts to a receiver of our own.
    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: object = None,  # noqa: ARG002
        transportSemantics: Literal["TCP", "UDP"] = "TCP",
    ) -> IHostResolution:
        receiver = cast("_Receiver", resolutionReceiver)
        resolution = cast("IHostResolution", _Resolution(hostName))
        receiver.resolutionBegan(resolution)
        for address in self._addresses(hostName, portNumber):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind(transportSemantics, address, portNumber))
        receiver.resolutionComplete()
        return resolution

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        try:
            return self._found.get((read_host(host), port), ((), 0.0))[0]
        except EgressError:
            return ()


class _Receiver(Protocol):
    def resolutionBegan(self, resolution: IHostResolution) -> None: ...
    def addressResolved(self, address: IPv4Address | IPv6Address) -> None: ...
    def resolutionComplete(self) -> None: ...


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        raise NotImplementedError("it is complete before anybody could cancel it")


class Passage:
    """Takes addresses through the gate to the resolver."""

    def __init__(self, gate: Gate, resolver: CheckedResolver) -> None:
        self._gate = gate
        self._resolver = resolver
        # Of its own: a dead name server holds a thread for many seconds, and must not hold up reading and keeping.
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="look-up")

    async def check(self, url: str) -> None:
        """Raise EgressError where the gate refuses the address; else its host has addresses in the resolver."""
        address = read_url(url)
        if self._resolver.is_fresh(address.host, address.port):
            return
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, self._gate.resolve, address.host, address.port)
        self._resolver.note(address.host, address.port, found)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler behind the gate."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        spider = cast("SourceSpider", self._crawler.spider)
        if spider.stopping:
            raise DownloadCancelledError("the crawl stops")
        transfer = asyncio.ensure_future(self._checked_download(request, spider.passage))
        spider.transfers.add(transfer)
        transfer.add_done_callback(spider.transfers.discard)
        try:
            return await transfer
        except asyncio.CancelledError:
            # Scrapy waits for an answer or an exception; a cancellation would leave it waiting.
            raise DownloadCancelledError("the crawl stops") from None

    async def _checked_download(self, request: Request, passage: Passage) -> Response:
        await passage.check(request.url)
        return await super().download_request(request)
