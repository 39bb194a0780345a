"""The lead of an article where its page prints it apart from the text, under the headline."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from monitor.extraction.lines import Line
from monitor.extraction.names import key
from monitor.extraction.page import INLINE, Page, beginning_of, marks, text_of
from monitor.extraction.phrases import APPEALS, is_credit, is_sentence
from monitor.extraction.walls import PAYWALL_TEXT

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|lead-?text|leadtext|standfirst|stand-first|summary|subtitle|sub-?title|sub-?head(?:line|ing)?|deck|dek|intro(?:duction|text)?|abstract|perex|"
    r"zajawka|chapo|chapeau|excerpt|sapo|ingress|bajada|entradilla|occhiello|sommario|vorspann|anons|announce|description|article-?desc|preamble|anleser|teaser-?text|synopsis|kicker-?text|spot|dropline|strapline|article-?lead|articlelead|news-?heading)(?:$|[\s_-])"
)
# A printed line under the headline that is no sentence and shorter than this is a subtitle, which belongs to the
# headline (seed 001); leads without a full stop exist, and are longer.
_SUBTITLE = 64
_LONGEST = 900
_FEWEST = 30
# A lead is a paragraph or two in a box or two.
_MOST_BLOCKS = 8
# How many elements stand between a headline and its text.
_NEAR = 40


def find_lead(page: Page, tree: HtmlElement, lines: list[Line], *, title: str | None) -> list[Line]:
    """The lead as lines to stand before `lines`: what is named or described as one, and the paragraphs behind it that
    a page prints before the box of its text. Empty where there is none, or the text begins with it."""
    body = tree.find("body")
    if not lines or body is None:
        return []
    there = key(" ".join(line.text for line in lines))
    described = {key(text) for text in (page.meta("og:description"), page.meta("description")) if text}
    found: list[Line] = []
    taken: set[HtmlElement] = set()
    for element in _between(body, lines[0].text, title=title):
        text = text_of(element)
        if _is_other(element, text, title) or not taken.isdisjoint(element.iterancestors()):
            continue
        is_lead = not found and (_is_named(element) or key(text) in described)
        if not (is_lead or _is_paragraph(element, text)):
            continue
        if len(text) < _SUBTITLE and not is_sentence(text) and not _is_dense(text):
            continue
        if key(text)[:200] in there:
            return found
        found.append(Line(text, "p"))
        taken.add(element)
    return found


def _is_other(element: HtmlElement, text: str, title: str | None) -> bool:
    """Whether an element is certainly no lead: too much or too little, an appeal, an offer, a credit, the headline."""
    if not _FEWEST <= len(text) <= _LONGEST or APPEALS.match(text) or is_credit(text) or PAYWALL_TEXT.search(text):
        return True
    return _is_headline(text, title) or sum(inner.tag not in INLINE for inner in element.iter()) > _MOST_BLOCKS


def _is_headline(text: str, title: str | None) -> bool:
    """Whether a text is the headline again, as subheads of another template print it."""
    own, headline = key(text), key(title or "")
    return len(own) > 20 and len(headline) > 20 and (own.startswith(headline) or headline.startswith(own))


def _is_paragraph(element: HtmlElement, text: str) -> bool:
    """A sentence that stands by itself under a headline is its lead, whatever its place is named."""
    is_leaf = all(child.tag in INLINE or child.tag == "br" for child in element.iter() if child is not element)
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return is_leaf and is_sentence(text) and (len(text) > _SUBTITLE or _is_dense(text)) and linked < len(text) / 3


def _is_dense(text: str) -> bool:
    """Scripts whose characters are words: thirty of them are a paragraph."""
    return sum(character > "\u2fff" for character in text) > len(text) / 2


def _is_named(element: HtmlElement) -> bool:
    if element.get("itemprop") in ("description", "alternativeHeadline", "alternateName"):
        return True
    return _NAMED.search(marks(element).replace("__", "-").replace("_", "-")) is not None


def _between(body: HtmlElement, first_line: str, *, title: str | None) -> list[HtmlElement]:
    """The elements between the headline and the first line of the text, outermost first; without a headline the last
    few before the text."""
    has_heading, seen_heading = body.find(".//h1") is not None, False
    opening, headline = key(first_line)[:80], key(title or "")
    found: list[HtmlElement] = []
    for element in body.iter("h1", "h2", "h3", "p", "div", "span", "strong", "section"):
        begins = key(beginning_of(element, len(first_line) + 100 if len(first_line) < 400 else 500))
        is_titled = not has_heading and headline and element.tag != "p" and begins == headline
        if element.tag == "h1" or is_titled:
            seen_heading, found = True, []
            continue
        if element.tag in ("p", "div", "span") and begins.startswith(opening):
            return found[:_NEAR] if seen_heading else found[-_NEAR // 4 :]
        found.append(element)
    return []
