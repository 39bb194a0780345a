"""What is said of a query that cannot be read: where the mistake is, and what was expected there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from monitor.matching.keyboards import QUOTATION_MARKS, STRING, without_phrases
from monitor.matching.query import KEYWORDS, Fact
from monitor.model.errors import QueryError
from monitor.text import one_script

if TYPE_CHECKING:
    from lark import Token

FIELDS = ("title", "text", "lead", *Fact)
# What a person would call each terminal, for "expected …".
_NAMES = {
    "LPAR": '"("',
    "RPAR": '")"',
    "COMMA": '","',
    "AND": "AND",
    "OR": "OR",
    "NOT": "NOT",
    "$END": "the end",
}
_A_PART = frozenset(("CONCEPT", "STRING", "BARE", "COUNT", "FIELD", "FACT", "EXACT", "PREFIX", "NUMBER"))


def misplaced(query: str, token: Token, expected: set[str]) -> QueryError:
    """A sign of the language stands where it cannot."""
    before = query[: token.start_pos or 0].rstrip()
    match token.type:
        case "$END":
            return _ends_early(query, expected)
        case "RPAR" if before.endswith("("):
            sentence = f"nothing stands between the parentheses; {_expected(expected)}"
        case "RPAR" if not _open(before):
            sentence = 'there is no "(" that this ")" closes'
        case "COMMA":
            sentence = (
                "a comma stands only in a list, 2 OF (a, b, c); put OR between alternatives, a word with a comma in "
                "quotation marks"
            )
        case _:
            sentence = f"unexpected {str(token)!r}; {_expected(expected)}"
    return _at(query, token.start_pos or 0, sentence)


def unreadable(query: str, position: int) -> QueryError:
    """What stands at this place is no sign of the language."""
    return _at(query, position, _sentence(query[position:], query[:position]))


def like_a_keyword(word: str) -> str:
    """What to say of a word that a reader takes for a sign of the language; empty for any other."""
    if word not in KEYWORDS and one_script(word) in KEYWORDS:
        return f"{word} is written with Cyrillic letters that look like {one_script(word)}; write it in Latin letters"
    return ""


def _sentence(rest: str, before: str) -> str:
    sign = rest[0]
    if found := re.match(r"(?i:near)\s*/?\s*(\d+|[sp]\b)?", rest):
        # In small letters, without its number, with a blank in it.
        measure = found[1] if found[1] and len(found[1]) < _DIGITS else "8"
        return f"expected a distance in words, in capitals and without blanks, NEAR/{measure}; or NEAR/s, NEAR/p"
    if sign == "=" and rest[1:2] in _MARKS:
        return _of_phrase(rest[1:], "= takes a phrase as it is, with nothing glued to its end")
    if sign in _MARKS:
        distance = "; a distance is written a NEAR/5 b" if re.match(rf"{STRING}~", rest) else ""
        return _of_phrase(rest, f"expected a blank before and behind a phrase{distance}")
    if found := re.match(rf"[^\s(){QUOTATION_MARKS}]+(?=[{QUOTATION_MARKS}])", rest):
        return f"a blank is missing between {found[0]} and the quotation mark"
    if sign == ":":
        return _of_field(before)
    if rest.startswith("OF"):
        return "expected a number before OF: 2 OF (a, b, c)"
    return _OF_SIGN.get(sign) or f"{sign!r} cannot stand here; {_QUOTE}"


# As many digits as a number of words may have.
_DIGITS = 10
_MARKS = frozenset(QUOTATION_MARKS)
_QUOTE = "put a word that holds such a sign in quotation marks"
_NO_PHRASE = 'a phrase stands in double quotation marks, "…"; so does a word that begins with an apostrophe'
_OF_SIGN = {
    "@": "expected a blank before @, and a concept's id right behind it, e.g. @japan or @japan:noun",
    "*": "a * stands right behind the beginning of a word or phrase: liaison*",
    "=": 'expected a blank before =, and a word or "phrase" right behind it',
    "-": f"write NOT for “without”; {_QUOTE}",
    "!": f"write NOT for “without”; {_QUOTE}",
    "+": f"every part is wanted unless OR stands between; {_QUOTE}",
    "|": f"write OR between alternatives; {_QUOTE}",
    "&": f"write AND, or nothing, between parts that are all wanted; {_QUOTE}",
    "?": f"a word is found in any inflection, and liaison* is the beginning of a word; {_QUOTE}",
    "~": f"a distance is written a NEAR/5 b; {_QUOTE}",
} | dict.fromkeys("'’‘‚`", _NO_PHRASE)


def _of_phrase(rest: str, closed: str) -> str:
    return closed if re.match(STRING, rest) else "the quotation mark is never closed"


def _of_field(before: str) -> str:
    name = re.split(r"[\s(,:]", before.rstrip())[-1].lower()
    if not name:
        return "a colon stands right behind a field: title:"
    if name in FIELDS:
        is_apart = before != before.rstrip()
        return f"a field is written without a blank, {name}:" if is_apart else f"{name}: cannot stand inside a field"
    near = get_close_matches(name, [str(field) for field in FIELDS], n=1)
    said = f"there is no field {name}:" + (f"; did you mean {near[0]}:?" if near else ".")
    known = ", ".join(f"{field}:" for field in FIELDS[:-1])
    return f"{said} There are {known} and {FIELDS[-1]}:; {_QUOTE}"


def _ends_early(query: str, expected: set[str]) -> QueryError:
    opened = _open(query)
    if opened and not expected & _A_PART:
        return _at(query, opened[-1], 'this "(" is never closed')
    return _at(query, len(query), f"the query ends here; {_expected(expected)}")


def _expected(expected: set[str]) -> str:
    names = sorted({_NAMES[name] for name in expected if name in _NAMES})
    if expected & _A_PART:
        names[:0] = ["a word", 'a "phrase"', "a @concept", "a field"]
    if expected == {"LPAR"}:
        return "expected a list in parentheses: 2 OF (a, b, c)"
    return f"expected {', '.join(names[:-1])}{' or ' if len(names) > 1 else ''}{names[-1]}"


def _open(query: str) -> list[int]:
    """Where parentheses open that are not closed."""
    opened: list[int] = []
    for place, sign in enumerate(without_phrases(query)):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            opened.pop()
    return opened


def _at(query: str, position: int, sentence: str) -> QueryError:
    line, column = query.count("\n", 0, position) + 1, position - query.rfind("\n", 0, position)
    return QueryError(sentence, line=line, column=column)
