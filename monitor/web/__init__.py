"""The web desk: a request comes in, a page goes out; with the same functions of the services as the command line has.


It may not decide anything nor know a table; pages are made by monitor.web.pages from values. One module a noun of the
desk (overview, stories, watches, outlets, digests) reads in one transaction what its pages show.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import uvicorn
from starlette.concurrency import run_in_threadpool

from monitor.web.routes import web_app

if TYPE_CHECKING:
    from monitor.bootstrap import App

__all__ = ["prepare", "web_app", "web_server"]


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to the service, which stops its verbs before its desk.
        yield


def web_server(app: App, *, host: str, port: int) -> uvicorn.Server:
    """The web desk, to be served on the running loop until `should_exit`."""
    config = uvicorn.Config(
        web_app(app), host=host, port=port, lifespan="off", log_config=None, access_log=False, server_header=False
    )
    return _Server(config)


async def prepare() -> None:
    """Load what Starlette loads at its first answer that a thread makes, before anything else is on the loop."""
    await run_in_threadpool(int)
