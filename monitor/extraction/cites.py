"""Whom an article names as its source: outlets that are known under one of their names, and others as printed.

A name alone is no citation ("a Reuters journalist was killed"): it stands next to a word of saying or an expression
like "in an interview with". A name that nobody knows must look like one: a noun for a medium before it, quotation
marks, a domain, or Latin letters in a text of another script behind a verb that media have ("передає Nikkei Asia").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.cite_words import AGENCIES, BEFORE, BEFORE_UNSPACED, BEHIND, BEHIND_UNSPACED, KINDS, MEDIA_NAME
from monitor.extraction.names import key
from monitor.extraction.phrases import SOURCE_LINE
from monitor.model.outlets import OutletId, Press
from monitor.text.normalising import normal

_BEFORE = re.compile(rf"(?<!\w)(?:{''.join(BEFORE.split())})(?!\w)", re.IGNORECASE)
_BEHIND = re.compile(
    rf"^[\s,»”\"’'\w]{{0,4}}?[\s,]*(?:\w+[\s,]+){{0,2}}(?:{''.join(BEHIND.split())})(?!\w)", re.IGNORECASE
)
_KIND = rf"(?i:{''.join(KINDS.split())})"
_MEDIA = re.compile(
    rf"(?<!\w)(?:{''.join(MEDIA_NAME.split())})(?!\w)|\.(?:com|net|org|info|ua|ru|pl|de|fr|jp|uk|eu|tv)$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?…。！？\n]*(?:[.!?…](?=\w)[^.!?…。！？\n]*)*[.!?…。！？\n]?")
# A name: capitalised words, Latin or not, with the small words names have between; or what stands in quotation marks.
_CAPITALS = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w.&’'-]*|\d+\+?)"
_NAME = rf"(?P<bare>{_CAPITALS}(?:\s(?:of\s|the\s|de\s|di\s|la\s)?{_CAPITALS}){{0,4}})"
_QUOTED = r"[\"«»„“‘'”](?P<quoted>[^\"«»„“”‘’\n]{2,50}?)[\"»«”“’']"
_AFTER_TRIGGER = re.compile(
    rf"^[\s,:]*(?:(?!\w*[A-ZА-ЯЁІЇЄҐ])[\w-]+\s){{0,3}}?(?P<kind>{_KIND}\s+)?(?:(?:[ldLD]|dell|all|dall)['’])?(?:{_QUOTED}|{_NAME})",
    re.UNICODE,
)
_BARE = re.compile(_NAME)
_KIND_THEN_NAME = re.compile(rf"(?<!\w){_KIND}\s+(?:{_QUOTED}|{_NAME})", re.UNICODE)
# "TOKYO (Reuters) -", "BERLIN (dpa) –", "(PAP)" at the end: the agency the text was taken from.
_DATELINE = re.compile(
    r"^.{2,60}?[(（](?P<names>[^()（）]{2,40})[)）]\s*(?:[-–—:]|\s)|[(（/](?P<last>[^()（）/]{2,40})[)）/]\s*\Z",
    re.DOTALL,
)
# How far before a known name its word of saying may stand: "laut der japanischen Nachrichtenagentur Kyodo".
_REACH = 60
_MOST = 12


class Named(NamedTuple):
    """A name in a text: where, and whose; `outlet` is None for a name that nobody knows."""

    start: int
    end: int
    outlet: OutletId | None
    printed: str


def find_cites(
    text: str, *, press: Press, own: frozenset[str], itself: OutletId | None, tail: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The sources named in a text in their order: outlet ids, else names as printed. `own`: the keys of the names of
    the outlet itself; `tail`: lines below the text ("Джерело: …")."""
    found: dict[str, str] = {}
    for source in (*_cited(text, press), *_of_tail(tail, press)):
        name = key(source.printed)
        if source.outlet is not None and source.outlet == itself:
            continue
        if name in own or _is_own(name, own) or (source.outlet and key(source.outlet) in own):
            continue
        said = source.outlet or source.printed
        found.setdefault(key(said), said)
    return tuple(list(found.values())[:_MOST])


def _is_own(name: str, own: frozenset[str]) -> bool:
    """An inflected form of the outlet's own name: Укрінформу."""
    return any(len(mine) > 4 and name.startswith(mine[:-1]) and len(name) - len(mine) <= 3 for mine in own)


