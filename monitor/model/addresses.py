"""The one form of an article's address, and what may be believed of the address that a page declares.

The form is an identity and a link at once, so a fold is made only where practically every site answers both forms:
scheme, `www.` and mobile hosts, trailing slash, tracking parameters, AMP and print variants, parameters in another
order. Left alone: the case of paths, `index.php`, unknown parameters, `page=`. Hosts are punycode (IDNA 2003, the
standard library's), paths percent-encoded UTF-8: that is what a browser sends; showing them prettier is a rendering's
affair. A declared host form (`www.` in rel=canonical) is folded too: `canonical` of what a person types must find the
article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes

from monitor.model.address_tables import (
    DEFAULT_PORTS,
    MIRROR_LABELS,
    SESSIONS,
    SUFFIXES,
    TRACKING,
    TRACKING_IF,
    TRACKING_PAIRS,
    TRACKING_PREFIXES,
    TRACKING_VALUES,
    VARIANT_FLAGS,
    VARIANT_NAMES,
    VARIANT_YES,
    VARIANTS,
    WWW_SUFFIXES,
)
from monitor.model.articles import ArticleUrl
from monitor.model.wrapped_addresses import split, unwrapped

# RFC 3986, 2.3: never need encoding; and all but what may stand bare in a path segment or a query.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_BARE = re.compile(rb"%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_BARE_IN_QUERY = re.compile(rb"%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
# A route of a page built by scripts: a slash and two segments, or one with a digit. `#/` alone is the start page.
_ROUTE = re.compile(r"/[^/?]+/[^/?]+.*|/[^/?]*\d.*")
# Letters beyond ASCII, with the one before that a mark may stand on.
_BEYOND_ASCII = re.compile(r"[A-Za-z]?(?:%[89A-F][0-9A-F])+")
# What a server draws to know a visitor: long, letters among digits.
_SESSION = re.compile(r"(?=.*\d)(?=.*[a-z])[0-9a-z_-]{16,}")
_SESSION_IN_PATH = re.compile(r";(jsessionid|phpsessid|sid)=[^/;]*|/\(s\([0-9a-z]{20,}\)\)", re.IGNORECASE)
_VARIANT_ENDING = re.compile(r"(?<=.)\.(?:amp|print)(?=\.html?$|$)", re.IGNORECASE)
_LAST_OF_VARIANT = ("print", "share", "embed", "amp.html", "print.html", "printable")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


def canonical(url: str) -> ArticleUrl:
    """The one form of an address; idempotent. ValueError for what is not http(s) with a host."""
    parts = unwrapped(url)
    host, port = _folded_host(_host(parts)), _port(parts)
    # Another port than the default is another server, and seldom speaks https.
    scheme = "https" if port is None else parts.scheme
    query = _query(parts.query)
    path = _path(parts.path, query)
    authority = host if port is None else f"{host}:{port}"
    return ArticleUrl(f"{scheme}://{authority}{path}{'?' + query if query else ''}{_fragment(parts.fragment, path)}")


def host_of(url: str) -> str:
    """The host of an address in lower case and punycode, without port, `www.` and mobile labels."""
    return _without_mirror(_host(split(url)))


def site_of(url: str) -> str:
    """The registrable domain of an address: `ukrinform.ua` of https://www.ukrinform.ua/x; an IP address is its own."""
    return _registrable(_host(split(url)))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one registrable domain; False where one is no web address."""
    try:
        return site_of(a) == site_of(b)
    except ValueError:
        return False


def _host(parts: SplitResult) -> str:
    try:
        raw = parts.hostname or ""
    except ValueError as error:
        raise ValueError(f"no host in {parts.geturl()[:200]!r}") from error
    if ":" in raw:
        return f"[{ip_address(raw).compressed}]"
    host = unquote(raw).rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise ValueError(f"no host name: {host[:100]!r}") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise ValueError(f"no host in {parts.geturl()[:200]!r}")
    return host


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError(f"wrong port in {parts.geturl()[:200]!r}") from error
    return None if port == DEFAULT_PORTS[parts.scheme] else port


def _registrable(host: str) -> str:
    labels = host.split(".")
    if host.startswith("[") or labels[-1].isdigit():
        return host
    width = 3 if ".".join(labels[-2:]) in SUFFIXES else 2
    return ".".join(labels[-width:])


def _without_mirror(host: str) -> str:
    """The host without `www.`, `m.` and the like, as long as a registrable domain is left."""
    label, _, rest = host.partition(".")
    while label in MIRROR_LABELS and _registrable(rest) == _registrable(host):
        host = rest
        label, _, rest = host.partition(".")
    return host


def _folded_host(host: str) -> str:
    bare = _without_mirror(host)
    suffix = bare.partition(".")[2]
    return f"www.{bare}" if suffix in WWW_SUFFIXES else bare


def _encoded(text: str, not_bare: re.Pattern[bytes]) -> str:
    """RFC 3986, 6.2.2: encoded only where it must be, hexadecimal digits in upper case; a stray % is encoded."""
    raw = text.encode("utf-8", "surrogatepass")
    return not_bare.sub(_encoded_byte, raw).decode("ascii") if not_bare.search(raw) else text


def _encoded_byte(found: re.Match[bytes]) -> bytes:
    value = int(found[1], 16) if found[1] else found[0][0]
    return b"%c" % value if found[1] and value in _UNRESERVED else b"%%%02X" % value


def _composed(encoded: str) -> str:
    """Letters and their marks in one sign (NFC, as RFC 3987, 5.3.2.2, asks): macOS writes й as и and a breve."""

    if "%" not in encoded:
        return encoded

    def composed(found: re.Match[str]) -> str:
        try:
            text = unquote_to_bytes(found[0]).decode("utf-8")
        except UnicodeDecodeError:  # windows-1251, EUC-KR: left as it is
            return found[0]
        return quote(unicodedata.normalize("NFC", text), safe="-._~")

    return _BEYOND_ASCII.sub(composed, encoded)


def _path(raw: str, query: str) -> str:
    path = _SESSION_IN_PATH.sub("", raw)
    segments: list[str] = []
    for segment in _composed(_encoded(path, _BARE)).split("/"):
        if segment == "..":
            del segments[-1:]
        # `https://` inside a path is an archive's copy of another address: its slashes stay.
        elif (segment and segment != ".") or (not segment and segments and segments[-1] in ("https:", "http:")):
            segments.append(segment)
    kept = _without_variant(segments, query)
    if kept and not query and kept[-1].lower() in ("index.html", "index.htm"):
        kept.pop()
    while kept and not kept[-1]:
        kept.pop()
    return "/" + "/".join(kept)


def _without_variant(segments: list[str], query: str) -> list[str]:
    """The path of the plain page: `/amp`, `/amp/…`, `.amp.html`, `/print` taken off where an article is left."""
    kept = [segment for segment in segments if segment.lower() != "amp"]
    if not kept and not query:  # a page about amplifiers
        kept = segments
    if not kept:
        return kept
    kept[-1] = _VARIANT_ENDING.sub("", kept[-1])
    if len(kept) > 1 and kept[-1].lower() in _LAST_OF_VARIANT and names_article(kept[:-1]):
        kept.pop()
    return kept


def _query(raw: str) -> str:
    if not raw:
        return ""
    # A plus is a blank in a query (and only there): both forms are written of one address.
    encoded = _composed(_encoded(raw, _BARE_IN_QUERY)).replace("+", "%20")
    pairs = (pair.partition("=") for pair in encoded.split("&") if pair)
    kept = {name + mark + value: name for name, mark, value in pairs if name and not _is_tracking(name, value)}
    return "&".join(sorted(kept, key=lambda pair: kept[pair]))


def _is_tracking(name: str, value: str) -> bool:
    key, low = (unquote(name) if "%" in name else name).lower(), value.lower()
    if key.startswith("amp;"):  # `&amp;` that was escaped once too often
        key = key[4:]
    return (
        key in TRACKING
        or key.startswith(TRACKING_PREFIXES)
        or (key in TRACKING_IF and low in TRACKING_VALUES)
        or (key, low) in TRACKING_PAIRS
        or (key in SESSIONS and _SESSION.fullmatch(low) is not None)
        or (key in VARIANT_NAMES and low in VARIANTS)
        or (key in VARIANT_FLAGS and low in VARIANT_YES)
    )


def _fragment(raw: str, path: str) -> str:
    """`#!/…` names content (pages built by scripts before the History API); `#/news/5` where the path names none."""
    names_content = (raw.startswith("!") and len(raw) > 1) or (path == "/" and _ROUTE.fullmatch(raw))
    return f"#{_composed(_encoded(raw, _BARE_IN_QUERY))}" if names_content else ""


def names_article(segments: Sequence[str]) -> bool:
    """Whether the last segment looks like one article's: a digit, or a slug of words; `news`, `politics` do not."""
    last = segments[-1] if segments else ""
    return bool(re.search(r"\d", last) or len(re.findall(r"[-_]", last)) >= 2 or "%" in last)
