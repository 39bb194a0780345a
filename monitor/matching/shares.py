"""Which terms of a query do the work: in how many articles each is found, and which of several alternatives alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.matching.query import All, AnyOf, AtLeast, InField, Near, Node, Not, Query, Term, render
from monitor.model.sentences import sentence
from monitor.model.watches import Match

# From issue 4: a term that makes so much of the hits leaves the others little to do. Of fewer articles nobody can say.
_NEARLY_ALL = 0.9
_TOO_FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A match that stands for so many articles."""

    match: Match
    weight: float = 1.0

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(hit.term for hit in self.match.hits)


def articles_by_term(query: Query, found: Sequence[Weighed]) -> tuple[tuple[str, int], ...]:
    """In how many articles each term is found, in the query's order."""
    return tuple(
        (term, round(sum(one.weight for one in found if term in one.terms)))
        for term in dict.fromkeys(_wanted(query.root))
    )


def one_sided(query: Query, found: Sequence[Weighed]) -> tuple[str, ...]:
    """One sentence for each alternative by which alone nearly all articles are found."""
    if sum(one.weight for one in found) < _TOO_FEW:
        return ()
    told = (_sentence(group, found) for group in _alternatives(query.root))
    return tuple(one for one in told if one)


def _sentence(group: Sequence[frozenset[str]], found: Sequence[Weighed]) -> str:
    every = sum(one.weight for one in found)
    for item in group:
        others = frozenset[str]().union(*group) - item
        alone = sum(one.weight for one in found if item & one.terms and not others & one.terms)
        if others and alone >= _NEARLY_ALL * every:
            share, rest = int(100 * alone / every), ", ".join(sorted(others))
            return sentence(
                "{parts} alone makes {share} % of what is found; {rest} adds the rest",
                parts=", ".join(sorted(item)),
                share=share,
                rest=rest,
            )
    return ""


def without_exclusions(query: Query) -> Query | None:
    """The query without what it takes away by NOT; None where it takes nothing away, or is a NOT alone."""
    root = query.root
    if not isinstance(root, All):
        return None
    kept = tuple(item for item in root.items if not isinstance(item, Not))
    if not kept or len(kept) == len(root.items):
        return None
    return Query(root=kept[0] if len(kept) == 1 else All(items=kept))


def swallowed(query: Query, *, count: int, unlimited: int) -> tuple[str, ...]:
    """A sentence where so few of at least `unlimited` articles are left by what NOT takes away."""
    if unlimited < _TOO_FEW or unlimited - count < _NEARLY_ALL * unlimited or not isinstance(query.root, All):
        return ()
    taken = " ".join(render(Query(root=item)) for item in query.root.items if isinstance(item, Not))
    return (f"{taken} takes away {int(100 * (unlimited - count) / unlimited)} % of what is found without it",)


def _alternatives(node: Node) -> Iterator[tuple[frozenset[str], ...]]:
    if isinstance(node, AnyOf):
        yield tuple(frozenset(_wanted(item)) for item in node.items)
    for part in _parts(node):
        yield from _alternatives(part)


def _wanted(node: Node) -> Iterator[str]:
    """The terms, as written, that are to be found; none inside a NOT."""
    if isinstance(node, Term):
        yield node.written
    for part in _parts(node):
        yield from _wanted(part)


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case All() | AnyOf() | AtLeast():
            return node.items
        case Near():
            return (node.left, node.right)
        case InField():
            return (node.item,)
        case _:
            return ()
