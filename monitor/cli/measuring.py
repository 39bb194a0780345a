"""A worker's own /metrics, /health and /ready: it has no desk, and Prometheus asks every process for itself."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from monitor.web import vitals

if TYPE_CHECKING:
    from monitor.bootstrap import App

# No password stands before it, so nobody else's machine reaches it; a collector elsewhere comes through a proxy.
HOST = "127.0.0.1"


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to the worker, which stops its verbs first.
        yield


@contextlib.asynccontextmanager
async def measured(app: App, port: int) -> AsyncIterator[uvicorn.Server]:
    """Serve them on this machine for as long as the block lasts."""
    answers = Starlette(
        routes=[
            Route("/metrics", vitals.metrics),
            Route("/health", vitals.health),
            Route("/ready", vitals.ready),
        ]
    )
    answers.state.app = app
    server = _Server(uvicorn.Config(answers, host=HOST, port=port, lifespan="off", log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve())
    try:
        yield server
    finally:
        server.should_exit = True
        await serving
