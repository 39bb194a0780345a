"""Which outlets a query covers, judged before any article is read: by what it asks of outlet, language and country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.matching.query import All, AnyOf, AtLeast, Fact, FactFilter, InField, Near, Node, Not, Term
from monitor.model.outlets import Outlet
from monitor.text import normal, primary


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a part of a query is answered by some articles, and whether by all of them."""

    by_some: bool
    by_all: bool


_PERHAPS = Judgement(by_some=True, by_all=False)


def languages_covered(root: Node, outlets: tuple[Outlet, ...]) -> frozenset[str]:
    """The languages in which articles of these outlets may answer the query."""
    pairs = ((outlet, language) for outlet in outlets for language in outlet.languages)
    return frozenset(
        primary(language) for outlet, language in pairs if judge(root, facts_of_outlet(outlet, language)).by_some
    )


def facts_of_outlet(outlet: Outlet, language: str) -> Mapping[Fact, frozenset[str]]:
    """What is known of every article of an outlet in one of its languages."""
    return {
        Fact.OUTLET: frozenset((normal(outlet.id), normal(outlet.name))),
        Fact.LANGUAGE: frozenset((normal(language), primary(language))),
        Fact.COUNTRY: frozenset((normal(outlet.country),)),
    }


def judge(node: Node, facts: Mapping[Fact, frozenset[str]], term: Judgement = _PERHAPS) -> Judgement:
    """A part of a query by the facts alone; `term`: what is known of a word's being there."""
    match node:
        case Term():
            return term
        case FactFilter():
            if node.fact not in facts:
                return term
            holds = normal(node.value) in facts[node.fact]
            return Judgement(by_some=holds, by_all=holds)
        case Not():
            one = judge(node.item, facts, term)
            return Judgement(by_some=not one.by_all, by_all=not one.by_some)
        case InField():
            return judge(node.item, facts, term)
        case Near():
            return _at_least(2, (node.left, node.right), facts, term)
        case All():
            return _at_least(len(node.items), node.items, facts, term)
        case AnyOf():
            return _at_least(1, node.items, facts, term)
        case AtLeast():
            return _at_least(node.count, node.items, facts, term)


def _at_least(count: int, items: tuple[Node, ...], facts: Mapping[Fact, frozenset[str]], term: Judgement) -> Judgement:
    each = [judge(item, facts, term) for item in items]
    return Judgement(by_some=sum(one.by_some for one in each) >= count, by_all=sum(one.by_all for one in each) >= count)
