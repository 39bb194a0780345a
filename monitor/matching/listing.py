"""Every form that a concept finds, for people to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from monitor.matching.patterns import is_substring, strings, wording_of_form
from monitor.model.watches import Concept, ConceptId, Form, FormKind
from monitor.text import forms_of as inflected
from monitor.text import normal, tokens

# Each word of a name declines for itself: "Північноатлантична рада" has 11 × 9 forms, most of them never written, and
# longer names have thousands, of which none is listed.
_LONGEST = 2
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """A form that is found. `generated`: by the language's morphology; else it stands in the concept's file."""

    language: str
    text: str
    generated: bool


def forms_of(concept: ConceptId, concepts: Sequence[Concept]) -> tuple[FoundForm, ...]:
    """All forms of a concept and of its members, in the order of their files; generated ones behind their lemma."""
    return _found_by_all(tuple(_forms(concept, concepts)))


@lru_cache(maxsize=16)
def _found_by_all(forms: tuple[Form, ...]) -> tuple[FoundForm, ...]:
    """Remembered for whoever looks through the concepts: a thousand forms take a tenth of a second and 0.3 MB."""
    return tuple(dict.fromkeys(found for form in forms for found in _found_by(form)))


def languages_of(concept: ConceptId, concepts: Sequence[Concept]) -> tuple[str, ...]:
    """The languages in which a concept and its members have names that decline."""
    inflected_forms = (form for form in _forms(concept, concepts) if _is_inflected(form))
    return tuple(sorted({form.language for form in inflected_forms}))


def _forms(concept: ConceptId, concepts: Sequence[Concept]) -> Iterator[Form]:
    by_id = {one.id: one for one in concepts}
    waiting, seen = [concept], set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in by_id:
            continue
        seen.add(name)
        waiting += by_id[name].members
        yield from by_id[name].forms


def _found_by(form: Form) -> list[FoundForm]:
    listed = [FoundForm(language=form.language, text=form.text, generated=False)]
    known = {normal(form.text)}
    for text in _generated(form):
        if normal(text) not in known:
            known.add(normal(text))
            listed.append(FoundForm(language=form.language, text=text, generated=True))
    return listed


def _generated(form: Form) -> list[str]:
    wording = wording_of_form(form)
    if is_substring(wording):
        return sorted(strings(wording))
    if not _is_inflected(form):
        return []
    words = [
        [_capital_like(segment.text, one) for one in sorted(inflected(segment.text, form.language))]
        for segment in tokens(form.text)
    ]
    gap = "-" if "-" in form.text and " " not in form.text else " "
    return [gap.join(one) for one in islice(product(*words), _MOST)]


def _is_inflected(form: Form) -> bool:
    if is_substring(wording_of_form(form)) or form.kind in (FormKind.EXACT, FormKind.ACRONYM) or form.language == "*":
        return False
    return len(tokens(form.text)) <= _LONGEST


def _capital_like(written: str, form: str) -> str:
    return form[:1].upper() + form[1:] if written[:1].isupper() else form
