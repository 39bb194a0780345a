"""Watches made ready: their trees, the atoms of their terms, and the atoms each cannot do without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.matching.concepts import Vocabulary
from monitor.matching.grammar import parse
from monitor.matching.query import All, AnyOf, AtLeast, FactFilter, InField, Near, Node, Not, Query, Term
from monitor.model.errors import QueryError
from monitor.model.watches import Watch, WatchId


class Compiled(NamedTuple):
    """A watch made ready. `number`: its place among all, in which matches are given; `all_of` and `any_of`: the atoms
    of which all and of each set at least one stand in every article that answers, besides one that woke the watch."""

    number: int
    id: WatchId
    root: Node
    all_of: frozenset[int] = frozenset()
    any_of: tuple[frozenset[int], ...] = ()


class Program(NamedTuple):
    """All watches made ready: by atom those that cannot match without it; and those that can match without any."""

    by_atom: Mapping[int, tuple[Compiled, ...]]
    always: tuple[Compiled, ...]
    atoms_of: Mapping[Term, tuple[int, ...]]
    roots: tuple[Node, ...]


def compile_program(watches: Sequence[Watch], vocabulary: Vocabulary) -> Program:
    """Raises QueryError for the first query that cannot be read, naming its watch where there are several."""
    atoms_of: dict[Term, tuple[int, ...]] = {}
    queries: list[Query] = []
    known: dict[Node, Node] = {}
    for watch in watches:
        try:
            query = parse(watch.query)
            atoms_of |= {term: vocabulary.of_term(term, query) for term in terms(query.root)}
        except QueryError as error:
            error.args = (f"watch {watch.id}: {error}",)
            raise
        queries.append(replace(query, root=shared(query.root, known)))
    uses = Counter(atom for query in queries for term in set(terms(query.root)) for atom in atoms_of[term])
    by_atom: dict[int, list[Compiled]] = {}
    always: list[Compiled] = []
    for number, (watch, query) in enumerate(zip(watches, queries, strict=True)):
        sets = needed(query.root, atoms_of)
        if not sets:
            always.append(Compiled(number, watch.id, query.root))
            continue
        # Woken by what the fewest watches share: ten thousand watches on @nato by what they want besides.
        waking = min(sets, key=lambda atoms: sum(uses[atom] for atom in atoms))
        others = [atoms for atoms in sets if atoms is not waking]
        all_of = frozenset().union(*(atoms for atoms in others if len(atoms) == 1))
        any_of = tuple(atoms for atoms in others if len(atoms) != 1)
        ready = Compiled(number, watch.id, query.root, all_of, any_of)
        for atom in waking:
            by_atom.setdefault(atom, []).append(ready)
    roots = tuple(query.root for query in queries)
    return Program({atom: tuple(some) for atom, some in by_atom.items()}, tuple(always), atoms_of, roots)


def shared(node: Node, known: dict[Node, Node]) -> Node:
    """The same part, of which every part that was known before is that very object: it is answered once an article."""
    match node:
        case Not() | InField():
            node = replace(node, item=shared(node.item, known))
        case Near():
            node = replace(node, left=shared(node.left, known), right=shared(node.right, known))
        case All() | AnyOf() | AtLeast():
            node = replace(node, items=tuple(shared(item, known) for item in node.items))
    return known.setdefault(node, node)


def terms(node: Node) -> tuple[Term, ...]:
    """All terms of a part, in their order."""
    match node:
        case Term():
            return (node,)
        case FactFilter():
            return ()
        case Not() | InField():
            return terms(node.item)
        case Near():
            return terms(node.left) + terms(node.right)
        case All() | AnyOf() | AtLeast():
            return tuple(term for item in node.items for term in terms(item))


def needed(node: Node, atoms_of: Mapping[Term, tuple[int, ...]]) -> tuple[frozenset[int], ...]:
    """Sets of atoms: of each at least one stands in every article that answers."""
    match node:
        case Term():
            return (frozenset(atoms_of[node]),)
        case FactFilter() | Not():
            return ()
        case InField():
            return needed(node.item, atoms_of)
        case Near():
            return needed(node.left, atoms_of) + needed(node.right, atoms_of)
        case All():
            return tuple(one for item in node.items for one in needed(item, atoms_of))
        case AnyOf() | AtLeast():
            each = [needed(item, atoms_of) for item in node.items]
            # Whichever item it is, one of its sets is met; the smallest says most.
            return (frozenset().union(*(min(sets, key=len) for sets in each)),) if all(each) else ()
