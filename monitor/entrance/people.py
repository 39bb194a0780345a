"""Who decides at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from monitor.pages.frames import visitor_of
from monitor.services.rulings import Person

if TYPE_CHECKING:
    from monitor.bootstrap import App

# A desk without users: whoever sits at it.
NOBODY = "desk"


def person(request: Request, why: str = "") -> Person:
    """Who asks for a change, as a decision keeps it."""
    app: App = request.app.state.app
    visitor = visitor_of(request)
    return Person(by=visitor.name if visitor else NOBODY, why=why, at=app.clock())
