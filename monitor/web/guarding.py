"""What every answer of the desk carries, and which requests it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
# What a mail program posts to without a page of ours, a cookie or an origin (RFC 8058); the token is all it needs.
ONE_CLICK = re.compile(r"/u/[A-Za-z0-9_-]+")
# That, and what its page looks like.
FOR_READERS = re.compile(rf"{ONE_CLICK.pattern}|/static/[a-z.]+")
READING = frozenset(("GET", "HEAD", "OPTIONS"))
SAME = frozenset(("same-origin", "none"))


class Guard:
    """Refuses changes that another site's page asks for; adds the headers that an answer does not set itself.

    A desk without password trusts whoever reaches it, so a page elsewhere must not be able to: a browser says where a
    request comes from (Origin, Sec-Fetch-Site; Fetch Metadata, W3C), and a client that is no browser has no such page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] not in READING and not is_one_click(scope) and not is_own(Headers(scope=scope)):
            refusal = PlainTextResponse("This change was asked for by another site's page; nothing was done.\n", 403)
            await refusal(scope, receive, guarded)
            return
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


def is_one_click(scope: Scope) -> bool:
    """Whether a request is the one that may come from anywhere: to end one subscription by its own link."""
    return scope["method"] == "POST" and ONE_CLICK.fullmatch(scope["path"]) is not None


def is_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from the desk's own pages, or from no browser at all."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in SAME:
        return False
    return origin is None or urlsplit(origin).netloc == headers.get("host")
