"""What a person decides about stories: gathered, decided by pure functions, kept in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor import stories
from monitor.model.articles import ArticleUrl
from monitor.model.errors import RulingError
from monitor.model.identity import split_id
from monitor.model.rulings import Answer, Bridge, Decision, Move, Proposal, Ruling, RulingKind
from monitor.model.sentences import sentence
from monitor.model.stories import Relation, StoryId

if TYPE_CHECKING:
    from monitor.storage import Store, Work

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who decides, why and when."""

    by: str
    why: str
    at: datetime


def split(store: Store, story: StoryId, articles: Collection[ArticleUrl], person: Person) -> Ruling:
    """Put some articles of a story into one of their own. RulingError where that is impossible, in a sentence."""
    with store.begin() as work:
        work.rulings.lock([story])
        members = _members(work, story)
        standing = [one.article for one, _ in members]
        for article in articles:
            if article not in standing:
                raise RulingError(sentence("{article} is not in story {story}", article=article, story=story))
        if set(articles) == set(standing):
            said = sentence("these are all articles of story {story}; name those that do not belong to it", story=story)
            raise RulingError(said)
        first = next(article for article in standing if article in articles)
        into = split_id(story, first)
        moves = stories.split(members, frozenset(articles), story=story, into=into, standings=_standings(work))
        ruling = _keep(work, Decision(
            kind=RulingKind.SPLIT, story=story, other=into, moves=moves, by=person.by, why=person.why, at=person.at,
        ))  # fmt: skip
        _settle_pair(work, story, into, first, Answer.DECLINED, person)
    return ruling


def merge(store: Store, story: StoryId, other: StoryId, person: Person) -> Ruling:
    """Bring the articles of another story into this one, which keeps its id and its lead."""
    with store.begin() as work:
        return _merge(work, story, other, person)


def lead(store: Store, story: StoryId, article: ArticleUrl, person: Person) -> Ruling:
    """Let an article of the story lead it, whatever the rule says."""
    with store.begin() as work:
        work.rulings.lock([story])
        members = _members(work, story)
        if article not in [one.article for one, _ in members]:
            raise RulingError(sentence("{article} is not in story {story}", article=article, story=story))
        moves = stories.lead_by_hand(members, article, story=story)
        return _keep(work, Decision(
            kind=RulingKind.LEAD, story=story, moves=moves, by=person.by, why=person.why, at=person.at,
        ))  # fmt: skip


def undo(store: Store, number: int | None, person: Person) -> Ruling:
    """Take back a decision, the last one that stands where none is named."""
    with store.begin() as work:
        ruling = work.rulings.latest() if number is None else work.rulings.named(number)
        if ruling is None:
            raise RulingError(
                sentence("there is no decision to undo")
                if number is None
                else sentence("there is no decision {number}", number=f"{number}")
            )
        if ruling.undone_at is not None:
            raise RulingError(
                sentence("decision {number} was undone already, by {who}", number=f"{ruling.id}", who=ruling.undone_by)
            )
        named = [ruling.story, *([ruling.other] if ruling.other else [])]
        work.rulings.lock(named)
        moves = _without_second_lead(work, work.rulings.before(ruling.id))
        work.rulings.undo(ruling, moves, by=person.by, at=person.at)
        for story in {*named, *(move.story for move in moves)}:
            _settle(work, story)
        if ruling.other:
            answer = Answer.DECLINED if ruling.kind is RulingKind.MERGE else Answer.ACCEPTED
            _settle_pair(work, ruling.story, ruling.other, ruling.articles[0], answer, person)
        log.info("undone", ruling=ruling.id, kind=ruling.kind, story=ruling.story)
        return replace(ruling, undone_at=person.at, undone_by=person.by)


def answer(store: Store, number: int, accepted: Answer, person: Person) -> tuple[Proposal, Ruling | None]:
    """Answer a proposal; accepted, the story that began later joins the earlier."""
    with store.begin() as work:
        proposal = work.proposals.named(number)
        if proposal is None:
            raise RulingError(sentence("there is no proposal {number}", number=f"{number}"))
        if proposal.answer is not None:
            raise RulingError(_answered(proposal))
        bridge = proposal.bridge
        ruling = None
        if accepted is Answer.ACCEPTED:
            one, other = sorted((bridge.story, bridge.other), key=lambda story: _began(work, story))
            ruling = _merge(work, one, other, person)
        work.proposals.settle(bridge, accepted, by=person.by, at=person.at)
        answered = replace(proposal, answer=accepted, answered_at=person.at, answered_by=person.by)
        return answered, ruling


def _answered(proposal: Proposal) -> str:
    number, who = f"{proposal.id}", proposal.answered_by
    if proposal.answer is Answer.ACCEPTED:
        return sentence("proposal {number} was accepted already, by {who}", number=number, who=who)
    return sentence("proposal {number} was declined already, by {who}", number=number, who=who)


def _merge(work: Work, story: StoryId, other: StoryId, person: Person) -> Ruling:
    if story == other:
        raise RulingError(sentence("story {story} is named twice; name two stories", story=story))
    work.rulings.lock([story, other])
    _members(work, story)
    moves = stories.merge(_members(work, other), into=story)
    ruling = _keep(work, Decision(
        kind=RulingKind.MERGE, story=story, other=other, moves=moves, by=person.by, why=person.why, at=person.at,
    ))  # fmt: skip
    _settle_pair(work, story, other, moves[0].membership.article, Answer.ACCEPTED, person)
    return ruling


def _keep(work: Work, decision: Decision) -> Ruling:
    number = work.rulings.keep(decision)
    log.info("ruled", ruling=number, kind=decision.kind, story=decision.story, other=decision.other)
    ruling = work.rulings.named(number)
    assert ruling is not None
    return ruling


def _members(work: Work, story: StoryId) -> tuple[stories.Member, ...]:
    members = work.stories.members(story)
    if not members:
        raise RulingError(sentence("there is no story {story}, or another one took all its articles", story=story))
    return members


def _began(work: Work, story: StoryId) -> tuple[datetime, StoryId]:
    found = work.stories.named(story)
    if found is None:
        raise RulingError(sentence("story {story} holds no article any more", story=story))
    return found.first_seen, story


def _standings(work: Work) -> stories.Standings:
    return stories.Standings.of({outlet.id: outlet for outlet in work.outlets.all()})


def _without_second_lead(work: Work, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """As they were, but for a lead whose story found another in the meantime."""
    moving = {move.membership.article for move in moves}
    led = {
        story
        for story in {move.story for move in moves}
        for one, _ in work.stories.members(story)
        if one.relation is Relation.LEAD and one.article not in moving
    }
    return tuple(
        replace(move, membership=replace(move.membership, relation=Relation.REPORT))
        if move.membership.relation is Relation.LEAD and move.story in led
        else move
        for move in moves
    )


def _settle(work: Work, story: StoryId) -> None:
    """A story that lost its lead gets one by rule."""
    members = work.stories.members(story)
    if members and not any(one.relation is Relation.LEAD for one, _ in members):
        after = stories.settled(members, standings=_standings(work))
        work.stories.relate(story, [new for new, (old, _) in zip(after, members, strict=True) if new != old])


def _settle_pair(work: Work, story: StoryId, other: StoryId, article: ArticleUrl, said: Answer, person: Person) -> None:
    """Two stories on which a person ruled are not asked about again."""
    bridge = Bridge(article=article, story=story, other=other, score=1.0, evidence=("by hand",))
    work.proposals.settle(bridge, said, by=person.by, at=person.at)
