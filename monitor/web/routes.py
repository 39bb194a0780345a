"""What each address of the web desk answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from monitor.model.errors import StorageError
from monitor.web import (
    adding,
    digests,
    farewells,
    outlet_changes,
    outlets,
    overview,
    sendings,
    stories,
    subscription_changes,
    subscriptions,
    watches,
)
from monitor.web.forms import FormError
from monitor.web.guarding import Guard, HostCheck
from monitor.web.looking import Looks
from monitor.web.pages import Frame, render

if TYPE_CHECKING:
    from monitor.bootstrap import App

# The names that the desk answers to.
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
    Route("/outlets", adding.add, methods=["POST"]),
    Route("/outlets/new", adding.new),
    Route("/outlets/looks", adding.look, methods=["POST"]),
    Route("/outlets/looks/{id}", adding.looking),
    Route("/outlets/looks/{id}/progress", adding.progress),
    Route("/outlets/{id}", outlets.outlet),
    Route("/outlets/{id}", outlet_changes.change, methods=["POST"]),
    Route("/outlets/{id}/edit", outlet_changes.edit),
    Route("/outlets/{id}/check", outlet_changes.check, methods=["POST"]),
    Route("/outlets/{id}/switch", outlet_changes.switch, methods=["POST"]),
    Route("/outlets/{id}/remove", outlet_changes.ask_remove),
    Route("/outlets/{id}/remove", outlet_changes.remove, methods=["POST"]),
    Route("/digests", digests.digests),
    Route("/digests/{id}", digests.digest),
    Route("/digests/{id}/page", digests.digest_as_sent),
    Route("/digests/{id}/again", sendings.again, methods=["POST"]),
    Route("/channels", sendings.channels),
    Route("/channels/{name}", sendings.try_channel, methods=["POST"]),
    Route("/subscriptions", subscriptions.save, methods=["POST"]),
    Route("/subscriptions/new", subscriptions.new),
    Route("/subscriptions/draft", subscriptions.draft),
    Route("/subscriptions/draft/page", subscriptions.draft_as_sent),
    Route("/subscriptions/{id}", subscriptions.edit),
    Route("/subscriptions/{id}/pause", subscription_changes.pause, methods=["POST"]),
    Route("/subscriptions/{id}/now", subscription_changes.tell_now, methods=["POST"]),
    Route("/subscriptions/{id}/remove", subscription_changes.ask_remove),
    Route("/subscriptions/{id}/remove", subscription_changes.remove, methods=["POST"]),
    Route("/subscriptions/{id}/preview", digests.preview),
    Route("/subscriptions/{id}/preview/page", digests.preview_as_sent),
    Route("/u/{token}", farewells.ask),
    Route("/u/{token}", farewells.stop, methods=["POST"]),
    Route("/health", overview.health),
    Route("/ready", overview.ready),
)


def web_app(app: App, looks: Looks | None) -> Starlette:
    """The ASGI application. Pages are made in threads: they read the database. `looks`: None without a crawler."""
    files = StaticFiles(directory=Path(__file__).parent / "static")
    desk = Starlette(
        routes=[*ROUTES, Mount("/static", files)],
        middleware=[Middleware(Guard), Middleware(HostCheck, allowed=HOSTS)],
        exception_handlers={HTTPException: _missing, FormError: _unreadable, StorageError: _failing},
    )
    desk.state.app = app
    desk.state.looks = looks
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
