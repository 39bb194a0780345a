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
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

from monitor.model.address_tables import (
    LANGUAGES,
    MIRROR_LABELS,
    NOT_ARTICLES,
    SUFFIXES,
    TRACKING,
    TRACKING_IF,
    TRACKING_PREFIXES,
    TRACKING_VALUES,
    VARIANT_FLAGS,
    VARIANT_NAMES,
    VARIANT_YES,
    VARIANTS,
    WWW_SUFFIXES,
)
from monitor.model.articles import ArticleUrl

_DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 3986, 2.3: never need encoding; and all but what may stand bare in a path segment or a query.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_BARE = re.compile(rb"%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_BARE_IN_QUERY = re.compile(rb"%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


def canonical(url: str) -> ArticleUrl:
    """The one form of an address; idempotent. ValueError for what is not http(s) with a host."""
    parts = _split(_unwrapped(url))
    host, port = _folded_host(_host(parts)), _port(parts)
    # Another port than the default is another server, and seldom speaks https.
    scheme = "https" if port is None else parts.scheme
    query = _query(parts.query)
    path = _path(parts.path, query)
    authority = host if port is None else f"{host}:{port}"
    return ArticleUrl(f"{scheme}://{authority}{path}{'?' + query if query else ''}{_fragment(parts.fragment)}")


def canonical_of(page_url: str, *, declared: Sequence[str] = ()) -> ArticleUrl:
    """The identity of a page: the first of the `declared` addresses (rel=canonical, og:url) that is to be believed.

    Believed is what lies on the same site and names one article: not the home or a section page (a template that says
    the same on every page), not another article's id, not the page in another language. Else the page's own address.
    """
    page = canonical(page_url)
    for address in declared:
        try:
            candidate = canonical(urljoin(page_url, address.strip()))
        except ValueError:
            continue
        if candidate == page or _is_believable(page, candidate):
            return candidate
    return page


def host_of(url: str) -> str:
    """The host of an address in lower case and punycode, without port, `www.` and mobile labels."""
    return _without_mirror(_host(_split(url)))


def site_of(url: str) -> str:
    """The registrable domain of an address: `ukrinform.ua` of https://www.ukrinform.ua/x; an IP address is its own."""
    return _registrable(_host(_split(url)))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one registrable domain; False where one is no web address."""
    try:
        return site_of(a) == site_of(b)
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    cleaned = re.sub(r"[\t\r\n]", "", url.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f \t\r\n"))
    scheme, colon, rest = cleaned.partition(":")
    if scheme.lower() not in _DEFAULT_PORTS or not colon:
        raise ValueError(f"not a web address: {url[:200]!r}")
    before, mark, after = re.match(r"([^?#]*)([?#]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr] # matches all
    # Browsers read a backslash as a slash, and any number of slashes before the host as two (WHATWG URL).
    before = "//" + before.replace("\\", "/").lstrip("/")
    try:
        return urlsplit(f"{scheme.lower()}:{before}{mark}{after}")
    except ValueError as error:
        raise ValueError(f"not a web address: {url[:200]!r}") from error


def _unwrapped(url: str) -> str:
    """The address inside an AMP cache's or a Google redirect's address."""
    for _ in range(3):
        parts = _split(url)
        host = parts.netloc.lower()
        inner: str | None = None
        if host.endswith((".cdn.ampproject.org", ".bing-amp.com")) or (
            re.fullmatch(r"(www\.)?google\.[a-z.]+", host) and parts.path.startswith("/amp/")
        ):
            found = re.fullmatch(r"/(?:amp|[a-z])/(s/)?(.+\..+)", parts.path)
            if found:
                query = f"?{parts.query}" if parts.query else ""
                inner = f"{'https' if found[1] else 'http'}://{found[2]}{query}"
        elif re.fullmatch(r"(www\.)?google\.[a-z.]+", host) and parts.path == "/url":
            inner = next((v for k, v in parse_qsl(parts.query) if k in ("url", "q") and v.startswith("http")), None)
        if inner is None:
            return url
        url = inner
    return url


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
    return None if port == _DEFAULT_PORTS[parts.scheme] else port


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
    return not_bare.sub(_encoded_byte, text.encode("utf-8", "surrogatepass")).decode("ascii")


def _encoded_byte(found: re.Match[bytes]) -> bytes:
    value = int(found[1], 16) if found[1] else found[0][0]
    return b"%c" % value if found[1] and value in _UNRESERVED else b"%%%02X" % value


def _path(raw: str, query: str) -> str:
    path = re.sub(r";(jsessionid|phpsessid)=[^/;]*", "", raw, flags=re.IGNORECASE)
    segments: list[str] = []
    for segment in _encoded(path, _BARE).split("/"):
        if segment == "..":
            del segments[-1:]
        # `https://` inside a path is an archive's copy of another address: its slashes stay.
        elif (segment and segment != ".") or (not segment and segments and segments[-1] in ("https:", "http:")):
            segments.append(segment)
    kept = _without_variant(segments)
    if kept and not query and kept[-1].lower() in ("index.html", "index.htm"):
        kept.pop()
    while kept and not kept[-1]:
        kept.pop()
    return "/" + "/".join(kept)


def _without_variant(segments: list[str]) -> list[str]:
    """The path of the plain page: `/amp`, `/amp/…`, `.amp.html`, `/print` taken off where an article is left."""
    kept = [segment for segment in segments if segment.lower() != "amp"] or segments
    if not kept:
        return kept
    kept[-1] = re.sub(r"(?<=.)\.(?:amp|print)(?=\.html?$|$)", "", kept[-1], flags=re.IGNORECASE)
    if len(kept) > 1 and kept[-1].lower() in ("print", "share", "amp.html", "print.html") and _names_article(kept[:-1]):
        kept.pop()
    return kept


def _query(raw: str) -> str:
    pairs = (_encoded(pair, _BARE_IN_QUERY).partition("=") for pair in raw.split("&") if pair)
    kept = {name + mark + value: name for name, mark, value in pairs if name and not _is_tracking(name, value)}
    return "&".join(sorted(kept, key=lambda pair: kept[pair]))


def _is_tracking(name: str, value: str) -> bool:
    key, low = unquote(name).lower(), value.lower()
    if key.startswith("amp;"):  # `&amp;` that was escaped once too often
        key = key[4:]
    return (
        key in TRACKING
        or key.startswith(TRACKING_PREFIXES)
        or (key in TRACKING_IF and low in TRACKING_VALUES)
        or (key in VARIANT_NAMES and low in VARIANTS)
        or (key in VARIANT_FLAGS and low in VARIANT_YES)
    )


def _fragment(raw: str) -> str:
    """Only `#!/…` names content (the scheme of pages built by scripts before the History API)."""
    return f"#{_encoded(raw, _BARE_IN_QUERY)}" if raw.startswith("!") and len(raw) > 1 else ""


def _segments(url: str) -> list[str]:
    return [segment for segment in urlsplit(url).path.split("/") if segment]


def _ids(url: str) -> frozenset[str]:
    """Numbers that may name an article: five digits and more, or any number in a parameter; dates are none."""
    parts = urlsplit(url)
    runs = re.findall(r"\d+", " ".join(_segments(url)))
    numbers = {run for run in runs if len(run) >= 5 and not re.fullmatch(r"(19|20)\d\d[01]\d([0-3]\d)?", run)}
    return frozenset(numbers | {value for _, value in parse_qsl(parts.query) if value.isdigit()})


def _words(segments: Iterable[str]) -> frozenset[str]:
    """The words of a slug; none where the last segment is a bare word or an id."""
    last = unquote(next(reversed(list(segments)), "")).lower()
    words = [word for word in re.split(r"[-_.,+ ]+", re.sub(r"\.\w{2,5}$", "", last)) if word and not word.isdigit()]
    return frozenset(words) if len(words) > 1 else frozenset()


def _names_article(segments: Sequence[str]) -> bool:
    """Whether the last segment looks like one article's: a digit, or a slug of words; `news`, `politics` do not."""
    last = segments[-1] if segments else ""
    return bool(re.search(r"\d", last) or len(re.findall(r"[-_]", last)) >= 2 or "%" in last)


def _language(url: str) -> str | None:
    return next((LANGUAGES[part.lower()] for part in _segments(url)[:2] if part.lower() in LANGUAGES), None)


def _is_believable(page: str, declared: str) -> bool:
    here, there = _segments(page), _segments(declared)
    if not same_site(page, declared) or _has_other_port(page, declared):
        return False
    ids_here, ids_there = _ids(page), _ids(declared)
    if ids_here and ids_there:
        return bool(ids_here & ids_there) and _same_language(page, declared)
    if not there and not ids_there:
        return not here
    if {segment.lower() for segment in there} & NOT_ARTICLES - {segment.lower() for segment in here}:
        return False
    if there == here:  # one of them lost a parameter that named the article
        return not ids_here
    words_here, words_there = _words(here), _words(there)
    if words_here and words_there:
        return bool(words_here & words_there) and _same_language(page, declared)
    # A section page is no article, whatever stands below it.
    return _names_article(there) or bool(ids_there)


def _has_other_port(page: str, declared: str) -> bool:
    """A declared port has to be the page's; none declared is fine (a test server, a reverse proxy)."""
    port = urlsplit(declared).port
    return port is not None and port != urlsplit(page).port


def _same_language(page: str, declared: str) -> bool:
    here, there = _language(page), _language(declared)
    return here is None or there is None or here == there
