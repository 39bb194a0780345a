"""Signing in and out of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.entrance.cookies import end_session, keep_session, session_of
from monitor.entrance.limiting import Limiter
from monitor.entrance.origins import client_of, counted_as
from monitor.pages.forms import first, form_of
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.services import access

if TYPE_CHECKING:
    from monitor.bootstrap import App

log = structlog.get_logger()

LONGEST_NEXT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """The form: the name as it was typed, where to go next, what went wrong; `has_users` or nobody can sign in."""

    name: str
    next: str
    has_users: bool
    error: str = ""


def safe_next(said: str) -> str:
    """A path of the desk's own to go to after signing in; "/" for anything else.

    Browsers read a backslash as a slash and pass over tabs and line breaks (URL standard, WHATWG), so "/\\evil" and
    "/<tab>/evil" lead to another site as "//evil" does.
    """
    is_path = said.startswith("/") and not said.startswith("//")
    is_plain = "\\" not in said and all(" " < sign != "\x7f" for sign in said)
    leads_back = said.partition("?")[0].rstrip("/") in ("/login", "/logout")
    return said if is_path and is_plain and not leads_back and len(said) <= LONGEST_NEXT else "/"


def login_page(request: Request) -> Response:
    """GET /login?next=…: the form; straight on for who is signed in."""
    app: App = request.app.state.app
    aim = safe_next(request.query_params.get("next", "/"))
    found = access.recognise(app.store, session=session_of(request), token="", now=app.clock())
    if found.visitor is not None:
        return RedirectResponse(aim, 303)
    return _form(request, LoginPage(name="", next=aim, has_users=found.has_users), status=200)


async def login(request: Request) -> Response:
    """POST /login: name, password, next."""
    form = await form_of(request)
    return await run_in_threadpool(_login, request, form)


def _login(request: Request, form: Mapping[str, tuple[str, ...]]) -> Response:
    app: App = request.app.state.app
    limiter: Limiter = request.app.state.limiter
    now, address = app.clock(), counted_as(client_of(request.scope))
    name, aim = first(form, "name"), safe_next(first(form, "next"))
    # As long as no user's name is; a longer one is counted by its beginning.
    counted = access.user_name(name)[: access.LONGEST_NAME + 1]
    page = LoginPage(name=name[: access.LONGEST_NAME], next=aim, has_users=True)
    with limiter.turn() as wait:
        if wait := wait or limiter.admit(address, counted, now):
            log.warning("sign-in refused: too many tries", address=address)
            return _too_many(request, page, wait)
        # Blanks at the ends of a password count, unlike those of other fields.
        password = form.get("password", ("",))[0]
        signed_in = access.sign_in(app.store, name, password, now=now, former=session_of(request))
    if signed_in is None:
        # Not the name: people type a password into the wrong field.
        log.warning("sign-in refused", address=address)
        told = reader_of(request).spoken.t("The name or the password is wrong.")
        return _form(request, replace(page, error=told), status=401)
    limiter.succeeded(address, counted)
    log.info("signed in", user=signed_in.session.user, address=address)
    answer = RedirectResponse(aim, 303)
    keep_session(answer, request, signed_in.secret)
    return answer


async def logout(request: Request) -> Response:
    """POST /logout."""
    app: App = request.app.state.app
    await run_in_threadpool(access.sign_out, app.store, session_of(request))
    answer = RedirectResponse("/login", 303)
    end_session(answer, request)
    return answer


def _too_many(request: Request, page: LoginPage, wait: timedelta) -> Response:
    minutes = ceil(wait.total_seconds() / 60)
    say = reader_of(request).spoken
    told = say.n("Too many tries. Try again in {n} minute.", "Too many tries. Try again in {n} minutes.", minutes)
    answer = _form(request, replace(page, error=told), status=429)
    answer.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return answer


def _form(request: Request, page: LoginPage, *, status: int) -> Response:
    titled = frame_of(request, title=reader_of(request).spoken.t("Sign in"), room="")
    return HTMLResponse(render("login.html", titled, page), status)
