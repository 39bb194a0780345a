"""Compiled watches, asked of articles."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.matching import compile_watches
from monitor.matching.evaluation import answer
from monitor.model.articles import Article
from monitor.model.errors import QueryError
from monitor.model.moments import Precision, Published
from monitor.model.watches import Concept, ConceptId, Form, FormKind, Guard, Hit, Match, Watch, WatchId
from monitor.text import normal
from tests.builders import article, outlet, watch

JAPAN = Concept(
    id=ConceptId("japan"), label="Japan", forms=(Form(text="Japan", language="en"), Form(text="Japonia", language="pl"))
)
KOREA = Concept(id=ConceptId("korea"), label="Korea", forms=(Form(text="South Korea", language="en"),))
PARTNER = Concept(id=ConceptId("partner"), label="Partners", members=(JAPAN.id, KOREA.id))
NATO = Concept(
    id=ConceptId("nato"),
    label="NATO",
    forms=(
        Form(text="NATO", language="*", kind=FormKind.ACRONYM),
        Form(text="Alliance", language="en", kind=FormKind.PROPER, guard=Guard(near=("@nato",), within="sentence")),
    ),
    except_in=("Asian NATO",),
)
RUTTE = Concept(
    id=ConceptId("rutte"),
    label="Rutte",
    forms=(Form(text="Rutte", language="en", guard=Guard(since=date(2024, 10, 1))),),
)
CONCEPTS = (JAPAN, KOREA, PARTNER, NATO, RUTTE)


def answers(query: str, one: Article) -> bool:
    matcher = compile_watches([watch(query)], CONCEPTS)
    return bool(matcher.match(one, outlet=outlet(id="ukrinform", name="Укрінформ", country="UA")))


def test_a_match_names_every_hit_with_its_field_place_form_and_term() -> None:
    one = article(title="Japan and NATO", text="In Japan.")
    assert compile_watches([watch("@nato AND @partner")], CONCEPTS).match(one) == (
        Match(
            watch=WatchId("test"),
            article=one.url,
            hits=(
                Hit(field="title", start=0, end=5, form="Japan", term="@partner"),
                Hit(field="title", start=10, end=14, form="NATO", term="@nato"),
                Hit(field="text", start=3, end=8, form="Japan", term="@partner"),
            ),
        ),
    )


ARTICLE = article(
    title="Seoul hosts talks",
    text="NATO spoke to South Korea. Japan was absent.\nThe Alliance of NATO met Rutte. A liaison office opens.\nRenault cuts its Alliance.",
    author="Максим Царук",
    cites=("reuters",),
    outlet="ukrinform",
    language="en",
    published=Published(at=datetime(2025, 4, 9, tzinfo=UTC), precision=Precision.DAY),
)
ANSWERS = [
    ("@nato AND @japan", True),
    ("@nato NEAR/s @korea", True),
    ("@nato NEAR/s @japan", False),
    ("@nato NEAR/p @japan", True),
    ("@japan NEAR/p Rutte", False),
    ("NATO NEAR/3 Korea", False),
    ("NATO NEAR/4 Korea", True),
    ("Korea NEAR/4 NATO", True),
    ("title:Seoul", True),
    ("text:Seoul", False),
    ("title:(Seoul AND talk)", True),
    ("2 OF (@japan, @korea, Renault)", True),
    ("3 OF (@japan, @korea, Wellington)", False),
    ("@nato NOT Renault", False),
    ("@nato NOT Wellington", True),
    ("NOT Wellington", True),
    ("outlet:ukrinform country:ua language:en cites:Reuters author:царук", True),
    ("outlet:Укрінформ", True),
    ("outlet:tass OR country:RU OR language:uk OR cites:tass OR author:smith", False),
    ('"liaison offices"', True),
    ('="liaison offices"', False),
    ("liais*", True),
    ("@rutte", True),
    ("@partner", True),
    ("wellington OR NOT @nato", False),
]


@pytest.mark.parametrize(("query", "expected"), ANSWERS)
def test_the_query_language_means_what_it_says(query: str, expected: bool) -> None:
    assert answers(query, ARTICLE) is expected


def test_a_guarded_form_counts_only_beside_what_its_guard_wants() -> None:
    found = compile_watches([watch("@nato")], CONCEPTS).match(ARTICLE)[0].hits
    assert [hit.form for hit in found] == ["NATO", "Alliance", "NATO"]


def test_a_person_out_of_office_is_not_named() -> None:
    before = article(
        text="Rutte spoke.", published=Published(at=datetime(2024, 9, 30, tzinfo=UTC), precision=Precision.DAY)
    )
    assert not answers("@rutte", before)


def test_a_longer_name_that_means_something_else_is_no_hit() -> None:
    assert not answers("@nato", article(title=None, text="An Asian NATO was proposed."))


def test_an_unknown_concept_is_told_with_its_watch_and_column() -> None:
    with pytest.raises(QueryError, match=r"watch test: .*column 6: there is no concept @japon; did you mean @japan\?"):
        compile_watches([watch("a OR @japon")], CONCEPTS)


def test_a_group_that_holds_itself_is_told() -> None:
    ring = Concept(id=ConceptId("ring"), label="Ring", members=(ConceptId("ring"),))
    with pytest.raises(QueryError, match="member of itself"):
        compile_watches([watch("@ring")], (ring,))


def test_matches_come_in_the_order_of_the_watches() -> None:
    watches = [
        Watch(id=WatchId(name), name=name, query=query)
        for name, query in (("b", "NATO"), ("c", "nowhere"), ("a", "NOT x"))
    ]
    assert [match.watch for match in compile_watches(watches, ()).match(ARTICLE)] == ["b", "a"]


LINE = st.lists(
    st.sampled_from(["NATO", "Japan", "South", "Korea", "Rutte", ".", "\n", "日本", "Seoul"]), max_size=12
).map(" ".join)
QUERY = st.sampled_from(
    [
        *(
            "@nato",
            "@japan",
            "@partner",
            "Seoul",
            "日本",
            "@nato NEAR/s @japan",
            "2 OF (@nato, @japan, Seoul)",
            "Korea*",
        ),
        *('"South Korea"', '"Korea South" OR Rutte', "Seoul NOT Japan", "(Seoul OR Rutte) NEAR/2 @korea", "NOT NATO"),
    ]
)


@settings(deadline=None)
@given(QUERY, QUERY, LINE)
def test_excluding_a_term_never_adds_a_match(query: str, other: str, line: str) -> None:
    with_other = compile_watches([watch(f"({query}) NOT ({other})")], CONCEPTS).answers(line, "en")[0]
    assert not with_other or compile_watches([watch(query)], CONCEPTS).answers(line, "en")[0]


@settings(deadline=None)
@given(st.lists(QUERY, min_size=1, max_size=12), LINE)
def test_watches_answer_together_as_each_does_by_itself(queries: list[str], line: str) -> None:
    """Which of many are asked at all is told by the atoms that the text names; none that answers may be passed over."""
    watches = [Watch(id=WatchId(f"w{number}"), name="w", query=query) for number, query in enumerate(queries)]
    together = compile_watches(watches, CONCEPTS)
    one = article(title=None, text=line, language="en")
    reading = together.read(one, outlet=None)
    asked = [answer(root, reading, together.program.atoms_of) for root in together.program.roots]
    alone = tuple(match for each in watches for match in compile_watches([each], CONCEPTS).match(one))
    assert together.match(one) == alone
    assert [spots is not None for spots in asked] == [each.id in {match.watch for match in alone} for each in watches]


# The first line of a language loads its dictionary.
@settings(deadline=None)
@given(QUERY, st.text() | LINE)
def test_every_hit_lies_in_its_field(query: str, text: str) -> None:
    for hit in compile_watches([watch(query)], CONCEPTS).hits_in(text, language=None):
        assert (hit.field, text[hit.start : hit.end]) == ("text", hit.form)
        assert hit.form


# Signs whose normal form is longer or shorter than they are, or that stand beside a letter and are none.
ODD = st.lists(
    st.sampled_from(
        [
            "NATO",
            "ＮＡＴＯ",
            "日本",
            "ﬀ",
            "㌀",
            "ｶﾞ",
            "e\u0301",
            "İ",
            "\u00ad",
            "\u200b",
            "🚀",
            "👩\u200d🚀",
            "ß",
            " ",
            ".",
            "\n",
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None)
@given(st.sampled_from(["NATO", "日本", "=NATO", "NATO NEAR/s 日本", "@nato", "アパート", "ガ"]), ODD)
def test_every_hit_reads_as_what_was_looked_for(query: str, text: str) -> None:
    for hit in compile_watches([watch(query)], CONCEPTS).hits_in(text, language="ja"):
        assert text[hit.start : hit.end] == hit.form
        read, wanted = normal(hit.form), normal(hit.term.lstrip("@="))
        # An acronym in capitals is found with what is written on to it: NATOn, and so NATOﬀ.
        assert read == wanted or (wanted == "nato" and read.startswith(wanted))
