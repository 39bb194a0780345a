"""How well bytes read in an encoding: whether what comes out is writing as some language writes.

Every encoding turns nearly any bytes into some characters; only the right one gives words. So each is judged by the
share of its non-ASCII characters that belong to one language's alphabet (single bytes) or to the characters its readers
use most (double bytes), minus signs inside words, letters of two scripts in one word and CAPITALS in tHE mIDDLE.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдежзийклмнопрстуфхцчшщъьюя",  # Bulgarian
    "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",  # Serbian, Macedonian
)
# The letters that make up nine tenths of a text in the languages of a script; a wrong encoding gives the others.
_FREQUENT = {
    "а": frozenset("оеаинтсрвлкмдпуіїєяьзйгбчјћ"),
    "α": frozenset("αοιετσνηυρπκμλςίόάέήγδώ"),
    "א": frozenset("יוהלארתבמשנםדעחקפ"),
}
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüß",  # German
    "áéíñóúüçàèòïª",  # Spanish, Catalan
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíòóùîú",  # Italian
    "åäöéæøü",  # Swedish, Finnish, Danish, Norwegian
    "áðéíóúýþæö",  # Icelandic
    "ëïéèüö",  # Dutch
    "ëç",  # Albanian
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţșț",  # Romanian
    "čćđšž",  # Croatian, Slovene
    "äöüß",  # German
)
_TURKISH = ("çğıöşüâîûi̇", "əçğıöşü")
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",)
_ARABIC = ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةپچژگکی", "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآأؤئةي")
_HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
_THAI = ("".join(map(chr, range(0x0E01, 0x0E3B))) + "".join(map(chr, range(0x0E40, 0x0E5B))),)

_POINTS = frozenset(map(chr, (*range(0x0591, 0x05C8), *range(0x064B, 0x0656), *range(0x0E30, 0x0E4F))))

# The first of equals wins, so the encoding that is met most often stands first.
_SINGLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", _WESTERN),
    ("cp1251", _CYRILLIC),
    ("cp1250", _CENTRAL),
    ("iso8859-2", _CENTRAL),
    ("koi8-u", _CYRILLIC),
    ("koi8-r", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("mac-cyrillic", _CYRILLIC),
    ("iso8859-15", _WESTERN),
    ("cp1254", _TURKISH),
    ("cp1253", _GREEK),
    ("iso8859-7", _GREEK),
    ("cp1257", _BALTIC),
    ("iso8859-13", _BALTIC),
    ("iso8859-4", _BALTIC),
    ("iso8859-16", _CENTRAL),
    ("cp1256", _ARABIC),
    ("iso8859-6", _ARABIC),
    ("cp1255", _HEBREW),
    ("iso8859-8", _HEBREW),
    ("cp874", _THAI),
)
# Punctuation and signs that stand in any text; worth less than a letter, for wrong encodings give them too.
_SIGNS = frozenset(
    "«»„“”‘’‚‹›–—…•·№§©®™°€£¥±×½¼¾²³¿¡\u00a0´¨、。「」『』・〜ー（），．：；？！《》〈〉【】“”‘’…─％０１２３４５６７８９"
)
# The 300 most used characters of Chinese, simplified and traditional: about 60 % of any text, some 5 % of a wrong one.
_HANZI = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事"
    "只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部"
    "正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市这来國個說們"
    "為時會過學對後麼沒於還發當開見經頭動兩長樣現將與進實點種聲話問機給業間電門東聽氣關並產萬臺體這從裡說兒無戰總報導"
)
_WORD = re.compile(r"[^\W\d_]+(?:[^\x00-\x7f]?[^\W\d_]+)*")
_TOKEN = re.compile(rb"[^\s<>=\"]{0,40}[\x80-\xff][^<>\r\n]{0,40}")
# Some five hundred words decide as well as a whole page.
_ENOUGH_BYTES = 6_000
_ASCII = bytes(range(128))

Score = Callable[[str], float]


def best_encoding(sample: bytes) -> tuple[str | None, float]:
    """The encoding in which the sample reads best, and how well; None where it reads badly in all."""
    best: tuple[str | None, float] = (None, 0.0)
    for encoding in (*_DOUBLE, *(name for name, _ in _SINGLE)):
        score = readability(sample, encoding)
        if score is not None and score > best[1] + 1e-6:
            best = (encoding, score)
    return best if best[1] >= 0.3 else (None, best[1])


def readability(sample: bytes, encoding: str) -> float | None:
    """How well the sample reads: 1 for a plain text of the right encoding, 0 and less for a wrong one.

    None: the bytes are not of that encoding at all.
    """
    judge = _DOUBLE.get(encoding)
    text = (_beginning(sample) if judge else _tokens(sample)).decode(encoding, "replace")
    strange = sum(1 for character in text if character == "�" or "\x80" <= character <= "\x9f")
    foreign = sum(1 for character in text if character > "\x7f")
    if not foreign and not (judge and b"\x1b" in sample):
        return None
    if strange > max(1, foreign * 0.02):
        return None
    if judge:
        return judge(text) - strange / max(1, foreign)
    alphabets = dict(_SINGLE).get(encoding, _WESTERN)
    return _words(text, alphabets) - strange / foreign


@lru_cache(maxsize=2)
def _tokens(sample: bytes) -> bytes:
    kept: dict[bytes, None] = {}
    size = 0
    for token in _TOKEN.finditer(sample):
        if token.group() not in kept:
            kept[token.group()] = None
            size += len(token.group())
        if size > _ENOUGH_BYTES:
            break
    return b"\n".join(kept)


@lru_cache(maxsize=2)
def _beginning(sample: bytes) -> bytes:
    """Enough of the sample for a verdict on pairs of bytes; all of it where it is mostly ASCII."""
    beginning = sample[: _ENOUGH_BYTES * 2]
    return beginning if len(beginning.translate(None, _ASCII)) > _ENOUGH_BYTES // 10 else sample


def _words(text: str, alphabets: tuple[str, ...]) -> float:
    """The best of the languages: the share of characters that fit it."""
    foreign = [character for character in text if character > "\x7f"]
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = "".join(character for character in foreign if _is_letter(character))
    faults = sum(_fault(word) for word in words)
    outside = sum(0.5 if character in _SIGNS else -1.0 for character in foreign if not _is_letter(character))
    return max(_fit(letters, alphabet) + outside - faults for alphabet in alphabets) / max(1, len(foreign))


def _fit(letters: str, alphabet: str) -> float:
    known = frozenset(alphabet)
    frequent = _FREQUENT.get(alphabet[0], known)
    total = 0.0
    for character in letters:
        small = character.lower()
        if small not in known and character not in known:
            total -= 0.5
        elif small not in frequent and character not in frequent:
            total += 0.3
        else:
            total += 1.0 if character == small else 0.8
    return total


def _is_letter(character: str) -> bool:
    """Letters, and the vowel signs and points that Hebrew, Arabic and Thai write on them."""
    return character.isalpha() or (character in _POINTS)


def _fault(word: str) -> float:
    """What a word loses: a sign inside it, capitals after small letters, two scripts at once."""
    inner = sum(1 for character in word if not _is_letter(character) and character not in "’'ʼ-\u00ad´`·")
    lost = 1.5 * inner
    tail = word[1:]
    if word[0].islower() and any(character.isupper() for character in tail):
        lost += len(word) / 2
    elif len(word) > 2 and not tail.islower() and not word.isupper() and tail.upper() != tail.lower():
        lost += len(word) / 4
    if any(c <= "z" for c in word) and any("Ͱ" <= c <= "ӿ" for c in word):
        lost += len(word) / 2
    return lost


def _japanese(text: str) -> float:
    foreign = _foreign(text)
    kana = sum(1 for c in foreign if "぀" <= c <= "ヿ")
    half = sum(1 for c in foreign if "｡" <= c <= "ﾟ")
    signs = sum(0.5 for c in foreign if c in _SIGNS)
    kanji = sum(1 for c in foreign if "一" <= c <= "鿿")
    # Headlines are mostly kanji, but hardly any ten words are without a kana; Chinese read as Japanese has none.
    worth = 0.9 if kana * 8 > kanji else 0.2
    total = kana + worth * kanji + signs - half
    return (total - _others(foreign)) / max(1, len(foreign))


def _korean(text: str) -> float:
    foreign = _foreign(text)
    hangul = sum(1 for c in foreign if "가" <= c <= "힣")
    common = sum(1 for c in foreign if "가" <= c <= "힣" and _is_in(c, "euc_kr"))
    signs = sum(0.5 for c in foreign if c in _SIGNS)
    hanja = sum(1 for c in foreign if "一" <= c <= "鿿")
    # KS X 1001 holds the 2,350 syllables in use; the thousands beyond them come out of other encodings.
    return (common - 2 * (hangul - common) - 0.3 * hanja + signs - _others(foreign)) / max(1, len(foreign))


def _chinese(first_level: Callable[[str], bool]) -> Score:
    def score(text: str) -> float:
        foreign = _foreign(text)
        total = sum(0.5 for c in foreign if c in _SIGNS)
        for character in foreign:
            if character in _HANZI:
                total += 1.6
            elif "一" <= character <= "鿿":
                total += 0.6 if first_level(character) else -0.2
            elif "぀" <= character <= "ヿ" and character not in _SIGNS:
                total -= 0.5
        return (total - _others(foreign)) / max(1, len(foreign))

    return score


def _foreign(text: str) -> list[str]:
    return [character for character in text if character > "\x7f"]


def _others(foreign: Iterable[str]) -> float:
    """Characters that stand in no text of East Asia: private use, and letters of scripts that never occur in number."""
    return sum(1.0 for c in foreign if "\ue000" <= c <= "\uf8ff" or "\u0100" <= c <= "\u1fff" or "㐀" <= c <= "䶿")


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=20_000)
def _is_common_simplified(character: str) -> bool:
    """Level 1 of GB 2312: the 3,755 characters in use."""
    encoded = character.encode("gb2312", "ignore")
    return bool(encoded) and 0xB0 <= encoded[0] <= 0xD7


@lru_cache(maxsize=20_000)
def _is_common_traditional(character: str) -> bool:
    """Level 1 of Big5: the 5,401 characters in use."""
    encoded = character.encode("big5", "ignore")
    return len(encoded) == 2 and 0xA4 <= encoded[0] <= 0xC6


_DOUBLE: dict[str, Score] = {
    "iso2022_jp": _japanese,
    "cp932": _japanese,
    "euc_jp": _japanese,
    "cp949": _korean,
    "gb18030": _chinese(_is_common_simplified),
    "hz": _chinese(_is_common_simplified),
    "big5hkscs": _chinese(_is_common_traditional),
}
