"""Outlets: how each does, what is kept of it, and what a home page leads to before anything is kept."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Annotated

from anyio import from_thread
from msgspec import Meta, Struct, structs

from monitor.config.outlets import check_values
from monitor.model.addresses import host_of
from monitor.model.outlets import Outlet, OutletId, PageHints, Source, SourceKind
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal, fit_id
from monitor.openapi.cursors import Page, short_page
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services.outlets import explore
from monitor.services.proposing import Wishes, likely_country, propose
from monitor.shapes import outlets as shapes
from monitor.shapes.words import moment

if TYPE_CHECKING:
    from monitor.storage import Work

WEEK = timedelta(days=7)
# A probe asks a host for a minute or two and holds a thread meanwhile; others must find one.
PROBES = BoundedSemaphore(2)
WAIT = 30


class Chosen(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which outlets are listed."""

    off: Annotated[bool, Meta(description="Those that are switched off, too.")] = False


class Visits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many visits to each source."""

    limit: Annotated[int, Meta(description="At most so many of each source.", ge=1, le=500)] = 100


class Site(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A site that may be an outlet."""

    url: Annotated[
        str,
        Meta(description="Its home page.", pattern=r"^https?://", max_length=2_000, examples=["https://example.org/"]),
    ]


def list_outlets(asked: Asked[Chosen, Nothing]) -> Answer:
    now = asked.app.clock()
    with asked.app.store.reading() as work:
        found = work.outlets.all() if asked.query.off else work.outlets.enabled()
        states = {state.url: state for state in work.sources.states()}
        intakes = {one.outlet: one for one in work.volumes.intake_since(now - WEEK)}
    return Answer(
        value=short_page(
            found, asked.query, lambda one: shapes.health(one, states, intakes.get(one.id)), lambda one: one.id
        )
    )


def get_outlet(asked: Asked[Nothing, Nothing]) -> Answer:
    return Answer(value=_page(asked, OutletId(asked.path["outlet"])))


def _page(asked: Asked[Nothing, Nothing] | Asked[Nothing, shapes.Outlet], id_: OutletId) -> shapes.OutletPage:
    since = asked.app.clock() - WEEK
    with asked.app.store.reading() as work:
        one = _named(work, id_)
        states = {state.url: state for state in work.sources.states()}
        intakes = {intake.outlet: intake for intake in work.volumes.intake_since(since)}
        gaps, reasons = work.polls.gaps_since(since), work.volumes.rejections_since(one.id, since)
    urls = {source.url for source in one.sources}
    return shapes.OutletPage(
        id=one.id,
        declared=one in asked.app.declared.outlets,
        outlet=shapes.outlet(one),
        health=shapes.health(one, states, intakes.get(one.id)),
        gaps=tuple(
            shapes.Gap(source=gap.source, since=moment(gap.since), until=moment(gap.until))
            for gap in gaps
            if gap.source in urls
        ),
        reasons=dict(reasons),
    )


