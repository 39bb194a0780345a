"""Stories: with their articles, with their timeline, and what people decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from monitor.model.listings import StoryListing
from monitor.model.rulings import Proposal as Asked
from monitor.model.rulings import Ruling
from monitor.shapes.words import Language, Moment, Published, Score, Shape, Url, moment, moment_or_none
from monitor.stories.timelines import Step, chain, timeline

StoryId = Annotated[str, Meta(description="A story's id.", examples=["c6cb30c4e5ba9d17"])]
Relation = Annotated[
    Literal["lead", "copy", "report"],
    Meta(description="lead: the article that the story goes by; copy: the same text elsewhere; report: another text."),
]
Method = Annotated[
    str, Meta(description="How the article came into the story: first, copy, event, hand.", examples=["event"])
]
Sources = Annotated[
    str, Meta(description="From whom the article has it, as far as it says.", examples=["Bastion ← Nikkei Asia"])
]
Evidence = Annotated[tuple[str, ...], Meta(description="What both texts carry, in words.")]


class StoryArticle(Shape, frozen=True, kw_only=True):
    """An article of a story, and why it is in it."""

    url: Url
    outlet: str
    language: Language | None
    title: str | None
    published: Published | None
    relation: Relation
    method: Method
    score: Score
    sources: Sources


class Story(Shape, frozen=True, kw_only=True):
    """Articles on one event, in the order in which they arrived; `title` is the lead's."""

    id: StoryId
    title: str | None
    first_seen: Moment
    articles: tuple[StoryArticle, ...]


class Report(Shape, frozen=True, kw_only=True):
    """An article in a story's timeline."""

    at: Moment
    dated: Annotated[bool, Meta(description="The page says when; else `at` is when we saw it.")]
    url: Url
    outlet: str
    country: Annotated[str, Meta(description="Where the outlet is at home (ISO 3166).", examples=["PL"])] | None
    language: Language | None
    title: str | None
    first_of: Annotated[
        tuple[Literal["all", "country", "language"], ...], Meta(description="Of what it was the first report.")
    ]
    relation: Relation
    method: Method
    score: Score
    evidence: Evidence
    sources: Sources


class Decision(Shape, frozen=True, kw_only=True):
    """What a person decided about a story. `other` is the story that a split opened or a merge emptied."""

    decision: int
    kind: Literal["split", "merge", "lead"]
    story: StoryId
    other: StoryId | None
    articles: Annotated[tuple[Url, ...], Meta(description="The articles that it moved.")]
    by: str
    why: str
    at: Moment
    undone_at: Moment | None
    undone_by: str | None


class StoryPage(Shape, frozen=True, kw_only=True):
    """A story with its reports in the order of time, and what people decided about it."""

    id: StoryId
    title: str | None
    first_seen: Moment
    outlets: Annotated[int, Meta(description="How many outlets reported it.")]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    timeline: tuple[Report, ...]
    decisions: tuple[Decision, ...]


class Proposal(Shape, frozen=True, kw_only=True):
    """Two stories that may be one; `article` stands in `story` and is near to `other`."""

    proposal: int
    story: StoryId
    title: str | None
    other: StoryId
    other_title: str | None
    article: Url
    score: Score
    evidence: Evidence
    at: Moment


def story(listing: StoryListing, names: Mapping[str, str] | None = None) -> Story:
    """A story with its articles; `names` of outlets that may be cited."""
    return Story(
        id=listing.id,
        title=listing.title,
        first_seen=moment(listing.first_seen),
        articles=tuple(
            StoryArticle(
                url=one.url,
                outlet=one.outlet,
                language=one.language,
                title=one.title,
                published=one.published.render() if one.published else None,
                relation=one.relation.value,
                method=one.method,
                score=round(one.score, 3),
                sources=chain(one, listing, names),
            )
            for one in listing.articles
        ),
    )


def story_page(listing: StoryListing, ruled: Sequence[Ruling], names: Mapping[str, str]) -> StoryPage:
    """A story with its timeline."""
    spread = timeline(listing, names)
    return StoryPage(
        id=listing.id,
        title=listing.title,
        first_seen=moment(listing.first_seen),
        outlets=spread.outlets,
        countries=spread.countries,
        languages=spread.languages,
        timeline=tuple(map(_report, spread.steps)),
        decisions=tuple(map(decision, ruled)),
    )


def _report(step: Step) -> Report:
    one = step.article
    return Report(
        at=moment(step.at),
        dated=step.dated,
        url=one.url,
        outlet=one.outlet,
        country=one.country,
        language=one.language,
        title=one.title,
        first_of=step.first_of,  # type: ignore[arg-type]  # a timeline's words are these three
        relation=one.relation.value,
        method=one.method,
        score=round(one.score, 3),
        evidence=one.evidence,
        sources=step.sources,
    )


def decision(one: Ruling) -> Decision:
    """A decision."""
    return Decision(
        decision=one.id,
        kind=one.kind.value,
        story=one.story,
        other=one.other,
        articles=one.articles,
        by=one.by,
        why=one.why,
        at=moment(one.at),
        undone_at=moment_or_none(one.undone_at),
        undone_by=one.undone_by,
    )


def proposal(one: Asked, story: StoryListing | None, other: StoryListing | None) -> Proposal:
    """A pair of stories that may be one."""
    bridge = one.bridge
    return Proposal(
        proposal=one.id,
        story=bridge.story,
        title=story.title if story else None,
        other=bridge.other,
        other_title=other.title if other else None,
        article=bridge.article,
        score=round(bridge.score, 3),
        evidence=bridge.evidence,
        at=moment(one.at),
    )
