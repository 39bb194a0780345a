"""Languages read by a dictionary of one lemma a form, by their endings for the lemmas it leaves out, and by a stemmer for
words it does not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import forms_of_lemma, is_lemma, lemmas, lexicon, spellings
from monitor.text.languages.paradigms import Paradigm, ending_table, likely_lemmas
from monitor.text.normalising import normal

# Further lemmas that a form may have, which endings do not show: Häuser of Haus.
MoreLemmas = Callable[[str], frozenset[str]]


def none_more(_: str) -> frozenset[str]:
    return frozenset()


def inflected_reader(
    language: str, paradigms: Sequence[Paradigm], stem: Callable[[str], str], more: MoreLemmas = none_more
) -> Reader:
    """A word's readings: the dictionary's lemma, and every lemma of the dictionary that it may be a regular form of; the
    stem where the dictionary does not know the word."""
    lexicon(language)
    table = ending_table(paradigms)

    def readings(word: str) -> frozenset[str]:
        lower = spellings(word)[0]
        known = lemmas(word, language)
        if not known:
            return frozenset(map(normal, {stem(lower)} | likely_lemmas(lower, table)))
        likely = {one for one in likely_lemmas(lower, table) | more(lower) if is_lemma(one, language)}
        return frozenset(map(normal, known | likely))

    return Reader(readings, lambda word: is_lemma(word, language), lambda lemma: forms_of_lemma(lemma, language, table))
