"""What every answer of the desk carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.entrance.rights import first_part
from monitor.languages import LANGUAGES
from monitor.pages.frames import LANGUAGE_COOKIE

# Scripts and styles from here alone, none inline; pages may frame only what the desk itself serves (a digest as sent).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" a browser hides the origin of the desk's own forms as well (Fetch, "Origin: null").
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# A reader's link to end a subscription (RFC 8058), whose token is all that it needs; and what its page looks like.
FOR_READERS = re.compile(r"/u/[A-Za-z0-9_-]+|/static/[A-Za-z0-9_.-]+")
# A choice that a reader made by ?lang= lasts a year.
KEPT = "Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"


class Guard:
    """Adds the headers that an answer does not set itself, and keeps the language that an address chose (?lang=)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        holds_nul = b"%00" in scope["query_string"] or "\x00" in scope["path"]
        if holds_nul and first_part(scope["path"]) != "api":
            # PostgreSQL keeps no such text, and a page that asks for it would seem to have lost its database. The API
            # says so in its own way.
            refused = PlainTextResponse("A NUL character cannot be asked for.", 400, HEADERS)
            await refused(scope, receive, send)
            return
        chosen = Request(scope).query_params.get("lang")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if chosen in LANGUAGES:
                    headers.append("Set-Cookie", f"{LANGUAGE_COOKIE}={chosen}; {KEPT}")
            await send(message)

        await self._app(scope, receive, guarded)


class HostCheck:
    """Refuses other names than the desk's own; but a reader's link works under whichever name a proxy has for it.

    Under another name a page elsewhere could reach the desk through its reader's browser (DNS rebinding). Behind a
    reader's link there is nothing that its token does not open.
    """

    def __init__(self, app: ASGIApp, *, allowed: Sequence[str]) -> None:
        self._app = app
        self._checked = TrustedHostMiddleware(app, allowed_hosts=allowed, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_for_readers = scope["type"] == "http" and FOR_READERS.fullmatch(scope["path"]) is not None
        await (self._app if is_for_readers else self._checked)(scope, receive, send)
