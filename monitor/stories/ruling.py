"""What a decision of a person does to a story: which article stands where, and as what, from then on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from monitor.model.articles import ArticleUrl
from monitor.model.rulings import Move
from monitor.model.stories import Membership, Relation, StoryId
from monitor.stories.leads import BY_HAND, CHOSEN, NOBODY_KNOWN, Member, Standings, lead


def split(
    members: Sequence[Member], chosen: Collection[ArticleUrl], *, story: StoryId, into: StoryId,
    standings: Standings = NOBODY_KNOWN,
) -> tuple[Move, ...]:  # fmt: skip
    """The moves that put the chosen articles into a story of their own, each story with a lead."""
    going = [member for member in members if member[0].article in chosen]
    staying = [member for member in members if member[0].article not in chosen]
    moved = _with_lead([(_by_hand(one), sketch) for one, sketch in going], standings)
    kept = _with_lead(staying, standings)
    before = {one.article: one for one, _ in staying}
    return (
        *(Move(story=into, membership=one) for one in moved),
        *(Move(story=story, membership=one) for one in kept if one != before[one.article]),
    )


def merge(others: Sequence[Member], *, into: StoryId) -> tuple[Move, ...]:
    """The moves that bring all articles of another story into one, whose lead stays."""
    return tuple(Move(story=into, membership=_by_hand(_led(one))) for one, _ in others)


def lead_by_hand(members: Sequence[Member], chosen: ArticleUrl, *, story: StoryId) -> tuple[Move, ...]:
    """The moves that make the chosen article lead, and the one that led a report."""
    changing = [one for one, _ in members if one.article == chosen or one.relation is Relation.LEAD]
    return tuple(Move(story=story, membership=_chosen(one) if one.article == chosen else _led(one)) for one in changing)


def _chosen(one: Membership) -> Membership:
    return replace(one, relation=Relation.LEAD, method=CHOSEN, score=1.0)


def _by_hand(one: Membership) -> Membership:
    return replace(one, method=BY_HAND, score=1.0)


def _led(one: Membership) -> Membership:
    return replace(one, relation=Relation.REPORT) if one.relation is Relation.LEAD else one


def _with_lead(members: Sequence[Member], standings: Standings) -> list[Membership]:
    """The memberships with one lead among them: the one that is, else by rule."""
    if not members or any(one.relation is Relation.LEAD for one, _ in members):
        return [one for one, _ in members]
    first = lead(members, standings=standings)
    return [replace(one, relation=Relation.LEAD) if one.article == first else one for one, _ in members]