def _cited(text: str, press: Press) -> Iterator[Named]:
    known = tuple(_known(text, press))
    for n, sentence in enumerate(_SENTENCE.finditer(text)):
        if not sentence.group().strip():
            continue
        inside = [name for name in known if sentence.start() <= name.start < sentence.end()]
        found = [name for name in inside if _is_cited(sentence.group(), name, sentence.start())]
        if n == 0:
            found += _of_dateline(text, inside)
        found += [name for name in _unknown(sentence.group(), sentence.start()) if not _overlaps(name, inside)]
        yield from sorted(found, key=lambda name: name.start)


def _overlaps(name: Named, others: list[Named]) -> bool:
    return any(other.start < name.end and name.start < other.end for other in others)


def _is_cited(sentence: str, name: Named, shift: int) -> bool:
    before, behind = sentence[: name.start - shift], sentence[name.end - shift :]
    if _near_unspaced(before, behind):
        return True
    triggers = [match.end() for match in _BEFORE.finditer(before, max(0, len(before) - _REACH - 30))]
    if (
        triggers
        and len(before) - triggers[-1] <= _REACH
        and not re.search(r"[;:]|[,]\s.*[,]", before[triggers[-1] :].strip(" ,:"))
    ):
        return True
    return _BEHIND.match(behind[:60]) is not None


def _near_unspaced(before: str, behind: str) -> bool:
    if any(word in behind[:12] for word in BEHIND_UNSPACED):
        return True
    return any(word in before[-8:] for word in BEFORE_UNSPACED)


def _of_dateline(text: str, names: list[Named]) -> list[Named]:
    found = _DATELINE.search(text[:160])
    if not found or not found["names"]:
        return []
    return [name for name in names if found.start("names") <= name.start < found.end("names")]


def _of_tail(lines: tuple[str, ...], press: Press) -> Iterator[Named]:
    for line in lines:
        if source := SOURCE_LINE.match(line):
            known = list(_known(source["names"], press))
            yield from known
            named = source["names"].strip(" .")
            if not known and _MEDIA.search(named) and len(named) <= 40:
                yield Named(0, 0, None, named)


def _unknown(sentence: str, shift: int) -> Iterator[Named]:
    """Names that are in no list, next to a word of saying, which show that they are media."""
    for trigger in _BEFORE.finditer(sentence):
        found = _AFTER_TRIGGER.match(sentence[trigger.end() : trigger.end() + 120])
        if found and (name := _printed(found, sentence, trigger.group(), kind=found["kind"] is not None)):
            group = "quoted" if found["quoted"] else "bare"
            yield Named(
                shift + trigger.end() + found.start(group), shift + trigger.end() + found.end(group), None, name
            )
    for found in _KIND_THEN_NAME.finditer(sentence):
        group = "quoted" if found["quoted"] else "bare"
        if (_BEFORE.search(sentence[: found.start()]) or _BEHIND.match(sentence[found.end() :][:60])) and (
            name := _printed(found, sentence, "", kind=True)
        ):
            yield Named(shift + found.start(group), shift + found.end(group), None, name)
    for found in _BARE.finditer(sentence):
        if _is_medium(found.group()) and _BEHIND.match(sentence[found.end() :][:60]):
            yield Named(shift + found.start(), shift + found.end(), None, found.group())


# Verbs and expressions that have a medium as their subject or place, so that a name in another script is one.
_OF_MEDIA = re.compile(
    r"^(?:переда|повідомля|пиш|інформу|посил|із? посил|сообща|информиру|со ссыл|[ву] ефірі|[ву] інтерв|інтерв|"
    r"в эфире|в интерв|цит|за даними|за інформ|по данн|по информ)",
    re.IGNORECASE,
)
_ONLY_KIND = re.compile(_KIND, re.IGNORECASE)
_LATIN = re.compile(r"[A-Z][A-Za-z0-9 .&'’-]+")


