"""Which article of a story is shown, and which of two like texts is the original.

The rule, in this order: what a person chose; an original before a copy or an aggregator's repost; the reader's
language; the outlet's rank; the fuller account; the earlier. Of two texts that are one, the copy is the one that names
the other's outlet as its source; else the aggregator's; else the later. Arrival says nothing: an aggregator that is
polled more often comes first with what others wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from monitor.model.articles import ArticleUrl
from monitor.model.outlets import Outlet
from monitor.model.stories import Membership, Relation, Sketch
from monitor.stories.fingerprints import contained, signature

AGGREGATOR = "aggregator"
# Methods of memberships that a person made: where an article stands; that it leads.
BY_HAND, CHOSEN = "hand", "chosen"
# An outlet that is not known leads after all that are.
UNRANKED = 99
# Clocks of content systems differ by seconds, feeds round to the minute.
EARLIER = timedelta(minutes=2)
# As much of a text shared as makes two texts one in all but editing.
ONE_TEXT = 0.25

Member = tuple[Membership, Sketch]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What is known of outlets when articles are ordered: rank (1 leads first), and who only passes on."""

    ranks: Mapping[str, int]
    aggregators: frozenset[str] = frozenset()

    @classmethod
    def of(cls, outlets: Mapping[str, Outlet]) -> Standings:
        return cls(
            ranks={id_: outlet.rank for id_, outlet in outlets.items()},
            aggregators=frozenset(id_ for id_, outlet in outlets.items() if outlet.kind == AGGREGATOR),
        )


NOBODY_KNOWN = Standings(ranks={})


def lead(members: Sequence[Member], *, language: str | None = None, standings: Standings = NOBODY_KNOWN) -> ArticleUrl:
    """The article to lead with; `language` is the reader's, None where the story is nobody's yet."""

    def order(member: Member) -> tuple[bool, bool, bool, bool, int, int, float, str]:
        membership, sketch = member
        own = (sketch.language or "").split("-")[0]
        return (
            not (membership.relation is Relation.LEAD and membership.method == CHOSEN),
            membership.relation is Relation.COPY,
            sketch.outlet in standings.aggregators,
            language is not None and own != language.split("-")[0],
            standings.ranks.get(sketch.outlet, UNRANKED),
            # In steps of a thousand letters: a few words more make no fuller account.
            -(sketch.length // 1000),
            sketch.at.timestamp(),
            sketch.article,
        )

    return min(members, key=order)[1].article


def settled(members: Sequence[Member], *, standings: Standings = NOBODY_KNOWN) -> tuple[Membership, ...]:
    """The memberships as they should stand, in the same order: originals found, and one lead."""
    found = _originals(members, standings)
    first = lead(found, standings=standings)
    return tuple(_as_lead(one) if one.article == first else _led(one) for one, _ in found)


def _as_lead(one: Membership) -> Membership:
    return replace(one, relation=Relation.LEAD)


def _led(one: Membership) -> Membership:
    return replace(one, relation=Relation.REPORT) if one.relation is Relation.LEAD else one


def _originals(members: Sequence[Member], standings: Standings) -> list[Member]:
    """Each copy whose text a member took that stands as an original changes places with it."""
    found = dict(enumerate(members))
    for index, (one, sketch) in enumerate(members):
        if one.relation is not Relation.COPY or one.method in (BY_HAND, CHOSEN):
            continue
        taken = _nearest(index, found)
        if taken is None:
            continue
        other, against = found[taken]
        why = _source_of(sketch, against, standings)
        if why and other.method not in (BY_HAND, CHOSEN):
            found[index] = (replace(one, relation=Relation.REPORT), sketch)
            found[taken] = (replace(other, relation=Relation.COPY, evidence=(*other.evidence, why)), against)
    return [found[index] for index in range(len(members))]


def _nearest(index: int, members: Mapping[int, Member]) -> int | None:
    """The original that shares most of this copy's text."""
    sketch = members[index][1]
    shared = {
        other: shared_text(sketch, against)
        for other, (membership, against) in members.items()
        if other != index and membership.relation is not Relation.COPY
    }
    best = max(shared, key=lambda other: (shared[other], -other), default=None)
    return best if best is not None and shared[best] >= ONE_TEXT else None


def shared_text(one: Sketch, other: Sketch) -> float:
    """How much of the shorter text stands in the longer, 0 to 1."""
    if not one.minhash or not other.minhash:
        return 0.0
    here, there = signature(one.minhash), signature(other.minhash)
    return contained(int(np.count_nonzero(here == there)) / len(here), one.length, other.length)


def _source_of(sketch: Sketch, taker: Sketch, standings: Standings) -> str:
    """Why `sketch` is the original of what `taker` prints; empty where it is not."""
    if sketch.outlet in taker.cites:
        return f"names {sketch.outlet} as its source"
    if taker.outlet in sketch.cites or sketch.outlet in standings.aggregators:
        return ""
    if taker.outlet in standings.aggregators:
        return f"an aggregator's repost of {sketch.article}"
    if sketch.dated and taker.dated and sketch.at < taker.at - EARLIER:
        return f"published after {sketch.article}"
    return ""
