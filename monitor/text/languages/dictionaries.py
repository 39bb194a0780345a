"""Dictionaries of forms (simplemma), kept small, read by a word as it may be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from monitor.text.normalising import APOSTROPHES

_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Lexicon:
    """Form to lemma in 10 bytes a form: a hash of the form, and the number of the rule that makes the lemma of it.

    The 600,000 forms of Ukrainian take 6 MB so, as a dict 61; a lookup takes 2 µs. That two of a million forms share
    a hash of 64 bits has a chance of 1 in 30 million.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        import numpy

        rules: dict[tuple[int, str], int] = {}
        hashes = numpy.empty(len(forms), dtype=numpy.int64)
        chosen = numpy.empty(len(forms), dtype=numpy.uint32)
        for index, (form, lemma) in enumerate(forms.items()):
            shared = min(len(form), len(lemma))
            while form[:shared] != lemma[:shared]:
                shared -= 1
            hashes[index] = hash(form)
            chosen[index] = rules.setdefault((len(form) - shared, lemma[shared:]), len(rules))
        order = numpy.argsort(hashes)
        self._hashes = hashes[order]
        self._chosen = chosen[order]
        self._rules: tuple[tuple[int, str], ...] = tuple(rules)

    def lemma(self, form: str) -> str | None:
        """The lemma of a form; None where the form is not in the dictionary."""
        wanted = hash(form)
        index = int(self._hashes.searchsorted(wanted))
        if index == len(self._hashes) or self._hashes[index] != wanted:
            return None
        cut, suffix = self._rules[int(self._chosen[index])]
        return form[: len(form) - cut] + suffix


@cache
def lexicon(language: str) -> Lexicon:
    """The dictionary of a language, as simplemma ships it."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    # A factory that keeps nothing: the big dict is dropped when the small one is made.
    return Lexicon(DefaultDictionaryFactory(cache_max_size=0).get_dictionary(language))


def spellings(word: str) -> tuple[str, ...]:
    """How a dictionary may write a word that a text writes so: lower case, and a name's capital."""
    lower = word.translate(_ONE_APOSTROPHE).lower()
    return lower, lower.capitalize()


def lemmas(word: str, language: str) -> frozenset[str]:
    """The lemmas that the dictionary has for a word; empty where it has none."""
    found = map(lexicon(language).lemma, spellings(word))
    return frozenset(lemma for lemma in found if lemma is not None)


def is_lemma(word: str, language: str) -> bool:
    """Whether the dictionary has the word as a lemma."""
    lemma = lexicon(language).lemma
    return any(lemma(spelling) == spelling for spelling in spellings(word))


def forms_of_lemma(lemma: str, language: str, endings: Iterable[str]) -> frozenset[str]:
    """The forms of a lemma, in lower case: those the dictionary has among all that its stem makes with the endings."""
    wanted, all_endings = set(spellings(lemma)), tuple(endings)
    lower = spellings(lemma)[0]
    stems = {lower[: len(lower) - len(ending)] for ending in chain(all_endings, ("",)) if lower.endswith(ending)}
    made = {stem + ending for stem in stems if len(stem) >= _SHORTEST_STEM for ending in all_endings}
    return frozenset(form for form in made if not lemmas(form, language).isdisjoint(wanted))


_SHORTEST_STEM = 2
