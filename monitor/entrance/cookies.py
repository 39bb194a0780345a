"""The one cookie of a session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from monitor.entrance.origins import is_secure
from monitor.model.access import LONGEST_SESSION

NAME = "farwatch"
# A browser takes a cookie with this prefix only with Secure, for this host alone and the whole of it, so that neither a
# subdomain nor an unprotected page can put another in its place (RFC 6265bis, 4.1.3.2).
SECURE_NAME = f"__Host-{NAME}"


def session_of(request: Request) -> str:
    """The session's secret; empty where there is none, or two: one of them is somebody else's (cookie tossing)."""
    name = _name(request)
    sent = ";".join(request.headers.getlist("cookie")).split(";")
    found = [value.strip() for key, _, value in (one.partition("=") for one in sent) if key.strip() == name]
    return found[0] if len(found) == 1 else ""


def keep_session(response: Response, request: Request, secret: str) -> None:
    """Give the browser its session."""
    response.set_cookie(
        _name(request),
        secret,
        max_age=int(LONGEST_SESSION.total_seconds()),
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def end_session(response: Response, request: Request) -> None:
    """Take it away again."""
    response.delete_cookie(_name(request), path="/", secure=_is_secure(request), httponly=True, samesite="lax")


def _name(request: Request) -> str:
    return SECURE_NAME if _is_secure(request) else NAME


def _is_secure(request: Request) -> bool:
    return is_secure(request.scope, request.app.state.app.settings.service.address)
