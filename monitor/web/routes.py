"""What each address of the web desk answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from monitor.api import FEEDS, api
from monitor.digestdesk import digests, farewells, sendings, subscription_changes, subscriptions
from monitor.entrance import login
from monitor.entrance.entering import Entrance
from monitor.entrance.guarding import Guard, HostCheck
from monitor.entrance.limiting import Limiter
from monitor.entrance.origins import answered_names
from monitor.languages.times import say
from monitor.model.errors import StorageError
from monitor.model.sentences import sentence
from monitor.newsdesk import articles, overview, proposals, rulings, stories, story, watch_changes, watches
from monitor.openapi.answering import failed
from monitor.outletdesk import adding, outlet_changes, outlets
from monitor.outletdesk.looking import Looks
from monitor.pages import assets
from monitor.pages.forms import FormError
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.web import vitals

if TYPE_CHECKING:
    from monitor.bootstrap import App

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
    Route("/watches", watch_changes.save, methods=["POST"]),
    Route("/watches/new", watches.editor),
    Route("/watches/try", watches.trial),
    Route("/watches/{id}", watches.editor),
    Route("/watches/{id}/switch", watch_changes.switch, methods=["POST"]),
    Route("/watches/{id}/remove", watch_changes.ask_remove),
    Route("/watches/{id}/remove", watch_changes.remove, methods=["POST"]),
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
    Route("/static/{name}", assets.asset),
    Route("/u/{token}", farewells.ask),
    Route("/u/{token}", farewells.stop, methods=["POST"]),
    Route("/health", vitals.health),
    Route("/ready", vitals.ready),
    Route("/metrics", vitals.metrics),
    Route("/login", login.login_page),
    Route("/login", login.login, methods=["POST"]),
    Route("/logout", login.logout, methods=["POST"]),
)


def web_app(app: App, *, host: str, looks: Looks | None = None) -> Starlette:
    """The ASGI application; `host` is where it listens. Pages are made in threads: they read the database.

    `looks` is how sites that are no outlets yet are looked at; None where this process has no crawler.
    """
    service = app.settings.service
    names = answered_names(host, address=service.address, hosts=service.hosts)
    desk = Starlette(
        routes=[*ROUTES, *FEEDS, Mount("/api/v1", api(app, looks.road if looks else None))],
        middleware=[
            Middleware(Guard),
            Middleware(HostCheck, allowed=names),
            Middleware(Entrance),
            Middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=5),
        ],
        exception_handlers={HTTPException: _missing, FormError: _unreadable, StorageError: _failing},
    )
    desk.state.app = app
    desk.state.looks = looks
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
