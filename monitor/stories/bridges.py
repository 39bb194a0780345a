"""Late bridges: an article that joined one open story and is as near to another as a member of it would be.

Open stories are never joined by themselves: readers were told of both, and one report that sums up two events bridges
them without making them one. So the pair is put before a person, with the article and what it shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

from monitor.model.rulings import Bridge
from monitor.model.stories import Placement, Sketch, StoryId
from monitor.stories.joining import JOIN
from monitor.stories.likeness import Likeness, evidence, likeness, signs_of
from monitor.stories.placing import within
from monitor.stories.windows import Window

# Of a long story so many articles speak, the nearest in time.
SPEAKERS = 12


def bridges(
    placed: Sequence[tuple[Sketch, Placement]], window: Window, *, known: frozenset[StoryId]
) -> tuple[Bridge, ...]:
    """What the placed articles say of pairs of stories that were `known` before; the window holds them all."""
    late = [(sketch, one) for sketch, one in placed if one.story in known]
    found: dict[tuple[StoryId, StoryId], Bridge] = {}
    near = window.neighbours([sketch for sketch, _ in late])
    for (sketch, placement), neighbours in zip(late, near, strict=True):
        others = {window.story_of[index] for index in neighbours} & known - {placement.story}
        for other in sorted(others):
            bridge = _bridge(sketch, placement.story, other, window)
            pair = (min(placement.story, other), max(placement.story, other))
            if bridge and (pair not in found or bridge.score > found[pair].score):
                found[pair] = bridge
    return tuple(found[pair] for pair in sorted(found))


def _bridge(sketch: Sketch, story: StoryId, other: StoryId, window: Window) -> Bridge | None:
    members = sorted(window.members[other], key=lambda one: window.sketches.apart(sketch, one))
    near = [window.sketches[index] for index in members[:SPEAKERS]]
    alike = [likeness(sketch, one, window) for one in near]
    score = fsum(like.score for like in alike) / sqrt(within(len(near), other, window))
    if score < JOIN and not any(like.copied for like in alike):
        return None
    nearest, like = max(zip(near, alike, strict=True), key=lambda pair: (pair[1].score, pair[0].article))
    return Bridge(
        article=sketch.article,
        story=story,
        other=other,
        score=round(max(0.0, score), 2),
        evidence=_evidence(sketch, nearest, like, window),
    )


def _evidence(sketch: Sketch, nearest: Sketch, like: Likeness, window: Window) -> tuple[str, ...]:
    said = like.evidence or evidence(sketch, nearest, signs_of(sketch, nearest, window), window)
    return (f"like {nearest.article}", *said)
