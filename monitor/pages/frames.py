"""What every page shows around its own, and who reads it: the language and the clock of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import available_timezones

from starlette.requests import Request

from monitor.languages import ENGLISH, LANGUAGES
from monitor.languages.choosing import preferred
from monitor.languages.times import Times, times
from monitor.model.access import Role, Visitor

if TYPE_CHECKING:
    from monitor.bootstrap import App

# The cookies of a reader's choice; the zone is set by desk.js, from the browser's own.
LANGUAGE_COOKIE = "lang"
ZONE_COOKIE = "zone"
# Browsers say some zones by the names that CLDR keeps for good; people read the names of today (IANA, "backward").
RENAMED = {
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Europe/Kiev": "Europe/Kyiv",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its own: its title, the room it stands in, the time, the reader's language.

    `zone` is the reader's IANA time zone; `here`: each language's tag, its name and this page's address in it. `who` is
    the name of who is signed in, empty on a desk without password; `may_edit` is false for readers, who are shown no
    form that they cannot use.
    """

    title: str
    room: str
    now: datetime
    language: str = ENGLISH.tag
    zone: str = "UTC"
    here: tuple[tuple[str, str, str], ...] = ()
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
        language=language_of(request),
        zone=zone_of(request.cookies),
        here=_switch(request),
        who=visitor.name if visitor else "",
        may_edit=visitor is None or visitor.role.includes(Role.EDITOR),
    )


def visitor_of(request: Request) -> Visitor | None:
    """Who asks, as the entrance found it; None on a desk without password, and on pages that need nobody."""
    visitor: Visitor | None = getattr(request.state, "user", None)
    return visitor


def reader_of(request: Request) -> Times:
    """The words and the clock of who asks; `.spoken.t` says a text."""
    app: App = request.app.state.app
    return times(language_of(request), zone_of(request.cookies), app.clock())


def language_of(request: Request) -> str:
    """What the address says (?lang=uk), else the cookie, else what the browser prefers; else English."""
    for said in (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, "")):
        if said in LANGUAGES:
            return said
    return preferred(request.headers.get("accept-language", ""), LANGUAGES, ENGLISH.tag)


def zone_of(cookies: Mapping[str, str]) -> str:
    """The reader's time zone, UTC where it is not known."""
    said = cookies.get(ZONE_COOKIE, "").replace("%2F", "/")
    said = RENAMED.get(said, said)
    return said if said in _zones() else "UTC"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _switch(request: Request) -> tuple[tuple[str, str, str], ...]:
    """Each language's tag, its name and this page's address in it. A form's answer is no page to come back to."""
    path = request.url.path if request.method == "GET" else "/"
    said = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    kept = said if request.method == "GET" else []
    return tuple((tag, one.name, f"{path}?{urlencode([*kept, ('lang', tag)])}") for tag, one in LANGUAGES.items())
