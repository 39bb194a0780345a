"""Dictionaries of forms (simplemma), kept small, read by a word as it may be written."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from monitor.text.languages.guessing import Endings
from monitor.text.languages.packing import Packed, hash_of, packed
from monitor.text.normalising import APOSTROPHES

_REMEMBERED = 4_096
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Lexicon:
    """Form to lemma in 10 bytes a form: a hash of the form, and the number of the change that makes the lemma of it.

    The 600,000 forms of Ukrainian take 6 MB so, as a dict 61; a lookup takes 2 µs. That two of a million forms share
    a hash of 64 bits has a chance of 1 in 30 million.
    """

    def __init__(self, packed: Packed) -> None:
        # Seen as memory: to look for one number, numpy takes five times as long as bisect.
        self._hashes, self._chosen = packed.hashes.data, packed.chosen.data
        self._cuts, self._added = packed.changes.cuts.data, packed.changes.added
        self.endings = Endings(packed.endings, packed.changes)
        # To read one word, the same few forms are looked up again and again.
        self.lemma = lru_cache(maxsize=_REMEMBERED)(self._lemma)

    def _lemma(self, form: str) -> str | None:
        """The lemma of a form; None where the form is not in the dictionary."""
        wanted = hash_of(form)
        index = bisect_left(self._hashes, wanted)
        if index == len(self._hashes) or self._hashes[index] != wanted:
            return None
        number = self._chosen[index]
        return form[: len(form) - self._cuts[number]] + self._added[number]

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


@cache
def lexicon(name: str) -> Lexicon:
    """The dictionary of a language, as simplemma ships it."""
    return Lexicon(packed(name))


def spellings(word: str) -> tuple[str, str]:
    """How a dictionary may write a word that a text writes so: lower case, and a name's capital."""
    lower = word.translate(_ONE_APOSTROPHE).lower()
    return lower, lower.capitalize()
