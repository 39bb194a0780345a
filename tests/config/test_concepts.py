"""A concept's file to a concept, and what is said of a wrong one."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.config.concepts import read_concept
from monitor.model.errors import ConfigError
from monitor.model.watches import Concept, ConceptId, Form, FormKind, Guard

FILE = """
label = "Rutte"
members = ["nato"]
except_in = ["Ruttestraat"]
[forms."*"]
acronyms = ["MR"]
[forms.en]
names = ["Rutte"]
proper = ["Mark"]
exact = ["the Dutchman"]
adjectives = ["Ruttean"]
[[guards]]
forms = ["Rutte"]
near = ["@nato"]
within = "sentence"
since = 2024-10-01
"""


def test_a_file_becomes_a_concept_whose_id_is_its_stem() -> None:
    guard = Guard(near=("@nato",), within="sentence", since=date(2024, 10, 1))
    assert read_concept("config/concepts/rutte.toml", FILE) == Concept(
        id=ConceptId("rutte"),
        label="Rutte",
        members=(ConceptId("nato"),),
        except_in=("Ruttestraat",),
        forms=(
            Form(text="MR", language="*", kind=FormKind.ACRONYM),
            Form(text="Rutte", language="en", guard=guard),
            Form(text="Mark", language="en", kind=FormKind.PROPER),
            Form(text="the Dutchman", language="en", kind=FormKind.EXACT),
            Form(text="Ruttean", language="en", part="adjective"),
        ),
    )


WRONG = [
    ("label =", "", "is not TOML"),
    ("[forms.en]\nnames=['a']", "top level", "label"),
    ("label='x'", "forms", "has no name"),
    ("label='x'\nname='y'\n[forms.en]\nnames=['a']", "top level", "name"),
    ("label='x'\n[forms.en]\nnames='a'", "forms[...].names", "array"),
    ("label='x'\n[forms.en]\nnames=['—']", "forms", "no letter"),
    ("label='x'\n[forms.en]\nnames=['a']\n[[guards]]\nforms=['b']\nnear=['c']", "guards[0].forms", "no form"),
    ("label='x'\n[forms.en]\nnames=['a']\n[[guards]]\nforms=['a']", "guards[0]", "no condition"),
    ("label='x'\n[forms.en]\nnames=['a']\n[[guards]]\nnear=['c']\nwithin='page'", "guards[0].within", "page"),
]


@pytest.mark.parametrize(("text", "key", "said"), WRONG)
def test_a_wrong_file_is_told_with_its_key(text: str, key: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_concept("config/concepts/x.toml", text)
    assert (caught.value.file, caught.value.key) == ("config/concepts/x.toml", key)
    assert said in str(caught.value)
