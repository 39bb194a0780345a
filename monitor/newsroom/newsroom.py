"""All sites behind one port, and the outlets as `config/outlets/` has them, at this address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from urllib.parse import urlsplit

from monitor.config.outlets import read_outlet
from monitor.model.outlets import Outlet, Source
from monitor.model.seams import Clock
from monitor.newsroom.server import Request, listen
from monitor.newsroom.sites import Paper, Site, read_sites

SITES = Path(__file__).parent / "sites"
OUTLETS = Path(__file__).parents[2] / "config" / "outlets"


class Newsroom:
    """The seeds' outlets on 127.0.0.1, a virtual host each; use as a context manager.

    An article appears when `clock()` reaches its moment. Before the first moment every outlet has published one notice
    of the house, which answers no watch: a first poll finds a listing that is alive and nothing that is news.
    """

    def __init__(self, seeds: Path, *, clock: Clock, sites: Path = SITES) -> None:
        self._clock = clock
        self._sites = {site.table.host: site for site in read_sites(sites, seeds)}
        self._server: ThreadingHTTPServer | None = None
        self._requests: list[Request] = []

    def start(self) -> None:
        self._server = listen(self._find, self._requests.append)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Newsroom:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("the newsroom is not open; use `with Newsroom(…) as newsroom`")
        return int(self._server.server_address[1])

    @property
    def hosts(self) -> Mapping[str, str]:
        """Host to address, to be pinned in the egress gate."""
        return dict.fromkeys(self._sites, "127.0.0.1")

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When a seed's article appears, ascending, in UTC."""
        return tuple(
            sorted(
                piece.appears.astimezone(UTC) for site in self._sites.values() for piece in site.pieces if piece.seed
            )
        )

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in the order of the answers."""
        return tuple(self._requests)

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets of `config/outlets/`, on, with those of their sources that this newsroom serves."""
        return tuple(self._outlet(site) for site in self._sites.values())

    def _outlet(self, site: Site) -> Outlet:
        own = site.folder / f"{site.id}.toml"
        file = own if own.is_file() else OUTLETS / f"{site.id}.toml"
        outlet = replace(read_outlet(str(file), file.read_text(encoding="utf-8")), enabled=True)
        here = tuple(self._source(source, site) for source in outlet.sources if _is_served(source, site))
        return replace(outlet, sources=here)

    def _source(self, source: Source, site: Site) -> Source:
        host = f"{site.table.host}:{self.port}"
        links = source.links and source.links.replace(re.escape(site.table.host), re.escape(host))
        return replace(source, url=f"http://{host}{urlsplit(source.url).path}", links=links)

    def _find(self, host: str, path: str) -> Paper | None:
        site = self._sites.get(host)
        if site is None:
            return None
        return site.paper(path, base=f"http://{host}:{self.port}", now=self._clock())


def _is_served(source: Source, site: Site) -> bool:
    parts = urlsplit(source.url)
    return parts.hostname == site.table.host and parts.path in site.table.listings
