"""A query as a tree, and its canonical text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from monitor.matching.keyboards import QUOTATION_MARKS, plain
from monitor.text import one_script


class TermKind(StrEnum):
    """How a term of a query is looked for."""

    CONCEPT = "concept"
    WORD = "word"  # any inflection
    PHRASE = "phrase"  # any inflection of each word, in this order
    EXACT = "exact"  # no inflection
    PREFIX = "prefix"


class Unit(StrEnum):
    """What NEAR counts."""

    WORDS = "words"
    SENTENCE = "s"
    PARAGRAPH = "p"


class Fact(StrEnum):
    """What a query may ask of an article besides its words."""

    OUTLET = "outlet"
    LANGUAGE = "language"
    COUNTRY = "country"
    CITES = "cites"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the query a part begins, from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A leaf: `text` without its signs; `part` is "noun" for `@japan:noun`."""

    kind: TermKind
    text: str
    part: str | None = None

    def __hash__(self) -> int:
        # Terms are looked up for each article; those that share a text and differ otherwise are few.
        return hash(self.text)

    @property
    def written(self) -> str:
        """The term as the query writes it; so it is named in a hit."""
        return _written(self)


# Asked for once for each article in which the term is found.
@lru_cache(maxsize=65536)
def _written(term: Term) -> str:
    match term.kind:
        case TermKind.CONCEPT:
            return f"@{term.text}" + (f":{term.part}" if term.part else "")
        case TermKind.PREFIX:
            return f"{_quoted_where_needed(term.text)}*"
        case TermKind.EXACT:
            return f"={_quoted_where_needed(term.text)}"
        case TermKind.PHRASE:
            return quoted(term.text)
        case _:
            return _quoted_where_needed(term.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilter:
    """`outlet:ukrinform`."""

    fact: Fact
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InField:
    """`title:…`: the part is answered inside that field; "lead" is the beginning of the text."""

    field: str
    item: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Both sides within a distance; `distance` counts words, and is 0 for sentence and paragraph."""

    left: Node
    right: Node
    unit: Unit
    distance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """`2 OF (…)`."""

    count: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    item: Node


Node = Term | FactFilter | InField | Near | AtLeast | All | AnyOf | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A whole query; `places` says where each concept is named, for errors."""

    root: Node
    places: tuple[tuple[str, Place], ...] = ()

    def place_of(self, concept: str) -> Place:
        return next((place for name, place in self.places if name == concept), Place())


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


KEYWORDS = frozenset(("AND", "OR", "NOT", "OF", "NEAR"))
# What a word may hold without quotation marks. Left out are the signs of the language, and those by which other
# languages of queries mean something (-nato, a|b, na?o, "a b"~5, [a TO b]): here they would be passed over in silence.
_SIGNS = rf"\s{QUOTATION_MARKS}@=():,*|;?^~<>{{}}\[\]\\"
BARE = rf"(?!(?i:NEAR)[/\d])[^{_SIGNS}!+/&'’‘‚`´\-‐-―−][^{_SIGNS}]*+"
_BARE = re.compile(BARE)


def _quoted_where_needed(text: str) -> str:
    is_bare = _BARE.fullmatch(text) and plain(text) == text and one_script(text) not in KEYWORDS
    return text if is_bare and not text.isdigit() else quoted(text)


def render(query: Query) -> str:
    """The canonical text of a query; reading it gives the same query again."""
    return _render(query.root, _LOOSEST)


# How firmly a part holds together: OR is the loosest, a single term the firmest.
_LOOSEST, _OR, _AND, _NOT, _NEAR, _SINGLE = range(6)


def _render(node: Node, within: int) -> str:
    text, firmness = _parts(node)
    return f"({text})" if firmness < within else text


def _parts(node: Node) -> tuple[str, int]:
    match node:
        case Term():
            return node.written, _SINGLE
        case FactFilter():
            return f"{node.fact}:{_quoted_where_needed(node.value)}", _SINGLE
        case InField(item=Term() | AtLeast()):
            return f"{node.field}:{_render(node.item, _SINGLE)}", _SINGLE
        case InField():
            return f"{node.field}:({_render(node.item, _LOOSEST)})", _SINGLE
        case Near():
            sign = f"NEAR/{node.distance if node.unit is Unit.WORDS else node.unit.value}"
            return f"{_render(node.left, _NEAR)} {sign} {_render(node.right, _SINGLE)}", _NEAR
        case AtLeast():
            return f"{node.count} OF ({', '.join(_render(item, _LOOSEST) for item in node.items)})", _SINGLE
        case All():
            return " ".join(_conjoined(node.items)), _AND
        case AnyOf():
            return " OR ".join(_render(item, _AND) for item in node.items), _OR
        case Not():
            return f"NOT {_render(node.item, _SINGLE)}", _NOT


def _conjoined(items: tuple[Node, ...]) -> list[str]:
    words = [_render(items[0], _NOT)]
    for item in items[1:]:
        words += [] if isinstance(item, Not) else ["AND"]
        words.append(_render(item, _NOT))
    return words
