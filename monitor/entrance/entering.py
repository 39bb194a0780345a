"""The one place where a request is let in or refused: who asks, what the rules want, and the answer to the rest."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.entrance.cookies import session_of
from monitor.entrance.origins import is_local, is_secure, origin_of
from monitor.entrance.rights import FOR_PROGRAMS, READING, Asked, Refusal, decide, first_part, rule_of
from monitor.model.access import Visitor
from monitor.model.errors import StorageError
from monitor.openapi.answering import failed
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.services import access

if TYPE_CHECKING:
    from monitor.bootstrap import App

log = structlog.get_logger()

STATUS = {Refusal.STRANGER: 401, Refusal.ROLE: 403, Refusal.FORGED: 403}


class Entrance:
    """Lets in whom the rules let in. The handlers find who asks in `request.state.user`; it is missing where nobody
    need sign in: on a desk without password, and for addresses that are open to all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            # The desk has none; one that is added must come with its rule.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        rule = rule_of(scope["path"])
        changes = request.method not in READING
        if rule.by_link or (rule.reading is None and not changes):
            await self._app(scope, receive, send)
            return
        try:
            found = await run_in_threadpool(_found, request)
        except StorageError as error:
            await _answer(request, 503, str(error))(scope, receive, send)
            return
        if refusal := decide(rule, _asked(request, changes=changes), found):
            await _refuse(request, refusal, found.visitor)(scope, receive, send)
            return
        if found.visitor is not None:
            request.state.user = found.visitor
        await self._app(scope, receive, send)
        if found.visitor is not None:
            # After the answer: a page does not wait for a writer.
            await run_in_threadpool(_note, request, found.visitor)


def _asked(request: Request, *, changes: bool) -> Asked:
    address = request.app.state.app.settings.service.address
    return Asked(
        changes=changes,
        is_local=is_local(request.scope),
        origin=origin_of(request.headers, address=address, secure=is_secure(request.scope, address)),
        has_token=bool(_token_of(request)),
    )


def _token_of(request: Request) -> str:
    """The token that a request carries; in its header alone, for addresses end up in logs.

    "Authorization: Bearer" (RFC 6750, 2.1); for reading also as the password of "Basic", which is all that feed readers
    can say. A browser sends that by itself, whosever page asks, so it changes nothing. Other passwords are a proxy's.
    """
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return said.strip()
    if scheme.lower() == "basic" and request.method in READING:
        password = _basic_password(said)
        return password if password.startswith(access.TOKEN_PREFIX) else ""
    return ""


def _basic_password(said: str) -> str:
    try:
        return b64decode(said.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _found(request: Request) -> access.Found:
    app: App = request.app.state.app
    return access.recognise(app.store, session=session_of(request), token=_token_of(request), now=app.clock())


def _note(request: Request, visitor: Visitor) -> None:
    app: App = request.app.state.app
    try:
        access.note(app.store, visitor, app.clock())
    except StorageError as error:
        # The answer has been given. A session that cannot be noted ends earlier, which is no harm.
        log.warning("a visit could not be noted", why=str(error))


def _refuse(request: Request, refusal: Refusal, visitor: Visitor | None) -> Response:
    """What a refused request is told."""
    if refusal is Refusal.ROLE and request.method in READING:
        # Readers may read all that there is; what is left over are addresses that nobody wrote down.
        return _answer(request, 404, reader_of(request).spoken.t("There is no such page."))
    if refusal is not Refusal.STRANGER:
        return _answer(request, STATUS[refusal], _sentence(request, refusal, visitor))
    if _is_program(request) or request.method not in READING:
        answer = _answer(request, 401, _sentence(request, refusal, visitor))
    elif "hx-request" in request.headers:
        # A part of a page that is open: the whole page must go, and htmx takes it there.
        open_page = urlsplit(request.headers.get("hx-current-url", "/"))
        answer = HTMLResponse(status_code=401, headers={"HX-Redirect": _login(open_page.path, open_page.query)})
    else:
        return RedirectResponse(_login(request.scope["path"], request.url.query), 303)
    # A feed reader asks its user for a name and a password when it is asked for them.
    is_feed = first_part(request.scope["path"]) == "feeds"
    answer.headers["WWW-Authenticate"] = 'Basic realm="Farwatch"' if is_feed else "Bearer"
    return answer


def _login(path: str, query: str) -> str:
    here = f"{path}?{query}" if query else path
    return "/login" if here == "/" else f"/login?next={quote(here, safe='')}"


def _sentence(request: Request, refusal: Refusal, visitor: Visitor | None) -> str:
    say = reader_of(request).spoken
    match refusal:
        case Refusal.STRANGER if _is_program(request):
            return say.t("This needs a valid token: Authorization: Bearer …")
        case Refusal.STRANGER:
            return say.t("You are signed out, so nothing was done. Sign in, go back and send it again.")
        case Refusal.ROLE:
            return say.t("{name} may read here, but not change anything.", name=visitor.name if visitor else "")
        case Refusal.FORGED:
            return say.t("This change was asked for by another site's page; nothing was done.")


def _is_program(request: Request) -> bool:
    return first_part(request.scope["path"]) in FOR_PROGRAMS or bool(_token_of(request))


def _answer(request: Request, status: int, sentence: str) -> Response:
    if _is_program(request):
        return failed(status, sentence)
    return HTMLResponse(render("said.html", frame_of(request, title=sentence, room=""), sentence), status)
