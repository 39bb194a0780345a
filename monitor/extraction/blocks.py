"""What a reader sees of an element, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from monitor.extraction.lines import Line
from monitor.extraction.page import INLINE, SILENT, clean

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS = frozenset(("p", "blockquote", "pre", "dd", "center"))
# Elements of a text's own markup.
_OF_TEXT = (
    PARAGRAPHS | HEADINGS | {"br", "ul", "ol", "li", "dl", "dt", "q", "figure", "hr"} | {"table", "tbody", "thead"}
)
_OF_TEXT |= {"tr", "td", "th"}
_DIGIT = re.compile(r"\d")


def blocks_of(container: HtmlElement) -> list[Line]:
    """The blocks of an element as lines; a line break ends a block too."""
    found: list[Line] = []
    blocks = [container]
    pieces: list[str] = []
    linked: list[str] = []

    def flush() -> None:
        if text := clean("".join(pieces)):
            found.append(Line(text, blocks[-1].tag, _home(blocks), min(1.0, len(clean("".join(linked))) / len(text))))
        pieces.clear()
        linked.clear()

    for event, element, text, is_linked in walk(container):
        if event == "text":
            pieces.append(text)
            if is_linked:
                linked.append(text)
            continue
        flush()
        if event == "start":
            blocks.append(element)
        else:
            blocks.pop()
    flush()
    return found


def runs_of(tree: HtmlElement) -> Iterator[tuple[HtmlElement, int, int]]:
    """Every block with the length of the text that stands in it and in no block of it, and how much of it is linked."""
    sizes = [[0, 0]]
    for event, element, text, is_linked in walk(tree):
        if event == "start":
            sizes.append([0, 0])
        elif event == "end":
            yield element, *sizes.pop()
        else:
            length = len(text.strip())
            sizes[-1][0] += length
            sizes[-1][1] += length if is_linked else 0


def walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement, str, bool]]:
    """Goes through what is shown of an element: ("start" | "end", block, "", …) where a block inside of it begins or
    ends, ("text", element, text, whether it is in a link to elsewhere) for each piece of text."""
    links = 0
    silent: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if silent is None and tag in SILENT:
                silent = element
            if silent is not None:
                continue
            links += _points_away(element)
            if tag not in INLINE and element is not root:
                yield "start", element, "", False
            if element.text:
                yield "text", element, element.text, links > 0
            continue
        if silent is element:
            silent = None
        elif silent is None:
            links -= _points_away(element)
            if tag not in INLINE and element is not root:
                yield "end", element, "", False
        if silent is None and element is not root and element.tail:
            yield "text", element, element.tail, links > 0


def _points_away(element: HtmlElement) -> bool:
    return element.tag == "a" and not element.get("href", "#").startswith("#")


def _home(blocks: list[HtmlElement]) -> str:
    """The innermost box around a block that is no part of a text's own markup: its tag and names."""
    return next((named_as(block) for block in reversed(blocks) if block.tag not in _OF_TEXT), "")


def named_as(element: HtmlElement) -> str:
    """An element's tag and class, without the words that number it or single it out."""
    words = (element.get("class") or "").lower().split()
    return " ".join([element.tag, *(word for word in words if not _DIGIT.search(word))])
