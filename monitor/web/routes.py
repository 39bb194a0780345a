"""What each address of the web desk answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from monitor.api import FEEDS, api
from monitor.model.errors import StorageError
from monitor.model.sentences import sentence
from monitor.openapi.answering import failed
from monitor.web import articles, assets, digests, login, outlets, overview, proposals, rulings, stories, story, watches
from monitor.web.entrance import Entrance
from monitor.web.forms import FormError
from monitor.web.frames import frame_of, reader_of
from monitor.web.guarding import Guard
from monitor.web.limiting import Limiter
from monitor.web.origins import answered_names
from monitor.web.pages import render
from monitor.web.times import say

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.trying import Road

# A page of fewer bytes is one packet on the way as it is.
SMALL = 1_400
ROUTES = (
    Route("/", overview.overview),
    Route("/stories", stories.stream),
    Route("/stories/{id}", story.story),
    Route("/stories/{id}/ruling", rulings.asked),
    Route("/stories/{id}/ruling", rulings.rule, methods=["POST"]),
    Route("/proposals/{number:int}", proposals.answer, methods=["POST"]),
    Route("/articles", articles.article),
    Route("/mark", story.mark, methods=["POST"]),
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
    Route("/static/{name}", assets.asset),
    Route("/health", overview.health),
    Route("/ready", overview.ready),
    Route("/login", login.login_page),
    Route("/login", login.login, methods=["POST"]),
    Route("/logout", login.logout, methods=["POST"]),
)


def web_app(app: App, *, host: str, road: Road | None = None) -> Starlette:
    """The ASGI application; `host` is where it listens. Pages are made in threads: they read the database.

    `road` is the crawler, for looking at sites that are no outlets yet; None where this process has none.
    """
    service = app.settings.service
    names = answered_names(host, address=service.address, hosts=service.hosts)
    desk = Starlette(
        routes=[*ROUTES, *FEEDS, Mount("/api/v1", api(app, road))],
        middleware=[
            Middleware(Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False),
            Middleware(Entrance),
            Middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=5),
        ],
        exception_handlers={HTTPException: _missing, FormError: _unreadable, StorageError: _failing},
    )
    desk.state.app = app
    desk.state.limiter = Limiter()
    return desk


def _said(request: Request, status: int, what: str) -> Response:
    if request.url.path.startswith("/api/"):
        return failed(status, what)
    told = say(reader_of(request), what)
    return HTMLResponse(render("said.html", frame_of(request, title=told, room=""), told), status)


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    missing = sentence("There is no such page.") if error.detail == "Not Found" else error.detail
    return _said(request, error.status_code, missing)


def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, FormError)
    return _said(request, 400, sentence("This could not be done: {why}.", why=error.sentence))


def _failing(request: Request, error: Exception) -> Response:
    return _said(request, 503, f"{error}")
