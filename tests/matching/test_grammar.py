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
from monitor.text import tokens

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
    # As other keyboards, word processors and web pages write it.
    ("（title：日本　ＯＲ　ＮＡＴＯ）　＠ｊａｐａｎ", "(title:日本 OR NATO) AND @japan"),
    ("”a b” »c d« ‹e f› 「日本 政府」", '"a b" AND "c d" AND "e f" AND "日本 政府"'),
    ("\ufeffa\u200b AND\u00a0b\u00ad", "a AND b"),
    ("@South‑Korea", "@south-korea"),
    ('"ＮＡＴＯ"', '"ＮＡＴＯ"'),
    ("Title:a LANGUAGE:uk", "title:a AND language:uk"),
    ("outlet:(a OR b) language:(uk)", "(outlet:a OR outlet:b) AND language:uk"),
    ("cites:(reuters NOT (ap OR afp))", "cites:reuters NOT (cites:ap OR cites:afp)"),
    ("NOT (NOT a)", "NOT (NOT a)"),
    ("title:(NOT a) title:(outlet:b)", "title:(NOT a) AND title:(outlet:b)"),
    ('"near/8" "-a" "a|b"', '"near/8" AND "-a" AND "a|b"'),
    ('"a \\\\ \\"b\\""', '"a \\\\ \\"b\\""'),
]


@pytest.mark.parametrize(("query", "canonical"), CANONICAL)
def test_a_query_is_printed_in_its_canonical_form(query: str, canonical: str) -> None:
    assert render(parse(query)) == canonical


WRONG = [
    ("", 1, 1, "empty"),
    ("\u200b", 1, 1, "empty"),
    ("a AND", 1, 6, "the query ends here; expected a word"),
    ("AND", 1, 1, "unexpected 'AND'; expected a word"),
    ("NOT", 1, 4, "the query ends here"),
    ("(a OR b", 1, 1, 'this "(" is never closed'),
    ("a AND (b OR (c)", 1, 7, 'this "(" is never closed'),
    ("a )", 1, 3, 'there is no "("'),
    ("a ()", 1, 4, "nothing stands between the parentheses"),
    ("a AND\nOR b", 2, 1, "unexpected 'OR'"),
    ("a АND b", 1, 3, "Cyrillic"),
    ("NОT a", 1, 1, "Cyrillic"),
    ("foo:bar", 1, 4, "no field foo:. There are title:, text:"),
    ("titel:a", 1, 6, "did you mean title:?"),
    ("title :a", 1, 7, "without a blank, title:"),
    ("title:text:a", 1, 11, "text: cannot stand inside a field"),
    ("title:(a text:b)", 1, 10, "text: cannot stand inside a field"),
    ("a : b", 1, 3, "no field a:"),
    ("outlet:(a NEAR/3 b)", 1, 9, "outlet: takes a name"),
    ("author:@rutte", 1, 8, "author: takes a name"),
    ("outlet:ukr*", 1, 8, "not ukr*"),
    ('a "never closed', 1, 3, "never closed"),
    ("a “never closed", 1, 3, "never closed"),
    ('="never closed', 1, 1, "never closed"),
    ('зв"язку', 1, 1, "a blank is missing between зв and the quotation mark"),
    ('"a b"~5', 1, 1, "a NEAR/5 b"),
    ('="a b"*', 1, 1, "nothing glued to its end"),
    ("'a b'", 1, 1, "double quotation marks"),
    ("‘a b’", 1, 1, "double quotation marks"),
    ("a NEAR b", 1, 3, "NEAR/8"),
    ("a near/5 b", 1, 3, "in capitals and without blanks, NEAR/5"),
    ("a NEAR/ 5 b", 1, 3, "NEAR/5"),
    ("a NEAR/x b", 1, 3, "NEAR/8"),
    ("a NEAR/99999999999 b", 1, 3, "NEAR/8"),
    ("a NEAR/0 b", 1, 3, "the least is NEAR/1"),
    ("a NEAR/3", 1, 9, "the query ends here"),
    ("a NEAR/3 NOT b", 1, 10, "unexpected 'NOT'"),
    ("a NEAR/3 (b OR outlet:x)", 1, 3, "NEAR/3 joins"),
    (" NEAR/2 ".join("a" * 40), 1, 273, "at most 30 NEAR"),
    ("3 OF (a, b)", 1, 1, "never holds"),
    ("0 OF (a, b)", 1, 1, "always holds"),
    ("5 OF three", 1, 6, "expected a list in parentheses"),
    ("OF (a, b)", 1, 1, "number before OF"),
    ("2 of (a, b)", 1, 8, "2 OF (a, b, c)"),
    ("1,000", 1, 2, "quotation marks"),
    ("@", 1, 1, "concept's id"),
    ("@japan:verb", 1, 1, "@japan:noun or @japan:adjective"),
    ("a @nato@japan", 1, 3, "a blank before @"),
    ("—", 1, 1, "cannot stand here"),
    ("🚀", 1, 1, "no letter"),
    ("a b -c", 1, 5, "write NOT"),
    ("a || b", 1, 3, "write OR"),
    ("a && b", 1, 3, "write AND"),
    ("+a", 1, 1, "every part is wanted"),
    ("na*to", 1, 3, "liaison*"),
    ("*nato", 1, 1, "liaison*"),
    ("na?o", 1, 3, "any inflection"),
    ("a=b", 1, 2, "a blank before ="),
    ("(" * 100 + "a" + ")" * 100, 1, 61, "parentheses"),
    ('"' + "а " * 200 + '"', 1, 1, "words"),
]


