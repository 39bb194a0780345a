"""A whole page as an answer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from monitor.web.frames import frame_of
from monitor.web.pages import render


def shown(request: Request, template: str, page: object, *, title: str, room: str, status: int = 200) -> HTMLResponse:
    """The page of a template around a value; `title` as the reader shall read it."""
    return HTMLResponse(render(template, frame_of(request, title=title, room=room), page), status)
