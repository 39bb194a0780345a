"""Bytes of a page or feed to text, whatever they say of themselves.

Declarations are wrong often enough (a template of 2004 in a server of 2020, "utf-8" in a header put before a page in
windows-1251) that the bytes are asked first: UTF-8 is nearly impossible by accident, so bytes that are valid UTF-8 are
UTF-8 against any declaration. For the rest a declaration is believed as long as no other encoding reads clearly better.
"""

from __future__ import annotations

import codecs
import re

from monitor.text.alphabets import best_encoding, readability

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META = re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_HTTP = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
# A declaration stands in the first KB of a page (HTML Living Standard); some put scripts before it.
_HEAD = 4096
# What the WHATWG Encoding Standard reads under these names, plus the superset where files overstep the named one.
_SUPERSETS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "windows-949": "cp949",
    "x-gbk": "gb18030",
}
# Among this many well-formed characters one broken byte is an accident (a cut-off summary), not another encoding.
_BROKEN_SHARE = 0.03
# How much of the text is judged: more changes no verdict and costs time.
_SAMPLE_BYTES = 60_000
# By how much another encoding must read better than the declared one (share of characters that fit).
_DOUBT = 0.12
_NON_ASCII = re.compile(rb"[\x80-\xff]")


def decode(body: bytes, *, declared: str | None = None, content_type: str | None = None) -> str:
    """The text of `body`. `declared`: an encoding someone names; `content_type`: the HTTP header. Never raises.

    In this order: a byte order mark; valid UTF-8; what header, caller, XML declaration or meta tag say, unless another
    encoding reads clearly better; what reads best.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if unusual := _wide(body) or _mainframe(body):
        return body.decode(unusual, "replace")
    if body.isascii() and b"\x1b" not in body and b"~{" not in body:
        return body.decode("ascii")
    try:
        if b"\x1b" not in body:
            return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _legacy(body, _declarations(body, declared, content_type))


def _legacy(body: bytes, declarations: tuple[str, ...]) -> str:
    if _is_damaged_utf8(body):
        return body.decode("utf-8", "replace")
    sample = _sample(body)
    found, found_score = best_encoding(sample)
    for encoding in declarations:
        if encoding == "utf-8":
            continue
        score = readability(sample, encoding)
        if score is not None and score >= found_score - _DOUBT:
            return body.decode(encoding, "replace")
    if found is None:
        return body.decode(next((name for name in declarations if name != "utf-8"), "cp1252"), "replace")
    return body.decode(found, "replace")


def _declarations(body: bytes, declared: str | None, content_type: str | None) -> tuple[str, ...]:
    head = body[:_HEAD]
    named = _HTTP.search(content_type or "")
    inside = _XML.search(head) or _META.search(head)
    names = (named and named[1], declared, inside and inside[1].decode("ascii"))
    known = (_codec(name) for name in names if name)
    return tuple(dict.fromkeys(name for name in known if name))


def _codec(name: str) -> str | None:
    """Python's name of a text encoding, or None where it knows none."""
    name = name.strip().lower()
    if name in _ALIASES:
        return _ALIASES[name]
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # base64, rot13 and their like are codecs too; a page in them is a page in nothing.
    if not getattr(info, "_is_text_encoding", True) or info.name in ("idna", "punycode", "unicode_escape", "utf-7"):
        return None
    return _SUPERSETS.get(info.name, info.name)


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: markup begins with ASCII, so every second byte is zero, or three of four."""
    head = body[:64]
    if head.count(0) < 4:
        return None
    if head[:3] == b"\0\0\0" or head[1:4] == b"\0\0\0":
        return "utf-32-be" if head[0] == 0 else "utf-32-le"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 4 or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _mainframe(body: bytes) -> str | None:
    """EBCDIC, if it begins with an XML declaration; appendix F of XML 1.0 asks for it."""
    if not body.startswith(b"\x4c\x6f\xa7\x94"):
        return None
    declared = _XML.search(body[:_HEAD].decode("cp037").encode("utf-8"))
    return (declared and _codec(declared[1].decode("ascii"))) or "cp037"


def _is_damaged_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: cut in the middle of a character, or one pasted in from elsewhere."""
    text = body.decode("utf-8", "replace")
    broken = text.count("�")
    fine = sum(1 for character in text[: _SAMPLE_BYTES * 2] if character > "\x7f") - broken
    return fine > 0 and broken <= max(1, fine * _BROKEN_SHARE) and fine >= 3 * broken


def _sample(body: bytes) -> bytes:
    """The part that is judged: from the first line that is not ASCII."""
    if len(body) <= _SAMPLE_BYTES:
        return body
    first = _NON_ASCII.search(body)
    start = body.rfind(b"\n", 0, first.start()) + 1 if first else 0
    if first and first.start() - start > 2_000:
        start = first.start()
    return body[start : start + _SAMPLE_BYTES]
