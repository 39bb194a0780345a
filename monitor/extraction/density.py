"""The element that holds an article, told by where the paragraphs of a page stand, and its blocks as lines.

A paragraph counts for the element around it, less for the ones farther out, so that the innermost element with most
of the text wins. Text in links does not count, nor does a sentence under a headline that is a link: that is a teaser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from monitor.extraction.blocks import HEADINGS, PARAGRAPHS, blocks_of, named_as, runs_of
from monitor.extraction.lines import Line
from monitor.extraction.page import INLINE
from monitor.extraction.phrases import is_sentence

# A paragraph has some words; a list item that is one is a sentence.
_FEWEST = 25
_FEWEST_OF_ITEM = 60
_NO_PARAGRAPHS = HEADINGS | {
    "html",
    "head",
    "title",
    "dt",
    "th",
    "figcaption",
    "caption",
    "label",
    "legend",
    "summary",
}
# What begins another article on a page of several.
_BEGINNINGS = frozenset(("h1", "article"))
# What stands within a text: the box of an article is around it.
_WITHIN_TEXT = frozenset(("blockquote", "ul", "ol", "li", "dl", "q", "center"))
# From this share of the text on, a kind of box is one of the article's.
_HOME = 0.2
_SENTENCE = 60
# A teaser's text and its headline may stand in boxes of their own.
_DEEPEST_TEASER = 3
# What a paragraph counts for the elements around it, from the innermost on.
_SHARES = (1.0, 0.5, 0.33)
# Elements with less than this part of the most text are not looked at.
_DOUBT = 2.5
# What sites call the box of an article's text.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:article|articles?-?body|artikel|entry|post|story|content|body|text|news|noticia|nota|cuerpo|corpo|texte|tresc|zpravy)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:^|[\s_-])(?:article[_-]{0,2}body|articlebody|entry-content|post-content|article[_-]{0,2}content|story[_-]{0,2}body|article[_-]{0,2}text)(?:$|[\s_-])",
    re.IGNORECASE,
)
# How far around, and with how much of the text.
_NEAR = 4
_MUCH_MORE = 1.5
# From this share of the best one's text on, a neighbour of the same parent is a part of the article.
_PART = 0.25


def dense_lines(tree: HtmlElement) -> list[Line]:
    """The blocks of the elements that hold the article, from its headline on; empty where a page has no paragraph."""
    return at_home(_behind_headline([line for element in article_elements(tree) for line in blocks_of(element)]))


def _behind_headline(lines: list[Line]) -> list[Line]:
    """The lines behind the first h1, unless a paragraph stands before it: then it heads a section."""
    heading = next((n for n, line in enumerate(lines) if line.tag == "h1"), -1)
    return lines if any(map(_is_paragraph, lines[: heading + 1])) else lines[heading + 1 :]


def at_home(lines: list[Line]) -> list[Line]:
    """The lines without those that stand in other boxes than the article's paragraphs do.

    The paragraphs of an article stand in one kind of box, named alike; biographies, sign-up forms, videos and notices
    that a page puts between and behind them stand in boxes of their own. On 70 labelled pages boxes with a fifth of
    the text or more held 98 % article, the rest by length as much furniture as article. So what stands in another box
    is kept where it is a paragraph before or between the others, or a heading between them.
    """
    shares = _shares(lines)
    homes = {home for home, share in shares.items() if share >= _HOME}
    places = [n for n, line in enumerate(lines) if line.home in homes and line.linked < 0.5]
    if not places or sum(shares[home] for home in homes) < 0.5:
        return lines
    first, last = places[0], places[-1]
    return [
        line
        for n, line in enumerate(lines)
        if line.home in homes or (n < last and _is_paragraph(line)) or (first < n < last and line.tag in HEADINGS)
    ]


def _shares(lines: list[Line]) -> dict[str, float]:
    sizes: dict[str, float] = {}
    for line in lines:
        sizes[line.home] = sizes.get(line.home, 0.0) + len(line.text) * (1 - line.linked)
    whole = sum(sizes.values()) or 1.0
    return {home: size / whole for home, size in sizes.items()}


def _is_paragraph(line: Line) -> bool:
    fewest = _SENTENCE if line.text < "\u2fff" else _SENTENCE // 2
    return len(line.text) >= fewest and is_sentence(line.text) and line.linked < 0.5


def article_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The element with the most text in paragraphs, with the neighbours that go on with it, in their order."""
    scores: dict[HtmlElement, float] = {}
    sizes: dict[HtmlElement, int] = {}
    for paragraph, size in _paragraphs(tree):
        for n, around in enumerate((paragraph, *paragraph.iterancestors())):
            sizes[around] = sizes.get(around, 0) + size
            if n < len(_SHARES) and around.tag not in ("html", "body"):
                scores[around] = scores.get(around, 0.0) + size * _SHARES[n]
    most = max(scores.values(), default=0.0)
    candidates = [element for element, score in scores.items() if score > most / _DOUBT]
    best = max(candidates, key=lambda element: scores[element] * _weight(element), default=None)
    if best is None:
        body = tree.find("body")
        return [] if body is None else [body]
    whole = _whole(best, sizes)
    return _with_parts(best, scores) if whole is best else [whole]


