"""Dates at the headline, as a reader sees them, and those of microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from lxml.html import HtmlElement

from monitor.extraction.names import key
from monitor.extraction.page import Page, beginning_of, find, marks, text_of
from monitor.extraction.stamp_fields import ATTRIBUTES, DATE_PLACE, ELSEWHERE, MODIFIED
from monitor.extraction.stamps import CHANGED, FIRST, Reader, Stamp

# A list item with a link as long as this announces another article; shorter ones name an author or a section.
_LINKED = 25
_SHORT = 160
_MACHINE = re.compile(r"\d{4}[-/.]?\d|\d{10}|\d{1,2}[./-]\d{1,2}[./-]\d{4}\s\d{1,2}:\d\d")
# How many elements behind the headline a date may stand at a place with any name.
_NEAR = 14
# An element with more children is no place for a headline or a date, but a part of the page.
_FEW = 12
# Where a headline stands that is in no h1 to h4.
_TITLE_PLACE = re.compile(r"title|titul|titre|titolo|headline|heading|заголов|manchete")


def printed_of(page: Page, *, title: str | None, reader: Reader) -> list[Stamp]:
    """The dates nearest to the headline (`title`, where it is known) and the article's own in microdata."""
    body = page.tree.find("body")
    if body is None:
        return []
    headline = _headline(body, key(title or ""))
    headings = {*body.iter("h1"), *([headline] if headline is not None else [])}
    headed = frozenset(around for heading in headings for around in heading.iterancestors())
    return [*_of_items(page, headed, reader), *_printed(body, headline, headed, reader)]


def _headline(body: HtmlElement, title: str) -> HtmlElement | None:
    """The element with the headline: the first with its words (`title`: their key), else the first h1."""
    named = (place for place in body.iter("div", "p", "span", "td", "a", "strong") if _TITLE_PLACE.search(marks(place)))
    for element in chain(body.iter("h1"), body.iter("h2", "h3", "h4"), named) if title else ():
        if len(element) < _FEW and title in key(beginning_of(element, 400))[: 3 * len(title)]:
            return element
    return next(body.iter("h1"), None)


def _of_items(page: Page, headed: frozenset[HtmlElement], reader: Reader) -> Iterator[Stamp]:
    """Microdata and RDFa on visible elements."""
    items = find(page.tree, "//body//*[@itemprop='datePublished' or @property='datePublished' or @pubdate]")
    for element in items[:2]:
        said = element.get("content") or element.get("datetime") or text_of(element)
        if not _is_elsewhere(element, headed):
            yield from reader.stamp(said, 4.2)


def _is_elsewhere(element: HtmlElement, headed: frozenset[HtmlElement]) -> bool:
    """Whether an element stands in a list of other articles, a quoted post, a footer and the like.

    What holds the headline is the article's own, whatever it is named ("content with-sidebar").
    """
    for around, _ in zip((element, *element.iterancestors()), range(12), strict=False):
        if around.tag in ("body", "html", "main", "article") or around in headed:
            return False
        if around.tag in ("aside", "footer", "nav", "blockquote") or ELSEWHERE.search(marks(around)):
            return True
        if around.tag == "li" and any(len(text_of(link)) >= _LINKED for link in around.iter("a")):
            return True
    return False


def _printed(
    body: HtmlElement, headline: HtmlElement | None, headed: frozenset[HtmlElement], reader: Reader
) -> Iterator[Stamp]:
    """Dates at the headline: in <time>, or in a short text at a place named for it."""
    places = list(_places(body, headline))
    heading = next((n for n, element in enumerate(places) if element is headline), None)
    behind = places[heading + 1 :] if heading is not None else places
    ahead = list(reversed(places[:heading])) if heading is not None else []
    seen = 0
    for nearness, candidates in ((0.0, behind[:60]), (-0.4, ahead[:12])):
        for element in candidates:
            for stamp in _of_place(element, headed, reader):
                yield replace(stamp, trust=stamp.trust + nearness - 0.15 * seen, visible=True)
                seen += 1
            if seen >= 4:
                return


def _places(body: HtmlElement, headline: HtmlElement | None) -> Iterator[HtmlElement]:
    """Elements that are named for dates; just behind the headline, whatever they are named."""
    since_heading = _NEAR
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        since_heading = 0 if element is headline or element.tag == "h1" else since_heading + 1
        if (
            element is headline
            or _is_place(element)
            or (since_heading < _NEAR and element.tag in ("div", "span", "p", "td", "small", "em", "li"))
        ):
            yield element


def _is_place(element: HtmlElement) -> bool:
    return element.tag in ("time", "abbr", "h1") or (
        (named := marks(element)) != "" and DATE_PLACE.search(named) is not None
    )


def _of_place(element: HtmlElement, headed: frozenset[HtmlElement], reader: Reader) -> Iterator[Stamp]:
    if element.tag == "h1" or len(element) > _FEW or _is_elsewhere(element, headed):
        return
    text = text_of(element) if len(element) <= _FEW else ""
    if len(text) > _SHORT:
        return
    named = marks(element)
    parts = [part for part in re.split(r"(?=(?:" + CHANGED.pattern + r"))", text, flags=re.IGNORECASE) if part.strip()]
    first = next((part for part in parts if not CHANGED.match(part) or FIRST.search(part)), None)
    named += " " + (element.get("itemprop") or "") + _lead(element)
    changed = first is None or (CHANGED.search(named) and not FIRST.search(named))
    trust = MODIFIED if changed else 2.4
    for name in ATTRIBUTES:
        if _MACHINE.match(value := (element.get(name) or "").strip()):
            yield from reader.stamp(value, trust + (0.0 if changed else 0.6))
            break
    yield from reader.stamp(first if first else text, trust, printed=True)


def _lead(element: HtmlElement) -> str:
    """The words just before a <time>: "Updated", "Published"."""
    before, around = element.getprevious(), element.getparent()
    if element.tag not in ("time", "abbr") or around is None:
        return ""
    lead = around.text if before is None else before.tail
    if not (lead or "").strip() and before is not None and before.tag in ("span", "b", "strong", "em", "i", "label"):
        lead = beginning_of(before, 40)
    return f" {lead or ''}"[:60]
