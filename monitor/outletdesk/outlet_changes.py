"""Change an outlet that is known: check it, edit it, switch it on or off, remove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.languages import speech
from monitor.model.outlets import Outlet, OutletId
from monitor.model.sentences import sentence
from monitor.outletdesk.adding import ROOM, begun, looks_of
from monitor.outletdesk.outlet_form import OutletForm, form_of_outlet, read_outlet_form
from monitor.pages.forms import FormError, first, form_of
from monitor.pages.frames import language_of
from monitor.pages.showing import AskFirst, shown
from monitor.pages.versions import OVERTAKEN, is_overtaken, version
from monitor.services.keeping import Removed, is_declared, remove_outlet

if TYPE_CHECKING:
    from monitor.bootstrap import App


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """An outlet under edit; `file` is where it is declared, empty where a person added it; `seen`: what was kept."""

    outlet: Outlet
    form: OutletForm
    seen: str
    file: str
    error: str = ""


def edit(request: Request) -> Response:
    """GET /outlets/{id}/edit."""
    outlet = _named(request)
    return _edit(request, outlet, form_of_outlet(outlet))


def _edit(request: Request, outlet: Outlet, form: OutletForm, error: str = "") -> Response:
    seen = version(form_of_outlet(outlet))
    page = EditPage(outlet=outlet, form=form, seen=seen, file=file_of(request, outlet), error=error)
    return shown(request, "outlet_edit.html", page, title=outlet.name, room=ROOM, status=400 if error else 200)


def file_of(request: Request, outlet: Outlet) -> str:
    """The file in which an outlet is declared as it stands; empty where there is none."""
    app: App = request.app.state.app
    return f"config/outlets/{outlet.id}.toml" if is_declared(outlet, app.declared.outlets) else ""


async def change(request: Request) -> Response:
    """POST /outlets/{id}: keep what was edited."""
    form = await form_of(request)
    return await run_in_threadpool(_change, request, form)


def _change(request: Request, fields: Mapping[str, tuple[str, ...]]) -> Response:
    outlet, form = _named(request), read_outlet_form(fields)
    if is_overtaken(first(fields, "seen"), form_of_outlet(outlet)):
        return _edit(request, outlet, form, OVERTAKEN)
    try:
        changed = form.applied(outlet)
    except FormError as error:
        return _edit(request, outlet, form, error.sentence)
    return _kept(request, changed, "saved")


def _kept(request: Request, outlet: Outlet, done: str) -> Response:
    app: App = request.app.state.app
    with app.store.begin() as work:
        work.outlets.add(outlet)
    return RedirectResponse(f"{_address(outlet)}?done={done}", 303)


def _address(outlet: Outlet) -> str:
    return f"/outlets/{quote(outlet.id, safe='')}"


async def switch(request: Request) -> Response:
    """POST /outlets/{id}/switch: on or off, as the form says, so that twice is once."""
    form = await form_of(request)
    return await run_in_threadpool(_switch, request, first(form, "to") == "on")


def _switch(request: Request, on: bool) -> Response:
    outlet = _named(request)
    return _kept(request, replace(outlet, enabled=on), "on" if on else "off")


async def check(request: Request) -> Response:
    """POST /outlets/{id}/check: visit its sources now; nothing is kept."""
    app: App = request.app.state.app
    outlet = await run_in_threadpool(_named, request)
    return begun(request, looks_of(request).check(outlet, app.clock()))


def ask_remove(request: Request) -> Response:
    """GET /outlets/{id}/remove."""
    outlet = _named(request)
    t = speech(language_of(request)).t
    page = AskFirst(
        question=t("Remove {name}?", name=outlet.name),
        sentences=(t("It is polled no longer. Its articles stay, and so do the digests that told of them."),),
        action=f"{_address(outlet)}/remove",
        button=t("Remove it"),
        back=_address(outlet),
    )
    return shown(request, "ask_first.html", page, title=page.question, room=ROOM)


async def remove(request: Request) -> Response:
    """POST /outlets/{id}/remove."""
    return await run_in_threadpool(_remove, request)


def _remove(request: Request) -> Response:
    app: App = request.app.state.app
    id_ = OutletId(request.path_params["id"])
    removed = remove_outlet(app.store, app.declared.outlets, id_)
    if removed is Removed.UNKNOWN:
        raise HTTPException(404, sentence("There is no such outlet."))
    if removed is Removed.DECLARED:
        raise FormError(
            sentence("this outlet stands in {file}; switch it off instead", file=f"config/outlets/{id_}.toml")
        )
    return RedirectResponse("/outlets?done=removed", 303)


def _named(request: Request) -> Outlet:
    app: App = request.app.state.app
    with app.store.reading() as work:
        outlet = work.outlets.named(OutletId(request.path_params["id"]))
    if outlet is None:
        raise HTTPException(404, sentence("There is no such outlet."))
    return outlet
