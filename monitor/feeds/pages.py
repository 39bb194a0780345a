"""Where a section page says that its next, older page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html as lxml_html

from monitor.feeds.entries import web_address

# "?page=2", "/page/2/", "/page-2", "/seite/2": the number of a page, as publishing systems write it in some languages.
_NUMBERED = re.compile(
    r"(?<=[/?&;_.-])(?:page(?:num|no|number|index)?|paged|pg|p|curpage|currentpage|seite|strona|str|pagina|sivu|sida|oldal"
    r"|stranka|stranica|storinka)(?:=|/|-|_)?0?(\d{1,4})(?![\d/]*[^\W\d_])",
    re.IGNORECASE,
)

_FILE = re.compile(r"/?(?:index)?\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
_END = re.compile(r"[/?&;_.-]+$")


def next_page(tree: lxml_html.HtmlElement, url: str) -> str | None:
    """The address of the page behind this one: what is marked so, else the same address with the next number."""
    own = _number(url) or 1
    marked = tree.xpath("//link[@rel]|//a[@rel]")
    if isinstance(marked, list):
        for element in marked:
            if "next" in (element.get("rel") or "").lower().split():
                address = web_address(element.get("href") or "", url)
                if address and _same_host(address, url) and address != url:
                    return address
    return next((address for address in _links(tree, url) if _is_of(address, url, own + 1)), None)


def _links(tree: lxml_html.HtmlElement, url: str) -> Iterator[str]:
    for element in tree.iter("a"):
        address = web_address(element.get("href") or "", url)
        if address:
            yield address.partition("#")[0]


def _is_of(address: str, url: str, number: int) -> bool:
    """Whether the address is the section's own with that number of a page, and not that of another section."""
    return _number(address) == number and _same_host(address, url) and _without_number(address) == _without_number(url)


def _number(url: str) -> int | None:
    found = list(_NUMBERED.finditer(_tail(url)))
    return int(found[-1][1]) if found else None


def _without_number(url: str) -> str:
    return _END.sub("", _FILE.sub("", _NUMBERED.sub("", _tail(url))))


def _tail(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _same_host(address: str, url: str) -> bool:
    return urlsplit(address).hostname == urlsplit(url).hostname