def _printed(found: re.Match[str], sentence: str, trigger: str, *, kind: bool) -> str | None:
    """The name as printed, where something shows it to be a medium's."""
    name = (found["quoted"] or found["bare"] or "").strip(" .,'’")
    if len(key(name)) < 2 or len(name) > 50 or _ONLY_KIND.fullmatch(name):
        return None
    foreign = (
        _LATIN.fullmatch(name) is not None
        and re.search(r"[а-яіїєґ]{3}", sentence) is not None
        and bool(_OF_MEDIA.match(trigger))
    )
    if kind or _is_medium(name) or foreign:
        return name
    return None


def _is_medium(name: str) -> bool:
    return _MEDIA.search(name) is not None or name in AGENCIES


class _Index(NamedTuple):
    spaced: dict[str, tuple[tuple[tuple[str, ...], OutletId], ...]]
    unspaced: tuple[tuple[str, OutletId], ...]


@lru_cache(maxsize=8)
def _index(press: Press) -> _Index:
    """Names by the stem of their first word, and names of scripts without blanks."""
    spaced: dict[str, list[tuple[tuple[str, ...], OutletId]]] = {}
    unspaced: list[tuple[str, OutletId]] = []
    for outlet, names in press.names:
        for name in names:
            if re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", name):
                unspaced.append((name, outlet))
            elif words := tuple(match["word"] for match in _WORDS.finditer(normal(name))):
                spaced.setdefault(words[0][:3], []).append((words, outlet))
    longest = {stem: tuple(sorted(rows, key=lambda row: -len(row[0]))) for stem, rows in spaced.items()}
    return _Index(longest, tuple(sorted(unspaced, key=lambda row: -len(row[0]))))


# French and Italian articles are elided before a name: l'AFP, dell'ANSA.
# A word ends where a script without blanks begins: CNNのインタビュー.
_LETTER = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_WORDS = re.compile(
    rf"(?:\b(?:[ld]|qu|dell|all|dall|nell|sull|un)['’])?(?P<word>{_LETTER}+(?:['’]{_LETTER}+)*)", re.IGNORECASE
)


def _known(text: str, press: Press) -> Iterator[Named]:
    """Every known name in a text, in any case of its language, the longest first."""
    index = _index(press)
    words = [(match.group("word"), match.start("word"), match.end()) for match in _WORDS.finditer(text)]
    folded = [normal(word) for word, _, _ in words]
    position = 0
    while position < len(words):
        row = _named_at(index, words, folded, position)
        if row is not None and folded[position] == "the" and position + 1 < len(words):
            # "the Nikkei Asia newspaper" is Nikkei Asia, not The Nikkei.
            longer = _named_at(index, words, folded, position + 1)
            row = None if longer and longer[0] >= row[0] else row
        if row is None:
            position += 1
            continue
        size, outlet = row
        start, end = words[position][1], words[position + size - 1][2]
        yield Named(start, end, outlet, text[start:end])
        position += size
    for name, outlet in index.unspaced:
        if (start := text.find(name)) >= 0:
            yield Named(start, start + len(name), outlet, name)


def _named_at(
    index: _Index, words: list[tuple[str, int, int]], folded: list[str], position: int
) -> tuple[int, OutletId] | None:
    for names, outlet in index.spaced.get(folded[position][:3], ()):
        said = folded[position : position + len(names)]
        if len(said) == len(names) and all(map(_is_form, said, names)):
            printed = [word for word, _, _ in words[position : position + len(names)]]
            if not _is_proper(printed, names):
                continue
            return len(names), outlet
    return None


def _is_proper(printed: list[str], names: tuple[str, ...]) -> bool:
    """Whether words are printed as a name: with a capital or a digit; acronyms in capitals ("ap", "pap" are words)."""
    if names == ("dpa",):
        return True
    if len(names) == 1 and len(names[0]) <= 3:
        return printed[0][:2].isupper()
    return any(word[:1].isupper() or word[:1].isdigit() for word in printed)


def _is_form(said: str, name: str) -> bool:
    """Whether a word is a name's word in some case: Укрінформу, Рейтера, Кіодо, PAP-u."""
    if said == name:
        return True
    if len(name) < 4:
        return False
    if name.isascii() and said.isascii():
        return len(name) >= 5 and said.startswith(name) and len(said) - len(name) <= 2
    stem = name[:-1] if name[-1] in "аяоеєиіїьйыуюэaeiouy" else name
    return said.startswith(stem) and len(said) - len(stem) <= 3
