"""The lead of an article where its page prints it apart from the text, under the headline."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from monitor.extraction.lines import Line, is_sentence
from monitor.extraction.names import key
from monitor.extraction.page import Page, marks, text_of

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|lead-?text|leadtext|standfirst|stand-first|summary|subtitle|sub-?title|sub-?head(?:line|ing)?|deck|dek|intro(?:duction|text)?|abstract|perex|"
    r"zajawka|chapo|chapeau|excerpt|sapo|ingress|bajada|entradilla|occhiello|sommario|vorspann|anons|announce|description|article-?desc|preamble|anleser|teaser-?text|synopsis|kicker-?text|rubric|dropline|strapline|article-?lead|articlelead|news-?heading)(?:$|[\s_-])"
)
# A printed line under the headline that is no sentence and shorter than this is a subtitle, which belongs to the headline
# (seed 001); leads without a full stop exist, and are longer.
_SUBTITLE = 80
_LONGEST = 900
_FEWEST = 30


def find_lead(page: Page, tree: HtmlElement, lines: list[Line]) -> list[Line]:
    """The lead as lines to stand before `lines`; empty where there is none, or the text begins with it."""
    if not lines:
        return []
    body = tree.find("body")
    if body is None:
        return []
    there = key(" ".join(line.text for line in lines))
    described = {key(text) for text in (page.meta("og:description"), page.meta("description")) if text}
    for element in _between(body, lines[0].text):
        text = text_of(element)
        if not _FEWEST <= len(text) <= _LONGEST or not (_is_named(element) or key(text) in described):
            continue
        if len(text) < _SUBTITLE and not is_sentence(text) and not _is_dense(text):
            continue
        return [] if key(text)[:200] in there else [Line(text, "p")]
    return []


def _is_dense(text: str) -> bool:
    """Scripts whose characters are words: thirty of them are a paragraph."""
    return sum(character > "\u2fff" for character in text) > len(text) / 2


def _is_named(element: HtmlElement) -> bool:
    if element.get("itemprop") in ("description", "alternativeHeadline", "alternateName"):
        return True
    return _NAMED.search(marks(element).replace("__", "-").replace("_", "-")) is not None


def _between(body: HtmlElement, first_line: str) -> list[HtmlElement]:
    """The elements that stand between the headline and the first line of the text, outermost first."""
    found: list[HtmlElement] = []
    after_heading = body.find(".//h1") is None
    opening = key(first_line)[:80]
    for element in body.iter():
        if element.tag == "h1":
            after_heading, found = True, []
        elif after_heading and element.tag in ("p", "h2", "h3", "div", "span", "strong", "section", "header"):
            if element.tag == "p" and key(text_of(element)).startswith(opening):
                return found
            found.append(element)
        if len(found) > 400:
            break
    return found[:40]
