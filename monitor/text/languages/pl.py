"""Polish: every reading of Morfeusz 2 that is in use, and the endings of the grammar for names it does not know."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.paradigms import Paradigm, declined, ending_table, likely_lemmas
from monitor.text.normalising import normal

# Declension of names (Wielki słownik ortograficzny PWN, §§ 53–79), with the softenings before -e and -i.
_PARADIGMS: tuple[Paradigm, ...] = (
    ("a", "y i ie ę ą o e om ami ach"),  # Ishiba: Ishiby, Ishibie, Ishibę, Ishibą
    ("ya", "i"),  # Iwaya: Iwai
    ("ta", "cie"),
    ("da", "dzie"),
    ("ra", "rze"),
    ("ła", "le"),
    ("ka", "ce ki"),
    ("ga", "dze gi"),
    ("cha", "sze"),
    ("ia", "ii ię ią io"),
    ("_", "a u owi em iem ie e y i owie ów om ami ach"),  # Stoltenberg, Seul
    ("t", "cie"),
    ("d", "dzie"),
    ("r", "rze"),
    ("ł", "le"),
    ("ek", "ka kowi kiem ku ki"),
    ("ec", "ca cowi cem cu cy"),
    ("e", "ego emu em"),  # Rutte: Ruttego
    ("y", "ego emu ym a ą ej e ych ymi"),
    ("i", "iego iemu im a ą iej ie ich imi"),
    ("ki", "kiego kiemu kim ka ką kiej kie kich kimi cy ko ku"),
    ("o", "a u owi em ie"),
    ("y", "_ ów om ami ach"),
)
_TABLE = ending_table(_PARADIGMS)
# Marks of Morfeusz's dictionary for readings that a news text does not have: old, rare, dialect, wrong.
_OUT_OF_USE = frozenset(("daw.", "rzad.", "arch.", "gwar.", "reg.", "przest.", "niepopr."))
# Its tags of prepositions, conjunctions, particles and pronouns. A form that is one of these is met as such: jak is no
# yak, od no ode; but koło and plus are words of their own besides.
_GRAMMATICAL = frozenset(("prep", "conj", "comp", "part", "ppron12", "ppron3", "siebie"))


def reader(_: str) -> Reader:
    import morfeusz2

    analyser = morfeusz2.Morfeusz(expand_tags=False)

    def readings(word: str) -> frozenset[str]:
        form = normal(word)
        found = known(word)
        return (found or likely_lemmas(form, _TABLE)) | _first_parts(form)

    def known(word: str) -> frozenset[str]:
        parts = {
            (lemma.split(":", 1)[0] if len(lemma) > 1 else lemma, tag.split(":", 1)[0])
            for _, _, (_, lemma, tag, _, marks) in analyser.analyse(word)
            if tag != "ign" and not tag.startswith("aglt") and not _OUT_OF_USE.intersection(marks)
        }
        is_grammatical = any(part in _GRAMMATICAL for _, part in parts)
        own = word.lower()
        lemmas = {lemma for lemma, part in parts if not is_grammatical or part in _GRAMMATICAL or lemma == own}
        # What is written small is no name, unless it is nothing else: "ale" is no form of Ala.
        words = {lemma for lemma in lemmas if lemma[:1].islower()} if word[:1].islower() else lemmas
        return frozenset(map(normal, words or lemmas))

    def forms(lemma: str) -> frozenset[str]:
        made = {form.lower() for form, *_ in analyser.generate(lemma)} if is_known(lemma) else set()
        return frozenset(made) or declined(lemma.lower(), _PARADIGMS)

    def is_known(word: str) -> bool:
        return normal(word) in known(word)

    return Reader(readings, is_known, forms)


def _first_parts(form: str) -> frozenset[str]:
    # japońsko-amerykański: the first part of a compound is an adjective in -o.
    return frozenset((form[:-1] + "i",)) if form.endswith(("sko", "cko")) else frozenset()
