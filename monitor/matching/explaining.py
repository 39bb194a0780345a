"""Why an article answers a query, or which part of it failed and how near it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.matching.compiling import terms
from monitor.matching.evaluation import AtomsOf, Reading, Spot, answer, spots_of
from monitor.matching.matcher import Matcher, compile_watches, hits
from monitor.matching.query import (
    All,
    AnyOf,
    AtLeast,
    FactFilter,
    InField,
    Near,
    Node,
    Not,
    Query,
    Term,
    Unit,
    render,
)
from monitor.model.articles import Article
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Hit, Watch, WatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of the query: whether it holds, what there is to say of it, and its own parts."""

    text: str
    holds: bool
    note: str = ""
    parts: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article answers a query or does not; `language` is the one it was read in."""

    matches: bool
    language: str | None
    hits: tuple[Hit, ...]
    root: Clause


def explain(query: str, article: Article, *, outlet: Outlet | None, concepts: Sequence[Concept]) -> Explanation:
    """Why the article answers the query or does not; raises QueryError."""
    matcher = compile_watches([Watch(id=WatchId("query"), name="query", query=query)], concepts)
    reading = matcher.read(article, outlet=outlet)
    return explained(matcher, reading)


def explained(matcher: Matcher, reading: Reading) -> Explanation:
    """The explanation of the matcher's first watch."""
    atoms_of = matcher.program.atoms_of
    root = matcher.program.roots[0]
    spots = answer(root, reading, atoms_of)
    named = tuple(spot for term in dict.fromkeys(terms(root)) for spot in spots_of(term, reading, atoms_of))
    return Explanation(
        matches=spots is not None,
        language=reading.language,
        hits=hits(spots if spots is not None else named, reading),
        root=_clause(root, reading, atoms_of),
    )


def _clause(node: Node, reading: Reading, atoms: AtomsOf) -> Clause:
    spots = answer(node, reading, atoms)
    return Clause(
        text=render(Query(root=node)),
        holds=spots is not None,
        note=_note(node, reading, atoms, spots),
        parts=tuple(_clause(part, _seen_by(node, reading), atoms) for part in _parts(node)),
    )


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case All() | AnyOf() | AtLeast():
            return node.items
        case Near():
            return (node.left, node.right)
        case Not() | InField():
            return (node.item,)
        case _:
            return ()


def _seen_by(node: Node, reading: Reading) -> Reading:
    return reading.inside(node.field) if isinstance(node, InField) else reading


def _note(node: Node, reading: Reading, atoms: AtomsOf, spots: tuple[Spot, ...] | None) -> str:
    match node:
        case Term():
            return _note_of_term(node, reading, atoms)
        case FactFilter():
            return _note_of_fact(node, reading)
        case Near() if spots is None:
            return _note_of_near(node, reading, atoms)
        case AtLeast():
            held = sum(answer(item, reading, atoms) is not None for item in node.items)
            return f"{held} of {len(node.items)} hold, {node.count} are wanted"
        case Not() if spots is None:
            return "it is there, and must not be"
        case _:
            return ""


def _note_of_term(term: Term, reading: Reading, atoms: AtomsOf) -> str:
    found = spots_of(term, reading, atoms)
    if found:
        forms = dict.fromkeys(reading.written(spot.field, spot.start, spot.end) for spot in found)
        return f"{len(found)} × " + ", ".join(list(forms)[:_MOST_FORMS]) + (" …" if len(forms) > _MOST_FORMS else "")
    rejected = dict.fromkeys(
        f"“{reading.written(place.field, place.start, place.end)}” does not count: {reading.why_not(atom, place)}"
        for atom in atoms[term]
        for place in reading.found.get(atom, ())
        if reading.why_not(atom, place)
    )
    return "; ".join(list(rejected)[:_MOST_FORMS]) if rejected else "is not named"


_MOST_FORMS = 6


def _note_of_fact(node: FactFilter, reading: Reading) -> str:
    known = sorted(reading.facts.values.get(node.fact, frozenset()))
    return f"the article's is {', '.join(known)}" if known else "the article says none"


def _note_of_near(node: Near, reading: Reading, atoms: AtomsOf) -> str:
    left, right = answer(node.left, reading, atoms), answer(node.right, reading, atoms)
    if not left or not right:
        return ""
    apart = [
        (abs(reading.fields[a.field].word_at(a.start) - reading.fields[b.field].word_at(b.start)), a, b)
        for a in left[:_MOST_PAIRS]
        for b in right[:_MOST_PAIRS]
        if a.field == b.field and (a.end <= b.start or b.end <= a.start)
    ]
    if not apart:
        return "one side is in the title, the other in the text"
    words, a, b = min(apart)
    pair = f"{reading.written(a.field, a.start, a.end)} and {reading.written(b.field, b.start, b.end)}"
    wanted = {
        Unit.WORDS: f"at most {node.distance} are wanted",
        Unit.SENTENCE: "but in two sentences",
        Unit.PARAGRAPH: "but in two paragraphs",
    }
    return f"the nearest, {pair}, are {words} words apart, {wanted[node.unit]}"


_MOST_PAIRS = 100


def render_explanation(explanation: Explanation) -> tuple[str, ...]:
    """The explanation as lines of text."""
    verdict = "matches" if explanation.matches else "does not match"
    lines = [f"{verdict}; read as {explanation.language or 'any language of its script'}"]
    lines += _lines(explanation.root, 0)
    for hit in explanation.hits[:_MOST_HITS]:
        lines.append(f"{hit.field} {hit.start}–{hit.end}: {hit.form}  ({hit.term})")
    if len(explanation.hits) > _MOST_HITS:
        lines.append(f"… and {len(explanation.hits) - _MOST_HITS} more")
    return tuple(lines)


_MOST_HITS = 40


def _lines(clause: Clause, depth: int) -> list[str]:
    sign = "+" if clause.holds else "-"
    lines = [f"{'  ' * depth}{sign} {clause.text}" + (f": {clause.note}" if clause.note else "")]
    for part in clause.parts:
        lines += _lines(part, depth + 1)
    return lines
