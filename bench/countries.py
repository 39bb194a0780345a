"""Prints monitor/stories/countries.py: what states are called in the languages we read, from the CLDR that Babel ships.

A name of one word is kept without the vowels that end it, which cases and the word for its people change, so that one
beginning stands for all forms; a name of several words is kept as it is written.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import east_asian_width

from babel import Locale

LANGUAGES = ("en", "uk", "ru", "pl", "de", "fr", "es", "it", "pt", "cs", "ja", "zh", "zh_Hant", "ko")
SHORTEST = 4
# Longer names are hardly ever written out in a headline.
LONGEST = 2
WIDTH = 118
# Regions, outlying islands and what is no state: numbers, and codes that CLDR uses for groups.
GROUPS = frozenset(["EZ", "UN", "XA", "XB", "QO", "ZZ"])
# Islands and territories whose names are seldom read, or mean the state they belong to.
_TERRITORIES = """
AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA FK FO GF GG GI GP GS GU HM IC IM IO JE KY MF MO MP MQ MS NC NF NU
PF PM PN RE SH SJ SX TA TC TF TK UM VG VI WF YT
"""
TERRITORIES = frozenset(_TERRITORIES.split())
# Short forms of headlines, which the CLDR of Babel leaves out.
SHORT = {
    "US": "us usa u.s америка сша ee.uu アメリカ 米国",
    "GB": "uk britain британія британи großbritannien",
    "KR": "한국",
    "EU": "eu ue єс ес",
}


def beginning(name: str) -> str:
    """`Японія` as `япон`; what cannot be cut stays."""
    name = name.lower().replace("’", "'")
    if not name.isalpha() or name[0] >= "぀":
        return name
    while len(name) > SHORTEST and name[-1] in "aeiouyàáéíóãаеиіїоуюяйьє":
        name = name[:-1]
    return name


def names() -> dict[str, set[str]]:
    """What each state is called; the whole name where its beginning is also another's (Niger, Nigeria)."""
    whole: dict[str, set[str]] = {code: set(names.split()) for code, names in SHORT.items()}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            state = len(code) == 2 and code.isalpha() and code not in GROUPS | TERRITORIES
            if state and len(name.split()) <= LONGEST:
                whole.setdefault(code, set()).add(name.lower().replace("’", "'"))
    bearers: dict[str, set[str]] = {}
    for code, called in whole.items():
        for name in called:
            bearers.setdefault(beginning(name), set()).add(code)
    return {
        code: {beginning(name) if len(bearers[beginning(name)]) == 1 else name for name in called}
        for code, called in whole.items()
    }


def main() -> None:
    called = names()
    taken = Counter(name for own in called.values() for name in own)
    print(
        '"""What states are called in the languages we read, without endings (CLDR); made by bench/countries.py."""\n'
    )
    print('COUNTRIES = """')
    for code in sorted(called):
        own = sorted(name for name in called[code] if taken[name] == 1 and "(" not in name and len(name) > 1)
        line = f"{code}:"
        for name in own:
            if wide(line) + wide(name) + 2 > WIDTH:
                print(line)
                line = f"{code}:"
            line += f" {name}," if name != own[-1] else f" {name}"
        print(line.rstrip(","))
    print('"""')


def wide(text: str) -> int:
    """Its width in print, in which Han, kana and hangul take two places."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


if __name__ == "__main__":
    main()
