"""What each address of the web desk answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from monitor.model.errors import StorageError
from monitor.web.pages import StatusPage, render_status

if TYPE_CHECKING:
    from monitor.bootstrap import App

# No script, no frame, nothing from elsewhere: the page is text and one style sheet of its own.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def read_status(app: App) -> StatusPage:
    """What the status page shows, in one transaction."""
    with app.store.reading() as work:
        return StatusPage(
            now=app.clock(),
            outlets=work.outlets.enabled(),
            states=work.sources.states(),
            articles=work.articles.count(),
            waiting=work.documents.count_waiting(app.clock()),
            watches=work.watches.enabled(),
            subscriptions=work.subscriptions.all(),
            deliveries=work.deliveries.recent(20),
        )


def web_app(app: App) -> Starlette:
    """The ASGI application."""

    async def status(_: Request) -> Response:
        page = await asyncio.to_thread(read_status, app)
        return HTMLResponse(render_status(page), headers=HEADERS)

    async def health(_: Request) -> Response:
        try:
            await asyncio.to_thread(app.store.ping)
        except StorageError as error:
            return JSONResponse({"status": "failing", "why": str(error)}, status_code=503, headers=HEADERS)
        return JSONResponse({"status": "ok"}, headers=HEADERS)

    return Starlette(routes=[Route("/", status), Route("/health", health)])
