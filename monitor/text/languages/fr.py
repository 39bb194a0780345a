"""French."""

from __future__ import annotations

from monitor.text.languages import Reader
from monitor.text.languages.inflected import inflected_reader
from monitor.text.languages.paradigms import Paradigm

# Gender and number, and the first and second conjugation (Grevisse, Le bon usage 2016, §§ 500–549, 795–835).
_PARADIGMS: tuple[Paradigm, ...] = (
    ("_", "s e es x"),
    ("al", "aux ale ales"),
    ("ail", "aux"),
    ("if", "ive ifs ives"),
    ("eux", "euse euses"),
    ("eur", "euse euses eurs rice rices"),
    ("teur", "trice trices"),
    ("er", "ère ers ères"),
    ("el", "elle elles els"),
    ("en", "enne ennes ens"),
    ("on", "onne onnes ons"),
    (
        "er",
        "e es ons ez ent é ée és ées ant ait aient ais ions iez a ai as âmes èrent era erai eras erons erez eront "
        "erait eraient erais asse",
    ),
    ("ir", "is it issons issez issent i ie is ies issant issait issaient ira iront irait irent"),
    ("re", "s ons ez ent u ue us ues ant ait aient ra ront rait it irent"),
)


def reader(_: str) -> Reader:
    import snowballstemmer

    return inflected_reader("fr", _PARADIGMS, snowballstemmer.stemmer("french").stemWord)
