"""Texts that stand only in a page's scripts: state that a browser would render (Next, Nuxt, Arc, and their like)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from monitor.extraction.names import key
from monitor.extraction.structured import Json
from monitor.text.markup import plain

# `window.__STATE__ = {…}`, `Fusion.globalContent={…};`: an assignment of an object.
_ASSIGNED = re.compile(r"[\w.$\]\[\"']{3,60}\s*=\s*(?=[{\[])")
_TEXT_KEYS = frozenset(
    [
        "articlebody",
        "body",
        "content",
        "contents",
        "contenthtml",
        "bodyhtml",
        "html",
        "text",
        "articletext",
        "fulltext",
        "maintext",
        "newscontent",
        "detail",
        "story",
        "paragraphs",
        "contentelements",
        "articlecontent",
        "contenttext",
        "news_content",
        "body_html",
        "content_html",
        "article_body",
        "blocks",
        "cont",
        "cntn",
        "articlebodyhtml",
        "bodytext",
        "newsbody",
        "rendered",
    ]
)
_BLOCK_TYPES = frozenset(["text", "paragraph", "p", "raw_html", "header", "heading", "list-element", "quote", "body"])
_TITLE_KEYS = frozenset(["title", "headline", "headlines", "newstitle", "articletitle", "subject", "name", "basic"])
_MOST_SCRIPTS = 40
_MOST_VALUES = 60_000
_FEWEST = 120


def script_text(tree: HtmlElement, *, title: str | None) -> str:
    """The article's text as the scripts hold it, "" where they hold none."""
    wanted = key(title) if title else ""
    best, best_score = "", 0.0
    for value in _values(tree):
        for text, near_title in _texts(value, wanted):
            score = len(text) * (4.0 if near_title else 1.0)
            if score > best_score:
                best, best_score = text, score
    return best


def _values(tree: HtmlElement) -> Iterator[Json]:
    decoder = json.JSONDecoder(strict=False)
    scripts = [script for script in tree.iter("script") if len(script.text or "") > _FEWEST]
    for script in sorted(scripts, key=lambda found: -len(found.text or ""))[:_MOST_SCRIPTS]:
        text = (script.text or "").strip()
        starts = [0] if text[:1] in "{[" else [match.end() for match in _ASSIGNED.finditer(text[:2_000_000])][:20]
        for start in starts:
            try:
                value, _ = decoder.raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            yield value


def _texts(root: Json, wanted: str) -> Iterator[tuple[str, bool]]:
    """Texts under names that articles have, and whether the page's title stands beside them."""
    waiting: list[tuple[Json, bool]] = [(root, False)]
    for value, inherited in waiting:
        if len(waiting) > _MOST_VALUES:
            return
        if isinstance(value, list):
            if (text := _of_blocks(value)) and len(text) >= _FEWEST:
                yield text, inherited
            waiting.extend((item, inherited) for item in value if isinstance(item, dict | list))
        if isinstance(value, dict):
            near = inherited or _has_title(value, wanted)
            for name, inner in value.items():
                if isinstance(inner, str) and name.replace("_", "").lower() in _TEXT_KEYS and len(inner) >= _FEWEST:
                    yield from _prose(inner, near)
                elif isinstance(inner, dict | list):
                    waiting.append((inner, near))


def _prose(said: str, near: bool) -> Iterator[tuple[str, bool]]:
    text = plain(said)
    # Code and identifiers have no sentences.
    if len(text) >= _FEWEST and re.search(r"[.。！？!?]", text) and text.count("{") < 3:
        yield text, near


def _has_title(value: dict[str, Json], wanted: str) -> bool:
    said = [inner for name, inner in value.items() if name.lower() in _TITLE_KEYS]
    texts = [
        inner if isinstance(inner, str) else inner.get("basic") if isinstance(inner, dict) else None for inner in said
    ]
    return bool(wanted) and any(isinstance(text, str) and key(plain(text)) == wanted for text in texts)


def _of_blocks(values: list[Json]) -> str:
    """A list of paragraphs: texts, or objects of a type of text."""
    pieces: list[str] = []
    for value in values:
        if isinstance(value, str) and len(value) > 40:
            pieces.append(plain(value))
        if isinstance(value, dict) and str(value.get("type", value.get("kind", ""))).lower() in _BLOCK_TYPES:
            inner = next(
                (value[name] for name in ("content", "text", "html", "value") if isinstance(value.get(name), str)), None
            )
            if isinstance(inner, str):
                pieces.append(plain(inner))
    return "\n".join(piece for piece in pieces if piece)
