"""The web desk: a request comes in, a page goes out; with the same functions of the services as the command line has.

It may not decide anything nor know a table; pages are made by monitor.web.pages from values. One module a noun of the
desk (overview, stories, watches, outlets, digests, subscriptions) reads in one transaction what its pages show.

A request passes guarding (the headers of every answer), the list of names (origins) and the entrance, which alone lets
it in: by the table in rights, by who asks (cookies, tokens; monitor.services.access) and by whose page asks (origins).
Without any user the desk is open to its own machine; from the first user on everybody signs in (login, limiting).
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import uvicorn
from starlette.concurrency import run_in_threadpool

from monitor.web.looking import Looks
from monitor.web.routes import web_app

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.trying import Road

__all__ = ["prepare", "web_app", "web_server"]


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, looks: Looks | None) -> None:
        super().__init__(config)
        self._looks = looks

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to the service, which stops its verbs before its desk.
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._looks is not None:
            self._looks.close()
        await super().shutdown(sockets)


def web_server(app: App, *, host: str, port: int, road: Road | None = None) -> uvicorn.Server:
    """The web desk, to be served on the running loop until `should_exit`.

    `road` is the crawler of that loop; without one nothing can be looked at on other sites.
    """
    looks = Looks(road) if road is not None else None
    # Only a proxy that the settings name is believed what it says of the reader's address; the default is any on this
    # machine.
    proxies = list(app.settings.service.proxies)
    config = uvicorn.Config(
        web_app(app, host=host, looks=looks),
        host=host,
        port=port,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
    )
    return _Server(config, looks)


async def prepare() -> None:
    """Load what Starlette loads at its first answer that a thread makes, before anything else is on the loop."""
    await run_in_threadpool(int)
