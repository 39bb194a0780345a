"""The text of a page's article: paragraphs in their order, one a line.

Four roads, tried in this order of trust: the outlet's hints; trafilatura on the tree without furniture; JSON-LD's
articleBody, a second witness where both exist; script JSON where the markup holds no text. Then the lead is put
before the text where the page prints it apart, and lines that are no paragraph are taken out
(monitor.extraction.lines).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from monitor.extraction.furniture import cleared
from monitor.extraction.leads import find_lead
from monitor.extraction.lines import Line, Surroundings, article_lines
from monitor.extraction.names import key
from monitor.extraction.page import INLINE, SILENT, Page, clean, marks, select, text_of
from monitor.extraction.phrases import is_sentence
from monitor.extraction.script_json import script_text
from monitor.model.outlets import PageHints
from monitor.text.markup import plain

# Below, a page's markup has not given its text: a headline and a caption have some hundred characters.
_LITTLE = 220
# A line outside of the article's element that is no sentence of some length is a label.
_SENTENCE = 60
# From this length on trafilatura's own text is taken.
_TRUSTED = 500
# No article page seen has a tenth of these; trafilatura needs ten seconds for five times as many.
_MOST_ELEMENTS = 60_000
# What a parser of somebody else's may raise over markup that nobody foresaw: the other reader is left.
_BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError)
# A sentence of this length between two paragraphs is a paragraph.
_PARAGRAPH = 90
# A paragraph has some words.
_FEWEST = 25
# Share of the markup's text that stands in the declared one, from which the declared one is held to be whole.
_SAME = 0.75


def find_body(page: Page, *, title: str | None, hints: PageHints, surroundings: Surroundings) -> str:
    """The article's text, "" where there is none."""
    tree = cleared(deepcopy(page.tree), hints=hints)
    lines = _hinted(tree, hints) or _of_markup(tree)
    declared = _declared(page)
    if _size(lines) < _LITTLE and _size(declared) < _LITTLE:
        scripted = _lines(script_text(page.tree, title=title))
        if _size(scripted) > 1.5 * max(_size(lines), _size(declared)):
            lines = scripted
    lines = _witnessed(lines, declared)
    lines = find_lead(page, tree, lines, title=title) + lines
    return "\n".join(line.text for line in article_lines(lines, surroundings=surroundings))


def _hinted(tree: HtmlElement, hints: PageHints) -> list[Line]:
    """The paragraphs of the outlet's own places for its text; several selectors are parts of one article."""
    seen: list[HtmlElement] = []
    for css in hints.body:
        seen += [found for found in select(tree, css) if not any(found in outer.iter() for outer in seen)]
    lines = [line for element in seen for line in blocks_of(element)]
    return lines if _size(lines) >= 40 else []