@pytest.mark.parametrize(("query", "line", "column", "said"), WRONG)
def test_a_wrong_query_is_told_where_and_what_was_expected(query: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert said in str(caught.value)


SIGNS = st.sampled_from(
    [*'ab "()@=*:,\\/12nsp\n“”«»「」‘＂（：ОА', "AND ", " OR", "NOT ", "2 OF (", " NEAR/3 ", "title:", "outlet:"]
)


@given(st.lists(SIGNS).map("".join) | st.text())
def test_any_text_is_a_query_that_reads_back_or_a_query_error(text: str) -> None:
    said = answer(text)
    if isinstance(said, QueryError):
        assert 1 <= said.line <= text.count("\n") + 1
        assert 1 <= said.column <= len(text) + 1
    else:
        assert parse(render(said)).root == said.root


def answer(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


words = st.text(alphabet="абвxyz", min_size=1, max_size=4) | st.text(alphabet="日本", min_size=1, max_size=3)
ODD = [
    "AND",
    "NОT",
    "near/8",
    "-a",
    "a!",
    "12",
    "２",
    "ＮＡＴＯ",
    "a)",
    "a,",
    "@a",
    "a*",
    "=a",
    "'a",
    "“a”",
    "a\\",
    'a"',
]
one = words | st.sampled_from(ODD)
phrases = st.lists(one, min_size=2, max_size=3).map(" ".join)
leaves = st.one_of(
    one.map(lambda text: Term(kind=TermKind.WORD, text=text)).filter(lambda term: len(tokens(term.text)) == 1),
    phrases.map(lambda text: Term(kind=TermKind.PHRASE, text=text)),
    (one | phrases).map(lambda text: Term(kind=TermKind.EXACT, text=text)),
    (one | phrases).map(lambda text: Term(kind=TermKind.PREFIX, text=text)),
    st.just(Term(kind=TermKind.CONCEPT, text="south-korea")),
    st.just(Term(kind=TermKind.CONCEPT, text="nato", part="noun")),
)
facts = st.builds(FactFilter, fact=st.sampled_from(Fact), value=one | phrases)


def several(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(inner, min_size=2, max_size=3).map(tuple)


def joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """What has a place in the text, as far as NEAR may join it."""
    return st.one_of(
        several(inner).map(lambda items: AnyOf(items=items)),
        several(inner).map(lambda items: All(items=items)),
        st.builds(Near, left=inner, right=inner, unit=st.just(Unit.WORDS), distance=st.integers(1, 99)),
        st.builds(Near, left=inner, right=inner, unit=st.sampled_from((Unit.SENTENCE, Unit.PARAGRAPH))),
    )


def grouped(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        several(inner).map(lambda items: AnyOf(items=items)),
        several(inner).map(lambda items: All(items=items)),
        st.builds(AtLeast, count=st.integers(1, 2), items=several(inner)),
        st.builds(Not, item=inner),
    )


unfielded = st.recursive(st.recursive(leaves, joined, max_leaves=6) | facts, grouped, max_leaves=6)
fielded = st.builds(InField, field=st.sampled_from(("title", "text", "lead")), item=unfielded)


@given(st.recursive(unfielded | fielded, grouped, max_leaves=8))
def test_what_is_printed_reads_as_it_was(root: Node) -> None:
    assert parse(render(Query(root=root))).root == root