def _whole(best: HtmlElement, sizes: dict[HtmlElement, int]) -> HtmlElement:
    """The element, or the one near around it that the page names as its article's body: of several boxes the densest
    is one. What holds much more has more than the article."""
    for around, _ in zip(best.iterancestors(), range(_NEAR), strict=False):
        is_body = around.get("itemprop") == "articleBody" or _BODY.search(around.get("class") or "") is not None
        if is_body and sizes[around] <= _MUCH_MORE * sizes[best]:
            return around
    return best


def _weight(element: HtmlElement) -> float:
    """How much more likely an element is the article than its text alone says: by its name, and by its place, for
    nothing of an article stands before the page's headline."""
    weight = 1.0
    for around in (element, element.getparent()):
        if around is not None and (_NAMED.search(around.get("class") or "") or around.get("itemprop") == "articleBody"):
            weight *= 1.25
    titles = element.getroottree().findall(".//h1")
    return weight if len(titles) != 1 or _follows(element, titles[0]) else weight / 2


def _follows(element: HtmlElement, title: HtmlElement) -> bool:
    """Whether an element ends behind another one begins."""
    around = set(element.iterancestors()) | {element}
    for holder in (title, *title.iterancestors()):
        if holder in around:
            return True
        if any(other in around for other in holder.itersiblings()):
            return True
    return False


def _with_parts(best: HtmlElement, scores: dict[HtmlElement, float]) -> list[HtmlElement]:
    """The element with those that go on with it: neighbours that hold much, and boxes of the same kind in the same
    places, as page builders make one for each section. A headline between two boxes begins another article; of
    articles that are printed one below the other the first is the page's."""
    parent, kind = best.getparent(), _kind(best)
    if parent is None or best.tag in ("td", "tr"):
        return [best]
    parts = {other for other in parent if scores.get(other, 0.0) >= _PART * scores[best]} | {best}
    if any(" " in name for name in kind):
        parts |= {other for other in scores if other.tag == best.tag and _kind(other) == kind}
    return next(group for group in _articles(best, parts) if sum(map(scores.__getitem__, group)) >= scores[best] / 2)


def _articles(best: HtmlElement, parts: set[HtmlElement]) -> list[list[HtmlElement]]:
    """The parts in the order of the page, in groups that an h1 or an article around them begins."""
    groups: list[list[HtmlElement]] = [[]]
    # An article without a part is a teaser between two of them.
    holders = {around for part in parts for around in part.iterancestors("article")}
    for element in best.getroottree().iter(*_BEGINNINGS, *{part.tag for part in parts}):
        if element not in parts and element.tag not in _BEGINNINGS:
            continue
        if any(around in parts for around in element.iterancestors()):
            continue
        if element.tag != "h1" and element not in parts and element not in holders:
            continue
        if element in parts:
            groups[-1].append(element)
        else:
            groups.append([])
    return groups


def _kind(element: HtmlElement) -> tuple[str, ...]:
    """How the page names an element and the two around it."""
    around = (element, *(found for found, _ in zip(element.iterancestors(), range(2), strict=False)))
    return tuple(named_as(found) for found in around)


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    """The elements that hold paragraphs, once for each paragraph, and how much text it has."""
    for block, size, linked in runs_of(tree):
        prose = size - linked
        if prose < _FEWEST or linked > prose or block.tag in _NO_PARAGRAPHS or _is_teaser(block):
            continue
        parent = block.getparent()
        while parent is not None and parent.tag in _WITHIN_TEXT:
            parent = parent.getparent()
        if block.tag == "li":
            if prose >= _FEWEST_OF_ITEM and parent is not None:
                yield parent, prose
        elif block.tag in PARAGRAPHS or not any(
            isinstance(child.tag, str) and child.tag not in INLINE for child in block
        ):
            if parent is not None:
                yield parent, prose
        else:
            # Text that stands between line breaks or between other blocks.
            yield block, prose


def _is_teaser(block: HtmlElement) -> bool:
    """Whether the words directly before a block are a headline that is a link."""
    around: HtmlElement | None = block
    for _ in range(_DEEPEST_TEASER):
        if around is None:
            return False
        for before in around.itersiblings(preceding=True):
            if before.tag in HEADINGS:
                return before.find(".//a[@href]") is not None
            if "".join(before.itertext()).strip():
                return False
        around = around.getparent()
    return False
