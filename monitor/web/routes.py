"""What each address of the web desk answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from monitor.model.errors import StorageError
from monitor.web import digests, outlets, overview, stories, vitals, watches
from monitor.web.forms import FormError
from monitor.web.guarding import Guard
from monitor.web.pages import Frame, render

if TYPE_CHECKING:
    from monitor.bootstrap import App

# Under another name a page elsewhere could reach the desk through its reader's browser (DNS rebinding).
HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROUTES = (
    Route("/", overview.overview),
    Route("/stories", stories.stream),
    Route("/stories/{id}", stories.story),
    Route("/mark", stories.mark, methods=["POST"]),
    Route("/watches", watches.watches),
    Route("/watches", watches.save, methods=["POST"]),
    Route("/watches/new", watches.editor),
    Route("/watches/try", watches.trial),
    Route("/watches/{id}", watches.editor),
    Route("/concepts/{id}", watches.concept),
    Route("/outlets", outlets.outlets),
    Route("/outlets/{id}", outlets.outlet),
    Route("/digests", digests.digests),
    Route("/digests/{id}", digests.digest),
    Route("/digests/{id}/page", digests.digest_as_sent),
    Route("/subscriptions/{id}/preview", digests.preview),
    Route("/subscriptions/{id}/preview/page", digests.preview_as_sent),
    Route("/health", vitals.health),
    Route("/ready", vitals.ready),
    Route("/metrics", vitals.metrics),
)


def web_app(app: App) -> Starlette:
    """The ASGI application. Pages are made in threads: they read the database."""
    files = StaticFiles(directory=Path(__file__).parent / "static")
    desk = Starlette(
        routes=[*ROUTES, Mount("/static", files)],
        middleware=[Middleware(Guard), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        exception_handlers={HTTPException: _missing, FormError: _unreadable, StorageError: _failing},
    )
    desk.state.app = app
    return desk


def _said(request: Request, status: int, sentence: str) -> Response:
    app: App = request.app.state.app
    frame = Frame(title=sentence, room="", now=app.clock())
    return HTMLResponse(render("said.html", frame, sentence), status)


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = "There is no such page." if error.detail == "Not Found" else error.detail
    return _said(request, error.status_code, sentence)


def _unreadable(request: Request, error: Exception) -> Response:
    return _said(request, 400, f"This could not be done: {error}.")


def _failing(request: Request, error: Exception) -> Response:
    return _said(request, 503, f"{error}")