def blocks_of(container: HtmlElement) -> list[Line]:
    """The blocks of an element as lines, with the tag they stood in; a line break ends a block too."""
    lines: list[Line] = []
    pieces: list[str] = []
    tags = ["div"]
    silent: HtmlElement | None = None

    def flush() -> None:
        if text := clean("".join(pieces)):
            lines.append(Line(text, tags[-1]))
        pieces.clear()

    for event, element in etree.iterwalk(container, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if silent is None and tag in SILENT:
                silent = element
            if silent is None:
                if tag not in INLINE:
                    flush()
                    tags.append(tag)
                pieces.append(element.text or "")
            continue
        is_end_of_silence = silent is element
        if is_end_of_silence:
            silent = None
        elif silent is None and tag not in INLINE:
            flush()
            tags.pop()
        if silent is None and element is not container:
            pieces.append(element.tail or "")
    flush()
    return lines


def _by_trafilatura(tree: HtmlElement) -> list[Line]:
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return []
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    except _BROKEN:
        return []
    body = getattr(found, "body", None)
    return [] if body is None else _of_trafilatura(body)


def _by_density(tree: HtmlElement) -> list[Line]:
    """The blocks of the element that holds most of the paragraphs, from its headline on."""
    container = densest(tree)
    if container is None:
        return []
    lines = blocks_of(container)
    heading = next((n for n, line in enumerate(lines) if line.tag == "h1"), -1)
    return lines[heading + 1 :]


def _of_markup(tree: HtmlElement) -> list[Line]:
    """What the markup gives, by two readers that fail differently.

    trafilatura is the better one on texts of some length. Short ones it gives up: it then takes the whole page as one
    paragraph, or with menus above and notices below the text, where density finds the two sentences of a news item.
    """
    found, dense = _by_trafilatura(tree), _by_density(tree)
    if _size(dense) >= _LITTLE / 3 and (_size(found) < _TRUSTED or _size(found) < 0.5 * _size(dense)):
        return dense
    if len(dense) >= 3 * len(found) and _size(dense) > 0.7 * _size(found):
        # The whole page, or a text between line breaks, as one paragraph.
        return dense
    inside = key(" ".join(line.text for line in dense))
    borne = [key(line.text) in inside for line in found]
    if sum(len(line.text) for line, is_borne in zip(found, borne, strict=True) if is_borne) < 0.7 * _size(found):
        return found
    start, end = 0, len(found)
    while start < end and not borne[start] and _is_label(found[start]):
        start += 1
    while end > start and not borne[end - 1] and _is_label(found[end - 1]):
        end -= 1
    return _with_lost(found[start:end], dense)


def _with_lost(found: list[Line], dense: list[Line]) -> list[Line]:
    """The lines, with the paragraphs that stand between two of them on the page and were taken for boxes.

    Page builders call every paragraph a widget, and paywalls theirs "paywall".
    """
    places = {key(line.text): n for n, line in enumerate(dense)}
    known = {line.text for line in found}
    kept: list[Line] = []
    previous: int | None = None
    for line in found:
        place = places.get(key(line.text))
        if place is not None and previous is not None:
            kept += [lost for lost in dense[previous + 1 : place] if _is_paragraph(lost) and lost.text not in known]
        kept.append(line)
        previous = place if place is not None else previous
    return kept


def _is_paragraph(line: Line) -> bool:
    return line.tag == "p" and len(line.text) >= _PARAGRAPH and is_sentence(line.text)


def _is_label(line: Line) -> bool:
    return len(line.text) < _SENTENCE or not is_sentence(line.text)


def densest(tree: HtmlElement) -> HtmlElement | None:
    """The element with the most text in paragraphs directly in it; half of it counts for the element around."""
    scores: dict[HtmlElement, float] = {}
    for paragraph in tree.iter("p", "pre", "blockquote", "div", "td", "section", "article"):
        is_named = paragraph.tag in ("p", "pre", "blockquote")
        size = len(text_of(paragraph)) if is_named else _bare(paragraph)
        parent = paragraph.getparent()
        if size < _FEWEST or parent is None:
            continue
        breaks = 0 if is_named else sum(1 for _ in paragraph.iterchildren("br"))
        holder = paragraph if breaks else parent
        scores[holder] = scores.get(holder, 0.0) + size
        if (around := holder.getparent()) is not None:
            scores[around] = scores.get(around, 0.0) + size / 2
    best = max(scores, key=lambda element: scores[element], default=None)
    return None if best is None else _around_repeated(best)


def _around_repeated(element: HtmlElement) -> HtmlElement:
    """The parent, where an element is one of a row that hold the text in turn, with the same name."""
    parent = element.getparent()
    if parent is None or parent.tag in ("body", "html") or not marks(element):
        return element
    alike = [other for other in parent if other.tag == element.tag and marks(other) == marks(element)]
    return parent if sum(other.find(".//p") is not None for other in alike) > 1 else element


def _bare(element: HtmlElement) -> int:
    """The text that stands in an element itself, not in a link and not in a block of it."""
    inline = [child for child in element if child.tag in INLINE and child.tag != "a"]
    tails = sum(len((child.tail or "").strip()) for child in element)
    return len((element.text or "").strip()) + tails + sum(len(text_of(child)) for child in inline)


def _of_trafilatura(body: HtmlElement) -> list[Line]:
    """Lines of trafilatura's own tree: its tags are p, head, quote, list/item, table/row/cell, lb."""
    lines: list[Line] = []
    for element in body.iter("p", "head", "item", "quote", "cell", "code"):
        inner = [child for child in element.iter("p", "head", "item", "quote", "cell") if child is not element]
        pieces = [element.text or ""] if inner else list(_broken(element))
        lines += [Line(text, element.tag) for piece in pieces if (text := " ".join(piece.split()))]
    return lines


def _broken(element: HtmlElement) -> list[str]:
    """An element's text, in two where it has line breaks."""
    pieces = [""]
    for node in element.iter():
        if node.tag == "lb":
            pieces.append("")
        else:
            pieces[-1] += node.text or ""
        if node is not element:
            pieces[-1] += node.tail or ""
    return pieces


def _declared(page: Page) -> list[Line]:
    said = page.article.text("articleBody", "text") if page.article else None
    if not said:
        said = page.meta("articlebody")
    return _lines(plain(said)) if said else []


def _lines(text: str) -> list[Line]:
    return [Line(" ".join(line.split()), "p") for line in text.split("\n") if line.strip()]


def _size(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _witnessed(lines: list[Line], declared: list[Line]) -> list[Line]:
    """The lines, as far as the declared text bears them out; the declared text where the markup gave less of it.

    Declared texts are often cut, or without paragraphs, so they are taken only where they hold clearly more; but
    where one ends with a line of the markup, what follows that line on the page is furniture.
    """
    if _size(declared) < _LITTLE:
        return lines
    said = key(" ".join(line.text for line in declared))
    borne = [key(line.text)[:400] in said for line in lines]
    shared = sum(len(line.text) for line, is_borne in zip(lines, borne, strict=True) if is_borne)
    if _size(lines) < 0.65 * _size(declared) and len(said) > 0.5 * _size(declared):
        return declared
    if shared < _SAME * _size(lines):
        return lines
    last = max((n for n, is_borne in enumerate(borne) if is_borne), default=len(lines) - 1)
    ends_there = said.endswith(key(lines[last].text)[-60:])
    return lines[: last + 1] if ends_there and len(key(lines[last].text)) > 20 else lines
