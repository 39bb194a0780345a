"""Lithuanian."""

from __future__ import annotations

import re
from itertools import product

from monitor.text.languages import Reader
from monitor.text.languages.lexical import lexical_reader

# Participles are of their verb: skirtos of skirti, vykdantiems of vykdyti, gerinamos of gerinti (Dabartinės lietuvių
# kalbos gramatika, §§ 663–740): the stem, the sign of the participle, the ending of an adjective.
_SIGNS = ("am", "om", "im", "t", "ant", "int", "anč", "inč", "us", "dam")
_ADJECTIVE_ENDING = re.compile(r"[aiyoueėąęįųū]\w{0,5}\Z")
_INFINITIVES = ("ti", "yti", "ėti", "oti", "uoti", "inti", "auti", "inėti")


def _of_participle(form: str) -> frozenset[str]:
    stems = {
        form[:place]
        for sign in _SIGNS
        if (place := form.rfind(sign)) > 2 and _ADJECTIVE_ENDING.match(form, place + len(sign))
    }
    return frozenset(stem + ending for stem, ending in product(stems, _INFINITIVES))


def reader(_: str) -> Reader:
    return lexical_reader("lt", more=_of_participle)
