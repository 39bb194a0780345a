"""The query language: text to tree, and errors that say where and what was expected."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from monitor.matching.keyboards import QUOTATION_MARKS, STRING, plain, unquoted, without_phrases
from monitor.matching.mistakes import like_a_keyword, misplaced, unreadable
from monitor.matching.query import (
    BARE,
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
from monitor.model.sentences import sentence
from monitor.text import tokens
from monitor.text.normalising import HYPHENS

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

# A blank between two parts is AND; NOT takes one part; NEAR binds closer than AND, AND closer than OR.
_RULES = """
?start: either
?either: both (OR both)*
?both: step (AND? step)*
?step: near | negation
negation: NOT near
?near: one (NEAR one)*
?one: term | fact | field | count | "(" either ")"
count: COUNT "(" either ("," either)* ")"
field: FIELD (term | count | "(" either ")")
fact: FACT (term | "(" either ")")
?term: CONCEPT -> concept
     | PREFIX -> prefix
     | EXACT -> exact
     | STRING -> phrase
     | BARE -> word
     | NUMBER -> word
%ignore /\\s+/
"""
# A term begins behind a blank, a parenthesis, a comma or its field, and nothing is glued to its end: na*to and a"b c"
# are mistakes, not two terms.
_BEGINS, _ENDS = r"(?<![^\s(),:])", rf"(?![^\s(),])(?![{QUOTATION_MARKS}])"
_WORD = rf"(?!(?:AND|OR|NOT|OF|NEAR)(?![^\s()])){BARE}(?![{QUOTATION_MARKS}])"
_CONCEPT = rf"@[^\s{QUOTATION_MARKS}@=():,*|]++(?::[^\s{QUOTATION_MARKS}():,*|]*+)?"
# The priorities let the longer keyword win over a bare word: "NEAR/8" and "2 OF" are never words.
_TERMINALS = {
    "AND.6": r"AND(?![^\s()])",
    "OR.6": r"OR(?![^\s()])",
    "NOT.6": r"NOT(?![^\s()])",
    "COUNT.5": r"\d{1,9}\s*OF(?![^\s(])",
    "NEAR.5": r"NEAR/(\d{1,9}|s|p)(?![^\s()])",
    "FIELD.4": r"(?i:title|text|lead):",
    "FACT.4": r"(?i:outlet|language|country|cites|author):",
    "CONCEPT.3": _BEGINS + _CONCEPT + _ENDS,
    "EXACT.3": rf"{_BEGINS}=({STRING}|{BARE}){_ENDS}",
    "PREFIX.3": rf"{_BEGINS}({STRING}|{BARE})\*{_ENDS}",
    "STRING.2": _BEGINS + STRING + _ENDS,
    "NUMBER.2": r"\d+(?![^\s(),])",
    "BARE.1": _WORD,
}
_GRAMMAR = _RULES + "\n".join(f"{name}: /{regex.replace('/', chr(92) + '/')}/" for name, regex in _TERMINALS.items())


@cache
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


# A trial reads its query several times, and each of a watch's pages the same one.
@lru_cache(maxsize=128)
def parse(query: str) -> Query:
    """The query as a tree; raises QueryError with line, column and what was expected."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken
    from lark.lexer import Token as LarkToken

    written = plain(query)
    if not written.strip():
        raise QueryError(sentence("the query is empty; name at least one word or @concept"), column=1)
    _check_depth(written)
    try:
        tree = _parser().parse(written)
    except UnexpectedCharacters as error:
        raise unreadable(written, error.pos_in_stream or 0) from error
    except UnexpectedToken as error:
        raise misplaced(written, error.token, error.expected) from error
    assert not isinstance(tree, LarkToken)  # every rule that is left makes a tree
    found: list[tuple[str, Place]] = []
    root = _node(tree, found)
    return Query(root=root, places=tuple(found))


def _node(tree: Tree[Token] | Token, found: list[tuple[str, Place]]) -> Node:
    from lark import Tree as LarkTree

    assert isinstance(tree, LarkTree)
    if tree.data in _LEAVES:
        return _leaf(tree, found)
    match tree.data:
        case "fact":
            return _fact(tree)
        case "field":
            return _field(tree, found)
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
_PARTS = ("noun", "adjective")
_TO_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))


def _leaf(tree: Tree[Token], found: list[tuple[str, Place]]) -> Term:
    token = _token(tree)
    if tree.data == "concept":
        return _concept(token, found)
    if token.type == "BARE" and (said := like_a_keyword(token)):
        raise _wrong(said, token)
    kind, text = _LEAVES[tree.data], unquoted(token.removeprefix("=").removesuffix("*"))
    count = len(tokens(text))
    if not count:
        raise _wrong(sentence("{word} holds no letter or digit to look for", word=str(token)), token)
    if count > _LONGEST_PHRASE:
        said = sentence("a phrase has at most {most} words, this has {count}", most=_LONGEST_PHRASE, count=count)
        raise _wrong(said, token)
    if kind in (TermKind.WORD, TermKind.PHRASE):
        kind = TermKind.WORD if count == 1 else TermKind.PHRASE
    return Term(kind=kind, text=text)


