"""The web desk as a server: requests come in, and by their address (routes) go to the room that answers.

Pages are answered by newsdesk, outletdesk and digestdesk, made by pages in the words of languages; programs by api;
before all of them stands the entrance. It may not answer anything itself but how the process is (vitals).
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import uvicorn
from starlette.concurrency import run_in_threadpool

from monitor.outletdesk.looking import Looks
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