def get_visits(asked: Asked[Visits, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        one = _named(work, asked.path["outlet"])
        items = tuple(
            shapes.SourceVisits(
                source=source.url, visits=tuple(map(shapes.visit, work.polls.recent(source.url, asked.query.limit)))
            )
            for source in one.sources
        )
    return Answer(value=shapes.History(items=items))


def put_outlet(asked: Asked[Nothing, shapes.Outlet]) -> Answer:
    id_ = OutletId(fit_id(asked.path["outlet"], "outlet"))
    said = structs.asdict(asked.body)
    sources = tuple(
        Source(url=one.url, outlet=id_, kind=SourceKind(one.kind), language=one.language, links=one.links)
        for one in asked.body.sources
    )
    wanted = Outlet(**said | {"id": id_, "sources": sources, "page": PageHints(**structs.asdict(asked.body.page))})
    check_values("outlet", wanted)
    if len({source.url for source in sources}) < len(sources):
        raise Refusal(422, "A source is named twice.", where="body.sources")
    with asked.app.store.begin() as work:
        owners = {source.url: one.id for one in work.outlets.all() for source in one.sources}
        if taken := [url for url in (source.url for source in sources) if owners.get(url, id_) != id_]:
            raise Refusal(409, f"The source {taken[0]} belongs to the outlet {owners[taken[0]]}.", where="body.sources")
        is_new = work.outlets.named(id_) is None
        work.outlets.add(wanted)
    return Answer(value=_page(asked, id_), status=201 if is_new else 200)


def delete_outlet(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.begin() as work:
        one = _named(work, asked.path["outlet"])
        if any(one.id == declared.id for declared in asked.app.declared.outlets):
            raise Refusal(409, f"It is declared in config/outlets/{one.id}.toml; switch it off instead.")
        work.outlets.remove(one.id)
    return Answer(value=None, status=204)


def probe(asked: Asked[Nothing, Site]) -> Answer:
    road = asked.road
    if road is None:
        raise Refusal(503, "This process visits no sites; farwatch run does.", wait=WAIT)
    try:
        host_of(asked.body.url)
    except ValueError as error:
        raise Refusal(422, f"This is no web address: {error}.", where="body.url") from error
    if not PROBES.acquire(blocking=False):
        raise Refusal(429, "Two sites are looked at already; ask again in a moment.", wait=WAIT)
    try:
        now = asked.app.clock()
        # The crawler lives on the loop of the service, which this thread is not.
        found = from_thread.run(lambda: explore(road, asked.body.url, now=now, say=lambda _: None))
    finally:
        PROBES.release()
    wishes = Wishes(country=likely_country(found) or "", zone="UTC")
    with asked.app.store.reading() as work:
        taken = {one.id for one in work.outlets.all()}
    sources = propose(found, found.chosen, wishes=wishes, taken=taken).sources if found.chosen else ()
    return Answer(value=shapes.probe(found, sources))


def _named(work: Work, id_: str) -> Outlet:
    one = work.outlets.named(OutletId(id_))
    if one is None:
        raise Refusal(404, f"There is no outlet {id_!r}.", where="path.outlet")
    return one


BODY = (
    '{"name": "Gazette", "homepage": "https://gazette.example/", "languages": ["en"], "country": "GB", '
    '"zone": "Europe/London", "kind": "newspaper", '
    '"sources": [{"url": "https://gazette.example/feed", "kind": "feed"}]}'
)
OPERATIONS: Operations = (
    Operation(
        id="listOutlets", tag="outlets", method="GET", path="/outlets", run=list_outlets,
        summary="Outlets and how they do, by their ids", query=Chosen, body=Nothing, answers=Page[shapes.Health],
        examples=(Example("/outlets?limit=20"),),
        links=(Link(to="getOutlet", parameter="outlet", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getOutlet", tag="outlets", method="GET", path="/outlets/{outlet}", run=get_outlet,
        summary="An outlet as it is kept, and the trouble it has", query=Nothing, body=Nothing,
        answers=shapes.OutletPage, examples=(Example("/outlets/example"),),
    ),
    Operation(
        id="listVisits", tag="outlets", method="GET", path="/outlets/{outlet}/visits", run=get_visits,
        summary="The last visits to each of its sources, and what came of them", query=Visits, body=Nothing,
        answers=shapes.History, examples=(Example("/outlets/example/visits?limit=20"),),
    ),
    Operation(
        id="putOutlet", tag="outlets", method="PUT", path="/outlets/{outlet}", run=put_outlet,
        summary="Keep an outlet, new or changed; its sources are visited from now on",
        description="The body has the keys of a file in config/outlets/. POST /probes finds the sources of a site.",
        query=Nothing, body=shapes.Outlet, answers=shapes.OutletPage, created=True, fails=(409,),
        examples=(Example("/outlets/gazette", BODY),),
        links=tuple(Link(to=to, parameter="outlet", pointer="#/id") for to in ("listVisits", "deleteOutlet")),
    ),
    Operation(
        id="deleteOutlet", tag="outlets", method="DELETE", path="/outlets/{outlet}", run=delete_outlet,
        summary="Stop visiting an outlet; its articles stay", query=Nothing, body=Nothing, answers=None, status=204,
        fails=(409,), examples=(Example("/outlets/gazette"),),
    ),
    Operation(
        id="probeSite", tag="outlets", method="POST", path="/probes", run=probe,
        summary="Look at a site and say how it can be followed; nothing is kept",
        description="Takes up to some minutes: a host is asked one thing at a time.",
        query=Nothing, body=Site, answers=shapes.Probe,
        examples=(Example("/probes", '{"url": "https://gazette.example/"}'),),
    ),
)  # fmt: skip
