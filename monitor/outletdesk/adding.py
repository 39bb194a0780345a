"""Add an outlet by its address: look at the site, show what was found, keep what a person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.languages import speech
from monitor.model.errors import StorageError
from monitor.model.outlets import Outlet, OutletId
from monitor.model.sentences import sentence
from monitor.outletdesk.looking import Look, Looks
from monitor.outletdesk.outlet_form import OutletForm, form_of_outlet, read_outlet_form
from monitor.pages.forms import FormError, first, form_of
from monitor.pages.frames import frame_of, language_of
from monitor.pages.rendering import render_part
from monitor.pages.showing import shown
from monitor.services.outlets import Exploration, Tried
from monitor.services.proposing import Wishes, likely_country, of_site, propose, read_address

if TYPE_CHECKING:
    from monitor.bootstrap import App

ROOM = "/outlets"
# Where nothing says the country; the form asks for it.
ANYWHERE = Wishes(country="", zone="UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """The form that asks for an address."""

    address: str
    error: str = ""


def new(request: Request) -> Response:
    """GET /outlets/new."""
    return _ask(request, request.query_params.get("address", ""))


def _ask(request: Request, address: str, error: str = "") -> Response:
    title = speech(language_of(request)).t("Add an outlet")
    page = AskPage(address=address, error=error)
    return shown(request, "outlet_ask.html", page, title=title, room=ROOM, status=400 if error else 200)


async def look(request: Request) -> Response:
    """POST /outlets/looks: begin to look at an address; the page of the look tells how far it is."""
    app: App = request.app.state.app
    typed = first(await form_of(request), "address")
    try:
        address = read_address(typed)
    except ValueError as error:
        return _ask(request, typed, str(error))
    return begun(request, looks_of(request).explore(address, app.clock()))


def looks_of(request: Request) -> Looks:
    """The looks of this desk; 503 where it runs without a crawler."""
    looks: Looks | None = request.app.state.looks
    if looks is None:
        raise HTTPException(503, sentence("This desk runs without a crawler; start it with farwatch run."))
    return looks


def begun(request: Request, look: Look | None) -> Response:
    """To the page of a look."""
    if look is None:
        return _ask(request, "", speech(language_of(request)).t("Too many sites are being looked at; try in a minute."))
    return RedirectResponse(f"/outlets/looks/{look.id}", 303)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """What a site gives, the chosen first, and the outlet that it would be; `known`: outlets of the site so far."""

    look: Look
    found: Exploration
    rows: tuple[Tried, ...]
    chosen: frozenset[str]
    form: OutletForm
    known: tuple[Outlet, ...]
    error: str = ""


def looking(request: Request) -> Response:
    """GET /outlets/looks/{id}: how far it is, or what was found."""
    look = _named(request)
    t = speech(language_of(request)).t
    if not look.is_done:
        return shown(request, "look.html", look, title=t("Looking at {address}", address=look.address), room=ROOM)
    if look.has_failed:
        return _ask(request, look.address, t("It ended without a result; the log says why. Try once more."))
    if look.outlet is not None:
        return shown(request, "check.html", look, title=look.outlet.name, room=ROOM)
    return _found(request, look)


def progress(request: Request) -> Response:
    """GET /outlets/looks/{id}/progress: the part of the page that tells how far it is; done, the page is made anew."""
    look = _named(request)
    part = render_part("look_progress.html", look, frame=frame_of(request, title="", room=ROOM))
    return HTMLResponse(part, headers={"HX-Refresh": "true"} if look.is_done else None)


def _named(request: Request) -> Look:
    look = looks_of(request).named(request.path_params["id"])
    if look is None:
        raise HTTPException(404, sentence("There is no such look at a site any more; begin once more."))
    return look


def _found(request: Request, look: Look, form: OutletForm | None = None, error: str = "") -> Response:
    app: App = request.app.state.app
    found = look.exploration
    assert found is not None
    with app.store.reading() as work:
        known = work.outlets.all()
    answering = [one for one in found.tried if one.offer and one.offer.appraisal.entries]
    chosen = frozenset(offer.url for offer in found.named or found.chosen)
    answering.sort(key=lambda one: one.offer is None or one.offer.url not in chosen)
    page = FoundPage(
        look=look,
        found=found,
        rows=tuple(answering),
        chosen=frozenset(form.sources) if form else chosen,
        form=form or form_of_outlet(_proposed(found, {outlet.id for outlet in known})),
        known=of_site(known, found.homepage),
        error=error,
    )
    title = found.home.name or found.homepage
    return shown(request, "outlet_found.html", page, title=title, room=ROOM, status=400 if error else 200)


def _proposed(found: Exploration, taken: set[OutletId]) -> Outlet:
    country = likely_country(found) or ""
    return propose(found, found.named or found.chosen, wishes=replace(ANYWHERE, country=country), taken=taken)


async def add(request: Request) -> Response:
    """POST /outlets: keep the outlet of a look with the sources that were chosen."""
    form = await form_of(request)
    return await run_in_threadpool(_add, request, form)


def _add(request: Request, fields: Mapping[str, tuple[str, ...]]) -> Response:
    app: App = request.app.state.app
    look = looks_of(request).named(first(fields, "look"))
    if look is None or look.exploration is None:
        raise FormError(sentence("what was found at this address is not remembered any more; begin once more"))
    form, t = read_outlet_form(fields), speech(language_of(request)).t
    offers = [one.offer for one in look.exploration.tried if one.offer and one.offer.url in form.sources]
    if not offers:
        return _found(request, look, form, t("Choose at least one address to follow."))
    with app.store.reading() as work:
        taken = {outlet.id for outlet in work.outlets.all()}
    try:
        outlet = form.applied(propose(look.exploration, offers, wishes=ANYWHERE, taken=taken))
    except FormError as error:
        return _found(request, look, form, error.sentence)
    try:
        with app.store.begin() as work:
            work.outlets.add(outlet)
    except StorageError as error:
        return _found(request, look, form, str(error))
    return RedirectResponse(f"/outlets/{quote(outlet.id, safe='')}?done=added", 303)
