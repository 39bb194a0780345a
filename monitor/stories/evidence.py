"""Evidence: the words and names that an article is recognised by, in one alphabet, without what many articles share.

Headlines of one event in one language share stems; in two languages, names. Both are transliterated; a stem is the
first letters of a word, because endings carry the case, and a name is its consonants, because vowels do not survive
the road through katakana, hangul or a Slavic case (Stoltenberg, Столтенбергом, ストルテンベルグ: all STRTNB).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from anyascii import anyascii

from monitor.stories.lexicon import COMMON, RECALLS

# Longer stems lose inflected forms, shorter ones join strangers.
STEM = 6
# How much of the body is the lead: the first paragraphs tell the event, later ones what is known of it anyway.
LEAD = 600

_QUOTES = re.compile(r'«[^»]{12,}»|“[^”]{12,}”|„[^”“]{12,}[”“]|「[^」]{8,}」|『[^』]{8,}』|"[^"\n]{12,}"|‘[^’]{25,}’')
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`-][^\W\d_]+)*")
_PIECE = re.compile(r"[.!?。！？\n:]|[^\W_]+(?:['-][^\W\d_]+)*")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_HANGUL = re.compile(r"[가-힣]+")
_UNSPACED = re.compile(r"[㐀-鿿豈-﫿々〆぀-ヿ]+|[가-힣]+")
_LATIN = re.compile(r"[^\W\d_㐀-鿿豈-﫿々〆぀-ヿ가-힣]+")
_CONSONANTS = str.maketrans("lvwzjcqyxgp", "rbbsskkiskb", "aeiouh")


def normal(text: str) -> str:
    """NFKC, one apostrophe, no invisible signs."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text).translate(str.maketrans("’ʼ`´‘", "'''''"))


def without_quotes(text: str) -> str:
    """What the outlet says itself: stock quotations recur for years and tell no event."""
    return _QUOTES.sub(" … ", text)


def own_words(text: str, title: str) -> str:
    """The body without quotations, without paragraphs that recall earlier news, without its repeated headline."""
    kept = []
    for paragraph in text.split("\n"):
        line = paragraph.strip()
        if not line or line == title or line.lower().startswith(RECALLS):
            continue
        kept.append(without_quotes(line))
    return "\n".join(kept)


def stem(word: str) -> str:
    """The beginning of a word in Latin letters; empty for words that every text has."""
    plain = "".join(sign for sign in anyascii(word).lower() if sign.isalnum())
    return "" if plain in COMMON or len(plain) < 3 else plain[:STEM]


def words(text: str) -> frozenset[str]:
    """Stems of words; of unspaced scripts and Korean, pairs of signs."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        for run in _UNSPACED.findall(word):
            found.update(_pairs(run))
        for part in _LATIN.findall(word):
            found.add(stem(part))
    found.discard("")
    return frozenset(found)


def spellings(text: str) -> frozenset[str]:
    """The words as written of which `words` keeps the stems."""
    return frozenset(part for word in _WORD.findall(text) for part in _LATIN.findall(word) if stem(part))


def _pairs(run: str) -> Iterable[str]:
    """Pairs of neighbouring signs, transliterated: 東京 and 东京 are one. Hiragana alone carries grammar."""
    for first, second in pairwise(run):
        if "぀" <= first <= "ゟ" or "぀" <= second <= "ゟ":
            continue
        yield anyascii(first).lower() + "_" + anyascii(second).lower()


def skeleton(name: str) -> str:
    """The consonants of a name, at most six; empty where fewer than three are left."""
    plain = anyascii(name).lower()
    plain = plain.replace("sh", "s").replace("ch", "k").replace("ts", "s").replace("ck", "k").replace("ph", "f")
    bones = "".join(sign for sign in plain if sign.isalpha()).translate(_CONSONANTS).replace("i", "").replace("f", "b")
    bones = re.sub(r"(.)\1+", r"\1", bones)
    return bones[:6] if len(bones) >= 3 else ""


def name_key(name: str) -> str:
    """What a name is compared by: its consonants, or its beginning where they are too few; empty: it tells nothing."""
    plain = anyascii(name).lower()
    key = skeleton(name) or plain.replace("y", "i")[:4]
    return "" if len(key) < 2 or plain in COMMON else key


def opening_word(headline: str) -> tuple[str, str] | None:
    """The stem and the name's key of the first word, where it has a capital and is none that every text has."""
    first = _LATIN.search(headline)
    if not first or not first[0][0].isupper() or headline[: first.start()].strip("«»“”„\"'‘’‚ "):
        return None
    return (stem(first[0]), name_key(first[0])) if stem(first[0]) else None


def names(text: str) -> dict[str, str]:
    """What looks like a name, by its key: capitals within a sentence, katakana, Latin among other signs."""
    found: dict[str, str] = {}
    start = True
    for piece in _PIECE.finditer(text):
        word = piece[0]
        if not word[0].isalnum():
            start = True
            continue
        for name in _names_in(word, start):
            found.setdefault(name_key(name), name)
        start = False
    found.pop("", None)
    return found


def _names_in(word: str, start: bool) -> Iterable[str]:
    yield from _KATAKANA.findall(word)
    # Short Korean words are seldom foreign names, and Korean ones are too short to be told from other words.
    yield from (run for run in _HANGUL.findall(word) if len(run) >= 4)
    unspaced = bool(_UNSPACED.search(word))
    for part in _LATIN.findall(word):
        acronym = len(part) > 1 and part.isupper()
        if acronym or unspaced or (part[0].isupper() and not start):
            yield part
