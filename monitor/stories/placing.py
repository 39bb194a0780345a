"""Where articles go: into open stories, or into stories of their own.

Articles that arrive together are joined from the surest pair down, each group as near to another as its articles are
on average (one near pair would chain strangers; on our headlines average BCubed is .95 where the nearest three give
.91). Open stories take part as groups that are never joined with one another: what readers were told stays told, a
bridge is for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from monitor.model.identity import story_id
from monitor.model.stories import Membership, OpenStory, Placement, Relation, Sketch, StoryId
from monitor.stories.likeness import Likeness, evidence, likeness, signs_of
from monitor.stories.windows import Window

# Two groups whose pairs tell one event with this probability on average are one; the fewer pairs there are, the more is
# asked of them: of a single one .45 (tried .25 to .6 on the labelled headlines).
JOIN = 0.3
ALONE = 0.15
# A link as weak as this changes no mean.
NOTHING = 0.01
# So many are weighed against each other at once, the earliest first: the work grows with their square.
TOGETHER = 100
# Of a long story the nearest in time speak for it.
SPEAKERS = 24


@dataclass(slots=True)
class _Group:
    """Articles held to be one story so far: an open story, or new articles. `told`: an open one, with its speakers."""

    arrivals: list[int] = field(default_factory=list)
    told: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        return len(self.arrivals) + len(self.told)


@dataclass(slots=True)
class _Link:
    """Between two groups: the sum of their pairs' probabilities, how many were compared, the surest copy among them."""

    total: float = 0.0
    compared: int = 0
    copied: float = 0.0


def place(sketch: Sketch, open_stories: Sequence[OpenStory] | Window) -> Placement:
    """The article's place; a Window (which takes the article in) saves building the index for each article."""
    return place_together([sketch], open_stories)[0]


def place_together(sketches: Sequence[Sketch], open_stories: Sequence[OpenStory] | Window) -> tuple[Placement, ...]:
    """The places of articles that arrive together, in their order; the order itself changes nothing.

    A Window that is passed in takes the articles in.
    """
    window = open_stories if isinstance(open_stories, Window) else Window.of(open_stories)
    arrivals = sorted({sketch.article: sketch for sketch in sketches}.values(), key=lambda one: (one.at, one.article))
    window.observe(arrivals)
    placements: dict[str, Placement] = {}
    for start in range(0, len(arrivals), TOGETHER):
        placements |= _placed(arrivals[start : start + TOGETHER], window)
    return tuple(placements[sketch.article] for sketch in sketches)


def _placed(arrivals: Sequence[Sketch], window: Window) -> dict[str, Placement]:
    indices = [window.put(sketch, StoryId(f"arriving {sketch.article}")) for sketch in arrivals]
    pairs = _pairs(indices, window)
    placements: dict[str, Placement] = {}
    for story, group in _joined(indices, pairs, window).items():
        named = story if group.told else story_id(window.sketches[min(group.arrivals)].article)
        for index in sorted(group.arrivals):
            window.move(index, named)
            others = [other for other in (*group.told, *group.arrivals) if other != index]
            earlier = [other for other in others if other in group.told or other < index]
            placements[window.sketches[index].article] = Placement(
                story=named, membership=_membership(index, others, earlier, pairs, window)
            )
    return placements


_Pairs = dict[tuple[int, int], Likeness]


def _pairs(indices: Sequence[int], window: Window) -> _Pairs:
    """The likeness of every arrival to its neighbours, and to the other speakers of their stories."""
    pairs: _Pairs = {}
    arrivals = [window.sketches[index] for index in indices]
    for index, sketch, neighbours in zip(indices, arrivals, window.neighbours(arrivals), strict=True):
        met = neighbours - {index}
        for story in {window.story_of[other] for other in met}:
            met |= set(_speakers(story, index, window, met))
        for other in met:
            key = (min(index, other), max(index, other))
            if key not in pairs:
                pairs[key] = likeness(sketch, window.sketches[other], window)
    return pairs


