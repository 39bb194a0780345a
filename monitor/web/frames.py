"""What every page shows around its own, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.requests import Request

from monitor.model.access import Role, Visitor

if TYPE_CHECKING:
    from monitor.bootstrap import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its own: its title, the room it stands in, the time, the reader's language.

    `who` is the name of who is signed in, empty on a desk without password; `may_edit` is false for readers, who are
    shown no form that they cannot use.
    """

    title: str
    room: str
    now: datetime
    language: str = "en"
    who: str = ""
    may_edit: bool = True


def frame_of(request: Request, *, title: str, room: str) -> Frame:
    """The frame of a page: `title` as the reader shall read it, `room` the address of its place in the navigation."""
    app: App = request.app.state.app
    visitor = visitor_of(request)
    return Frame(
        title=title,
        room=room,
        now=app.clock(),
        who=visitor.name if visitor else "",
        may_edit=visitor is None or visitor.role.includes(Role.EDITOR),
    )


def visitor_of(request: Request) -> Visitor | None:
    """Who asks, as the entrance found it; None on a desk without password, and on pages that need nobody."""
    visitor: Visitor | None = getattr(request.state, "user", None)
    return visitor
