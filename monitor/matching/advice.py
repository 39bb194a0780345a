"""What to think of in a query that can be read, but may not do what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from monitor.matching.compiling import terms
from monitor.matching.cover import Judgement, judge, languages_covered
from monitor.matching.query import (
    All,
    AnyOf,
    AtLeast,
    Fact,
    FactFilter,
    InField,
    Near,
    Node,
    Not,
    Query,
    Term,
    TermKind,
    render,
)
from monitor.model.outlets import Outlet
from monitor.model.sentences import sentence
from monitor.model.watches import Concept
from monitor.text import is_known, likely_languages, normal, primary, script_of

Leaf = Term | FactFilter


def warnings(query: Query, concepts: Sequence[Concept], outlets: Sequence[Outlet]) -> tuple[str, ...]:
    """One sentence for each thing to think of; `outlets` are those that are switched on."""
    by_id = {str(concept.id): concept for concept in concepts}
    languages = languages_covered(query.root, tuple(outlets))
    found = [*_nameless(query, by_id, languages), *_unknown_words(query, languages), *_keywords(query)]
    found += [*_unknown_facts(query.root, outlets), *_twice(query.root), *_unbound(query.root)]
    return tuple(dict.fromkeys([*found, *_swallowing(query.root, by_id)]))


def _nameless(query: Query, by_id: Mapping[str, Concept], languages: Iterable[str]) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        if term.kind is not TermKind.CONCEPT or term.text not in by_id:
            continue
        covered = {form.language for name in _members(term.text, by_id) for form in by_id[name].forms}
        missing = sorted(set(languages) - {primary(one) for one in covered})
        if missing and "*" not in covered:
            yield sentence(
                "@{concept} has no name in {languages}; there only the names of other languages are found",
                concept=term.text,
                languages=", ".join(missing),
            )


def _members(name: str, by_id: Mapping[str, Concept]) -> frozenset[str]:
    """A concept and all that it is a group of."""
    found, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        if one in by_id and one not in found:
            found.add(one)
            waiting += by_id[one].members
    return frozenset(found)


def _unknown_words(query: Query, languages: Iterable[str]) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        if term.kind is not TermKind.WORD or term.text[:1].isupper() or script_of(term.text) not in _JUDGED:
            continue
        # The usual ones first: each that is asked has to be loaded.
        usual = [language for language in likely_languages(term.text) if language in set(languages)]
        if languages and not any(is_known(term.text, language) for language in dict.fromkeys((*usual, *languages))):
            yield sentence(
                "no dictionary of the outlets' languages knows “{word}”; is it spelt as you mean it?", word=term.text
            )


_JUDGED = ("Cyrillic", "Latin")


def _keywords(query: Query) -> Iterator[str]:
    for term in dict.fromkeys(terms(query.root)):
        sign = _LIKE_KEYWORDS.get(normal(term.text))
        if term.kind is TermKind.WORD and sign:
            yield sentence(
                "“{word}” is looked for as a word; the sign of the language is {sign}", word=term.text, sign=sign
            )
        if term.kind is TermKind.PHRASE and (distance := _LIKE_DISTANCE.fullmatch(term.text)):
            yield sentence(
                "“{phrase}” is looked for as a phrase; a distance is written {sign}",
                phrase=term.text,
                sign=f"NEAR/{distance[1]}",
            )


# In small letters, as other languages have it, and as other query languages write it.
_LIKE_KEYWORDS = {
    **dict.fromkeys(("and", "і", "й", "та", "и", "i", "oraz", "und", "et", "y"), "AND"),
    **dict.fromkeys(("or", "або", "чи", "или", "lub", "albo", "oder", "ou", "xor"), "OR"),
    **dict.fromkeys(("not", "не", "nie", "nicht", "andnot"), "NOT"),
    **dict.fromkeys(("near", "within", "adj"), "NEAR/8"),
    "of": "2 OF (a, b, c)",
}
_LIKE_DISTANCE = re.compile(r"(?:w|n|adj|pre|within|near)/(\d{1,3})", re.IGNORECASE)


def _unknown_facts(root: Node, outlets: Sequence[Outlet]) -> Iterator[str]:
    for leaf in dict.fromkeys(_leaves(root)):
        if not isinstance(leaf, FactFilter) or not outlets:
            continue
        known = _known(leaf.fact, outlets)
        if known and normal(leaf.value) not in known:
            near = get_close_matches(normal(leaf.value), known, n=1)
            hint = sentence("; did you mean {near}?", near=near[0]) if near else ""
            written = render(Query(root=leaf))
            yield sentence("no outlet that is switched on answers {part}{hint}", part=written, hint=hint)


def _known(fact: Fact, outlets: Sequence[Outlet]) -> frozenset[str]:
    match fact:
        case Fact.OUTLET:
            return frozenset(normal(name) for outlet in outlets for name in (outlet.id, outlet.name))
        case Fact.COUNTRY:
            return frozenset(normal(outlet.country) for outlet in outlets)
        case Fact.LANGUAGE:
            written = {language for outlet in outlets for language in outlet.languages}
            return frozenset(map(normal, written | set(map(primary, written))))
        case _:
            return frozenset()


def _twice(root: Node) -> Iterator[str]:
    for node in _nodes(root):
        if isinstance(node, AtLeast):
            for item in dict.fromkeys(item for item in node.items if node.items.count(item) > 1):
                written = render(Query(root=item))
                yield sentence("{part} stands twice in one list and is counted twice", part=written)


def _unbound(root: Node) -> Iterator[str]:
    nothing = Judgement(by_some=False, by_all=False)
    if judge(root, dict.fromkeys(Fact, frozenset()), nothing).by_some:
        yield sentence(
            "it is answered by an article that holds none of its words, by {sign} alone: "
            "it matches nearly every article",
            sign="NOT",
        )


def _swallowing(node: Node, by_id: Mapping[str, Concept]) -> Iterator[str]:
    if isinstance(node, All):
        wanted = {leaf for item in node.items if not isinstance(item, Not) for leaf in _needed(item)}
        unwanted = [leaf for item in node.items if isinstance(item, Not) for leaf in _sufficient(item.item)]
        for leaf in unwanted:
            for taken in sorted(_written(one) for one in wanted if _includes(leaf, one, by_id)):
                yield sentence(
                    "{part} takes away all that {taken} finds; the watch never matches",
                    part=f"NOT {_written(leaf)}",
                    taken=taken,
                )
    if isinstance(node, Not):
        return
    for part in _parts(node):
        yield from _swallowing(part, by_id)


def _written(leaf: Leaf) -> str:
    return render(Query(root=leaf))


def _includes(wide: Leaf, narrow: Leaf, by_id: Mapping[str, Concept]) -> bool:
    """Whether all that answers the one answers the other: equal terms; a group and its member."""
    if isinstance(wide, FactFilter) or isinstance(narrow, FactFilter):
        return wide == narrow
    if wide.kind is not TermKind.CONCEPT or narrow.kind is not TermKind.CONCEPT:
        return wide == narrow
    return wide.part in (None, narrow.part) and narrow.text in _members(wide.text, by_id) | {wide.text}


def _needed(node: Node) -> frozenset[Leaf]:
    """The leaves without which the part is not answered."""
    match node:
        case Term() | FactFilter():
            return frozenset((node,))
        case All():
            return frozenset[Leaf]().union(*(_needed(item) for item in node.items))
        case Near():
            return _needed(node.left) | _needed(node.right)
        case InField():
            return _needed(node.item)
        case _:
            return frozenset()


def _sufficient(node: Node) -> tuple[Leaf, ...]:
    """The leaves of which one alone answers the part."""
    match node:
        case Term() | FactFilter():
            return (node,)
        case AnyOf():
            return tuple(leaf for item in node.items for leaf in _sufficient(item))
        case AtLeast() if node.count == 1:
            return tuple(leaf for item in node.items for leaf in _sufficient(item))
        case _:
            return ()


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


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in _parts(node):
        yield from _nodes(part)


def _leaves(root: Node) -> Iterator[Leaf]:
    return (node for node in _nodes(root) if isinstance(node, Term | FactFilter))
