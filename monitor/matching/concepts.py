"""The concepts that watches name, as atoms: groups opened, guards and exceptions with atoms of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from monitor.matching.index import Atom
from monitor.matching.patterns import Wording, wording_of_form, wording_of_term
from monitor.matching.query import Query, Term, TermKind
from monitor.model.errors import QueryError
from monitor.model.sentences import sentence
from monitor.model.watches import Concept, ConceptId, FormKind, Guard
from monitor.text import tokens


class Vocabulary:
    """The atoms of all watches; equal terms of different watches are one atom."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts: Mapping[ConceptId, Concept] = {concept.id: concept for concept in concepts}
        self._numbers: dict[str, int] = {}
        self.atoms: list[Atom] = []
        # By atom: the atom of its exceptions.
        self.exceptions: dict[int, int] = {}
        # By guard: the atoms it wants near, and those it does not.
        self.guards: dict[Guard, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def of_term(self, term: Term, query: Query) -> tuple[int, ...]:
        """The atoms that answer a term: several for a group. Raises QueryError for a concept there is none of."""
        if term.kind is not TermKind.CONCEPT:
            return (self._number(f"{term.kind}:{term.text}", (wording_of_term(term),)),)
        place = query.place_of(term.text)
        try:
            return self._of_concept(ConceptId(term.text), term.part)
        except UnknownConceptError as error:
            raise QueryError(error.said, line=place.line, column=place.column) from error

    def _of_concept(self, name: ConceptId, part: str | None) -> tuple[int, ...]:
        named = (concept for concept in self._opened(name, ()) if concept.forms)
        return tuple(dict.fromkeys(self._concept_atom(concept, part) for concept in named))

    def _opened(self, name: ConceptId, within: tuple[ConceptId, ...]) -> Iterable[Concept]:
        if name in within:
            circle = " > ".join((*within, name))
            raise UnknownConceptError(
                sentence("@{concept} is a member of itself: {circle}", concept=name, circle=circle)
            )
        concept = self._concepts.get(name)
        if concept is None:
            near = _nearest(name, self._concepts)
            hint = sentence("; did you mean {near}?", near=f"@{near}") if near else ""
            raise UnknownConceptError(sentence("there is no concept @{concept}{hint}", concept=name, hint=hint))
        yield concept
        for member in concept.members:
            yield from self._opened(member, (*within, name))

    def _concept_atom(self, concept: Concept, part: str | None) -> int:
        known = self._numbers.get(f"@{concept.id}:{part}")
        if known is not None:
            return known
        forms = tuple(form for form in concept.forms if part in (None, form.part))
        number = self._number(f"@{concept.id}:{part}", tuple(map(wording_of_form, forms)))
        if concept.except_in:
            wordings = tuple(Wording(text, None, FormKind.WORDS) for text in concept.except_in)
            self.exceptions[number] = self._number(f"except:{concept.id}", wordings)
        for guard in {form.guard for form in forms if form.guard}:
            if guard not in self.guards:
                self.guards[guard] = (self._guard_atoms(guard.near), self._guard_atoms(guard.not_near))
        return number

    def _of_guard(self, name: str) -> tuple[int, ...]:
        """The atoms of a guard's term: a concept by its unguarded forms, or words."""
        if not name.startswith("@"):
            kind = TermKind.WORD if len(tokens(name)) == 1 else TermKind.PHRASE
            return (self._number(f"{kind}:{name}", (wording_of_term(Term(kind=kind, text=name)),)),)
        found = []
        for concept in self._opened(ConceptId(name[1:]), ()):
            forms = tuple(wording_of_form(form) for form in concept.forms if form.guard is None)
            if forms:
                found.append(self._number(f"certain:{concept.id}", forms))
        return tuple(found)

    def _guard_atoms(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(number for name in names for number in self._of_guard(name))

    def _number(self, name: str, wordings: tuple[Wording, ...]) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.atoms)
            self.atoms.append(Atom(name, wordings))
        return number


class UnknownConceptError(Exception):
    """A concept that a query, group or guard names is not there; `said` is the sentence."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def _nearest(name: str, concepts: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(concepts), n=1)), None)
