"""Belarusian: by the endings of its grammar alone; there is no dictionary of it that we may ship."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.paradigms import Paradigm, ending_table, likely_lemmas
from monitor.text.normalising import normal

_PARADIGMS: tuple[Paradigm, ...] = (
    ("а", "ы і е у ай аю _ ам амі ах"),
    ("я", "і ю яй яю ь ям ямі ях"),
    ("ія", "іі ію іяй ій іям іямі іях"),
    ("_", "а у ом е ы і аў ам амі ах"),
    ("ь", "я ю ем і яў ям ямі ях"),
    ("скі", "скага скаму скім ская скай скую скае скія скіх скімі ска"),
    ("ы", "ага аму ым ая ай ую ае ыя ых ымі"),
)
_TABLE = ending_table(_PARADIGMS)


def reader(_: str) -> Reader:
    return Reader(lambda word: frozenset(map(normal, likely_lemmas(word.lower(), _TABLE))))
