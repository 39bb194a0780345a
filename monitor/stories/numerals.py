"""Numbers, ordinals and days that a text names, in one form for all languages."""

from __future__ import annotations

import re

# Thousands, millions, thousand millions and upward, as beginnings of words; checked longest first.
_SCALES = {
    "тис": 10**3, "тыс": 10**3, "tys": 10**3, "thousand": 10**3, "tausend": 10**3, "mille": 10**3,
    "千": 10**3, "천": 10**3,
    "万": 10**4, "萬": 10**4, "만": 10**4,
    "млн": 10**6, "мільйон": 10**6, "миллион": 10**6, "mln": 10**6, "million": 10**6, "milion": 10**6, "mio": 10**6,
    "млрд": 10**9, "мільярд": 10**9, "миллиард": 10**9, "mld": 10**9, "mrd": 10**9, "milliard": 10**9, "miliard": 10**9,
    "billion": 10**9, "bn": 10**9,
    "億": 10**8, "亿": 10**8, "억": 10**8,
    "兆": 10**12, "조": 10**12, "трлн": 10**12, "трильйон": 10**12, "триллион": 10**12, "trillion": 10**12,
}  # fmt: skip
# German and Polish billions are 10^12; in French `billion` is 10^12 too.
_LONG_SCALE = {"de": {"billion": 10**12, "trillion": 10**18}, "pl": {"bilion": 10**12}, "fr": {"billion": 10**12}}

# Stems of ordinals in words; what follows is a case ending. `Second` is left out: it is also time, and `other`.
_SPOKEN_ORDINALS = {
    3: "third треті третьо трети третье trzeci dritte troisième",
    4: "fourth четверт czwart vierte quatrième",
    5: "fifth п'ят(?=ий|а|ого|е\\b) пят(?=ый|ая|ого) piąt fünfte cinquième",
    6: "sixth шост шест(?=ой|ая|ого) szóst sechste sixième",
    7: "seventh сьом(?=ий|а|ого) седьм siódm siebte septième",
    8: "eighth восьм(?=ий|а|ого|ой|ая) ósm achte(?=[nrs]?\\b) huitième",
    9: "ninth дев'ят(?=ий|а|ого) девят(?=ый|ая|ого) dziewiąt neunte neuvième",
    10: "tenth десят(?=ий|а|ого|ый|ая) dziesiąt zehnte dixième",
    11: "eleventh одинадцят(?=ий|а|ого) одиннадцат(?=ый|ая|ого) jedenast elfte onzième",
    12: "twelfth дванадцят(?=ий|а|ого) двенадцат(?=ый|ая|ого) dwunast zwölfte douzième",
    13: "thirteenth тринадцят(?=ий|а|ого) тринадцат(?=ый|ая|ого) trzynast dreizehnte treizième",
    14: "fourteenth чотирнадцят(?=ий|а|ого) четырнадцат(?=ый|ая|ого) czternast vierzehnte quatorzième",
    15: "fifteenth п'ятнадцят(?=ий|а|ого) пятнадцат(?=ый|ая|ого) piętnast fünfzehnte quinzième",
    16: "sixteenth шістнадцят(?=ий|а|ого) шестнадцат(?=ый|ая|ого) szesnast sechzehnte seizième",
    17: "seventeenth сімнадцят(?=ий|а|ого) семнадцат(?=ый|ая|ого) siedemnast siebzehnte dix-septième",
    18: "eighteenth вісімнадцят(?=ий|а|ого) восемнадцат(?=ый|ая|ого) osiemnast achtzehnte dix-huitième",
    19: "nineteenth дев'ятнадцят(?=ий|а|ого) девятнадцат(?=ый|ая|ого) dziewiętnast neunzehnte dix-neuvième",
    20: "twentieth двадцят(?=ий|а|ого) двадцат(?=ый|ая|ого) dwudziest zwanzigste vingtième",
}
_SPOKEN = re.compile(
    "|".join(rf"(?P<n{number}>\b(?:{'|'.join(stems.split())}))" for number, stems in _SPOKEN_ORDINALS.items()),
    re.IGNORECASE,
)
_SIGNS = {sign: value for value, sign in enumerate("〇一二三四五六七八九十")} | {"零": 0, "两": 2, "兩": 2}

# Names of months in the cases in which a day is written. `May` only with its capital: 12 may have died.
_MONTHS = (
    "january jan janvier januar stycznia січня января",
    "february feb février fevrier februar lutego лютого февраля",
    "march mars märz marca березня марта",
    "april apr avril kwietnia квітня апреля",
    "(?-i:May) mai maja травня мая",
    "june jun juin juni czerwca червня июня",
    "july jul juillet juli lipca липня июля",
    "august aug août sierpnia серпня августа",
    "september sept sep septembre września вересня сентября",
    "october oct octobre oktober października жовтня октября",
    "november nov novembre listopada листопада ноября",
    "december dec décembre dezember grudnia грудня декабря",
)
_MONTH_NAMES = [(name, number) for number, names in enumerate(_MONTHS, 1) for name in names.split()]
_MONTH_OF = {name.replace("(?-i:", "").rstrip(")").lower(): number for name, number in _MONTH_NAMES}
_MONTH = "|".join(name for name, _ in sorted(_MONTH_NAMES, key=lambda pair: -len(pair[0])))

