"""The page behind a mail's link to unsubscribe; no login, no cookie, and nothing of the desk around it.

A GET changes nothing, for programs that guard a mailbox open every link of a mail. A mail program's own button posts
`List-Unsubscribe=One-Click` without ever showing the page (RFC 8058), so a POST does it at once. The answers are the
same whether the link's reader is told still or was long removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor.languages import LANGUAGES, speech
from monitor.pages.forms import first, form_of
from monitor.pages.frames import Frame, language_of
from monitor.pages.rendering import render
from monitor.services.farewells import PATH, Reader, reader_of, resubscribe, unsubscribe

if TYPE_CHECKING:
    from monitor.bootstrap import App


@dataclass(frozen=True, slots=True, kw_only=True)
class FarewellPage:
    """`state`: ask, stopped, back, or void where no key of ours signed the link."""

    state: str
    action: str
    name: str
    recipient: str


def ask(request: Request) -> Response:
    """GET /u/{token}."""
    return _answer(request, _reader(request), "ask")


async def stop(request: Request) -> Response:
    """POST /u/{token}: unsubscribe, or take it back where the form says so."""
    takes_back = first(await form_of(request), "take_back") == "yes"
    return await run_in_threadpool(_done, request, takes_back)


def _done(request: Request, takes_back: bool) -> Response:
    app: App = request.app.state.app
    reader = _reader(request)
    if reader is None:
        return _answer(request, None, "void")
    if takes_back:
        resubscribe(app.store, reader, app.clock())
    else:
        unsubscribe(app.store, reader, app.clock())
    return _answer(request, reader, "back" if takes_back else "stopped")


def _reader(request: Request) -> Reader | None:
    app: App = request.app.state.app
    with app.store.reading() as work:
        return reader_of(request.path_params["token"], work.signing_keys.all())


def _answer(request: Request, reader: Reader | None, state: str) -> Response:
    app: App = request.app.state.app
    if reader is None:
        return _page(app, FarewellPage(state="void", action="", name="", recipient=""), language_of(request), 404)
    with app.store.reading() as work:
        kept = work.subscriptions.last_known(reader.subscription)
    told_in = kept.language if kept and kept.language in LANGUAGES else ""
    language = told_in if told_in and "lang" not in request.query_params else language_of(request)
    page = FarewellPage(
        state=state,
        action=f"{PATH}{request.path_params['token']}",
        name=kept.name if kept else reader.subscription,
        recipient=reader.recipient,
    )
    return _page(app, page, language, 200)


def _page(app: App, page: FarewellPage, language: str, status: int) -> Response:
    frame = Frame(title=speech(language).t("Unsubscribe"), room="", now=app.clock(), language=language)
    return HTMLResponse(render("farewell.html", frame, page), status)
