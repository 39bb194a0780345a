"""Watches and concepts: the list, the editor that tries a query while it is typed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from monitor import matching
from monitor.languages.times import Times, say
from monitor.model.errors import QueryError
from monitor.model.outlets import OutletId
from monitor.model.sentences import sentence
from monitor.model.volumes import Daily
from monitor.model.watches import Concept, ConceptId, Watch, WatchId
from monitor.newsdesk.hearing import Told, told_of
from monitor.pages.charts import Chart, by_day, chart, last_days
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import marked, marked_title, render, render_part
from monitor.pages.sheets import Sheet, sheet_of
from monitor.pages.versions import version
from monitor.services.feedback import Standing, standing
from monitor.services.searching import Step, go_on
from monitor.services.trial import Trial, try_query
from monitor.text import normal

if TYPE_CHECKING:
    from monitor.bootstrap import App

ROOM = "/watches"
# The days that the list's sparklines and a trial reach back.
DAYS = 30
# Watches of a sheet.
SHEET = 50
# While a reader types, so many articles that only the matcher can tell of are matched; the rest is estimated.
TYPING = 100
# Outlets and articles that a trial shows.
SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRow:
    """A watch in the list, with its hits of each day."""

    watch: Watch
    chart: Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchesPage:
    """The watches in the order of a digest, a sheet of them; `name`: only those whose name holds it."""

    rows: Sheet[WatchRow]
    name: str
    done: str


def watches(request: Request) -> Response:
    """GET /watches."""
    app: App = request.app.state.app
    now = app.clock()
    with app.store.reading() as work:
        kept = work.watches.all()
        counted = work.volumes.matches_since(now - timedelta(days=DAYS))
    by_watch: Mapping[str, list[Daily]] = defaultdict(list)
    for one in counted:
        by_watch[one.of].append(one)
    reader, days = reader_of(request), last_days(now, DAYS)
    t = reader.spoken.t
    name = request.query_params.get("name", "").strip()
    rows = [
        WatchRow(
            watch=one,
            chart=by_day(t("{watch}: hits a day", watch=one.name), by_watch[one.id], days=days, label=reader.day),
        )
        for one in kept
        if normal(name) in normal(one.name)
    ]
    said = request.query_params
    page = WatchesPage(rows=sheet_of(rows, said.get("page", ""), SHEET), name=name, done=said.get("done", ""))
    return HTMLResponse(render("watches.html", frame_of(request, title=t("Watches"), room=ROOM), page))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPart:
    """What a query finds, or why it cannot be read; neither where nothing was asked."""

    trial: Trial | None = None
    days: Chart | None = None
    # Of the outlets that are shown.
    names: Mapping[str, str] = field(default_factory=dict)
    error: QueryError | None = None

    @property
    def samples(self) -> tuple[tuple[object, object, object], ...]:
        """Each sample's article, its headline and its excerpt with the hits marked."""
        found = self.trial.samples[:SHOWN] if self.trial else ()
        return tuple(
            (one.article, marked_title(one.article, [one.match]), marked(one.article, [one.match])) for one in found
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """A watch under edit; `watch` is None for a new one, `file` where it is declared, `seen` what the form is of."""

    watch: Watch | None
    seen: str
    file: str
    done: str
    name: str
    query: str
    part: TrialPart
    stands: Standing | None
    concepts: tuple[Concept, ...]
    # Who is told of it, and who could be.
    told: Told
    error: str = ""
    # Articles marked wanted that the query would lose; saving needs a second word.
    lost: tuple[str, ...] = ()


def editor(request: Request) -> Response:
    """GET /watches/new and /watches/{id}."""
    app: App = request.app.state.app
    watch = named(app, request.path_params["id"]) if "id" in request.path_params else None
    asked = request.query_params.get("query") or (watch.query if watch else "")
    return written(request, watch, name=watch.name if watch else "", query=asked)


def written(
    request: Request, watch: Watch | None, *, name: str, query: str, error: str = "", lost: tuple[str, ...] = ()
) -> Response:
    """The editor with what was typed; 400 where that cannot be kept as it is."""
    app: App = request.app.state.app
    reader = reader_of(request)
    with app.store.reading() as work:
        concepts = work.concepts.all()
    page = EditorPage(
        watch=watch,
        seen=version(written_of(watch)) if watch else "",
        file=f"config/watches/{watch.id}.toml" if watch and watch.declared else "",
        done=request.query_params.get("done", ""),
        name=name,
        query=query,
        part=_tried(app, query, watch.id if watch else None, reader),
        stands=standing(app.store, watch, concepts) if watch else None,
        concepts=concepts,
        error=say(reader, error),
        told=told_of(app.store, watch.id if watch else None),
        lost=lost,
    )
    title = watch.name if watch else reader.spoken.t("A new watch")
    frame = frame_of(request, title=title, room=ROOM)
    return HTMLResponse(render("watch.html", frame, page), 400 if error or lost else 200)


def written_of(watch: Watch) -> tuple[str, ...]:
    """What the editor's form says of a watch."""
    return (watch.name, watch.query)


def named(app: App, id_: str) -> Watch:
    """A watch by its id; 404 where there is none."""
    with app.store.reading() as work:
        watch = work.watches.named(WatchId(id_))
    if watch is None:
        raise HTTPException(404, sentence("There is no such watch."))
    return watch


class _HungUp(Exception):
    """Who asked does not wait for the answer any more."""


async def trial(request: Request) -> Response:
    """GET /watches/try?query=…&saved=…: the part of the editor that shows what a query finds.

    The next letter that is typed makes the browser hang up; the try is given up then at its next step, so that those
    of a fast typist do not stand in each other's way.
    """
    hung_up = Event()
    listening = asyncio.create_task(_listen(request, hung_up))
    try:
        return await run_in_threadpool(_trial, request, hung_up)
    except _HungUp:
        return Response(status_code=204)
    finally:
        listening.cancel()


async def _listen(request: Request, hung_up: Event) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    hung_up.set()


def _trial(request: Request, hung_up: Event) -> Response:
    def step() -> None:
        if hung_up.is_set():
            raise _HungUp

    said = request.query_params
    saved = WatchId(said["saved"]) if said.get("saved") else None
    part = _tried(request.app.state.app, said.get("query", ""), saved, reader_of(request), step)
    return HTMLResponse(render_part("trial.html", part, frame=frame_of(request, title="", room=ROOM)))


def _tried(app: App, query: str, saved: WatchId | None, reader: Times, step: Step = go_on) -> TrialPart:
    if not query.strip():
        return TrialPart()
    step()
    now = app.clock()
    with app.store.reading() as work:
        concepts = work.concepts.all()
    since = now - timedelta(days=DAYS)
    try:
        found = try_query(app.store, concepts, query, since=since, saved=saved, now=now, most=TYPING, step=step)
    except QueryError as error:
        return TrialPart(error=error)
    days = chart(reader.spoken.t("found a day"), [(reader.day(day), count) for day, count in found.days])
    shown = {OutletId(outlet) for outlet, _ in found.outlets[:SHOWN]}
    shown |= {one.article.outlet for one in found.samples[:SHOWN]}
    with app.store.reading() as work:
        outlets = [outlet for one in shown if (outlet := work.outlets.named(one))]
    return TrialPart(trial=found, days=days, names={outlet.id: outlet.name for outlet in outlets})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptPage:
    """A concept with every form that it finds, by language; generated ones marked."""

    concept: Concept
    forms: tuple[tuple[str, tuple[matching.FoundForm, ...]], ...]


def concept(request: Request) -> Response:
    """GET /concepts/{id}."""
    app: App = request.app.state.app
    with app.store.reading() as work:
        known = work.concepts.all()
    named = next((one for one in known if one.id == request.path_params["id"]), None)
    if named is None:
        raise HTTPException(404, sentence("There is no such concept."))
    by_language: dict[str, list[matching.FoundForm]] = defaultdict(list)
    for form in matching.forms_of(ConceptId(named.id), known):
        by_language[form.language].append(form)
    page = ConceptPage(concept=named, forms=tuple((language, tuple(by_language[language])) for language in by_language))
    frame = frame_of(request, title=f"@{named.id}", room=ROOM)
    return HTMLResponse(render("concept.html", frame, page))
