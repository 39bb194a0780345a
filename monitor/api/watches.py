"""Watches: kept, changed and judged; a query tried before it is trusted; concepts with all their forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from monitor import matching
from monitor.api.articles import DAYS
from monitor.api.stories import NEWS
from monitor.model.articles import ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.watches import ConceptId, Watch, WatchId
from monitor.openapi.answering import Answer, etag, is_named
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal, fit_id
from monitor.openapi.cursors import Page, short_page
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services.backfill import match_archive
from monitor.services.feedback import lost_wanted, standing
from monitor.services.keeping import Removed, remove_watch
from monitor.services.trial import try_query
from monitor.shapes import watches as shapes
from monitor.shapes.words import Url

if TYPE_CHECKING:
    from monitor.storage import Work

TYPED = Annotated[
    str,
    Meta(
        description="A query in the language of watches.",
        min_length=1,
        max_length=20_000,
        examples=["@nato AND @japan"],
    ),
]
# A trial by a program matches no more than a person waits for.
MOST = 1_000


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A watch as it is to be. `order`: its place in a digest, low numbers first."""

    name: Annotated[str, Meta(min_length=1, max_length=120, examples=["NATO and Japan"])]
    query: TYPED
    order: Annotated[int, Meta(ge=0, le=100_000)] = 100
    enabled: bool = True


class Saving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a watch is saved."""

    archive_days: Annotated[
        int,
        Meta(
            description="Match it against the stored articles of so many days, too; no digest tells those.",
            ge=0,
            le=3_650,
        ),
    ] = 0
    even_so: Annotated[bool, Meta(description="Even if articles that a reader marked wanted are lost.")] = False


class Tried(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which query is tried, on the articles of so many days, and against which saved watch."""

    query: Annotated[str, Meta(description="A query, as of a watch.", min_length=1, max_length=4_000)]
    saved: Annotated[str, Meta(description="The id of a watch to compare with.")] = ""
    days: DAYS = 30


class Mark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reader says of an article that a watch found, or should have found."""

    article: Url
    verdict: Literal["noise", "wanted"]


class Unmarked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which article the mark is taken back."""

    article: Url


class ConceptPage(Struct, frozen=True, kw_only=True):
    """A concept with every form that it finds, those of its members too."""

    concept: shapes.Concept
    forms: tuple[shapes.Form, ...]


