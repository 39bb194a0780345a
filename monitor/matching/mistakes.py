"""What is said of a query that cannot be read: where the mistake is, and what was expected there.

Each is a Sentence, so that the desk says it in its reader's language; as it stands it is English.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from monitor.matching.keyboards import QUOTATION_MARKS, STRING, without_phrases
from monitor.matching.query import KEYWORDS, Fact
from monitor.model.errors import QueryError
from monitor.model.sentences import sentence
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
    "$END": sentence("the end"),
}
_A_PART = frozenset(("CONCEPT", "STRING", "BARE", "COUNT", "FIELD", "FACT", "EXACT", "PREFIX", "NUMBER"))


def misplaced(query: str, token: Token, expected: set[str]) -> QueryError:
    """A sign of the language stands where it cannot."""
    before = query[: token.start_pos or 0].rstrip()
    match token.type:
        case "$END":
            return _ends_early(query, expected)
        case "RPAR" if before.endswith("("):
            said = sentence("nothing stands between the parentheses; {expected}", expected=_expected(expected))
        case "RPAR" if not _open(before):
            said = sentence('there is no "(" that this ")" closes')
        case "COMMA":
            said = sentence(
                "a comma stands only in a list, 2 OF (a, b, c); put OR between alternatives, a word with a comma in "
                "quotation marks"
            )
        case _:
            said = sentence("unexpected {sign}; {expected}", sign=repr(str(token)), expected=_expected(expected))
    return _at(query, token.start_pos or 0, said)


def unreadable(query: str, position: int) -> QueryError:
    """What stands at this place is no sign of the language."""
    return _at(query, position, _sentence(query[position:], query[:position]))


def like_a_keyword(word: str) -> str:
    """What to say of a word that a reader takes for a sign of the language; empty for any other."""
    if word not in KEYWORDS and one_script(word) in KEYWORDS:
        return sentence(
            "{word} is written with Cyrillic letters that look like {sign}; write it in Latin letters",
            word=word,
            sign=one_script(word),
        )
    return ""


def _sentence(rest: str, before: str) -> str:
    sign = rest[0]
    if found := re.match(r"(?i:near)\s*/?\s*(\d+|[sp]\b)?", rest):
        # In small letters, without its number, with a blank in it.
        measure = found[1] if found[1] and len(found[1]) < _DIGITS else "8"
        return sentence(
            "expected a distance in words, in capitals and without blanks, {sign}; or NEAR/s, NEAR/p",
            sign=f"NEAR/{measure}",
        )
    if sign == "=" and rest[1:2] in _MARKS:
        return _of_phrase(rest[1:], sentence("= takes a phrase as it is, with nothing glued to its end"))
    if sign in _MARKS:
        if re.match(rf"{STRING}~", rest):
            distance = sentence("expected a blank before and behind a phrase; a distance is written a NEAR/5 b")
            return _of_phrase(rest, distance)
        return _of_phrase(rest, sentence("expected a blank before and behind a phrase"))
    if found := re.match(rf"[^\s(){QUOTATION_MARKS}]+(?=[{QUOTATION_MARKS}])", rest):
        return sentence("a blank is missing between {word} and the quotation mark", word=found[0])
    if sign == ":":
        return _of_field(before)
    if rest.startswith("OF"):
        return sentence("expected a number before OF: 2 OF (a, b, c)")
    return _OF_SIGN.get(sign) or sentence("{sign} cannot stand here; {quote}", sign=repr(sign), quote=_QUOTE)


# As many digits as a number of words may have.
_DIGITS = 10
_MARKS = frozenset(QUOTATION_MARKS)
_QUOTE = sentence("put a word that holds such a sign in quotation marks")
_NO_PHRASE = sentence('a phrase stands in double quotation marks, "…"; so does a word that begins with an apostrophe')
_OF_SIGN = {
    "@": sentence("expected a blank before @, and a concept's id right behind it, e.g. @japan or @japan:noun"),
    "*": sentence("a * stands right behind the beginning of a word or phrase: liaison*"),
    "=": sentence('expected a blank before =, and a word or "phrase" right behind it'),
    "-": sentence("write NOT for “without”; {quote}", quote=_QUOTE),
    "!": sentence("write NOT for “without”; {quote}", quote=_QUOTE),
    "+": sentence("every part is wanted unless OR stands between; {quote}", quote=_QUOTE),
    "|": sentence("write OR between alternatives; {quote}", quote=_QUOTE),
    "&": sentence("write AND, or nothing, between parts that are all wanted; {quote}", quote=_QUOTE),
    "?": sentence("a word is found in any inflection, and liaison* is the beginning of a word; {quote}", quote=_QUOTE),
    "~": sentence("a distance is written a NEAR/5 b; {quote}", quote=_QUOTE),
} | dict.fromkeys("'’‘‚`", _NO_PHRASE)


def _of_phrase(rest: str, closed: str) -> str:
    return closed if re.match(STRING, rest) else sentence("the quotation mark is never closed")


def _of_field(before: str) -> str:
    name = re.split(r"[\s(,:]", before.rstrip())[-1].lower()
    if not name:
        return sentence("a colon stands right behind a field: title:")
    if name in FIELDS and before != before.rstrip():
        return sentence("a field is written without a blank, {field}", field=f"{name}:")
    if name in FIELDS:
        return sentence("{field} cannot stand inside a field", field=f"{name}:")
    near = get_close_matches(name, [str(field) for field in FIELDS], n=1)
    known = ", ".join(f"{field}:" for field in FIELDS[:-1])
    return sentence(
        "there is no field {field}{hint} There are {known} and {last}; {quote}",
        field=f"{name}:",
        hint=sentence("; did you mean {near}?", near=f"{near[0]}:") if near else ".",
        known=known,
        last=f"{FIELDS[-1]}:",
        quote=_QUOTE,
    )


def _ends_early(query: str, expected: set[str]) -> QueryError:
    opened = _open(query)
    if opened and not expected & _A_PART:
        return _at(query, opened[-1], sentence('this "(" is never closed'))
    return _at(query, len(query), sentence("the query ends here; {expected}", expected=_expected(expected)))


def _expected(expected: set[str]) -> str:
    if expected == {"LPAR"}:
        return sentence("expected a list in parentheses: 2 OF (a, b, c)")
    signs = sorted({_NAMES[name] for name in expected if name in _NAMES})
    if not expected & _A_PART:
        some = ", ".join(signs[:-1])
        return sentence("expected {some} or {one}", some=some, one=signs[-1]) if some else _only(signs[-1])
    if not signs:
        return sentence('expected a word, a "phrase", a @concept or a field')
    others = "".join(f", {sign}" for sign in signs[:-1])
    return sentence('expected a word, a "phrase", a @concept, a field{others} or {one}', others=others, one=signs[-1])


def _only(sign: str) -> str:
    return sentence("expected {one}", one=sign)


def _open(query: str) -> list[int]:
    """Where parentheses open that are not closed."""
    opened: list[int] = []
    for place, sign in enumerate(without_phrases(query)):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            opened.pop()
    return opened


def _at(query: str, position: int, said: str) -> QueryError:
    line, column = query.count("\n", 0, position) + 1, position - query.rfind("\n", 0, position)
    return QueryError(said, line=line, column=column)
