"""What to think of in a query that can be read."""

from __future__ import annotations

import pytest

from monitor.matching import parse, warnings
from monitor.model.outlets import OutletId
from monitor.model.watches import Concept, ConceptId, Form, FormKind
from tests.builders import outlet

JAPAN = Concept(
    id=ConceptId("japan"),
    label="Japan",
    forms=(Form(text="Японія", language="uk"), Form(text="日本", language="ja")),
)
KOREA = Concept(id=ConceptId("korea"), label="Korea", forms=(Form(text="Корея", language="uk"),))
PARTNER = Concept(id=ConceptId("partner"), label="Partners", members=(JAPAN.id, KOREA.id))
NATO = Concept(id=ConceptId("nato"), label="NATO", forms=(Form(text="НАТО", language="*", kind=FormKind.ACRONYM),))
CONCEPTS = (JAPAN, KOREA, PARTNER, NATO)
OUTLETS = (
    outlet(id=OutletId("unian"), name="УНІАН", languages=("uk",), country="UA"),
    outlet(id=OutletId("onet"), name="Onet", languages=("pl", "uk"), country="PL"),
    outlet(id=OutletId("nhk"), name="NHK", languages=("ja",), country="JP"),
)


def said(query: str) -> tuple[str, ...]:
    return warnings(parse(query), CONCEPTS, OUTLETS)


NAMELESS = "has no name in {}; there only the names of other languages are found"


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("@japan", "pl"),
        ("@korea", "ja, pl"),
        ("@korea language:uk", ""),
        ("@korea outlet:Onet", "pl"),
        ("@korea (country:JP OR outlet:unian)", "ja"),
        ("@korea NOT language:(pl OR ja)", ""),
        ("@partner", "pl"),
        ("@nato", ""),
    ],
)
def test_a_concept_without_a_name_in_a_covered_language_is_warned_of(query: str, missing: str) -> None:
    name = query.split()[0]
    assert said(query) == ((f"{name} {NAMELESS.format(missing)}",) if missing else ())


def test_a_word_no_dictionary_knows_is_warned_of() -> None:
    assert said("альянсс") == ("no dictionary of the outlets' languages knows “альянсс”; is it spelt as you mean it?",)
    assert said("альянс Ішіба 日本") == ()


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("@nato NOT (@nato OR Рим)", "NOT @nato takes away all that @nato finds; the watch never matches"),
        ("@nato AND @japan NOT @partner", "NOT @partner takes away all that @japan finds; the watch never matches"),
        ("title:Рим NOT Рим", "NOT Рим takes away all that Рим finds; the watch never matches"),
        ("Рим NOT title:Рим", ""),
        ("@partner NOT @nato", ""),
    ],
)
def test_a_not_that_swallows_the_watch_is_warned_of(query: str, warning: str) -> None:
    assert [one for one in said(query) if "never matches" in one] == [warning] * bool(warning)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("NOT Рим", True),
        ("Рим OR NOT Токіо", True),
        ("NOT outlet:nhk", True),
        ("outlet:nhk NOT Рим", False),
        ("Рим", False),
    ],
)
def test_a_watch_that_needs_none_of_its_words_is_warned_of(query: str, expected: bool) -> None:
    assert any("nearly every article" in one for one in said(query)) is expected


@pytest.mark.parametrize(
    ("query", "sign"),
    [
        ("Рим and Токіо", "AND"),
        ("Рим або Токіо", "OR"),
        ("НАТО І Токіо", "AND"),
        ("Rom UND Tokio", "AND"),
        ("a w/5 b", "NEAR/5"),
    ],
)
def test_what_looks_like_a_sign_of_the_language_is_warned_of(query: str, sign: str) -> None:
    assert any(one.endswith(sign) for one in said(query))


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("Рим outlet:unain", "no outlet that is switched on answers outlet:unain; did you mean unian?"),
        ("Рим language:Ukrainian", "no outlet that is switched on answers language:Ukrainian"),
        ("Рим country:JPN", "no outlet that is switched on answers country:JPN; did you mean jp?"),
        ("2 OF (Рим, Токіо, Рим)", "Рим stands twice in one list and is counted twice"),
    ],
)
def test_what_never_holds_or_counts_twice_is_warned_of(query: str, warning: str) -> None:
    assert said(query) == (warning,)
