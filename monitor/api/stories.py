"""Stories: listed, one with its timeline, and what people decide about them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from monitor.model.articles import ArticleUrl
from monitor.model.outlets import OutletId
from monitor.model.rulings import Answer as Said
from monitor.model.rulings import Ruling
from monitor.model.stories import StoryId
from monitor.model.volumes import Place, StreamFilter
from monitor.model.watches import WatchId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal
from monitor.openapi.cursors import Number, Page, When, Word, page_of, read_cursor, short_page
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services import rulings
from monitor.services.searching import newest
from monitor.shapes import stories as shapes
from monitor.shapes.words import Url

if TYPE_CHECKING:
    from monitor.storage import Work

# Any, below: whatever is asked and sent, whoever decides is named in one way.
# A search of stories looks at so many of the newest articles that answer, of so many days.
FOUND, SEARCHED = 400, timedelta(days=90)

WATCH = Annotated[str, Meta(description="Only what answers this watch: its id.")]
OUTLET = Annotated[str, Meta(description="Only of this outlet: its id.")]
LANGUAGE = Annotated[str, Meta(description="Only in this language (BCP 47), e.g. uk.")]
DAY = Annotated[date, Meta(description="Only what was first seen on this day of UTC.")]
QUERY = Annotated[str, Meta(description="Only what answers this query, in the language of watches.", max_length=4_000)]


class Chosen(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stories are listed."""

    watch: WATCH = ""
    outlet: OUTLET = ""
    language: LANGUAGE = ""
    day: DAY | UnsetType = UNSET
    q: QUERY = ""


WHY = Annotated[str, Meta(description="Why; kept with the decision.", max_length=1_000)]


