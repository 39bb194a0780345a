"""Why, why not, and which forms."""

from __future__ import annotations

from datetime import date

from monitor.matching import explain, forms_of, render_explanation
from monitor.model.watches import Concept, ConceptId, Form, FormKind, Guard
from tests.builders import article

JAPAN = Concept(
    id=ConceptId("japan"),
    label="Japan",
    forms=(
        Form(text="Японія", language="uk"),
        Form(text="日本", language="ja"),
        Form(text="японський", language="uk", part="adjective"),
    ),
)
NATO = Concept(id=ConceptId("nato"), label="NATO", forms=(Form(text="НАТО", language="*", kind=FormKind.ACRONYM),))
KISHIDA = Concept(
    id=ConceptId("kishida"),
    label="Kishida",
    forms=(Form(text="Кісіда", language="uk", guard=Guard(until=date(2024, 10, 1))),),
)
CONCEPTS = (JAPAN, NATO, KISHIDA)
ARTICLE = article(title=None, text="НАТО чекає. Кісіда прибув із Японії.", language="uk")


def lines(query: str) -> tuple[str, ...]:
    return render_explanation(explain(query, ARTICLE, outlet=None, concepts=CONCEPTS))


def test_an_answer_is_explained_by_its_hits() -> None:
    assert lines("@nato AND @japan") == (
        "matches; read as uk",
        "+ @nato AND @japan",
        "  + @nato: 1 × НАТО",
        "  + @japan: 1 × Японії",
        "text 0–4: НАТО  (@nato)",
        "text 29–35: Японії  (@japan; read as японія)",
    )


def test_of_alternatives_the_nearest_is_named() -> None:
    said = lines("Рим OR @nato NEAR/2 @japan OR (Рим AND @japan) OR title:@nato")
    assert said[1].endswith(": @nato NEAR/2 @japan comes nearest")
    assert "  - Рим: is not named" in said
    assert "  - @nato NEAR/2 @japan: the nearest, НАТО and Японії, are 5 words apart, at most 2 are wanted" in said
    assert "  - title:@nato: it stands in the text" in said


def test_of_a_thousand_pairs_the_nearest_is_found() -> None:
    text = "НАТО " * 500 + "Рим " * 7 + "Японія " * 500
    said = explain("@nato NEAR/3 @japan", article(title=None, text=text, language="uk"), outlet=None, concepts=CONCEPTS)
    assert said.root.note == "the nearest, НАТО and Японія, are 8 words apart, at most 3 are wanted"


def test_a_distance_is_counted_as_near_counts_it() -> None:
    one = article(title=None, text="Рада безпеки НАТО чекає і чекає на Японію.", language="uk")
    assert explain('"рада безпеки" NEAR/6 Японія', one, outlet=None, concepts=()).matches
    failed = explain('"рада безпеки" NEAR/5 Японія', one, outlet=None, concepts=())
    assert "are 6 words apart, at most 5 are wanted" in failed.root.note


def test_a_failed_clause_says_how_near_it_came() -> None:
    said = lines("@nato NEAR/s @japan")
    assert said[:2] == (
        "does not match; read as uk",
        "- @nato NEAR/s @japan: the nearest, НАТО and Японії, are 5 words apart, but in two sentences",
    )


def test_a_guarded_name_says_why_it_does_not_count() -> None:
    assert lines("@kishida")[1] == (
        "- @kishida: “Кісіда” does not count: the article is of 2026-11-02, not from … to before 2024-10-01"
    )


def test_a_count_says_how_many_hold() -> None:
    assert lines("2 OF (@nato, Рим, Токіо)")[1] == "- 2 OF (@nato, Рим, Токіо): 1 of 3 hold, 2 are wanted"


def test_a_concepts_forms_are_listed_with_the_generated_ones_marked() -> None:
    found = {(form.text, form.generated) for form in forms_of(JAPAN.id, CONCEPTS)}
    assert {("Японія", False), ("Японією", True), ("日本", False), ("японського", True)} <= found
