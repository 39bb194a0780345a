"""Articles: in a list, whole, with what their outlets changed in them, and why they are where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta

from monitor import matching
from monitor.model.articles import Article as Stored
from monitor.model.edits import RAISED
from monitor.model.watches import Hit as FoundHit
from monitor.model.watches import Match as FoundMatch
from monitor.model.watches import WatchId
from monitor.shapes.stories import Evidence, Method, Relation, Sources, StoryId
from monitor.shapes.words import Count, Language, Moment, Published, Score, Shape, Url, moment

if TYPE_CHECKING:
    from monitor.services.explaining import Changed, Explained


class Hit(Shape, frozen=True, kw_only=True):
    """A place in an article that answers a term of a watch."""

    field: Literal["title", "text"]
    start: Annotated[int, Meta(description="Offset of its first character in the field.", ge=0)]
    end: Annotated[int, Meta(description="Offset after its last character.", ge=0)]
    form: Annotated[str, Meta(description="The characters found.", examples=["Японією"])]
    term: Annotated[str, Meta(description="The query's term that they answer.", examples=["@japan"])]


class Match(Shape, frozen=True, kw_only=True):
    """An article that answers a watch, and where."""

    article: Url
    watch: str
    hits: tuple[Hit, ...]


class Article(Shape, frozen=True, kw_only=True):
    """An article without its text."""

    url: Url
    outlet: str
    language: Language | None
    title: str | None
    published: Published | None
    author: str | None
    cites: Annotated[tuple[str, ...], Meta(description="Whom it names as its source: ids of outlets, else names.")]


class WholeArticle(Article, frozen=True, kw_only=True):
    """An article with its text, the watches that it answers and the story it is in."""

    text: str
    first_seen: Moment
    matches: tuple[Match, ...]
    story: StoryId | None
    revisions: Annotated[int, Meta(description="How often its outlet changed it.", ge=0)]


class Edit(Shape, frozen=True, kw_only=True):
    """One place that changed: the words that went, those that came, and the words around them."""

    kind: Literal["negation", "number", "name", "added", "removed", "wording", "cosmetic"]
    field: Literal["title", "text"]
    before: str
    after: str
    lead: str
    tail: str


class Change(Shape, frozen=True, kw_only=True):
    """What an outlet changed at one time; `raised`: a number, a name or a "not" is among it."""

    at: Moment
    raised: bool
    edits: tuple[Edit, ...]


class Changes(Shape, frozen=True, kw_only=True):
    """What an outlet changed in an article since it was first seen."""

    article: Url
    first_seen: Moment
    changes: tuple[Change, ...]


class ReadHit(Hit, frozen=True, kw_only=True):
    """A hit, and the word-forms by which it was found."""

    read_as: tuple[str, ...]


class Clause(Shape, frozen=True, kw_only=True):
    """A part of a query: whether it holds for the article, and what there is to say of it."""

    text: str
    holds: bool
    note: str
    parts: tuple[Clause, ...]


class WatchExplanation(Shape, frozen=True, kw_only=True):
    """Why an article answers a watch, or why not."""

    watch: str
    matches: bool
    language: Annotated[str, Meta(description="The language that it was read in.")] | None
    hits: tuple[ReadHit, ...]
    clause: Clause


class ToldBy(Shape, frozen=True, kw_only=True):
    """A sending of a digest that told the article's story."""

    delivery: str
    channel: str
    recipient: str
    state: Literal["pending", "sending", "unknown", "sent", "failed"]


class Explanation(Shape, frozen=True, kw_only=True):
    """Why an article is where it is: its watches, its story and its deliveries."""

    article: Url
    watches: Annotated[dict[str, bool], Meta(description="Watch to whether the article answers it.")]
    explanations: tuple[WatchExplanation, ...]
    story: StoryId | None
    relation: Relation | None
    method: Method | None
    score: Score | None
    evidence: Evidence
    sources: Sources
    revisions: Count
    deliveries: tuple[ToldBy, ...]


def hit(one: FoundHit) -> Hit:
    return Hit(field=_field(one), start=one.start, end=one.end, form=one.form, term=one.term)


def _field(one: FoundHit) -> Literal["title", "text"]:
    return "title" if one.field == "title" else "text"


def match(one: FoundMatch) -> Match:
    """A match in the shape of the contract."""
    return Match(article=one.article, watch=one.watch, hits=tuple(map(hit, one.hits)))


def article(one: Stored) -> Article:
    """An article as it stands in a list."""
    return Article(
        url=one.url,
        outlet=one.outlet,
        language=one.language,
        title=one.title,
        published=one.published.render() if one.published else None,
        author=one.author,
        cites=one.cites,
    )


def whole_article(one: Stored, *, matches: Sequence[FoundMatch], story: str | None, revisions: int) -> WholeArticle:
    """An article with its text."""
    brief = article(one)
    return WholeArticle(
        url=brief.url,
        outlet=brief.outlet,
        language=brief.language,
        title=brief.title,
        published=brief.published,
        author=brief.author,
        cites=brief.cites,
        text=one.text,
        first_seen=moment(one.first_seen),
        matches=tuple(map(match, matches)),
        story=story,
        revisions=revisions,
    )


def changes(one: Stored, changed: Sequence[Changed]) -> Changes:
    """What its outlet changed in an article."""
    return Changes(
        article=one.url,
        first_seen=moment(one.first_seen),
        changes=tuple(
            Change(
                at=moment(change.at),
                raised=any(edit.kind in RAISED for edit in change.edits),
                edits=tuple(
                    Edit(
                        kind=edit.kind.value,
                        field="title" if edit.field == "title" else "text",
                        before=edit.before,
                        after=edit.after,
                        lead=edit.lead,
                        tail=edit.tail,
                    )
                    for edit in change.edits
                ),
            )
            for change in changed
        ),
    )


def explanation(explained: Explained) -> Explanation:
    """All that was decided about an article."""
    story, membership = explained.story, explained.membership
    return Explanation(
        article=explained.article.url,
        watches={id_: said.matches for id_, said in explained.watches},
        explanations=tuple(_of_watch(id_, said) for id_, said in explained.watches),
        story=story.id if story else None,
        relation=membership.relation.value if membership else None,
        method=membership.method if membership else None,
        score=membership.score if membership else None,
        evidence=membership.evidence if membership else (),
        sources=explained.sources,
        revisions=explained.revisions,
        deliveries=tuple(
            ToldBy(delivery=one.id, channel=one.channel, recipient=one.recipient, state=one.state.value)
            for one in explained.deliveries
        ),
    )


def _of_watch(watch: WatchId, said: matching.Explanation) -> WatchExplanation:
    return WatchExplanation(
        watch=watch,
        matches=said.matches,
        language=said.language,
        hits=tuple(
            ReadHit(field=_field(one), start=one.start, end=one.end, form=one.form, term=one.term, read_as=read_as)
            for one, read_as in zip(said.hits, said.read_as, strict=True)
        ),
        clause=_clause(said.root),
    )


def _clause(one: matching.Clause) -> Clause:
    return Clause(text=one.text, holds=one.holds, note=one.note, parts=tuple(map(_clause, one.parts)))
