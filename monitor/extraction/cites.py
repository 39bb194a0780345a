"""Whom an article names as its source: outlets that are known under one of their names, and others as printed.

A name alone is no citation ("a Reuters journalist was killed"): it stands next to a word of saying or an expression
like "in an interview with". A name that nobody knows must look like one: a noun for a medium before it, quotation
marks, a domain, or Latin letters in a text of another script behind a verb that media have ("передає Nikkei Asia").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from monitor.extraction.cite_words import (
    AGENCIES,
    AT_THE_END,
    BEFORE,
    BEFORE_UNSPACED,
    BEHIND,
    BEHIND_UNSPACED,
    KINDS,
    MEDIA_NAME,
    SAYING,
    TO,
)
from monitor.extraction.names import key
from monitor.extraction.phrases import SOURCE_LINE
from monitor.extraction.press_names import Named, known_names
from monitor.model.outlets import OutletId, Press

_BEFORE = re.compile(rf"(?<!\w)(?:{''.join(BEFORE.split())})(?!\w)", re.IGNORECASE)
_BEHIND = re.compile(
    rf"^[\s,»”“\"’'\w]{{0,4}}?[\s,]*(?:\w+[\s,]+){{0,2}}(?:{''.join(BEHIND.split())}|{''.join(SAYING.split())})(?!\w)",
    re.IGNORECASE,
)
_KIND = rf"(?i:{''.join(KINDS.split())})"
_QUOTES = " \t\"«»„“”‘’'"
# "Reuters: the visit is put off", as headlines have it.
_HEADLINE = re.compile(r"^[\"»”’']?:\s")
# What stands directly before a name, with a noun for a medium between at the most.
_TO = re.compile(
    rf"(?<!\w)(?:{''.join(TO.split())}|{''.join(SAYING.split())})\s"
    rf"(?:(?:der|dem|the|el|la|le|il|o|l['’]|dell['’])\s?)?(?:{_KIND}\s)?[\"«„“‘'”]?$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[\"»”“’']?(?:,|\s(?:and|und|et|y|e|i|oraz|a|та|й|и|ja|og|och|ir|un|en)|、|と|や|와|과|和|与|及)?"
    r"\s?(?:(?:the|der|die|l['’]|el|la|le)\s?)?[\"«„“‘']?"
)
_KIND_BEFORE = re.compile(rf"(?<!\w){_KIND}\s[\"«„“‘'”]?$")
_KIND_BEHIND = re.compile(rf"^[\"»”’']?\s{_KIND}(?!\w)")
_ANY_BEHIND = re.compile(rf"(?<!\w)(?:{''.join(BEHIND.split())})(?!\w)", re.IGNORECASE)
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
# A page of a site, not its front page: that is an advertisement, or the outlet's own.
_ADDRESS = re.compile(r"https?://(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?/[^\s/]", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# How far before a known name its word of saying may stand: "laut der japanischen Nachrichtenagentur Kyodo".
_REACH = 60
_MOST = 12


def find_cites(
    text: str,
    *,
    press: Press,
    own: frozenset[str],
    itself: OutletId | None,
    tail: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The sources named in a text in their order: outlet ids, else names as printed. `own`: the keys of the names of
    the outlet itself; `tail`: lines below the text ("Джерело: …"); `links`: addresses to which it links as its source.
    """
    found: dict[str, str] = {}
    addresses = _of_addresses("\n".join((text, *tail, *links)), press)
    for source in (*_cited(text, press), *_of_tail(tail, press), *addresses):
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
    known = tuple(known_names(text, press))
    for n, sentence in enumerate(_SENTENCE.finditer(text)):
        if not sentence.group().strip():
            continue
        inside = [name for name in known if sentence.start() <= name.start < sentence.end()]
        found = [name for name in inside if _is_cited(sentence.group(), name, sentence.start())]
        found = _with_coordinated(found, inside, text)
        if n == 0:
            found += _of_dateline(text, inside)
        found += [name for name in _unknown(sentence.group(), sentence.start()) if not _overlaps(name, inside)]
        yield from sorted(found, key=lambda name: name.start)


def _with_coordinated(cited: list[Named], names: list[Named], text: str) -> list[Named]:
    """The names with those that are joined to them: "reporters from Kyodo and AFP"."""
    found = set(cited)
    for left, right in pairwise(names):
        if _AND.fullmatch(text[left.end : right.start]) and (left in found) != (right in found):
            found |= {left, right}
    return [name for name in names if name in found]


def _overlaps(name: Named, others: list[Named]) -> bool:
    return any(other.start < name.end and name.start < other.end for other in others)


def _is_cited(sentence: str, name: Named, shift: int) -> bool:
    before, behind = sentence[: name.start - shift], sentence[name.end - shift :]
    if _near_unspaced(before, behind) or _TO.search(before[-_REACH:]):
        return True
    if not before.strip(_QUOTES) and _HEADLINE.match(behind):
        return True
    triggers = [match.end() for match in _BEFORE.finditer(before, max(0, len(before) - _REACH - 30))]
    if (
        triggers
        and len(before) - triggers[-1] <= _REACH
        and not re.search(r"[;:]|[,]\s.*[,]", before[triggers[-1] :].strip(" ,:"))
    ):
        return True
    if _BEHIND.match(behind[:60]):
        return True
    is_called = _KIND_BEFORE.search(before[-_REACH:]) or _KIND_BEHIND.match(behind)
    return is_called is not None and _ANY_BEHIND.search(behind[:100]) is not None


def _near_unspaced(before: str, behind: str) -> bool:
    if any(word in behind[:12] for word in BEHIND_UNSPACED) or any(re.match(rule, behind) for rule in AT_THE_END):
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
            known = list(known_names(source["names"], press))
            yield from known
            named = source["names"].strip(" .")
            if not known and _MEDIA.search(named) and len(named) <= 40:
                yield Named(0, 0, None, named)


def _of_addresses(text: str, press: Press) -> Iterator[Named]:
    """Outlets to whose pages the text gives the address: it stands there because the text was taken from there."""
    if "://" not in text:
        return
    hosts = {name: outlet for outlet, names in press.names for name in names if _HOST.fullmatch(name)}
    for found in _ADDRESS.finditer(text):
        host = found["host"].lower()
        while host and host not in hosts:
            host = host.partition(".")[2]
        if host:
            yield Named(found.start(), found.end(), hosts[host], host)


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
