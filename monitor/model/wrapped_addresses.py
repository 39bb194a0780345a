"""The address inside another one: an AMP cache's, a translator's, a redirect that counts clicks."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from monitor.model.address_tables import DEFAULT_PORTS, REDIRECTORS

# How many wrappings are taken off: a cache's address in a mail's in a network's.
LAYERS = 4

_LINE_BREAKS = re.compile(r"[\t\r\n]")
_AROUND = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f \t\r\n"
_PARTS = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)
_GOOGLE = re.compile(r"(www\.)?google\.[a-z.]+")
# Asked of every address, so all hosts at once; which of them it is, is asked of few.
_REDIRECTING = re.compile("|".join(f"(?:{name})" for name, _, _ in REDIRECTORS))


def split(url: str) -> SplitResult:
    cleaned = _LINE_BREAKS.sub("", url.strip(_AROUND))
    scheme, colon, rest = cleaned.partition(":")
    if scheme.lower() not in DEFAULT_PORTS or not colon:
        raise ValueError(f"not a web address: {url[:200]!r}")
    before, mark, after = _PARTS.match(rest).groups()  # type: ignore[union-attr] # matches all
    # Browsers read a backslash as a slash, and any number of slashes before the host as two (WHATWG URL).
    before = "//" + before.replace("\\", "/").lstrip("/")
    try:
        return urlsplit(f"{scheme.lower()}:{before}{mark}{after}")
    except ValueError as error:
        raise ValueError(f"not a web address: {url[:200]!r}") from error


def unwrapped(url: str) -> SplitResult:
    """The parts of the address that is meant, where this one only leads to it; else its own."""
    parts = split(url)
    for _ in range(LAYERS):
        inner = _inner(parts)
        if inner is None:
            return parts
        parts = split(inner)
    return parts


def _inner(parts: SplitResult) -> str | None:
    host = parts.netloc.lower()
    if parts.path.startswith("/amp/") and _GOOGLE.fullmatch(host):
        return _of_path(parts, r"/amp/(s/)?(.+\..+)")
    if host.endswith((".cdn.ampproject.org", ".bing-amp.com")):
        return _of_path(parts, r"/(?:amp|[a-z])/(s/)?(.+\..+)")
    if host.endswith(".turbopages.org"):  # Yandex Turbo
        return _of_path(parts, r"(?:/turbo)?/([^/]+\.[^/]+)/(s)(/.*)")
    if host.endswith(".translate.goog"):  # one hyphen is a dot, two are a hyphen
        name = re.sub(r"--|-", lambda found: "-" if found[0] == "--" else ".", host.removesuffix(".translate.goog"))
        return f"{parts.scheme}://{name}{parts.path}{'?' + parts.query if parts.query else ''}"
    if not _REDIRECTING.fullmatch(host):
        return None
    for name, path, parameter in REDIRECTORS:
        if re.fullmatch(name, host) and re.fullmatch(path, parts.path):
            return next((v for k, v in parse_qsl(parts.query) if k in parameter and v.startswith("http")), None)
    return None


def _of_path(parts: SplitResult, form: str) -> str | None:
    found = re.fullmatch(form, parts.path)
    if found is None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    if found.re.groups == 3:
        return f"https://{found[1]}{found[3]}{query}"
    return f"{'https' if found[1] else 'http'}://{found[2]}{query}"