def _speakers(story: StoryId, index: int, window: Window, met: frozenset[int] | set[int] = frozenset()) -> list[int]:
    """The members of a story that an article is held against: those nearest in time, and those it met as neighbours."""
    members = window.members[story]
    if len(members) <= SPEAKERS:
        return members
    at = window.sketches[index].at
    near = sorted(members, key=lambda one: (abs(window.sketches[one].at - at), window.sketches[one].article))
    return near[:SPEAKERS] + [one for one in members if one in met]


def _joined(indices: Sequence[int], pairs: _Pairs, window: Window) -> dict[StoryId, _Group]:
    """The groups in which the arrivals end up, by story."""
    arriving = frozenset(indices)
    groups: dict[StoryId, _Group] = {window.story_of[index]: _Group(arrivals=[index]) for index in indices}
    links: dict[StoryId, dict[StoryId, _Link]] = {story: {} for story in groups}
    met: dict[StoryId, set[int]] = {}
    for (one, other), like in sorted(pairs.items()):
        here, there = window.story_of[one], window.story_of[other]
        for index, story in ((one, here), (other, there)):
            if index not in arriving:
                met.setdefault(story, set()).add(index)
        link = links.setdefault(here, {}).setdefault(there, _Link())
        link.total += like.score
        link.compared += 1
        link.copied = max(link.copied, like.copied)
        links.setdefault(there, {})[here] = link
    for story, speakers in met.items():
        groups[story] = _Group(told=tuple(sorted(speakers)))
        for link in links[story].values():  # each arrival met speakers of its own: as if it had met all
            link.total *= len(speakers) / link.compared
    links = {
        here: {there: link for there, link in others.items() if abs(link.total) >= NOTHING or link.copied}
        for here, others in links.items()
    }
    while (best := _nearest(groups, links)) is not None:
        _join(*best, groups=groups, links=links)
    return {story: group for story, group in groups.items() if group.arrivals}


def _nearest(
    groups: dict[StoryId, _Group], links: dict[StoryId, dict[StoryId, _Link]]
) -> tuple[StoryId, StoryId] | None:
    """The two groups to join next: the surest copies first, then the likeliest."""
    best: tuple[float, float, str, str] | None = None
    for here, others in links.items():
        for there, link in others.items():
            if here > there or (groups[here].told and groups[there].told):
                continue
            mean = link.total / (groups[here].size * groups[there].size)
            if (link.copied or mean >= JOIN + ALONE / sqrt(groups[here].size * groups[there].size)) and (
                best is None or (link.copied, mean, here, there) > best
            ):
                best = (link.copied, mean, here, there)
    return None if best is None else (StoryId(best[2]), StoryId(best[3]))


def _join(
    one: StoryId, other: StoryId, *, groups: dict[StoryId, _Group], links: dict[StoryId, dict[StoryId, _Link]]
) -> None:
    """Make two groups one; an open story keeps its name."""
    kept, gone = (other, one) if groups[other].told else (one, other)
    groups[kept].arrivals += groups.pop(gone).arrivals
    for third, link in links.pop(gone).items():
        del links[third][gone]
        if third == kept:
            continue
        merged = links[kept].get(third, _Link())
        total = _Link(total=merged.total + link.total, copied=max(merged.copied, link.copied))
        links[kept][third] = links[third][kept] = total


def _membership(index: int, others: Sequence[int], earlier: Sequence[int], pairs: _Pairs, window: Window) -> Membership:
    """The membership of one article. Scores have two digits: the third differs between processors' matrix kernels."""
    sketch = window.sketches[index]
    if not earlier:
        return Membership(article=sketch.article, relation=Relation.LEAD, method="first", score=1.0)

    def like(other: int) -> Likeness:
        return pairs.get((min(index, other), max(index, other)), Likeness(score=0.0))

    nearest = max(earlier, key=lambda other: (like(other).copied, like(other).score, window.sketches[other].article))
    found = like(nearest)
    if found.copied:
        return Membership(
            article=sketch.article,
            relation=Relation.COPY,
            method="copy",
            score=round(found.copied, 2),
            evidence=found.evidence,
        )
    against = window.sketches[nearest]
    return Membership(
        article=sketch.article,
        relation=Relation.REPORT,
        method="event",
        score=round(max(0.0, sum(like(other).score for other in others) / len(others)), 2),
        evidence=evidence(sketch, against, signs_of(sketch, against, window), window),
    )
