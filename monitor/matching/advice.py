"""What to think of in a query that can be read, but may not do what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.matching.compiling import terms
from monitor.matching.query import All, AnyOf, AtLeast, InField, Near, Node, Not, Query, Term, TermKind
from monitor.model.watches import Concept, Form
from monitor.text import is_known, normal, primary, script_of


def warnings(query: Query, concepts: Sequence[Concept], languages: Sequence[str]) -> tuple[str, ...]:
    """One sentence for each thing to think of; `languages` are those of the outlets the watch covers."""
    by_id = {str(concept.id): concept for concept in concepts}
    found = [*_nameless(query, by_id, languages), *_unknown_words(query, languages), *_keywords(query)]
    if isinstance(query.root, Not):
        found.append("the query is a NOT alone: it matches nearly every article")
    return tuple(dict.fromkeys([*found, *_swallowing(query.root)]))


def _nameless(query: Query, by_id: dict[str, Concept], languages: Sequence[str]) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        if term.kind is not TermKind.CONCEPT or term.text not in by_id:
            continue
        covered = {form.language for form in _all_forms(term.text, by_id, set())}
        missing = sorted({primary(language) for language in languages} - {primary(one) for one in covered})
        if missing and "*" not in covered:
            yield f"@{term.text} has no name in {', '.join(missing)}; there only the names of other languages are found"


def _all_forms(name: str, by_id: dict[str, Concept], seen: set[str]) -> Iterator[Form]:
    if name in seen or name not in by_id:
        return
    seen.add(name)
    yield from by_id[name].forms
    for member in by_id[name].members:
        yield from _all_forms(member, by_id, seen)


def _unknown_words(query: Query, languages: Sequence[str]) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        if term.kind is not TermKind.WORD or term.text[:1].isupper() or script_of(term.text) not in _JUDGED:
            continue
        if not any(is_known(term.text, language) for language in languages):
            yield f"no dictionary of the outlets' languages knows “{term.text}”; is it spelt as you mean it?"


_JUDGED = ("Cyrillic", "Latin")


def _keywords(query: Query) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        if term.kind is TermKind.WORD and normal(term.text) in _LIKE_KEYWORDS:
            yield f"“{term.text}” is looked for as a word; the sign of the language is {term.text.upper()}"


_LIKE_KEYWORDS = frozenset(("and", "or", "not", "near", "of"))


def _swallowing(node: Node) -> Iterator[str]:
    match node:
        case All():
            wanted = {term for item in node.items if not isinstance(item, Not) for term in _needed(item)}
            for item in node.items:
                if isinstance(item, Not):
                    for term in sorted(wanted & _sufficient(item.item), key=lambda one: one.written):
                        yield f"NOT {term.written} takes away all that {term.written} finds; the watch never matches"
                yield from _swallowing(item)
        case AnyOf() | AtLeast():
            for item in node.items:
                yield from _swallowing(item)
        case InField():
            yield from _swallowing(node.item)
        case _:
            return


def _needed(node: Node) -> frozenset[Term]:
    """The terms without which the part is not answered."""
    match node:
        case Term():
            return frozenset((node,))
        case All():
            return frozenset().union(*(_needed(item) for item in node.items))
        case Near():
            return _needed(node.left) | _needed(node.right)
        case InField():
            return _needed(node.item)
        case _:
            return frozenset()


def _sufficient(node: Node) -> frozenset[Term]:
    """The terms of which one alone answers the part."""
    match node:
        case Term():
            return frozenset((node,))
        case AnyOf():
            return frozenset().union(*(_sufficient(item) for item in node.items))
        case AtLeast() if node.count == 1:
            return frozenset().union(*(_sufficient(item) for item in node.items))
        case _:
            return frozenset()
