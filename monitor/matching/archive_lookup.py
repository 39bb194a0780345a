"""Queries as questions to the archive's index: which articles may answer? None that does is left out.

Order, distance, fields, guards and NOT are not asked for; what is found so is matched afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from monitor.matching.archive_terms import ANY_CHARACTER, CHARACTERS, FACT, UNREADABLE, beginning, key, plain, runs
from monitor.matching.archive_words import (
    AtLeastSome,
    Every,
    FoundWords,
    Lookup,
    Others,
    Perhaps,
    Unless,
    pieces_of,
)
from monitor.matching.index import REMEMBERED_TERMS, Index, Word, patterns_of
from monitor.matching.matcher import Matcher
from monitor.matching.patterns import Pattern, Wording, is_substring, strings
from monitor.matching.query import All, AnyOf, AtLeast, Fact, FactFilter, InField, Near, Node, Not, Term
from monitor.model.archive import ArchiveWord
from monitor.model.outlets import Outlet
from monitor.text import normal


class Asking:
    """What the queries of a matcher ask of the index: first for the words of some keys, then for articles by words.

    `kinds`: the kinds of words the index holds.
    """

    def __init__(self, matcher: Matcher, *, kinds: Collection[str], outlets: Sequence[Outlet]) -> None:
        self._matcher = matcher
        self._outlets = outlets
        self._indexes = {kind: matcher._index(kind) for kind in kinds if kind[:1].isalpha()}

    def keys(self) -> frozenset[int]:
        """The keys of all words that may play a part in an answer."""
        asked = {UNREADABLE.kind, ANY_CHARACTER.kind}
        asked |= {FACT + Fact.LANGUAGE + kind for kind in self._indexes}
        for atom in self._matcher.vocabulary.atoms:
            for wording in filter(is_substring, atom.wordings):
                pieces = (piece for string in _strings(wording) for run in runs(string) for piece in pieces_of(run))
                asked |= {CHARACTERS + piece for piece in pieces}
        for root in self._matcher.program.roots:
            asked |= {word.kind + word.written for one in _filters(root) for word in self._answering(one)}
        atoms = self._matcher.vocabulary.atoms
        by_words = (_asked_of(atom.wordings, kind) for atom in atoms for kind in self._indexes)
        return frozenset(map(key, asked)).union(*by_words)

    def lookups(self, words: Mapping[int, ArchiveWord]) -> tuple[Lookup, ...]:
        """For each query, by the words of the keys: which articles may answer, and which do for certain."""
        found = FoundWords(self._indexes, words)
        return tuple(self._node(root, found) for root in self._matcher.program.roots)

    @staticmethod
    def unreadable(words: Mapping[int, ArchiveWord]) -> Lookup:
        """The articles of which the index can tell nothing; any of them may answer."""
        return FoundWords({}, words).word(UNREADABLE)

    def narrowed(self, words: Mapping[int, ArchiveWord]) -> Matcher:
        """A matcher of the same queries that need not read any but these words: of no other one matters."""
        matcher = Matcher(self._matcher.program, self._matcher.vocabulary)
        for kind, index in self._indexes.items():
            known = frozenset(word.written for word in words.values() if word.kind == kind)
            matcher._indexes[kind] = _Narrowed(index, known)
        return matcher

    def _node(self, node: Node, words: FoundWords) -> Lookup:
        """Of equal parts of the queries the very same lookup, so that each is made, and answered, once."""
        known = words.nodes.get(node)
        if known is None:
            known = words.nodes[node] = self._read_node(node, words)
        return known

    def _read_node(self, node: Node, words: FoundWords) -> Lookup:
        match node:
            case Term():
                atoms = self._matcher.program.atoms_of[node]
                return AtLeastSome(1, tuple(self._atom(atom, words) for atom in atoms))
            case FactFilter():
                return AtLeastSome(1, tuple(words.word(word) for word in self._answering(node)))
            case Not():
                return Others(self._node(node.item, words))
            case InField():
                return Perhaps(self._node(node.item, words))
            case Near():
                return Perhaps(Every((self._node(node.left, words), self._node(node.right, words))))
            case All():
                return Every(tuple(self._node(item, words) for item in node.items))
            case AnyOf():
                return AtLeastSome(1, tuple(self._node(item, words) for item in node.items))
            case AtLeast():
                return AtLeastSome(node.count, tuple(self._node(item, words) for item in node.items))

    def _atom(self, atom: int, words: FoundWords) -> Lookup:
        known = words.atoms.get(atom)
        if known is None:
            known = words.atoms[atom] = self._read_atom(atom, words)
        return known

    def _read_atom(self, atom: int, words: FoundWords) -> Lookup:
        named = AtLeastSome(1, tuple(dict.fromkeys(self._naming(atom, words))))
        exception = self._matcher.vocabulary.exceptions.get(atom)
        return named if exception is None else Unless(named, self._atom(exception, words))

    def _naming(self, atom: int, words: FoundWords) -> Iterator[Lookup]:
        yield from words.naming(atom)
        for wording in filter(is_substring, self._matcher.vocabulary.atoms[atom].wordings):
            for string in _strings(wording):
                held = words.holding(string)
                # A single character may be a part of a word.
                is_certain = wording.language is None and wording.guard is None and len(string) > 1
                yield held if is_certain else Perhaps(held)
                if wording.language is not None and wording.guard is None:
                    # Of another language its characters may be those of another word; of its own they are not.
                    spoken = ArchiveWord(FACT + Fact.LANGUAGE, wording.language)
                    yield Every((held, words.word(spoken)))

    def _answering(self, node: FactFilter) -> Iterator[ArchiveWord]:
        """The facts that answer. Of its outlet an article's entry knows the id alone: the rest may change."""
        wanted = normal(node.value)
        if node.fact is not Fact.COUNTRY:
            yield ArchiveWord(FACT + node.fact, wanted)
        for outlet in self._outlets:
            names = {Fact.OUTLET: outlet.name, Fact.COUNTRY: outlet.country}.get(node.fact)
            if names is not None and normal(names) == wanted:
                yield ArchiveWord(FACT + Fact.OUTLET, normal(outlet.id))


