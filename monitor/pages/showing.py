"""A whole page as an answer, and the page that asks before something is taken away."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from monitor.pages.frames import frame_of
from monitor.pages.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFirst:
    """A question before something is taken away: what it means, and the one button that does it."""

    question: str
    sentences: tuple[str, ...]
    action: str
    button: str
    back: str


def shown(request: Request, template: str, page: object, *, title: str, room: str, status: int = 200) -> HTMLResponse:
    """The page of a template around a value; `title` as the reader shall read it."""
    return HTMLResponse(render(template, frame_of(request, title=title, room=room), page), status)
