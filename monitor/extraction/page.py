"""A fetched document as a tree with its declared facts, so that every rule reads them the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement, HTMLParser

from monitor.extraction.structured import Node, article_of, nodes_of
from monitor.model.articles import FetchedDocument
from monitor.text.decoding import decode

# Soft hyphens, marks of direction and the like. The joiners (U+200C, U+200D) are spelling in Persian and Hindi.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
# What lxml does not let be written into a tree; a page may hold it raw or as &#1;.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Inline elements join words, all others part them.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rb",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "select",
        "textarea",
        "button",
        "form",
        "rt",
        "rp",
    ]
)


@dataclass(frozen=True, slots=True)
class Page:
    """`metas`: contents of meta tags under name, property or itemprop in lower case; `nodes`: all JSON-LD objects."""

    url: str
    tree: HtmlElement
    metas: dict[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    article: Node | None

    def meta(self, *names: str) -> str | None:
        """The first meta tag with a content, in the order of the names."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), None)

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def language(self) -> str | None:
        """What the page says of its language."""
        said = self.tree.get("lang") or self.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        said = said.strip() or self.meta("content-language", "og:locale", "dc.language", "language") or ""
        return said.replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", said) else None

    @property
    def declared_urls(self) -> tuple[str, ...]:
        links = (link.get("href", "") for link in self.tree.iterfind(".//link[@rel='canonical']"))
        return tuple(url for url in (*links, self.meta("og:url") or "") if url.strip())


def read_page(document: FetchedDocument) -> Page | None:
    """The page of a document; None where its bytes hold no element."""
    text = decode(document.body, content_type=document.header("content-type"))
    tree = parse(text)
    if tree is None:
        return None
    _open_forms(tree)
    nodes = nodes_of(script.text or "" for script in tree.iter("script") if _is_json_ld(script))
    url = document.final_url or document.url
    return Page(url, tree, _metas(tree), nodes, article_of(nodes, url, tree.findtext(".//title") or ""))


def _open_forms(tree: HtmlElement) -> None:
    """A form that holds most of a page's paragraphs is a box: pages of ASP.NET and SharePoint are one form, and a form
    that nobody closed goes on to the end."""
    paragraphs = sum(1 for _ in tree.iter("p"))
    for form in list(tree.iter("form")):
        if form.getparent().tag == "body" or sum(1 for _ in form.iter("p")) > paragraphs / 2 > 0.5:
            form.tag = "div"


def parse(text: str) -> HtmlElement | None:
    """The tree of a text of markup; nesting deeper than libxml2 allows is cut."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # An XML declaration names the encoding the bytes had, not the one they are handed over in.
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", NO_XML.sub("", text))
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, HtmlElement) and len(tree) else None


def select(tree: HtmlElement, css: str) -> list[HtmlElement]:
    """The elements that a CSS selector names, in their order."""
    found = _selector(css)(tree)
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


@lru_cache(maxsize=2048)
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css)


def find(tree: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements at an XPath."""
    found = tree.xpath(path)
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


def _is_json_ld(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _metas(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = clean(meta.get("content") or "")
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            if (name := meta.get(attribute)) and content:
                found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def clean(text: str) -> str:
    """One line of text: entities that were escaped twice resolved, blanks folded, invisible signs taken out."""
    if "&" in text:
        text = unescape(unescape(text))
    return " ".join(_INVISIBLE.sub("", text).split())


def text_of(element: HtmlElement) -> str:
    """What a reader sees of an element, on one line."""
    return clean("".join(_pieces(element)))


def beginning_of(element: HtmlElement, length: int) -> str:
    """The first characters of what a reader sees of an element, for elements that may hold a whole page."""
    pieces: list[str] = []
    missing = length
    for piece in _pieces(element):
        pieces.append(piece)
        missing -= len(piece)
        if missing < 0:
            break
    return clean("".join(pieces))


def _pieces(root: HtmlElement) -> Iterator[str]:
    """The texts of an element in order, with a blank where a block begins or ends; without recursion, for deep
    trees."""
    silent: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if silent is None and tag in SILENT:
                silent = element
            if silent is None:
                if tag not in INLINE:
                    yield " "
                yield element.text or ""
            continue
        if silent is element:
            silent = None
        if silent is None and element is not root:
            if tag not in INLINE:
                yield " "
            yield element.tail or ""


def marks(element: HtmlElement) -> str:
    """The words by which a site names an element: class, id, test id, role, in lower case."""
    return " ".join(
        filter(None, (element.get(name) for name in ("class", "id", "data-testid", "data-component", "role")))
    ).lower()
