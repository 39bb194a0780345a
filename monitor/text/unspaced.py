"""Words of scripts without blanks: the strings by which a verb or adjective is found, and whether a single character is
a word where it stands."""

from __future__ import annotations

import re

from monitor.text.scripts import HAN, HANGUL

# 五段 verbs by their last kana: what stands there in all forms (文化庁, 現代仮名遣い; 書く: 書か 書き 書け 書こ 書い).
_ROWS = {
    "う": "わいうえおっ",
    "く": "かきくけこいっ",
    "ぐ": "がぎぐげごい",
    "す": "さしすせそ",
    "つ": "たちつてとっ",
    "ぬ": "なにぬねのん",
    "ぶ": "ばびぶべぼん",
    "む": "まみむめもん",
    "る": "らりるれろっ",
}
_E_AND_I_ROWS = frozenset("いきぎしじちにひびみりえけげせぜてでねへべめれ")
# The 一段 verbs of one Han character and る, and 来る; what follows their stem.
_ICHIDAN = frozenset("見着居似煮射鋳診視得経寝出来")
_AFTER_STEM = "るたてなまられよずさち"
_JAPANESE_PREDICATE = re.compile(rf"[{HAN}][\u3041-\u3096]+\Z")
_HIRAGANA = re.compile(r"[\u3041-\u3096]{3,}\Z")


def inflected(word: str) -> frozenset[str]:
    """The strings that stand for a word in the forms it takes: 言わ, 言っ … for 言う; 협력한, 협력했 … for 협력하다.

    The word alone where it takes none."""
    if _JAPANESE_PREDICATE.search(word) or _HIRAGANA.match(word):
        return _japanese(word)
    if re.fullmatch(r"[가-힣]{3,}", word) and word.endswith("다"):
        return _korean(word[:-1])
    return frozenset((word,))


def _japanese(word: str) -> frozenset[str]:
    stem, last = word[:-1], word[-1]
    if word.endswith("する"):
        return frozenset(word[:-2] + kana for kana in "すしさせ")
    if last == "い":
        return frozenset(stem + ending for ending in ("い", "く", "かっ", "けれ"))
    if last == "る" and stem[-1] in _E_AND_I_ROWS:
        return frozenset((stem,))  # 述べる: 述べ stands in all forms
    if last == "る" and stem[-1] in _ICHIDAN:
        return frozenset(stem + kana for kana in _AFTER_STEM)
    if last not in _ROWS or _HIRAGANA.match(word):
        return frozenset((word,))
    return frozenset(stem + kana for kana in _ROWS[last])


_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_NO_FINAL, _N, _D, _L, _M, _B, _SS = 0, 4, 7, 8, 16, 17, 20
# A stem's vowel and the one that it becomes with -아/-어: 이 여, 오 와, 우 워, 외 왜, 으 어; 하 becomes 해.
_JOINED = {20: 6, 8: 9, 13: 14, 11: 10, 18: 4}
_HA, _HAE = "하", "해"


def _syllable(lead: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (lead * _VOWELS + vowel) * _FINALS + final)


def _korean(stem: str) -> frozenset[str]:
    """The beginnings of a predicate's forms (국립국어원, 한글 맞춤법 §§ 15–18): the stem, with the finals that join it,
    with -아/-어 drawn together, and without the ㅂ, ㄷ, ㄹ that change."""
    head, last = stem[:-1], stem[-1]
    rest, final = divmod(ord(last) - _FIRST, _FINALS)
    lead, vowel = divmod(rest, _VOWELS)
    bare = _syllable(lead, vowel, _NO_FINAL)
    found = {stem}
    if (final == _NO_FINAL and vowel == 0 and last != _HA) or final == _N:
        return frozenset((f"{stem}다",))  # 캐나다, 우간다 are no verbs
    if final == _NO_FINAL:
        found |= {head + _syllable(lead, vowel, one) for one in (_N, _L, _M, _B, _SS)}
        joined = _JOINED.get(vowel)
        if joined is not None:
            found |= {head + _syllable(lead, joined, one) for one in (_NO_FINAL, _SS)}
        if last == _HA:
            found |= {head + _HAE, head + chr(ord(_HAE) + _SS)}
    if final == _B:
        found |= {head + bare + one for one in ("우", "운", "울", "움", "워", "웠", "와", "왔")}
    if final == _D:
        found.add(head + _syllable(lead, vowel, _L))
    if final == _L:
        found |= {head + _syllable(lead, vowel, one) for one in (_NO_FINAL, _N, _B)}
    return frozenset(found)