class Split(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Articles of a story that tell of something else."""

    articles: Annotated[tuple[Url, ...], Meta(min_length=1, max_length=500)]
    why: WHY = ""


class Merge(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A story that tells of the same event."""

    other: shapes.StoryId
    why: WHY = ""


class Lead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The article of the story that is to be shown first."""

    article: Url
    why: WHY = ""


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the two stories of a proposal are one."""

    answer: Literal["accepted", "declined"]
    why: WHY = ""


class Answered(Struct, frozen=True, kw_only=True):
    """An answered proposal; `decision` is the merge that was made of it."""

    proposal: int
    answer: Literal["accepted", "declined"]
    by: str
    decision: shapes.Decision | None


def known_filter(work: Work, watch: str, outlet: str) -> None:
    """Raise Refusal where a list is narrowed by something that is not there."""
    if watch and work.watches.named(WatchId(watch)) is None:
        raise Refusal(404, f"There is no watch {watch!r}.", where="query.watch")
    if outlet and work.outlets.named(OutletId(outlet)) is None:
        raise Refusal(404, f"There is no outlet {outlet!r}.", where="query.outlet")


def list_stories(asked: Asked[Chosen, Nothing]) -> Answer:
    said = asked.query
    found: tuple[ArticleUrl, ...] | None = None
    read = read_cursor(said.cursor, tuple[When, Word])
    with asked.app.store.reading() as work:
        known_filter(work, said.watch, said.outlet)
        concepts = work.concepts.all()
    if said.q:
        since = asked.app.clock() - SEARCHED
        answers = newest(asked.app.store, said.q, concepts, since=since, below=None, limit=FOUND).articles
        found = tuple(one.url for one in answers)
    chosen = StreamFilter(
        watch=WatchId(said.watch) if said.watch else None,
        outlet=said.outlet or None,
        language=said.language or None,
        day=None if said.day is UNSET else said.day,
        articles=found,
        after=Place(first_seen=read[0], story=StoryId(read[1])) if read else None,
    )
    with asked.app.store.reading() as work:
        rows = work.stream.of(chosen, said.limit + 1)
        names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    return Answer(
        value=page_of(rows, said.limit, lambda one: shapes.story(one, names), lambda one: (one.first_seen, str(one.id)))
    )


def get_story(asked: Asked[Nothing, Nothing]) -> Answer:
    id_ = StoryId(asked.path["story"])
    with asked.app.store.reading() as work:
        listed = work.stories.listed(id_)
        if listed is None:
            raise Refusal(404, f"There is no story {id_!r}, or it holds no article any more.", where="path.story")
        ruled = work.rulings.of_story(id_)
        names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    return Answer(value=shapes.story_page(listed, ruled, names))


def split(asked: Asked[Nothing, Split]) -> Answer:
    articles = tuple(map(ArticleUrl, asked.body.articles))
    return _ruled(rulings.split(asked.app.store, _story(asked), articles, _person(asked, asked.body.why)))


def merge(asked: Asked[Nothing, Merge]) -> Answer:
    other = StoryId(asked.body.other)
    return _ruled(rulings.merge(asked.app.store, _story(asked), other, _person(asked, asked.body.why)))


def lead(asked: Asked[Nothing, Lead]) -> Answer:
    article = ArticleUrl(asked.body.article)
    return _ruled(rulings.lead(asked.app.store, _story(asked), article, _person(asked, asked.body.why)))


def undo(asked: Asked[Nothing, Nothing]) -> Answer:
    number = asked.number("decision")
    with asked.app.store.reading() as work:
        if work.rulings.named(number) is None:
            raise Refusal(404, f"There is no decision {number}.", where="path.decision")
    return _ruled(rulings.undo(asked.app.store, number, _person(asked, "")))


def list_decisions(asked: Asked[Paging, Nothing]) -> Answer:
    read = read_cursor(asked.query.cursor, tuple[Number])
    with asked.app.store.reading() as work:
        rows = work.listings.rulings(after=read[0] if read else None, limit=asked.query.limit + 1)
    return Answer(value=page_of(rows, asked.query.limit, shapes.decision, lambda one: (one.id,)))


def list_proposals(asked: Asked[Paging, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        page = short_page(work.proposals.open(), asked.query, lambda one: one, lambda one: f"{one.id:020}")
        items = tuple(
            shapes.proposal(one, work.stories.listed(one.bridge.story), work.stories.listed(one.bridge.other))
            for one in page.items
        )
    return Answer(value=Page(items, page.next))


def answer(asked: Asked[Nothing, Verdict]) -> Answer:
    number, said = asked.number("proposal"), asked.body
    with asked.app.store.reading() as work:
        if work.proposals.named(number) is None:
            raise Refusal(404, f"There is no proposal {number}.", where="path.proposal")
    person = _person(asked, said.why or f"proposal {number}")
    _, ruling = rulings.answer(asked.app.store, number, Said(said.answer), person)
    decision = shapes.decision(ruling) if ruling else None
    return Answer(value=Answered(proposal=number, answer=said.answer, by=asked.by, decision=decision))


def _story(asked: Asked[Any, Any]) -> StoryId:
    id_ = StoryId(asked.path["story"])
    with asked.app.store.reading() as work:
        if work.stories.named(id_) is None:
            raise Refusal(404, f"There is no story {id_!r}, or it holds no article any more.", where="path.story")
    return id_


def _person(asked: Asked[Any, Any], why: str) -> rulings.Person:
    return rulings.Person(by=asked.by, why=why, at=asked.app.clock())


def _ruled(ruling: Ruling) -> Answer:
    return Answer(value=shapes.decision(ruling))


STORY = "/stories/73f03560ef12a70c"
NEWS = "https://example.org/news"
OPERATIONS: Operations = (
    Operation(
        id="listStories", tag="stories", method="GET", path="/stories", run=list_stories,
        summary="Stories, the one that opened last first",
        description="A story is shown if one of its articles has all that is asked for. With `q` the newest 400 "
        "articles of the last 90 days that answer the query are looked at.",
        query=Chosen, body=Nothing, answers=Page[shapes.Story], fails=(404,),
        examples=tuple(map(Example, ("/stories?watch=nato-japan&limit=5", "/stories?q=%40nato+AND+%40japan"))),
        links=(Link(to="getStory", parameter="story", pointer="#/items/0/id"),),
    ),
    Operation(
        id="getStory", tag="stories", method="GET", path="/stories/{story}", run=get_story,
        summary="A story: who reported when and why each article is in it; what people decided",
        query=Nothing, body=Nothing, answers=shapes.StoryPage, examples=(Example(STORY),),
    ),
    Operation(
        id="splitStory", tag="stories", method="POST", path="/stories/{story}/split", run=split,
        summary="Put articles of a story into one of their own",
        description="Nothing later joins the two again by itself. Any decision can be undone.",
        query=Nothing, body=Split, answers=shapes.Decision, fails=(409,),
        examples=(Example(f"{STORY}/split", f'{{"articles": ["{NEWS}/2"], "why": "another visit"}}'),),
        links=(Link(to="undoDecision", parameter="decision", pointer="#/decision"),),
    ),
    Operation(
        id="mergeStory", tag="stories", method="POST", path="/stories/{story}/merge", run=merge,
        summary="Bring the articles of another story into this one", query=Nothing, body=Merge,
        answers=shapes.Decision, fails=(409,),
        examples=(Example(f"{STORY}/merge", '{"other": "d3734393ef22ca09", "why": "one event"}'),),
        links=(Link(to="undoDecision", parameter="decision", pointer="#/decision"),),
    ),
    Operation(
        id="leadStory", tag="stories", method="POST", path="/stories/{story}/lead", run=lead,
        summary="Let an article lead its story, whatever the rule says", query=Nothing, body=Lead,
        answers=shapes.Decision, fails=(409,),
        examples=(Example(f"{STORY}/lead", f'{{"article": "{NEWS}/1"}}'),),
        links=(Link(to="undoDecision", parameter="decision", pointer="#/decision"),),
    ),
    Operation(
        id="listDecisions", tag="stories", method="GET", path="/decisions", run=list_decisions,
        summary="What people decided about stories, the last first", query=Paging, body=Nothing,
        answers=Page[shapes.Decision], examples=(Example("/decisions"),),
    ),
    Operation(
        id="undoDecision", tag="stories", method="POST", path="/decisions/{decision}/undo", run=undo,
        summary="Take a decision back", query=Nothing, body=Nothing, answers=shapes.Decision, fails=(409,),
        description="Articles that nothing has moved since return to where they were.",
        examples=(Example("/decisions/1/undo"),),
    ),
    Operation(
        id="listProposals", tag="stories", method="GET", path="/proposals", run=list_proposals,
        summary="Pairs of stories that may be one, waiting for an answer", query=Paging, body=Nothing,
        answers=Page[shapes.Proposal], examples=(Example("/proposals"),),
        links=(Link(to="answerProposal", parameter="proposal", pointer="#/items/0/proposal"),),
    ),
    Operation(
        id="answerProposal", tag="stories", method="POST", path="/proposals/{proposal}/answer", run=answer,
        summary="Say whether the two stories of a proposal are one",
        description="Accepted, the story that began later joins the earlier; declined, they are not asked about again.",
        query=Nothing, body=Verdict, answers=Answered, fails=(409,),
        examples=(Example("/proposals/1/answer", '{"answer": "declined"}'),),
    ),
)  # fmt: skip
