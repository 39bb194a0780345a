"""Mends what makes most feeds that are not well-formed so, and cuts what only an attack would send."""

from __future__ import annotations

import re
import sys
from html.entities import html5
from itertools import islice
from xml.parsers import expat

# What XML 1.0 forbids; templates let control characters through from their editors' clipboards.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ROOT = re.compile(r"<\?xml\s|<(?:[A-Za-z][\w.-]*:)?(?:rss|rdf|feed|channel)[\s>/]", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_EXTRA = re.compile(r"</?(?:cc|creativecommons|geo|georss|gml|itunes|media|psc):[^<>]*>|</?image[\s>/][^<>]*>?", re.I)
_ENTITY = re.compile(r"<!ENTITY\s[^>]{0,4000}>", re.IGNORECASE)
# An entity that is one sign, as Netscape's DTD has them, or a few plain words; it holds no other, so it cannot grow.
_SMALL_ENTITY = re.compile(
    r"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"&%<>]{1,80}|&#\w{1,8};)"|'([^'&%<>]{1,80}|&#\w{1,8};)')\s*>"""
)
_MOST_ENTITIES = 500
# Of all references together, times the longest of them.
_MOST_GROWTH = 1_000_000
# Sources that matter announce some hundred entries at most; an archive in one file is still read to here.
MOST_ENTRIES = 10_000
# feedparser keeps something of each tag: some 25 MB at this number, the last half of which no honest feed has.
_MOST_TAGS = 60_000
# Below this no feed is; each open element costs memory until it is closed.
_DEEPEST = 5_000
# A thousand attributes in one tag are an attack; only a large document can hold one that hurts.
_LONG_TAG = re.compile(r"<[A-Za-z/?][^<>]{20000}")
_LARGE = 500_000
# What is not well-formed is read slowly and in several copies.
_MOST_CHARACTERS = 4_000_000
_MOST_IN_MEMORY = 6_000_000
# Each entity and each line is a piece of its own to feedparser.
_PIECE = re.compile("[&\n]")
_MOST_PIECES = 100_000
# feedparser looks through all of them for every element.
_NAMESPACE = re.compile("xmlns", re.IGNORECASE)
_MOST_NAMESPACES = 2_000
_TAG = re.compile(r"<(?:(/?)[A-Za-z](?:[^<>]*(/)>)?)?")


def mended(text: str) -> str:
    """The text with forbidden characters dropped, stray ampersands escaped and HTML's names for characters resolved."""
    starts = [found.start() for pattern in (_ROOT, _ITEM) if (found := pattern.search(text))]
    text = without_forbidden(text[min(starts, default=0) :])
    pieces: list[str] = []
    position = 0
    while position < len(text):
        opening = text.find("<![CDATA[", position)
        closing = text.find("]]>", opening) if opening >= 0 else -1
        if closing < 0:
            break
        pieces += (_AMPERSAND.sub(_reference, text[position:opening]), text[opening : closing + 3])
        position = closing + 3
    return "".join((*pieces, _AMPERSAND.sub(_reference, text[position:])))


def without_forbidden(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def is_well_formed(text: str) -> bool:
    """Whether a strict reader could read it; for a text without bombs."""
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return True


def without_extras(text: str) -> str:
    """The text without the tags of maps, pictures and podcasts, which is where feedparser loses its way."""
    return _EXTRA.sub("", text)


def announced(text: str) -> int:
    """How many entries the text seems to hold, by their opening tags."""
    return sum(1 for _ in _ITEM.finditer(text))


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name[0] == "#" or name in _OF_XML:
        return found.group()
    character = html5.get(name + ";")
    return "".join(f"&#{ord(part)};" for part in character) if character else found.group()


def has_giant_tag(text: str) -> bool:
    """Whether a tag is so long that reading it would cost more memory than a document may."""
    return len(text) > _LARGE and _LONG_TAG.search(text) is not None


def without_bombs(text: str) -> tuple[str, str | None]:
    """The text without entity declarations that could grow, cut where it holds more than an honest feed; and why."""
    if "<!ENTITY" in text[:_LARGE]:
        text = _without_entities(text)
    limits = [
        (_most_characters(text), "only its first half was read, for it is large and not well-formed"),
        (_nth(_LONG_TAG, text, 1), "only its beginning was read, up to a tag of more than 20,000 characters"),
        (_nth(_PIECE, text, _MOST_PIECES), "only its beginning was read, for the rest has too many lines or entities"),
        (_nth(_NAMESPACE, text, _MOST_NAMESPACES), "only its beginning was read, for the rest has too many namespaces"),
        (_nth(_ITEM, text, MOST_ENTRIES + 1), f"only the first {MOST_ENTRIES:,} entries were read"),
        (_too_deep(text), "only its beginning was read, for the rest is nested too deeply or has too many tags"),
    ]
    cut, why = min(limits)
    return (text[:cut], why) if cut < len(text) else (text, None)


def _most_characters(text: str) -> int:
    """Fewer where a sign beyond the basic plane makes each of them four bytes."""
    width = sys.getsizeof(text) / (len(text) or 1)
    return min(_MOST_CHARACTERS, int(_MOST_IN_MEMORY / width))


def _nth(pattern: re.Pattern[str], text: str, number: int) -> int:
    """Where the pattern is found for the n-th time in what is read at all; else the end."""
    found = next(islice(pattern.finditer(text, 0, _MOST_CHARACTERS), number - 1, None), None)
    return found.start() if found else len(text)


def _too_deep(text: str) -> int:
    depth = 0
    for number, tag in enumerate(_TAG.finditer(text, 0, _MOST_CHARACTERS)):
        depth += -1 if tag[1] else 0 if tag[2] or tag[1] is None else 1
        if depth > _DEEPEST or number > _MOST_TAGS:
            return tag.start()
    return len(text)


def _without_entities(text: str) -> str:
    """The text without the entities that it declares; what a small one stands for is put in its places."""
    small = {name: one or other for name, one, other in _SMALL_ENTITY.findall(text, 0, _LARGE)}
    longest = max(map(len, small.values()), default=0)
    text = _ENTITY.sub("", text)
    if not small or len(small) > _MOST_ENTITIES or text.count("&") * longest > _MOST_GROWTH:
        return text
    return re.sub(rf"&({'|'.join(small)});", lambda found: small[found[1]], text)
