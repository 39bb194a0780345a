"""Where articles go: into open stories, or into stories of their own.

Articles that arrive together are joined from the surest pair down (joining.py). Open stories take part as groups that
are never joined with one another: what readers were told stays told, a bridge is for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import fsum

from monitor.model.identity import story_id
from monitor.model.stories import Membership, OpenStory, Placement, Relation, Sketch, StoryId
from monitor.stories.joining import Group, Pairs, joined, nearness
from monitor.stories.likeness import Likeness, evidence, likeness_to, signs_of
from monitor.stories.windows import Window

# So many are weighed against each other at once, the earliest first: the work grows with their square.
TOGETHER = 100
# Of a long story the nearest in time speak for it.
SPEAKERS = 24
# So many of its latest articles tell how alike an open story's are. However loose it is (a person may have put anything
# together), it is held to be no looser than this.
COHESION = 8
LOOSEST = 0.2


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


def look_at(sketches: Sequence[Sketch], window: Window) -> None:
    """Compare articles with what the window holds, before it is their turn to be placed.

    It changes nothing of where they go: what is found out now need not be found out in the turn.
    """
    if not window.look_at(sketches):
        return
    for sketch, neighbours in zip(sketches, window.neighbours(sketches), strict=True):
        met = _with_speakers(sketch, neighbours, window)
        for other in met:
            likeness_to(sketch, other, window)
        for story in {window.story_of[other] for other in met}:
            _cohesion(story, window)


def _placed(arrivals: Sequence[Sketch], window: Window) -> dict[str, Placement]:
    window.measure()
    indices = [window.put(sketch, StoryId(f"arriving {sketch.article}")) for sketch in arrivals]
    pairs = _pairs(indices, window)
    placements: dict[str, Placement] = {}
    groups = _groups(indices, pairs, window)
    for story, group in joined(groups, pairs, window.story_of).items():
        named = story if group.told else story_id(window.sketches.article(min(group.arrivals)))
        for index in sorted(group.arrivals):
            window.move(index, named)
            others = [other for other in (*group.told, *group.arrivals) if other != index]
            earlier = [other for other in others if other in group.told or other < index]
            placements[window.sketches.article(index)] = Placement(
                story=named, membership=_membership(index, group, earlier, pairs, window)
            )
    return placements


def _pairs(indices: Sequence[int], window: Window) -> Pairs:
    """The likeness of every arrival to its neighbours, and to the other speakers of their stories."""
    pairs: Pairs = {}
    arrivals = [window.sketches[index] for index in indices]
    for index, sketch, neighbours in zip(indices, arrivals, window.neighbours(arrivals), strict=True):
        for other in _with_speakers(sketch, neighbours - {index}, window):
            key = (min(index, other), max(index, other))
            if key not in pairs:
                pairs[key] = likeness_to(sketch, other, window)
    return pairs


def _with_speakers(sketch: Sketch, met: frozenset[int], window: Window) -> frozenset[int]:
    """The articles that an article met, and those that speak for their stories: the members nearest to it in time."""
    found = set(met)
    for story in {window.story_of[other] for other in met}:
        members = window.members[story]
        if len(members) > SPEAKERS:
            members = sorted(members, key=lambda one: window.sketches.apart(sketch, one))[:SPEAKERS]
        found.update(members)
    return frozenset(found)


def _groups(indices: Sequence[int], pairs: Pairs, window: Window) -> dict[StoryId, Group]:
    """A group for each arrival and for each open story that an arrival was compared with."""
    arriving = frozenset(indices)
    met: dict[StoryId, set[int]] = {}
    for index in {index for pair in pairs for index in pair} - arriving:
        met.setdefault(window.story_of[index], set()).add(index)
    groups = {window.story_of[index]: Group(arrivals=[index]) for index in indices}
    for story, speakers in met.items():
        groups[story] = Group(told=tuple(sorted(speakers)), within=within(len(speakers), story, window))
    return groups


def within(count: int, story: StoryId, window: Window) -> float:
    """The likeness of so many articles of an open story, each to each, summed."""
    return count + count * (count - 1) * _cohesion(story, window)


def _cohesion(story: StoryId, window: Window) -> float:
    """How alike the latest articles of an open story are on average."""
    latest = sorted(window.members[story], key=window.sketches.when)
    sketches = [(window.sketches[index], index) for index in latest[-COHESION:]]
    scores = [likeness_to(one, other, window).score for (one, _), (_, other) in combinations(sketches, 2)]
    return max(LOOSEST, fsum(scores) / len(scores)) if scores else 1.0


def _membership(index: int, group: Group, earlier: Sequence[int], pairs: Pairs, window: Window) -> Membership:
    """The membership of one article. Scores have two digits: the third differs between processors' matrix kernels."""
    sketch = window.sketches[index]
    if not earlier:
        return Membership(article=sketch.article, relation=Relation.LEAD, method="first", score=1.0)

    def like(other: int) -> Likeness:
        return pairs.get((min(index, other), max(index, other)), Likeness(score=0.0))

    others = [other for other in (*group.told, *group.arrivals) if other != index]
    nearest = max(earlier, key=lambda other: (like(other).copied, like(other).score, window.sketches.article(other)))
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
        score=round(nearness(group, [like(other).score for other in others]), 2),
        evidence=evidence(sketch, against, signs_of(sketch, against, window), window),
    )