def list_watches(asked: Asked[Paging, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        found = work.watches.all()
    return Answer(value=short_page(found, asked.query, shapes.watch, lambda one: one.id))


def get_watch(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        return Answer(value=shapes.watch(_named(work, asked.path["watch"])))


def put_watch(asked: Asked[Saving, Wanted]) -> Answer:
    said, app = asked.body, asked.app
    id_ = WatchId(fit_id(asked.path["watch"], "watch"))
    watch = Watch(id=id_, name=said.name, query=said.query, order=said.order, enabled=said.enabled)
    with app.store.reading() as work:
        concepts = work.concepts.all()
    matching.compile_watches([watch], concepts)
    with app.store.begin() as work:
        work.watches.lock(id_)
        before = work.watches.named(id_)
        _check_condition(asked, before)
        lost = lost_wanted(work, before, said.query, concepts) if before and not asked.query.even_so else ()
        if lost:
            sentence = f"Nothing was changed: {len(lost)} articles marked wanted would be lost, such as {lost[0]}."
            raise Refusal(409, f"{sentence} Say even_so=true if so be it.", where="query.even_so")
        work.watches.add(watch)
    if asked.query.archive_days:
        now = app.clock()
        match_archive(app.store, watch, concepts, since=now - timedelta(days=asked.query.archive_days), now=now)
    kept = shapes.watch(watch)
    tag = etag(Answer(value=kept).body())
    return Answer(value=kept, status=200 if before else 201, headers={"etag": tag})


def _check_condition(asked: Asked[Saving, Wanted], before: Watch | None) -> None:
    """Raise Refusal (412) where the watch is no longer what whoever changes it has seen (RFC 9110, 13.1)."""
    tag = etag(Answer(value=shapes.watch(before)).body()) if before else ""
    if asked.if_match is not None and not (before and is_named(asked.if_match, tag)):
        raise Refusal(412, "The watch was changed meanwhile; get it again.", where="header.if-match")
    if asked.if_none_match is not None and before and is_named(asked.if_none_match, tag):
        raise Refusal(412, "There is such a watch already.", where="header.if-none-match")


def delete_watch(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        watch = _named(work, asked.path["watch"])
    if remove_watch(asked.app.store, asked.app.declared.watches, watch.id) is Removed.DECLARED:
        raise Refusal(409, f"It is declared in config/watches/{watch.id}.toml; remove that file instead.")
    return Answer(value=None, status=204)


def get_standing(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        watch, concepts, outlets = _named(work, asked.path["watch"]), work.concepts.all(), work.outlets.enabled()
    read = matching.parse(watch.query)
    stands = standing(asked.app.store, watch, concepts)
    warnings = matching.warnings(read, concepts, outlets)
    return Answer(value=shapes.standing(watch, query=matching.render(read), warnings=warnings, stands=stands))


def list_marks(asked: Asked[Paging, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        marks = work.feedback.of_watch(_named(work, asked.path["watch"]).id)
    return Answer(
        value=short_page(marks, asked.query, lambda one: Mark(article=one[0], verdict=one[1].value), lambda one: one[0])
    )


def put_mark(asked: Asked[Nothing, Mark]) -> Answer:
    said = asked.body
    with asked.app.store.begin() as work:
        watch = _named(work, asked.path["watch"])
        marked = work.feedback.mark(ArticleUrl(said.article), watch.id, Verdict(said.verdict), asked.app.clock())
    if not marked:
        raise Refusal(422, "No article is stored under this address.", where="body.article")
    return Answer(value=said)


def delete_mark(asked: Asked[Unmarked, Nothing]) -> Answer:
    with asked.app.store.begin() as work:
        watch = _named(work, asked.path["watch"])
        if not work.feedback.unmark(ArticleUrl(asked.query.article), watch.id):
            raise Refusal(404, "The article is not marked.", where="query.article")
    return Answer(value=None, status=204)


def try_out(asked: Asked[Tried, Nothing]) -> Answer:
    said, now = asked.query, asked.app.clock()
    with asked.app.store.reading() as work:
        concepts = work.concepts.all()
        saved = _named(work, said.saved, "query.saved").id if said.saved else None
    since = now - timedelta(days=said.days)
    tried = try_query(asked.app.store, concepts, said.query, since=since, saved=saved, now=now, most=MOST)
    return Answer(value=shapes.sampled(tried))


def list_concepts(asked: Asked[Paging, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        found = work.concepts.all()
    return Answer(value=short_page(found, asked.query, shapes.concept, lambda one: one.id))


def get_concept(asked: Asked[Nothing, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        known = work.concepts.all()
    named = next((one for one in known if one.id == asked.path["concept"]), None)
    if named is None:
        raise Refusal(404, f"There is no concept {asked.path['concept']!r}.", where="path.concept")
    forms = tuple(map(shapes.form, matching.forms_of(ConceptId(named.id), known)))
    return Answer(value=ConceptPage(concept=shapes.concept(named), forms=forms))


def _named(work: Work, id_: str, where: str = "path.watch") -> Watch:
    watch = work.watches.named(WatchId(id_))
    if watch is None:
        raise Refusal(404, f"There is no watch {id_!r}.", where=where)
    return watch


ONE = "/watches/nato-japan"
OPERATIONS: Operations = (
    Operation(
        id="listWatches", tag="watches", method="GET", path="/watches", run=list_watches,
        summary="All watches, by their ids", query=Paging, body=Nothing, answers=Page[shapes.Watch],
        examples=(Example("/watches"),),
        links=(Link(to="getWatch", parameter="watch", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getWatch", tag="watches", method="GET", path="/watches/{watch}", run=get_watch, summary="A watch",
        description="Its ETag, sent back as If-Match with a PUT, keeps two people from undoing each other's changes.",
        query=Nothing, body=Nothing, answers=shapes.Watch, examples=(Example(ONE),),
    ),
    Operation(
        id="putWatch", tag="watches", method="PUT", path="/watches/{watch}", run=put_watch,
        summary="Keep a watch, new or changed; it works from the next poll on",
        description="With If-Match only if nobody changed it meanwhile, with `If-None-Match: *` only if it is new.",
        query=Saving, body=Wanted, answers=shapes.Watch, created=True, fails=(409, 412),
        examples=(Example("/watches/missions?archive_days=9", '{"name": "Missions", "query": "mission NEAR/s NATO"}'),),
        links=tuple(Link(to=to, parameter="watch", pointer="#/id") for to in ("getStanding", "deleteWatch")),
    ),
    Operation(
        id="deleteWatch", tag="watches", method="DELETE", path="/watches/{watch}", run=delete_watch,
        summary="Remove a watch; the articles that it found stay",
        description="One that was changed in place of a declared one is given back to its file.",
        query=Nothing, body=Nothing, answers=None,
        status=204, fails=(409,), examples=(Example("/watches/missions"),),
    ),
    Operation(
        id="getStanding", tag="watches", method="GET", path="/watches/{watch}/standing", run=get_standing,
        summary="How precise a watch is by what readers marked, which forms are at fault, and warnings",
        query=Nothing, body=Nothing, answers=shapes.WatchStanding, examples=(Example(f"{ONE}/standing"),),
    ),
    Operation(
        id="listMarks", tag="watches", method="GET", path="/watches/{watch}/marks", run=list_marks,
        summary="What readers said of a watch's articles", query=Paging, body=Nothing, answers=Page[Mark],
        examples=(Example(f"{ONE}/marks"),),
    ),
    Operation(
        id="putMark", tag="watches", method="PUT", path="/watches/{watch}/marks", run=put_mark,
        summary="Say that an article is noise to a watch, or wanted; the last word counts", query=Nothing, body=Mark,
        answers=Mark, examples=(Example(f"{ONE}/marks", f'{{"article": "{NEWS}/1", "verdict": "wanted"}}'),),
    ),
    Operation(
        id="deleteMark", tag="watches", method="DELETE", path="/watches/{watch}/marks", run=delete_mark,
        summary="Take a mark back", query=Unmarked, body=Nothing, answers=None, status=204,
        examples=(Example(f"{ONE}/marks?article=https%3A%2F%2Fexample.org%2Fnews%2F1"),),
    ),
    Operation(
        id="tryQuery", tag="watches", method="GET", path="/trial", run=try_out,
        summary="What a query finds in the archive, and what a saved watch would gain and lose with it",
        query=Tried, body=Nothing, answers=shapes.SampledTrial, fails=(404,),
        examples=(Example("/trial?query=%40nato+AND+mission&saved=nato-japan&days=90"),),
    ),
    Operation(
        id="listConcepts", tag="watches", method="GET", path="/concepts", run=list_concepts,
        summary="All concepts: in a query, @id finds a thing under all its names", query=Paging, body=Nothing,
        answers=Page[shapes.Concept], examples=(Example("/concepts"),),
        links=(Link(to="getConcept", parameter="concept", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getConcept", tag="watches", method="GET", path="/concepts/{concept}", run=get_concept,
        summary="Every form that a concept finds, by language", query=Nothing, body=Nothing, answers=ConceptPage,
        examples=(Example("/concepts/japan"),),
    ),
)  # fmt: skip
