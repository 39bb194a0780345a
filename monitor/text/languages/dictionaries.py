"""Dictionaries of forms (simplemma), kept small, read by a word as it may be written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from monitor.text.languages.guessing import ENOUGH_FORMS, Endings, Sample, change
from monitor.text.normalising import APOSTROPHES

if TYPE_CHECKING:
    from numpy import int64, uint16, uint32
    from numpy.typing import NDArray

    Hashes = NDArray[int64]
    Chosen = NDArray[uint16] | NDArray[uint32]

_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Lexicon:
    """Form to lemma in 10 bytes a form: a hash of the form, and the number of the change that makes the lemma of it.

    The 600,000 forms of Ukrainian take 6 MB so, as a dict 61; a lookup takes 2 µs. That two of a million forms share
    a hash of 64 bits has a chance of 1 in 30 million.
    """

    def __init__(self, name: str) -> None:
        hashes, chosen, changes, sample = _packed(name)
        order = hashes.argsort()
        self._hashes, self._chosen = hashes[order], chosen[order]
        self._changes = changes
        self.endings = Endings(sample, changes)

    def lemma(self, form: str) -> str | None:
        """The lemma of a form; None where the form is not in the dictionary."""
        wanted = hash(form)
        index = int(self._hashes.searchsorted(wanted))
        if index == len(self._hashes) or self._hashes[index] != wanted:
            return None
        cut, added = self._changes[int(self._chosen[index])]
        return form[: len(form) - cut] + added

    def lemmas(self, word: str) -> frozenset[str]:
        """The lemmas that the dictionary has for a word; empty where it has none. What is written small and known so is
        no name: German zahlen is no form of Zahl."""
        lower, titled = map(self.lemma, spellings(word))
        if lower is not None and word[:1].islower():
            return frozenset((lower,))
        return frozenset(lemma for lemma in (lower, titled) if lemma is not None)

    def is_lemma(self, word: str) -> bool:
        """Whether the dictionary has the word as a lemma."""
        return any(self.lemma(spelling) == spelling for spelling in spellings(word))

    def is_name(self, word: str) -> bool:
        """Whether the dictionary has the word as a lemma with a capital."""
        titled = spellings(word)[1]
        return self.lemma(titled) == titled

    def forms(self, lemma: str) -> frozenset[str]:
        """The forms of a lemma, in lower case: those that the dictionary has, of all that its endings make."""
        lower, wanted = spellings(lemma)[0], set(spellings(lemma))
        made = {
            lower[: len(lower) - len(added)] + ending for ending, added in self.endings.pairs if lower.endswith(added)
        }
        return frozenset(form for form in made if not self.lemmas(form).isdisjoint(wanted))


def _packed(name: str) -> tuple[Hashes, Chosen, tuple[tuple[int, str], ...], Sample]:
    """The hash of every form, the number of its change, all changes, and a sample of the forms."""
    import numpy
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    # A factory that keeps nothing: the big dict is dropped when the small one is made.
    forms = DefaultDictionaryFactory(cache_max_size=0).get_dictionary(name)
    changes: dict[tuple[int, str], int] = {}
    hashes = numpy.empty(len(forms), dtype=numpy.int64)
    chosen = numpy.empty(len(forms), dtype=numpy.uint32)
    step = max(1, len(forms) // ENOUGH_FORMS)
    sample = Sample(len(forms) // step + 1)
    for index, (form, lemma) in enumerate(forms.items()):
        hashes[index] = hash(form)
        chosen[index] = changes.setdefault(change(form, lemma), len(changes))
        if index % step == 0 and " " not in form:
            sample.add(form, int(chosen[index]))
    del forms
    if len(changes) <= 1 << 16:
        return hashes, chosen.astype(numpy.uint16), tuple(changes), sample
    return hashes, chosen, tuple(changes), sample


@cache
def lexicon(name: str) -> Lexicon:
    """The dictionary of a language, as simplemma ships it."""
    return Lexicon(name)


def spellings(word: str) -> tuple[str, str]:
    """How a dictionary may write a word that a text writes so: lower case, and a name's capital."""
    lower = word.translate(_ONE_APOSTROPHE).lower()
    return lower, lower.capitalize()
