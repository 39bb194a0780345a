"""Prints monitor/stories/countries.py: what states are called in the languages we read, from the CLDR that Babel ships;
with `cities` monitor/stories/cities.py: what their large cities are called.

A name of one word is kept without the vowels that end it, which cases and the word for its people change, so that one
beginning stands for all forms; a name of several words is kept as it is written.
"""

from __future__ import annotations

import sys
from collections import Counter
from unicodedata import east_asian_width

from babel import Locale
from babel.core import get_global

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


# Capitals and the largest cities of states that are in the news, by the time zone that CLDR names after them. No city
# that shares its name with a state, a person or a word of these languages.
_ZONES = """
Africa/Addis_Ababa Africa/Algiers Africa/Cairo Africa/Dakar Africa/Johannesburg Africa/Kampala Africa/Khartoum
Africa/Kinshasa Africa/Lagos Africa/Nairobi Africa/Tripoli America/Bogota America/Caracas America/Chicago
America/Havana America/La_Paz America/Lima America/Los_Angeles America/Montevideo America/New_York America/Sao_Paulo
America/Toronto America/Vancouver Asia/Almaty Asia/Baghdad Asia/Baku Asia/Bangkok Asia/Beirut Asia/Bishkek
Asia/Damascus Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Kabul Asia/Karachi
Asia/Kuala_Lumpur Asia/Manila Asia/Phnom_Penh Asia/Pyongyang Asia/Riyadh Asia/Seoul Asia/Shanghai
Asia/Taipei Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Tokyo Asia/Ulaanbaatar Asia/Yerevan Australia/Brisbane
Australia/Melbourne Australia/Perth Australia/Sydney Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin
Europe/Bratislava Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Chisinau Europe/Copenhagen Europe/Dublin
Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/Ljubljana Europe/London Europe/Madrid Europe/Minsk
Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Riga Europe/Rome Europe/Sarajevo Europe/Skopje
Europe/Sofia Europe/Stockholm Europe/Tallinn Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb Europe/Zurich
Pacific/Auckland
"""
# What some cities are called is also another word of these languages.
WORDS = frozenset(["seul", "soul", "alger", "lima", "perth"])
# Capitals that give their names to no zone, and short forms.
CITIES = {
    "AU": "canberra канберра キャンベラ 堪培拉 캔버라",
    "BR": "brasilia brasília бразиліа ブラジリア 巴西利亚 브라질리아",
    "CA": "ottawa оттава 오타와 渥太华",
    "CN": "beijing pekin peking pequim pekín pechino пекін пекин 北京 베이징",
    "GB": "лондон",
    "IN": "delhi дели делі デリー 德里 델리 mumbai мумбаи мумбаї ムンバイ 孟买 뭄바이",
    "PK": "islamabad ісламабад исламабад イスラマバード 伊斯兰堡 이슬라마바드",
    "TR": "ankara анкара アンカラ 安卡拉 앙카라",
    "UA": "kyiv kyjiw kijów київ києві києва києву киев キーウ 基辅 키이우",
    "US": "вашингтон ワシントン 华盛顿 華盛頓 워싱턴 ньюйорк",
    "VN": "hanoi ханой hanói ハノイ 河内 하노이",
}


def beginning(name: str, shortest: int = SHORTEST) -> str:
    """`Японія` as `япон`; what cannot be cut stays."""
    name = name.lower().replace("’", "'")
    if not name.isalpha() or name[0] >= "぀":
        return name
    while len(name) > shortest and name[-1] in "aeiouyàáéíóãаеиіїоуюяйьє":
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


def cities() -> dict[str, set[str]]:
    """What the cities of each state are called."""
    whole: dict[str, set[str]] = {code: set(names.split()) for code, names in CITIES.items()}
    for zone in _ZONES.split():
        english = zone.rpartition("/")[2].replace("_", " ")
        for language in LANGUAGES:
            name = Locale.parse(language).time_zones.get(zone, {}).get("city", english)
            if len(name.split()) <= LONGEST:
                whole.setdefault(get_global("zone_territories")[zone], set()).add(name.lower().replace("’", "'"))
    # Four Latin letters begin too many words: Hanoi and Hanover, Madrid and Madras.
    states = {name for called in names().values() for name in called}
    shortened = {
        code: {beginning(name, SHORTEST if name[0] >= "Ѐ" else SHORTEST + 1) for name in called - WORDS}
        for code, called in whole.items()
    }
    return {code: called - states for code, called in shortened.items() if called - states}


def main() -> None:
    if "cities" in sys.argv:
        write("large cities", "CITIES", cities())
    else:
        write("states", "COUNTRIES", names())


def write(what: str, constant: str, called: dict[str, set[str]]) -> None:
    taken = Counter(name for own in called.values() for name in own)
    print(
        f'"""What {what} are called in the languages we read, without endings (CLDR); made by bench/countries.py."""\n'
    )
    print(f'{constant} = """')
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
