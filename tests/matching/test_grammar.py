"""The query language: text to tree and back, and what is said of a query that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matching import parse, render
from monitor.matching.query import (
    All,
    AnyOf,
    AtLeast,
    Fact,
    FactFilter,
    InField,
    Near,
    Node,
    Not,
    Query,
    Term,
    TermKind,
    Unit,
)
from monitor.model.errors import QueryError

CANONICAL = [
    ("@nato AND (@japan OR @south-korea)", "@nato AND (@japan OR @south-korea)"),
    ("альянс NEAR/8 Токіо", "альянс NEAR/8 Токіо"),
    ('"офіс зв\'язку"   ="Liaison Office"', '"офіс зв\'язку" AND ="Liaison Office"'),
    ("liaison*", "liaison*"),
    ("title:@nato  text:x outlet:ukrinform language:uk", "title:@nato AND text:x AND outlet:ukrinform AND language:uk"),
    ('country:JP cites:reuters author:"J. Smith"', 'country:JP AND cites:reuters AND author:"J. Smith"'),
    ("2 OF (@japan,@australia, @new-zealand)", "2 OF (@japan, @australia, @new-zealand)"),
    ('@nato NOT ("Renault" OR outlet:tass)', "@nato NOT (Renault OR outlet:tass)"),
    ("@nato AND NOT a", "@nato NOT a"),
    ("a b OR c", "a AND b OR c"),
    ("(a OR b) NEAR/s c NEAR/p d", "(a OR b) NEAR/s c NEAR/p d"),
    ("a NEAR/s (b NEAR/3 c)", "a NEAR/s (b NEAR/3 c)"),
    ("@japan:noun", "@japan:noun"),
    ("title:(a b)", "title:(a AND b)"),
    ("«офіс» „x y”", 'офіс AND "x y"'),
    ("日本 나토", "日本 AND 나토"),
    ('"AND" OR "12"', '"AND" OR "12"'),
    ("\n a\n OR\n b", "a OR b"),
]


@pytest.mark.parametrize(("query", "canonical"), CANONICAL)
def test_a_query_is_printed_in_its_canonical_form(query: str, canonical: str) -> None:
    assert render(parse(query)) == canonical


WRONG = [
    ("", 1, 1, "empty"),
    ("a AND", 1, 6, "ends here"),
    ("(a OR b", 1, 8, '")"'),
    ("a )", 1, 3, "unexpected ')'"),
    ("a AND\nOR b", 2, 1, "unexpected 'OR'"),
    ("foo:bar", 1, 4, "no field foo:"),
    ('a "never closed', 1, 3, "quotation mark"),
    ("a NEAR b", 1, 3, "NEAR/8"),
    ("a NEAR/x b", 1, 3, "NEAR/8"),
    ("a NEAR/3 NOT b", 1, 10, "unexpected 'NOT'"),
    ("a NEAR/3 (b OR outlet:x)", 1, 3, "NEAR/3 joins"),
    ("3 OF (a, b)", 1, 1, "between 1 and 2"),
    ("0 OF (a, b)", 1, 1, "between 1 and 2"),
    ("OF (a, b)", 1, 1, "number before OF"),
    ("@", 1, 1, "concept's id"),
    ("—", 1, 1, "no letter"),
    ("(" * 100 + "a" + ")" * 100, 1, 61, "parentheses"),
    ('"' + "а " * 200 + '"', 1, 1, "words"),
]


@pytest.mark.parametrize(("query", "line", "column", "said"), WRONG)
def test_a_wrong_query_is_told_where_and_what_was_expected(query: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert said in str(caught.value)


@given(st.text(alphabet=st.sampled_from('ab "()@=*:,\\/AND ORNOTEF12nsp\n')))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(render(query)).root == query.root


words = st.text(alphabet="абвxyz", min_size=1, max_size=4) | st.text(alphabet="日本", min_size=1, max_size=3)
leaves = st.one_of(
    words.map(lambda text: Term(kind=TermKind.WORD, text=text)),
    words.map(lambda text: Term(kind=TermKind.EXACT, text=text)),
    words.map(lambda text: Term(kind=TermKind.PREFIX, text=text)),
    st.just(Term(kind=TermKind.CONCEPT, text="nato", part="noun")),
)
facts = st.builds(FactFilter, fact=st.sampled_from(Fact), value=words)


def groups(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda items: AnyOf(items=items)),
        several.map(lambda items: All(items=items)),
        st.builds(AtLeast, count=st.just(1), items=several),
        st.builds(InField, field=st.sampled_from(["title", "text"]), item=leaves),
        st.builds(Not, item=leaves),
        st.builds(Near, left=leaves, right=leaves, unit=st.just(Unit.WORDS), distance=st.integers(0, 99)),
    )


@given(st.recursive(st.one_of(leaves, facts), groups, max_leaves=8))
def test_what_is_printed_reads_as_it_was(root: Node) -> None:
    text = render(Query(root=root))
    assert render(parse(text)) == text
