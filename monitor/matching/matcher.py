"""Compiled watches, asked of one article after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.matching.compiling import Compiled, Program, compile_program
from monitor.matching.concepts import Vocabulary
from monitor.matching.evaluation import Facts, Reading, Spot, Spots, answer
from monitor.matching.facts import facts_of, no_facts
from monitor.matching.fields import Field
from monitor.matching.finding import Found, automaton
from monitor.matching.index import Index
from monitor.model.articles import Article
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Hit, Match, Watch
from monitor.text import language_of, primary

if TYPE_CHECKING:
    from ahocorasick import Automaton


class Matcher:
    """All watches, compiled together. Holds what it learned of the words it met; the same article, the same answer."""

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program = program
        self.vocabulary = vocabulary
        self._indexes: dict[str | None, Index] = {}

    def match(self, article: Article, *, outlet: Outlet | None = None) -> tuple[Match, ...]:
        """The watches that the article answers, in the order they were given, each with its hits in reading order."""
        reading = self.read(article, outlet=outlet)
        # Many watches are answered by the same spots.
        known: dict[Spot, Hit] = {}
        answered = []
        for watch in self._candidates(reading):
            spots = answer(watch.root, reading, self.program.atoms_of)
            if spots is not None:
                found = hits(spots, reading, known)
                answered.append((watch.number, Match(watch=watch.id, article=article.url, hits=found)))
        return tuple(match for _, match in sorted(answered, key=lambda one: one[0]))

    def hits_in(self, text: str, *, language: str | None) -> tuple[Hit, ...]:
        """The hits of a matcher of one watch in a plain line, as field "text"; none where the line does not match."""
        return self.answers(text, language)[1]

    def answers(self, text: str, language: str | None) -> tuple[bool, tuple[Hit, ...]]:
        """Whether a plain line answers any watch, and the hits; true without hits for a query of NOT alone."""
        reading = self._reading([Field("text", text)], language or language_of(text), no_facts(language))
        found: list[Spots] = []
        for watch in self._candidates(reading):
            spots = answer(watch.root, reading, self.program.atoms_of)
            if spots is not None:
                found.append(spots)
        return bool(found), hits([spot for spots in found for spot in spots], reading, {})

    def read(self, article: Article, *, outlet: Outlet | None) -> Reading:
        """The article with the places of everything that any watch looks for."""
        fields = [Field("title", article.title)] if article.title else []
        fields.append(Field("text", article.text))
        return self._reading(fields, language_in(article, outlet), facts_of(article, outlet))

    def _reading(self, fields: Sequence[Field], language: str | None, facts: Facts) -> Reading:
        spoken = primary(language) if language else None
        found = Found(fields, self._index(spoken), self._characters, spoken)
        return Reading(fields, found, self.vocabulary, facts, language)

    def _index(self, language: str | None) -> Index:
        index = self._indexes.get(language)
        if index is None:
            index = self._indexes[language] = Index(self.vocabulary.atoms, language)
        return index

    @cached_property
    def _characters(self) -> Automaton | None:
        return automaton(self.vocabulary.atoms)

    def _candidates(self, reading: Reading) -> list[Compiled]:
        named = reading.found.atoms
        woken: dict[int, Compiled] = {}
        for atom in named:
            for watch in self.program.by_atom.get(atom, ()):
                if watch.all_of <= named and (not watch.any_of or _has_each(watch.any_of, named)):
                    woken[watch.number] = watch
        return [*woken.values(), *self.program.always]


def _has_each(sets: Iterable[frozenset[int]], named: frozenset[int]) -> bool:
    return not any(atoms.isdisjoint(named) for atoms in sets)


def language_in(article: Article, outlet: Outlet | None) -> str | None:
    """The article's language: as it says, else as it reads."""
    if article.language:
        return article.language
    prior = outlet.languages if outlet else ()
    return language_of(f"{article.title or ''}\n{article.text}", prior=prior)


def hits(spots: Iterable[Spot], reading: Reading, known: dict[Spot, Hit]) -> tuple[Hit, ...]:
    """The spots as hits in reading order, each once; `known`: those of this reading that were made before."""
    return tuple([known.get(spot) or known.setdefault(spot, _hit(spot, reading)) for spot in sorted(set(spots))])


def _hit(spot: Spot, reading: Reading) -> Hit:
    number, start, end, term = spot
    field = reading.fields[number]
    return Hit(field=field.name, start=start, end=end, form=field.text[start:end], term=term)


def compile_watches(watches: Sequence[Watch], concepts: Sequence[Concept]) -> Matcher:
    """All watches as one matcher; raises QueryError that names the watch, for bad syntax and for unknown concepts."""
    vocabulary = Vocabulary(concepts)
    return Matcher(compile_program(watches, vocabulary), vocabulary)
