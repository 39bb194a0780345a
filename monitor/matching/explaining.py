"""Why an article answers a query, or which part of it failed and how near it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.matching.compiling import terms
from monitor.matching.evaluation import AtomsOf, Reading, Spot, answer, spots_of
from monitor.matching.matcher import Matcher, compile_watches, hits
from monitor.matching.nearness import nearest, nearness
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
from monitor.model.watches import Concept, FormKind, Hit, Watch, WatchId
from monitor.text import is_unspaced, normal, readings, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of the query: whether it holds, what there is to say of it, and its own parts."""

    text: str
    holds: bool
    note: str = ""
    parts: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article answers a query or does not; `language` is the one it was read in.

    `read_as`: for each hit the lemmas and stems that it shares with its term; none where it was found as written.
    """

    matches: bool
    language: str | None
    hits: tuple[Hit, ...]
    read_as: tuple[tuple[str, ...], ...]
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
    found = hits(spots if spots is not None else named, reading, {})
    return Explanation(
        matches=spots is not None,
        language=reading.language,
        hits=found,
        read_as=tuple(_read_as(hit, matcher, reading.language) for hit in found),
        root=_clause(root, reading, atoms_of),
    )


def _read_as(hit: Hit, matcher: Matcher, language: str | None) -> tuple[str, ...]:
    asked = {
        reading
        for term in matcher.program.atoms_of
        if term.written == hit.term
        for atom in matcher.program.atoms_of[term]
        for wording in matcher.vocabulary.atoms[atom].wordings
        if wording.kind in (FormKind.WORDS, FormKind.PROPER) and wording.language in (None, language)
        for segment in tokens(wording.text)
        if not segment.text.isupper()  # an acronym
        for reading in readings(segment.text, language)
    }
    words = {segment.text for segment in tokens(hit.form) if not is_unspaced(segment.text)}
    shared = asked & {reading for word in words for reading in readings(word, language)}
    return tuple(sorted(shared - set(map(normal, words))))


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
        case InField() if spots is None:
            outside = answer(node.item, reading, atoms)
            found = dict.fromkeys(reading.fields[spot.field].name for spot in outside or ())
            return f"it stands in the {' and the '.join(found)}" if found else ""
        case AnyOf() if spots is None:
            return _note_of_any(node, reading, atoms)
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
        for place in reading.found.get(atom)
        if reading.why_not(atom, place)
    )
    return "; ".join(list(rejected)[:_MOST_FORMS]) if rejected else "is not named"


_MOST_FORMS = 6


def _note_of_any(node: AnyOf, reading: Reading, atoms: AtomsOf) -> str:
    """Which of the alternatives comes nearest; nothing where none comes near at all."""
    near = [nearness(item, reading, atoms) for item in node.items]
    best = max(near)
    return f"{render(Query(root=node.items[near.index(best)]))} comes nearest" if best else ""


def _note_of_fact(node: FactFilter, reading: Reading) -> str:
    known = sorted(reading.facts.values.get(node.fact, frozenset()))
    return f"the article's is {', '.join(known)}" if known else "the article says none"


def _note_of_near(node: Near, reading: Reading, atoms: AtomsOf) -> str:
    left, right = answer(node.left, reading, atoms), answer(node.right, reading, atoms)
    if not left or not right:
        return ""
    pair = nearest(left, right, reading)
    if pair is None:
        return "one side is in the title, the other in the text"
    words, *spots = pair
    first, second = (reading.written(spot.field, spot.start, spot.end) for spot in spots)
    wanted = {
        Unit.WORDS: f"at most {node.distance} are wanted",
        Unit.SENTENCE: "but in two sentences",
        Unit.PARAGRAPH: "but in two paragraphs",
    }
    return f"the nearest, {first} and {second}, are {words} words apart, {wanted[node.unit]}"


def render_explanation(explanation: Explanation) -> tuple[str, ...]:
    """The explanation as lines of text."""
    verdict = "matches" if explanation.matches else "does not match"
    lines = [f"{verdict}; read as {explanation.language or 'any language of its script'}"]
    lines += _lines(explanation.root, 0)
    for hit, read_as in list(zip(explanation.hits, explanation.read_as, strict=True))[:_MOST_HITS]:
        read = ", ".join(read_as)
        lines.append(f"{hit.field} {hit.start}–{hit.end}: {hit.form}  ({hit.term}{'; read as ' * bool(read)}{read})")
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
