"""What a page declares of itself in JSON-LD: the objects, and the one that is its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias
from urllib.parse import urlsplit

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# schema.org: subtypes of Article, and what news sites use in their place.
_ARTICLE = re.compile(r"(Article|Posting|Report|Reportage|Blog[Pp]ost|Review)$")
# Under these properties stands another article, a person, a publisher or a picture.
_ELSEWHERE = frozenset(
    [
        "itemListElement",
        "hasPart",
        "mentions",
        "citation",
        "isBasedOn",
        "relatedLink",
        "comment",
        "review",
        "about",
        "video",
        "image",
        "publisher",
        "author",
        "isPartOf",
        "subjectOf",
        "significantLink",
        "liveBlogUpdate",
        "blogPost",
        "blogPosts",
        "associatedMedia",
        "workFeatured",
        "creator",
        "editor",
        "thumbnail",
        "primaryImageOfPage",
        "breadcrumb",
        "hasVariant",
        "suggestedAnswer",
    ]
)
_MOST_OBJECTS = 3000
# What is put around the JSON for the sake of old browsers: comments, CDATA.
_OPENING = re.compile(r"(?://\s{0,9})?(?:<!--|<!\[CDATA\[|/\*(?:(?!\*/).){0,2000}\*/)", re.DOTALL)
_CLOSING = ("-->", "]]>", "//", ";", "/*", "*/")
# Repairs of JSON that browsers never see parsed: commas before a closing bracket, values without quotation marks,
# escapes that JSON does not know. No pattern may look ahead over more blanks than these.
_BLANKS = r"\s{0,200}"
_REPAIRS = (
    (re.compile(rf",(?={_BLANKS}(?:[}}\]]|\Z))|(?<=[\[{{]){_BLANKS},"), ""),
    (re.compile(rf'(?<=[^\\]":){_BLANKS}(\d{{4}}-\d\d-\d\d(?:[T ][\d:.+Z-]{{1,40}})?)(?={_BLANKS}[,}}])'), r'"\1"'),
    (re.compile(rf'(?<=[^\\]":){_BLANKS}(?=[,}}])'), "null"),
    (re.compile(r"\\(?=[^\"\\/bfnrtu])"), ""),
    (re.compile(rf"(?<=}}){_BLANKS}(?={{)"), ","),
)
# What is saved of an object that no repair makes readable.
_SAVED = ("headline", "datePublished", "dateCreated", "dateModified")
_TYPED = re.compile(r'"@type"\s*:\s*\[?\s*"(?:https?://schema\.org/)?(\w*(?:Article|Posting))"')


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON-LD object; `under`: the property it stands under ("" for the outermost)."""

    types: frozenset[str]
    values: dict[str, Json]
    under: str

    @property
    def is_article(self) -> bool:
        return any(_ARTICLE.search(name) for name in self.types)

    def text(self, *names: str) -> str | None:
        """The first of the properties that is a text."""
        for name in names:
            for value in _each(self.values.get(name)):
                if isinstance(value, dict):
                    value = value.get("@value") or value.get("name")
                if isinstance(value, str) and value.strip():
                    return value.strip()
                if isinstance(value, int | float) and not isinstance(value, bool):
                    return str(value)
        return None

    def objects(self, name: str) -> Iterator[Json]:
        """The values of a property, one by one."""
        return iter(_each(self.values.get(name)))


def nodes_of(scripts: Iterable[str]) -> tuple[Node, ...]:
    """All objects of the JSON-LD scripts of a page, outermost first; what cannot be read is left out."""
    found: list[Node] = []
    for script in scripts:
        found.extend(_flat(_read(script)))
    return tuple(found[:_MOST_OBJECTS])


def article_of(nodes: tuple[Node, ...], url: str, title: str = "") -> Node | None:
    """The object that describes the page's own article, among those of related ones.

    It names the page's address or is headed like the page (`title`: what stands in its `<title>`).
    """
    articles = [node for node in nodes if node.is_article]
    shown = _letters(title)
    return max(articles, key=lambda node: _score(node, url, shown), default=None)


def by_id(nodes: tuple[Node, ...], identity: str) -> Node | None:
    """The object that others refer to as {"@id": …}."""
    candidates = [node for node in nodes if node.values.get("@id") == identity]
    return max(candidates, key=lambda node: len(node.values), default=None)


def _score(node: Node, url: str, shown: str) -> float:
    named = (node.text("url"), node.text("@id"), node.text("mainEntityOfPage"), _inner_id(node))
    same = any(name and _path(name) == _path(url) for name in named)
    headed = len(headline := _letters(node.text("headline", "name") or "")) > 8 and headline[:60] in shown
    score = 4.0 * same + 3.0 * headed + 3.0 * (node.under not in _ELSEWHERE)
    return score + sum(name in node.values for name in ("headline", "datePublished", "articleBody", "author"))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(text)).casefold()


def _inner_id(node: Node) -> str | None:
    page = node.values.get("mainEntityOfPage")
    identity = page.get("@id") if isinstance(page, dict) else None
    return identity if isinstance(identity, str) else None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def _read(script: str) -> Json:
    text = script.strip()
    if (read := _loaded(text)) is not None or not text:
        return read
    text = _unwrapped(text)
    if (read := _loaded(unescape(text) if "&quot;" in text else text)) is not None:
        return read
    for fault, repair in _REPAIRS:
        text = fault.sub(repair, text)
    # Objects one after the other are a list.
    if (read := _loaded(f"[{text}]")) is not None:
        return read
    return _saved(text)


def _unwrapped(text: str) -> str:
    if found := _OPENING.match(text):
        text = text[found.end() :]
    for sign in _CLOSING * 2:
        text = text.removesuffix(sign).rstrip()
    return text.strip()


def _loaded(text: str) -> Json:
    try:
        read: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return read


def _saved(text: str) -> Json:
    """The article's plain fields, each read by itself: a quotation mark too many in one spoils all."""
    typed = _TYPED.search(text)
    if typed is None:
        return None
    saved: dict[str, Json] = {"@type": typed[1]}
    for name in _SAVED:
        if found := re.search(rf'"{name}"\s*:\s*"(.{{1,1000}}?)"\s*(?:,\s*"|}}|,?\s*\n|"\w+"\s*:)', text, re.DOTALL):
            value = _loaded('"' + re.sub(r'(?<!\\)"', r"\"", found[1]) + '"')
            saved[name] = value if isinstance(value, str) else found[1]
    if author := re.search(r'"author"\s*:\s*\[?\s*{[^{}]{0,400}?"name"\s*:\s*"([^"]{1,100})"', text):
        saved["author"] = author[1]
    return saved


def _flat(root: Json) -> Iterator[Node]:
    """The objects of a JSON value, breadth first and without recursion."""
    waiting: list[tuple[Json, str]] = [(root, "")]
    for value, under in waiting:
        if len(waiting) > _MOST_OBJECTS:
            return
        if isinstance(value, list):
            waiting.extend((item, under) for item in value if isinstance(item, dict | list))
        if not isinstance(value, dict):
            continue
        types = frozenset(str(name).rsplit("/", 1)[-1] for name in _each(value.get("@type")) if isinstance(name, str))
        if types or "@id" in value:
            yield Node(types, value, under)
        below = ((inner, under if key == "@graph" else key) for key, inner in value.items())
        waiting.extend((inner, key) for inner, key in below if isinstance(inner, dict | list))


def _each(value: Json) -> list[Json]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