_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s*[-–]\s*(\d{{1,2}})\.?)?\s(?:of\s)?({_MONTH})\b", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]?\d)", re.IGNORECASE)
_SIGN_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日號号일]")
_NUMERIC_DAY = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?:(?:20)?\d{2})?(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-(\d\d)-(\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")

_ORDINAL = re.compile(
    r"(?<![\d.,])(\d{1,3})(?:(?:st|nd|rd|th|ème|eme|e|er)\b|[-‑](?:[йяєагмихто]{1,3}|ий|ого|ому|им|ая|ое|ю|ше)\b"
    r"|\s?(?:차|번째|次|輪|轮|回|届|屆|度目|周年|週年))",
    re.IGNORECASE,
)
# Only where a dot makes an ordinal; elsewhere it ends a sentence.
_DOTTED_ORDINAL = re.compile(r"(?<![\d.,:])(\d{1,3})\.(?=\s[^\W\d_])")
_DOTTED = frozenset({"de", "pl", "cs", "sk", "fi", "da", "no", "nb", "hu", "tr", "sl", "hr", "et", "lv"})
_SIGN_ORDINAL = re.compile(r"(?:第|제\s?)(\d{1,3}|[一二三四五六七八九十]{1,3})")
# Not within a word (Т72, C919); Han, kana and hangul may stand right before a figure.
_NUMBER = re.compile(r"(?<![^\W㐀-鿿豈-﫿々〆぀-ヿ가-힣])(?<![.,])(\d+(?:[.,  ' ]\d{3})*(?:[.,]\d+)?)\s?([^\W\d_]*)")


def _sign_number(signs: str) -> int:
    """七 is 7, 十二 12, 二十三 23."""
    if signs.isdigit():
        return int(signs)
    tens, ten, ones = signs.partition("十")
    if not ten:
        return _SIGNS[signs[0]]
    return (_SIGNS.get(tens, 1) if tens else 1) * 10 + (_SIGNS.get(ones, 0) if ones else 0)


def days(text: str) -> frozenset[str]:
    """Days that a text names, as `05-10`; a range gives its ends."""
    found = {(int(m), int(d)) for m, d in _SIGN_DAY.findall(text)}
    found |= {(int(m), int(d)) for m, d in _ISO_DAY.findall(text)}
    found |= {(int(m), int(d)) for d, m in _NUMERIC_DAY.findall(text)}
    found |= {(_MONTH_OF[m.lower()], int(d)) for m, d in _MONTH_DAY.findall(text)}
    for first, last, month in _DAY_MONTH.findall(text):
        found |= {(_MONTH_OF[month.lower()], int(day)) for day in (first, last) if day}
    return frozenset(f"{month:02}-{day:02}" for month, day in found if 1 <= month <= 12 and 1 <= day <= 31)


def without_days(text: str) -> str:
    """The text without the days it names: their figures are no counts."""
    for pattern in (_SIGN_DAY, _ISO_DAY, _NUMERIC_DAY, _DAY_MONTH, _MONTH_DAY):
        text = pattern.sub(" ", text)
    return text


def ordinals(text: str, language: str | None) -> frozenset[str]:
    """Which of a series: `12` of 12th, 12-й, 12. Paket, 第12輪, 12차, twelfth. `First` tells nothing."""
    found = {int(number) for number in _ORDINAL.findall(text)}
    found |= {_sign_number(signs) for signs in _SIGN_ORDINAL.findall(text)}
    found |= {int((match.lastgroup or "n0")[1:]) for match in _SPOKEN.finditer(text)}
    if (language or "").split("-")[0] in _DOTTED:
        found |= {int(number) for number in _DOTTED_ORDINAL.findall(text)}
    return frozenset(str(number) for number in found if number > 1)


def numbers(text: str, language: str | None) -> frozenset[str]:
    """Counts and amounts of two digits and more, scaled: `1.5 млрд` is 1500000000. Years are none."""
    scales = _SCALES | _LONG_SCALE.get((language or "").split("-")[0], {})
    found: set[str] = set()
    for figure, word in _NUMBER.findall(text):
        value = _value(figure)
        scale = next((s for stem, s in _by_length(scales) if word.lower().startswith(stem)), 1)
        if scale == 1 and (value < 10 or _YEAR.fullmatch(figure)):
            continue
        found.add(f"{value * scale:.6g}")
    return frozenset(found)


def _by_length(scales: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(scales.items(), key=lambda item: -len(item[0]))


def _value(figure: str) -> float:
    """1,500 and 1.500 and 1 500 are 1500; 1.5 and 1,5 are one and a half."""
    plain = re.sub(r"[  ' ]", "", figure)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        return float(re.sub(r"[.,]", "", plain))
    whole, _, rest = plain.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '') or rest}.{rest}") if whole else float(plain)
