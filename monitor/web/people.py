"""Who decides at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from monitor.services.rulings import Person

if TYPE_CHECKING:
    from monitor.bootstrap import App

# A desk without users: whoever sits at it.
NOBODY = "desk"


def person(request: Request, why: str = "") -> Person:
    """Who asks for a change, as a decision keeps it; `request.state.user` is set where people log in."""
    app: App = request.app.state.app
    user = getattr(request.state, "user", None)
    return Person(by=str(getattr(user, "name", user) or NOBODY), why=why, at=app.clock())