def _concept(token: Token, found: list[tuple[str, Place]]) -> Term:
    # Ids are in small letters, with the hyphen of the keyboard; a word processor may have put another.
    name, colon, part = token[1:].casefold().translate(_TO_HYPHEN).partition(":")
    if colon and part not in _PARTS:
        said = sentence("expected @{concept}:noun or @{concept}:adjective, not :{part}", concept=name, part=part)
        raise _wrong(said, token)
    found.append((name, Place(line=token.line or 1, column=token.column or 1)))
    return Term(kind=TermKind.CONCEPT, text=name, part=part or None)


def _field(tree: Tree[Token], found: list[tuple[str, Place]]) -> InField:
    inner = next(tree.children[1].find_data("field"), None) if hasattr(tree.children[1], "find_data") else None
    if inner is not None:
        raise _wrong(sentence("{field} cannot stand inside a field", field=str(_token(inner))), _token(inner))
    return InField(field=_token(tree)[:-1].lower(), item=_node(tree.children[1], found))


def _fact(tree: Tree[Token]) -> Node:
    """`outlet:(a OR b)` is `outlet:a OR outlet:b`."""
    sign = _token(tree)
    return _each(tree.children[1], Fact(sign[:-1].lower()))


def _each(tree: Tree[Token] | Token, fact: Fact) -> Node:
    from lark import Tree as LarkTree

    assert isinstance(tree, LarkTree)
    match tree.data:
        case "either" | "both":
            items = tuple(_each(part, fact) for part in tree.children if isinstance(part, LarkTree))
            return AnyOf(items=items) if tree.data == "either" else All(items=items)
        case "negation":
            return Not(item=_each(tree.children[1], fact))
        case "word" | "phrase":
            return FactFilter(fact=fact, value=_leaf(tree, []).text)
    token = next(tree.scan_values(lambda _: True))
    said = sentence(
        "{field} takes a name or code as it is, or several in parentheses with OR, not {sign}; see {example}",
        field=f"{fact}:",
        sign=str(token),
        example=_EXAMPLES[fact],
    )
    raise _wrong(said, token)


_EXAMPLES = {
    Fact.OUTLET: "outlet:(ukrinform OR nhk)",
    Fact.LANGUAGE: "language:(uk OR ja)",
    Fact.COUNTRY: "country:(UA OR JP)",
    Fact.CITES: 'cites:(reuters OR "Kyodo News")',
    Fact.AUTHOR: 'author:(smith OR "J. Smith")',
}


# Sides of one NEAR after the other are walked by recursion, and no sense is left in so many.
_MOST_NEAR = 30


def _near(tree: Tree[Token], found: list[tuple[str, Place]]) -> Node:
    first, *rest = tree.children
    node = _node(first, found)
    for number, (sign, part) in enumerate(zip(rest[::2], rest[1::2], strict=True), 1):
        assert not hasattr(sign, "children")
        if number > _MOST_NEAR:
            raise _wrong(sentence("at most {most} NEAR may follow one another", most=_MOST_NEAR), sign)
        node = _joined(node, sign, _node(part, found))
    return node


def _joined(left: Node, sign: Token, right: Node) -> Near:
    measure = sign.partition("/")[2]
    unit = Unit(measure) if measure in ("s", "p") else Unit.WORDS
    distance = int(measure) if unit is Unit.WORDS else 0
    if unit is Unit.WORDS and not distance:
        raise _wrong(sentence("NEAR/0 never holds; the least is NEAR/1, side by side"), sign)
    if not (_has_place(left) and _has_place(right)):
        said = sentence(
            "{sign} joins words, phrases and concepts, or an OR of them, not NOT or outlet:, language: …",
            sign=str(sign),
        )
        raise _wrong(said, sign)
    return Near(left=left, right=right, unit=unit, distance=distance)


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
    sign, parts = _token(tree), tree.children[1:]
    number = int(sign.removesuffix("OF"))
    if number < 1:
        raise _wrong(sentence("{number} OF a list always holds; the least is 1 OF", number=number), sign)
    if number > len(parts):
        said = sentence(
            "{number} OF a list of {parts} never holds; parts of a list are set apart by commas",
            number=number,
            parts=len(parts),
        )
        raise _wrong(said, sign)
    return AtLeast(count=number, items=tuple(_node(part, found) for part in parts))


def _check_depth(query: str) -> None:
    """The tree is walked by recursion; a query of a person is never nested so deeply."""
    depth = 0
    for place, character in enumerate(without_phrases(query)):
        depth += (character == "(") - (character == ")")
        if depth > _DEEPEST:
            line, column = query.count("\n", 0, place) + 1, place - query.rfind("\n", 0, place)
            said = sentence("more than {most} parentheses stand inside one another", most=_DEEPEST)
            raise QueryError(said, line=line, column=column)


_DEEPEST = 60


def _token(tree: Tree[Token]) -> Token:
    token = tree.children[0]
    assert not hasattr(token, "children")
    return token


def _wrong(said: str, token: Token) -> QueryError:
    return QueryError(said, line=token.line or 1, column=token.column or 1)