# What follows a noun in its word: particles, the plural, the copula (국립국어원, 표준국어대사전).
_PARTICLES = re.compile(
    r"(?:들)?(?:은|는|이|가|을|를|의|에|에서|에게|께|께서|와|과|도|만|로|으로|까지|부터|보다|처럼|이나|나|라|이라|란|이란"
    r"|마다|조차|밖에|뿐|대로|만큼|다|이다|인|이며|며|이고|고|였다|이었다|입니다|이지만|지만){0,3}\Z"
)
# Longer than any row of particles.
_WORD_REST = re.compile(rf"[{HANGUL}]{{0,30}}")
_IS_HAN = re.compile(f"[{HAN}]")
# A run of Han characters is looked at so far to each side: news has none longer; a text of nothing else stays linear.
_FARTHEST = 40
# Numerals, and what stands between a number and what it counts: 1ヵ月後.
_NUMERALS = frozenset("〇一二三四五六七八九十百千万亿兆两几数ヵヶ")
# Characters that are words by themselves in Chinese, and part the others (simplified, as in normal form).
_CHINESE_PARTING = frozenset("的了在是和与及对为从由于以而或被把向就也都又将这那某每各该其之等不有到说称")
_DEMONSTRATIVE = frozenset("这那某每各该")
# Japanese prefixes, in normal form: 各方面, 大都市, 前首相, 県議会.
_PREFIXES = frozenset("各大小新全前元両两同反非再高総总副最諸诸超現现当県市町村区都府国")


def is_word(text: str, place: int, language: str | None) -> bool:
    """Whether the character at this place of a text in normal form is a word by itself.

    日 is one in 5日 and その日に, not in 日本; 林 in 国有林, not in 森林; 후 in 3년 후에, not in 후보가. Japanese and
    Chinese words have two characters as a rule; so one is left over at the end of an odd number of them, the first
    after a number counts something, and some stand before other words. On pages of gold treebanks (docs/quality.md)
    this loses 7 % of the Japanese nouns and none of the Chinese, and nearly all wrong finds.
    """
    if _IS_HAN.match(text[place]):
        return _is_han_word(text, place, _NUMERALS | (_CHINESE_PARTING if language == "zh" else frozenset()))
    if re.match(f"[{HANGUL}]", text[place]):
        rest = _WORD_REST.match(text, place + 1)
        begins = place == 0 or not re.match(f"[{HANGUL}]", text[place - 1])
        return begins and rest is not None and _PARTICLES.match(rest[0]) is not None
    return True


def _is_han_word(text: str, place: int, parting: frozenset[str]) -> bool:
    def goes_on(index: int) -> bool:
        is_near = abs(index - place) <= _FARTHEST and 0 <= index < len(text)
        return is_near and _IS_HAN.match(text[index]) is not None and text[index] not in parting

    start, end = place, place + 1
    while goes_on(start - 1):
        start -= 1
    while goes_on(end):
        end += 1
    before = text[start - 1] if start else " "
    if before.isdigit() or before in _NUMERALS or (before in parting and before in _DEMONSTRATIVE):
        if place == start:
            return True
        start += 1
    is_affix = place == end - 1 or (place == start and text[place] in _PREFIXES)
    return end - start == 1 or ((end - start) % 2 == 1 and is_affix)
