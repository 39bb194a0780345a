"""The query language: text to tree, and errors that say where and what was expected."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
    Place,
    Query,
    Term,
    TermKind,
    Unit,
)
from monitor.model.errors import QueryError
from monitor.text import tokens

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

# A blank between two parts is AND; NOT takes one part; NEAR binds closer than AND, AND closer than OR.
# The priorities let the longer keyword win over a bare word: "NEAR/8" and "2 OF" are never words.
_GRAMMAR = r"""
?start: either
?either: both (OR both)*
?both: step (AND? step)*
?step: near | negation
negation: NOT near
?near: one (NEAR one)*
?one: term | fact | field | count | "(" either ")"
count: COUNT "(" either ("," either)* ")"
field: FIELD (term | count | "(" either ")")
fact: FACT (BARE | STRING | NUMBER)
?term: CONCEPT -> concept
     | PREFIX -> prefix
     | EXACT -> exact
     | STRING -> phrase
     | BARE -> word
     | NUMBER -> word

AND.6: /AND(?![^\s()])/
OR.6: /OR(?![^\s()])/
NOT.6: /NOT(?![^\s()])/
COUNT.5: /\d{1,9}\s+OF(?=[\s(])/
NEAR.5: /NEAR\/(\d{1,9}|s|p)(?![^\s()])/
FIELD.4: /(title|text|lead):/
FACT.4: /(outlet|language|country|cites|author):/
CONCEPT.3: /@[A-Za-z0-9][A-Za-z0-9_-]*(:(noun|adjective))?(?![^\s(),])/
EXACT.3: /=("(\\.|[^"\\])*"|[^\s"@=():,*]+)/
PREFIX.3: /("(\\.|[^"\\])*"|[^\s"@=():,*]+)\*/
STRING.2: /"(\\.|[^"\\])*"|“[^“”"]*”|„[^“”"]*[“”]|«[^«»"]*»/
NUMBER.2: /\d+(?![^\s(),])/
BARE.1: /(?!(AND|OR|NOT|OF|NEAR)(?![^\s()]))(?!NEAR\/)[^\s"“”„«»@=():,*]+/
%ignore /\s+/
"""

# What a person would call each terminal, for "expected …".
_NAMES = {
    "LPAR": '"("',
    "RPAR": '")"',
    "COMMA": '","',
    "AND": "AND",
    "OR": "OR",
    "NOT": "NOT",
    "NEAR": "NEAR/8, NEAR/s or NEAR/p",
    "COUNT": "2 OF (…)",
    "FIELD": "title:, text: or lead:",
    "FACT": "outlet:, language:, country:, cites: or author:",
    "CONCEPT": "a @concept",
    "STRING": 'a "phrase"',
    "BARE": "a word",
    "$END": "the end",
}
_A_PART = frozenset(("CONCEPT", "STRING", "BARE", "COUNT", "FIELD", "FACT", "EXACT", "PREFIX", "NUMBER"))


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


def parse(query: str) -> Query:
    """The query as a tree; raises QueryError with line, column and what was expected."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
    from lark.lexer import Token as LarkToken

    if not query.strip():
        raise QueryError("the query is empty; name at least one word or @concept", column=1)
    _check_depth(query)
    try:
        tree = _parser().parse(query)
    except UnexpectedCharacters as error:
        raise QueryError(_unreadable(query, error.pos_in_stream or 0), line=error.line, column=error.column) from error
    except UnexpectedToken as error:
        raise _misplaced(query, error.token, error.expected) from error
    except UnexpectedEOF as error:
        raise QueryError("the query ends too early", column=len(query) + 1) from error
    if isinstance(tree, LarkToken):
        raise QueryError("expected a word or @concept", column=1)
    found: list[tuple[str, Place]] = []
    root = _node(tree, found)
    return Query(root=root, places=tuple(found))


def _node(tree: Tree[Token] | Token, found: list[tuple[str, Place]]) -> Node:
    from lark import Tree as LarkTree

    assert isinstance(tree, LarkTree)  # every rule that is left makes a tree
    if tree.data in _LEAVES:
        return _leaf(tree, found)
    match tree.data:
        case "fact":
            return FactFilter(fact=Fact(str(tree.children[0])[:-1]), value=_unquoted(str(tree.children[1])))
        case "field":
            return InField(field=str(tree.children[0])[:-1], item=_node(tree.children[1], found))
        case "negation":
            return Not(item=_node(tree.children[1], found))
        case "near":
            return _near(tree, found)
        case "count":
            return _count(tree, found)
        case _:
            items = tuple(_node(part, found) for part in tree.children if isinstance(part, LarkTree))
            return AnyOf(items=items) if tree.data == "either" else All(items=items)


_LEAVES = {
    "concept": TermKind.CONCEPT,
    "word": TermKind.WORD,
    "phrase": TermKind.PHRASE,
    "exact": TermKind.EXACT,
    "prefix": TermKind.PREFIX,
}


# At each word of a text a phrase is compared word by word, so its length is bounded: longer than any name or slogan.
_LONGEST_PHRASE = 60


def _leaf(tree: Tree[Token], found: list[tuple[str, Place]]) -> Term:
    token = tree.children[0]
    written = str(token)
    place = Place(line=getattr(token, "line", 1), column=getattr(token, "column", 1))
    kind = _LEAVES[tree.data]
    if kind is TermKind.CONCEPT:
        name, _, part = written[1:].partition(":")
        found.append((name, place))
        return Term(kind=kind, text=name, part=part or None)
    text = _unquoted(written.removeprefix("=").removesuffix("*"))
    count = len(tokens(text))
    if not count:
        raise QueryError(f"{written} holds no letter or digit to look for", line=place.line, column=place.column)
    if count > _LONGEST_PHRASE:
        raise QueryError(
            f"a phrase has at most {_LONGEST_PHRASE} words, this has {count}", line=place.line, column=place.column
        )
    if kind in (TermKind.WORD, TermKind.PHRASE):
        kind = TermKind.WORD if count == 1 else TermKind.PHRASE
    return Term(kind=kind, text=text)


def _unquoted(written: str) -> str:
    if len(written) >= 2 and written[0] in '"“„«':
        return " ".join(written[1:-1].replace('\\"', '"').replace("\\\\", "\\").split())
    return written


def _near(tree: Tree[Token], found: list[tuple[str, Place]]) -> Node:
    from lark import Tree as LarkTree

    first, *rest = tree.children
    node = _node(first, found)
    for sign, part in zip(rest[::2], rest[1::2], strict=True):
        assert not isinstance(sign, LarkTree)
        measure = sign.partition("/")[2]
        unit = Unit(measure) if measure in ("s", "p") else Unit.WORDS
        distance = int(measure) if unit is Unit.WORDS else 0
        right = _node(part, found)
        for side in (node, right):
            if not _has_place(side):
                raise QueryError(
                    f"{sign} joins words, phrases and concepts, or an OR of them, not NOT or outlet:, language: …",
                    line=sign.line or 1,
                    column=sign.column or 1,
                )
        node = Near(left=node, right=right, unit=unit, distance=distance)
    return node


def _has_place(node: Node) -> bool:
    """Whether an answer to it always has a place in the text."""
    match node:
        case Term() | Near():
            return True
        case InField():
            return _has_place(node.item)
        case AnyOf() | AtLeast() | All():
            return all(_has_place(item) for item in node.items)
        case _:
            return False


def _count(tree: Tree[Token], found: list[tuple[str, Place]]) -> AtLeast:
    sign, *parts = tree.children
    number = int(str(sign).split()[0])
    if not 1 <= number <= len(parts):
        wanted = f"between 1 and {len(parts)}"
        raise QueryError(
            f"{number} OF a list of {len(parts)} never holds; expected a number {wanted}",
            line=getattr(sign, "line", 1),
            column=getattr(sign, "column", 1),
        )
    return AtLeast(count=number, items=tuple(_node(part, found) for part in parts))


def _check_depth(query: str) -> None:
    """The tree is walked by recursion; a query of a person is never nested so deeply."""
    depth = 0
    for column, character in enumerate(query, 1):
        depth += (character == "(") - (character == ")")
        if depth > _DEEPEST:
            raise QueryError(f"more than {_DEEPEST} parentheses stand inside one another", column=column)


_DEEPEST = 60


def _misplaced(query: str, token: Token, expected: set[str]) -> QueryError:
    names = sorted({_NAMES.get(name, name) for name in expected - _A_PART if name in _NAMES})
    if expected & _A_PART:
        names.insert(0, "a word, @concept or other term")
    wanted = ", ".join(names[:-1]) + (" or " if len(names) > 1 else "") + names[-1]
    if token.type == "$END":
        return QueryError(
            f"the query ends here; expected {wanted}", line=query.count("\n") + 1, column=_end_column(query)
        )
    return QueryError(f"unexpected {str(token)!r}; expected {wanted}", line=token.line or 1, column=token.column or 1)


def _end_column(query: str) -> int:
    return len(query.rsplit("\n", 1)[-1]) + 1


def _unreadable(query: str, position: int) -> str:
    rest = query[position:]
    before = query[:position].rsplit(None, 1)[-1] if query[:position].strip() else ""
    match rest[0]:
        case '"' | "“" | "„" | "«":
            return "the quotation mark is never closed"
        case ":" if before:
            known = "title:, text:, lead:, outlet:, language:, country:, cites: or author:"
            return f"there is no field {before}:; expected {known}"
        case "@":
            return "expected a concept's id after @, e.g. @japan or @japan:noun"
        case "N" if rest.startswith("NEAR"):
            return "expected a distance: NEAR/8 (words), NEAR/s (one sentence) or NEAR/p (one paragraph)"
        case "O" if rest.startswith("OF"):
            return "expected a number before OF: 2 OF (a, b, c)"
        case "*":
            return "expected the beginning of a word before *, with no blank between"
        case "=":
            return 'expected a word or "phrase" right after ='
        case sign:
            return f"{sign!r} cannot stand here; put words with such signs in quotation marks"
