"""English."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.inflected import inflected_reader
from monitor.text.languages.paradigms import Paradigm

# Plurals, third person, past, participle, comparison (Quirk et al. 1985, §§ 3.2–3.10, 5.79–5.84, 7.75–7.79).
_PARADIGMS: tuple[Paradigm, ...] = (
    ("_", "s es ed ing er est"),
    ("e", "es ed ing er est"),
    ("y", "ies ied ier iest"),
    ("f", "ves"),
    ("fe", "ves"),
    *((sign, f"{sign * 2}ed {sign * 2}ing {sign * 2}er {sign * 2}est") for sign in "bdglmnprtvz"),
)


def reader(_: str) -> Reader:
    import snowballstemmer

    return inflected_reader("en", _PARADIGMS, snowballstemmer.stemmer("english").stemWord)
