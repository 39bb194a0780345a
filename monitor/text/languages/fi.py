"""Finnish."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.dictionaries import lexicon
from monitor.text.languages.lexical import lexical_reader

# Participles are of their verb, which the dictionary does not say: perustuvasta, by perustuva, of perustua
# (VISK § 521).
_VERBS = (
    ("va", "a"),
    ("vä", "ä"),
    ("nut", "a"),
    ("nyt", "ä"),
    ("ttu", "a"),
    ("tty", "ä"),
    ("ettu", "aa"),
    ("etty", "ää"),
)
# Foreign names that end in a consonant decline with an i: Boeingin, Spiegelille (VISK § 61).
_CASES_OF_NAMES = (
    *("in", "ia", "iin", "issa", "ista", "illa", "ilta", "ille", "ina", "iksi", "itta"),
    *("ien", "eja", "eihin", "eissa", "eista", "eilla", "eille"),
)


def _of_participle(form: str) -> frozenset[str]:
    return frozenset(
        lemma[: len(lemma) - len(ending)] + verb
        for lemma in lexicon("fi").lemmas(form)
        for ending, verb in _VERBS
        if lemma.endswith(ending)
    )


def _of_name(form: str) -> frozenset[str]:
    return frozenset(form[: -len(ending)] for ending in _CASES_OF_NAMES if form.endswith(ending))


def reader(_: str) -> Reader:
    return lexical_reader("fi", more=_of_participle, unknown=_of_name)
