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
# Repairs of JSON that browsers never see parsed: comments around it, commas before a closing bracket.
_WRAPPING = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)?|(?://\s*)?(?:-->|\]\]>)?\s*;?\s*\Z", re.DOTALL)
_DANGLING = re.compile(r",\s*(?=[}\]])")


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


def article_of(nodes: tuple[Node, ...], url: str) -> Node | None:
    """The object that describes the page's own article, among those of related ones."""
    articles = [node for node in nodes if node.is_article]
    return max(articles, key=lambda node: _score(node, url), default=None)


def by_id(nodes: tuple[Node, ...], identity: str) -> Node | None:
    """The object that others refer to as {"@id": …}."""
    candidates = [node for node in nodes if node.values.get("@id") == identity]
    return max(candidates, key=lambda node: len(node.values), default=None)


def _score(node: Node, url: str) -> float:
    named = (node.text("url"), node.text("@id"), node.text("mainEntityOfPage"), _inner_id(node))
    same = any(name and _path(name) == _path(url) for name in named)
    score = 4.0 * same + 3.0 * (node.under not in _ELSEWHERE)
    return score + sum(name in node.values for name in ("headline", "datePublished", "articleBody", "author"))


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
    for attempt in (text, _WRAPPING.sub("", text), _DANGLING.sub("", _WRAPPING.sub("", text)), unescape(text)):
        try:
            read: Json = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return read
    return None


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
