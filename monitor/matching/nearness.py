"""How near an article comes to a part of a query that it does not answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from monitor.matching.evaluation import AtomsOf, Reading, Spot, Spots, answer
from monitor.matching.query import All, AnyOf, AtLeast, InField, Near, Node, Term


class Pair(NamedTuple):
    """Two spots that do not overlap, in their order, and how many words the second stands behind the first."""

    words: int
    first: Spot
    second: Spot


def nearest(left: Spots, right: Spots, reading: Reading) -> Pair | None:
    """The two spots of both sides that stand nearest to each other; None where no two share a field."""
    return min((*_following(left, right, reading), *_following(right, left, reading)), default=None)


def _following(spots: Spots, others: Spots, reading: Reading) -> Iterator[Pair]:
    """Each spot with the next of the others behind it."""
    for number, field in enumerate(reading.fields):
        behind = sorted((other for other in others if other.field == number), key=lambda one: one.start)
        starts = [other.start for other in behind]
        for spot in spots:
            place = bisect_left(starts, spot.end)
            if spot.field == number and place < len(behind):
                words = field.word_at(starts[place]) - field.word_at(spot.end - 1)
                yield Pair(words, spot, behind[place])


def nearness(node: Node, reading: Reading, atoms: AtomsOf) -> float:
    """From 0, nothing of it is there, to 1, it is answered.

    A part that wants several things comes as near as their mean; what is named and does not count, or stands in the
    other field, is half there.
    """
    if answer(node, reading, atoms) is not None:
        return 1.0
    match node:
        case All():
            return sum(nearness(item, reading, atoms) for item in node.items) / len(node.items)
        case AnyOf() | AtLeast():
            wanted = node.count if isinstance(node, AtLeast) else 1
            best = sorted((nearness(item, reading, atoms) for item in node.items), reverse=True)
            return sum(best[:wanted]) / wanted
        case Near():
            return _of_near(node, reading, atoms)
        case InField():
            outside = answer(node.item, reading, atoms) is not None
            return max(nearness(node.item, reading.inside(node.field), atoms), 0.5 if outside else 0.0)
        case Term():
            return 0.5 if any(reading.found.get(atom) for atom in atoms[node]) else 0.0
        case _:
            return 0.0


def _of_near(node: Near, reading: Reading, atoms: AtomsOf) -> float:
    sides = [nearness(side, reading, atoms) for side in (node.left, node.right)]
    if min(sides) < 1.0:
        return sum(sides) / 3
    pair = nearest(answer(node.left, reading, atoms) or (), answer(node.right, reading, atoms) or (), reading)
    # Of two that stand too far from each other, the nearer are nearer.
    return 2 / 3 + (1 / 3 / (1 + pair.words) if pair else 0.0)