class _Narrowed(Index):
    """An index that knows some words and takes all others for words without a meaning."""

    def __init__(self, whole: Index, meant: frozenset[str]) -> None:
        super().__init__((), None)
        self._whole = whole
        self._meant = meant

    def read(self, written: str, *, quiet: bool) -> Word:
        return self._whole.known(quiet=quiet)[written] if written in self._meant else _MEANINGLESS


_MEANINGLESS = Word(frozenset(), False, (), (), {})


_strings = lru_cache(maxsize=REMEMBERED_TERMS)(strings)


@lru_cache(maxsize=REMEMBERED_TERMS)
def _asked_of(wordings: tuple[Wording, ...], language: str) -> frozenset[int]:
    """The keys of all words that an atom's patterns hold in a language."""
    return frozenset(key(one) for pattern in patterns_of(wordings, language) for one in _asked_by(pattern))


def _asked_by(pattern: Pattern) -> set[str]:
    """The keys of all its words; of a beginning that of what is looked up for it."""
    slots = pattern.slots[1:] if pattern.prefix else pattern.slots
    begun = pattern.slots[0].keys if pattern.prefix else ()
    return {plain(sought) for slot in slots for sought in slot.keys} | set(map(beginning, begun))


def _filters(node: Node) -> Iterator[FactFilter]:
    match node:
        case FactFilter():
            yield node
        case Not() | InField():
            yield from _filters(node.item)
        case Near():
            yield from (*_filters(node.left), *_filters(node.right))
        case All() | AnyOf() | AtLeast():
            for item in node.items:
                yield from _filters(item)
        case Term():
            return
