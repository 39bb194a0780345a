"""HTML fragments, as feeds and pages carry them, to plain text."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# HTML elements by what they mean to the flow of a text (HTML Living Standard, rendering section).
_BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset",
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol",
    "option p pre section summary table tbody tfoot thead title tr ul",
)
_SILENT = _names(
    "script style noscript template iframe object svg math select textarea canvas audio video",
)
_RAW = frozenset(("iframe", "noscript", "script", "style", "template", "textarea"))
_CELLS = frozenset(("td", "th"))
_INLINE = _names(
    "a abbr acronym applet area b base basefont bdi bdo big blink button cite code col colgroup data datalist",
    "del dfn em embed font frame frameset i img input ins kbd label link map mark marquee meta meter nobr",
    "output param picture progress q rb rp rt rtc ruby s samp small source span strike strong sub sup time",
    "track tt u var wbr",
)
_VOID = frozenset(("br", "hr", "img"))
_KNOWN = _BLOCKS | _SILENT | _CELLS | _INLINE

# HTML's own elements, custom ones (amp-img) and those of a namespace (o:p) are tags; "<Reuters>" is a word in brackets.
# A tag, or the beginning of a comment, CDATA section, declaration or instruction. A tag ends before the next "<" at the
# latest, so every character is looked at once: a quoted value may hold ">" (alt="a > b"), but no "<".
_TAG = re.compile(
    r"""<(?:(?P<mark>!--|!\[CDATA\[)|(?P<other>[!?][^<>]*+>)"""
    r"""|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:_.-]*+)(?=[\s/>])(?>[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+>)"""
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Controls, soft hyphen, zero-width space, byte order mark: nothing a reader sees, and they split words.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
# Windows-1252 read as Latin-1 leaves its quotation marks and dashes among the control characters.
_C1 = {n: bytes((n,)).decode("cp1252") for n in range(0x80, 0xA0) if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_HAS_C1 = re.compile("[\x80-\x9f]")
# Feeds escape once or twice too often; a third time was never seen, and each round costs the whole length.
_ROUNDS = 3


def plain(html: str) -> str:
    """The text of an HTML fragment: entities resolved (also escaped twice), a line break where a block ends.

    A fragment without a single tag is plain text: its own line breaks are kept. Never raises; linear in the length.
    """
    if "<" not in html and "&" not in html:
        return _tidied(html)
    has_tags, text = _without_tags(html)
    for _ in range(_ROUNDS):
        text, is_escaped_again = _resolved(text)
        if not has_tags and _is_markup(text):
            has_tags, text = _without_tags(text)
        elif not is_escaped_again:
            break
    return _tidied(text)


def with_windows_signs(text: str) -> str:
    """The quotation marks and dashes of Windows-1252 where they ended up among the control characters."""
    return text.translate(_C1) if _HAS_C1.search(text) else text


def _resolved(text: str) -> tuple[str, bool]:
    """Entities as characters, and whether entities came out of that ("&amp;quot;")."""
    if "&" not in text:
        return text, False
    once = unescape(text)
    if "&" not in once or once == text:
        return once, False
    return once, any(_is_entity(found.group()) for found in _ENTITY.finditer(once))


def _is_entity(reference: str) -> bool:
    return reference[1] == "#" or reference[1:] in html5


def _is_markup(text: str) -> bool:
    """Whether resolving the entities of a tagless fragment laid bare tags, escaped once too often.

    A closed element or one that is never closed: "the <b> tag" alone is a mention. (A fragment with tags of its own
    that also shows "&lt;b&gt;" writes about tags, and is not asked.)
    """
    if "<" not in text:
        return False
    names = ((tag["close"], (tag["name"] or "").lower()) for tag in _TAG.finditer(text))
    return any(name in _VOID or (close and name in _KNOWN) for close, name in names)


def _without_tags(html: str) -> tuple[bool, str]:
    """Whether there was a tag, and the text between the tags with line breaks in place of blocks."""
    if "<" not in html:
        return False, html
    pieces: list[str] = []
    position, has_tags = 0, False
    for tag in _TAG.finditer(html):
        start = tag.start()
        if start < position:
            continue
        mark, close, name = tag.group("mark", "close", "name")
        if name:
            name = name.lower()
            if name not in _KNOWN and "-" not in name and ":" not in name:
                continue
            if not has_tags:
                # Between tags a line break of the source is a blank; the ones that count are put in below.
                has_tags, html = True, html.replace("\n", " ")
        pieces.append(html[position:start])
        position = tag.end()
        if mark:
            inside, position = _marked(html, mark, position)
            pieces.append(inside)
        elif name in _SILENT and not close:
            position = _end_of_silence(html, tag, name)
            pieces.append(" ")
        elif name:
            pieces.append("\n" if name in _BLOCKS else " " if name in _CELLS else "")
    if not position:
        return False, html
    pieces.append(html[position:])
    return has_tags, "".join(pieces)


def _marked(html: str, mark: str, start: int) -> tuple[str, int]:
    """What a comment (nothing) or a CDATA section (its inside) adds to the text, and where it ends."""
    is_comment = mark == "!--"
    ending = "-->" if is_comment else "]]>"
    end = html.find(ending, start)
    if end < 0:
        # A comment without an end hides the rest, as in a browser; CDATA without one was cut off in the middle.
        return ("" if is_comment else html[start:]), len(html)
    return ("" if is_comment else html[start:end]), end + len(ending)


def _end_of_silence(html: str, tag: re.Match[str], name: str) -> int:
    """Where an element that says nothing to a reader ends.

    An unclosed one takes the rest, as in a browser, where what it holds is no markup; else it is as long as its tag.
    """
    if tag.group().endswith("/>"):
        return tag.end()
    closing = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(html, tag.end())
    if closing is None:
        return len(html) if name in _RAW else tag.end()
    end = html.find(">", closing.start())
    return len(html) if end < 0 else end + 1


def _tidied(text: str) -> str:
    """One blank between words, no empty lines, nothing invisible."""
    tidy = _lined(text)
    if tidy.replace("\n", "").isprintable():
        return tidy
    return _lined(_INVISIBLE.sub("", with_windows_signs(tidy)))


def _lined(text: str) -> str:
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
