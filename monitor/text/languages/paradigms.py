"""Readings of words that no dictionary knows, by the endings a grammar gives: Ішібою is Ішіба, or Ішібо, or Ішіб."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# A lemma's ending and the endings of its other forms, blank-separated; "_" is no ending.
Paradigm = tuple[str, str]


def ending_table(paradigms: Sequence[Paradigm]) -> dict[str, tuple[str, ...]]:
    """By ending of a form: the endings that its lemma may have instead."""
    table: dict[str, set[str]] = {}
    for lemma, others in paradigms:
        for ending in (lemma, *others.split()):
            table.setdefault(ending.replace("_", ""), set()).add(lemma.replace("_", ""))
    return {ending: tuple(sorted(lemmas)) for ending, lemmas in table.items()}


def likely_lemmas(word: str, table: Mapping[str, tuple[str, ...]], *, shortest_stem: int = 2) -> frozenset[str]:
    """The lemmas a word may belong to by its endings; always the word itself."""
    found = {word}
    longest = max(map(len, table))
    for length in range(min(longest, len(word) - shortest_stem) + 1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        found.update(stem + lemma for lemma in table.get(ending, ()))
    return frozenset(found)


def declined(lemma: str, paradigms: Sequence[Paradigm]) -> frozenset[str]:
    """The forms of a lemma by the paradigms with the longest ending that it has."""
    endings = [ending for base, _ in paradigms if lemma.endswith(ending := base.replace("_", ""))]
    longest = max(endings, key=len, default="")
    stem = lemma[: len(lemma) - len(longest)]
    return frozenset(
        stem + ending.replace("_", "")
        for base, others in paradigms
        if base.replace("_", "") == longest
        for ending in others.split()
    )
