"""What surrounds a page, by who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from monitor.web.pages import Frame, render

if TYPE_CHECKING:
    from monitor.bootstrap import App


def frame_of(request: Request, *, title: str, room: str) -> Frame:
    """The frame of a page in its reader's language."""
    app: App = request.app.state.app
    return Frame(title=title, room=room, now=app.clock(), language=language_of(request))


def language_of(request: Request) -> str:
    """The language that the desk speaks with who asks."""
    return str(getattr(request.state, "language", "en"))


def shown(request: Request, template: str, page: object, *, title: str, room: str, status: int = 200) -> HTMLResponse:
    """A whole page as an answer."""
    return HTMLResponse(render(template, frame_of(request, title=title, room=room), page), status)
