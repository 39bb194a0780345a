"""French."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.lexical import lexical_reader
from monitor.text.languages.paradigms import Paradigm, ending_table, likely_lemmas

# Past participles, which the dictionary takes for adjectives: suivi is also of suivre (Grevisse, Le bon usage, 2016,
# §§ 805–816).
_PARTICIPLES: tuple[Paradigm, ...] = (
    ("er", "é ée és ées"),
    ("ir", "i ie is ies"),
    ("ivre", "ivi ivie ivis ivies"),
    ("mettre", "mis mise mises"),
    ("re", "u ue us ues"),
    ("prendre", "pris prise prises"),
)
_TABLE = ending_table(_PARTICIPLES)


def reader(_: str) -> Reader:
    return lexical_reader("fr", more=lambda form: likely_lemmas(form, _TABLE))
