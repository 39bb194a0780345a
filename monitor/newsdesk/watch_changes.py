"""Keep a watch, switch it off and on, take it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor import matching
from monitor.languages import Speech, speech
from monitor.languages.times import place_of
from monitor.model.errors import QueryError
from monitor.model.sentences import sentence
from monitor.model.watches import Concept, Watch, WatchId
from monitor.newsdesk.hearing import tell_of, told_of
from monitor.newsdesk.watches import ROOM, named, written, written_of
from monitor.pages.forms import FormError, first, form_of, number_of
from monitor.pages.frames import language_of
from monitor.pages.showing import AskFirst, shown
from monitor.pages.versions import OVERTAKEN, is_overtaken
from monitor.services.backfill import match_archive
from monitor.services.feedback import lost_wanted
from monitor.services.keeping import Removed, remove_watch
from monitor.text import slug

if TYPE_CHECKING:
    from monitor.bootstrap import App

# Stored articles that a saved watch can be matched against, as its form says.
LONGEST_DAYS = 3_650


async def save(request: Request) -> Response:
    """POST /watches: keep a watch, new or changed; back to the editor where something is wrong."""
    form = await form_of(request)
    return await run_in_threadpool(_save, request, form)


def _save(request: Request, form: Mapping[str, tuple[str, ...]]) -> Response:
    app: App = request.app.state.app
    before = named(app, first(form, "id")) if first(form, "id") else None
    name, query = first(form, "name"), first(form, "query")
    if before and is_overtaken(first(form, "seen"), written_of(before)):
        return written(request, before, name=name, query=query, error=OVERTAKEN)
    with app.store.reading() as work:
        concepts = work.concepts.all()
    try:
        watch = _meant(app, before, name, query, concepts)
        days = _days(first(form, "archive_days"))
    except QueryError as error:
        return written(request, before, name=name, query=query, error=place_of(error))
    except FormError as error:
        return written(request, before, name=name, query=query, error=error.sentence)
    if before and not first(form, "even_so"):
        with app.store.reading() as work:
            lost = lost_wanted(work, before, query, concepts)
        if lost:
            return written(request, before, name=name, query=query, lost=lost)
    with app.store.begin() as work:
        work.watches.add(watch)
        tell_of(work, watch.id, form.get("subscription", ()))
    if days:
        now = app.clock()
        match_archive(app.store, watch, concepts, since=now - timedelta(days=days), now=now)
    return _back(watch, "saved")


def _meant(app: App, before: Watch | None, name: str, query: str, concepts: tuple[Concept, ...]) -> Watch:
    """The watch as it is typed; raises FormError or QueryError where it can be none."""
    if not name or not query:
        raise FormError(sentence("A watch has a name and a query."))
    if before:
        watch = replace(before, name=name, query=query, declared=False)
    else:
        watch = Watch(id=WatchId(slug(name)), name=name, query=query)
        with app.store.reading() as work:
            taken = work.watches.named(watch.id)
        if taken is not None:
            raise FormError(sentence("There is a watch “{id}” already.", id=taken.id))
    matching.compile_watches([watch], concepts)
    return watch


def _days(said: str) -> int:
    days = number_of(said or "0", LONGEST_DAYS)
    if days is None:
        raise FormError(sentence("“{said}” is no number of days", said=said))
    return days


def _back(watch: Watch, done: str) -> Response:
    return RedirectResponse(f"{_address(watch)}?done={done}", 303)


def _address(watch: Watch) -> str:
    return f"{ROOM}/{quote(watch.id, safe='')}"


async def switch(request: Request) -> Response:
    """POST /watches/{id}/switch: off or on, as the form says, so that twice is once."""
    form = await form_of(request)
    return await run_in_threadpool(_switch, request, first(form, "to") == "on")


def _switch(request: Request, on: bool) -> Response:
    app: App = request.app.state.app
    watch = named(app, request.path_params["id"])
    if watch.enabled is not on:
        with app.store.begin() as work:
            work.watches.add(replace(watch, enabled=on, declared=False))
    return _back(watch, "asks" if on else "rests")


def ask_remove(request: Request) -> Response:
    """GET /watches/{id}/remove: what would go, and who would be told of nothing any more."""
    app: App = request.app.state.app
    watch = named(app, request.path_params["id"])
    spoken = speech(language_of(request))
    t = spoken.t
    page = AskFirst(
        question=t("Remove {name}?", name=watch.name),
        sentences=_losing(app, watch, spoken),
        action=f"{_address(watch)}/remove",
        button=t("Remove it"),
        back=_address(watch),
    )
    return shown(request, "ask_first.html", page, title=page.question, room=ROOM)


def _losing(app: App, watch: Watch, spoken: Speech) -> tuple[str, ...]:
    t = spoken.t
    if any(one.id == watch.id for one in app.declared.watches):
        file = f"config/watches/{watch.id}.toml"
        return (t("What stands in {file} holds again; what it found and what readers marked stays.", file=file),)
    forgotten = t(
        "It finds nothing any more, and what it found and what readers marked is forgotten. "
        "To stop it for a while, switch it off."
    )
    stays = t("Articles and stories stay, and so do the digests that told of them.")
    alone = ", ".join(one.name for one in told_of(app.store, watch.id).by if one.watches == (watch.id,))
    if not alone:
        return (forgotten, stays)
    return (forgotten, stays, t("Told of this watch alone, and then of nothing: {names}.", names=alone))


async def remove(request: Request) -> Response:
    """POST /watches/{id}/remove."""
    return await run_in_threadpool(_remove, request)


def _remove(request: Request) -> Response:
    app: App = request.app.state.app
    id_ = WatchId(request.path_params["id"])
    removed = remove_watch(app.store, app.declared.watches, id_)
    if removed is Removed.UNKNOWN:
        raise HTTPException(404, sentence("There is no such watch."))
    if removed is Removed.DECLARED:
        file = f"config/watches/{id_}.toml"
        raise FormError(sentence("this watch stands in {file}; switch it off instead", file=file))
    return RedirectResponse(f"{ROOM}?done=removed", 303)
