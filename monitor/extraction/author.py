# ruff: noqa: E501  (tables and patterns read better a row a line)
"""Who wrote an article, as the page says: persons and desks, never the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from monitor.extraction.names import is_own_name, key
from monitor.extraction.page import Page, clean, find, marks, select, text_of
from monitor.extraction.structured import Json, by_id
from monitor.model.articles import Entry
from monitor.model.outlets import PageHints

_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "dc.author",
    "article.author", "rnews:author", "cxenseparse:author", "og:article:author", "authors", "mediator_author", "article:author_name",
    "twitter:creator:name",
)  # fmt: skip
# Before a name: "By Jane Doe", "Автор: …", "文／…". Behind it, a role or a date is cut off.
_BEFORE = re.compile(
    r"^[\s,;|·•–—-]*(?:view\s+all\s+posts\s+by\b|(?:written\s+|reported\s+|story\s+|text\s+|posted\s+|published\s+)?by\b|authors?\b|words\s+by\b|reporting\s+by\b|von\b|vom\b|autor(?:in|en|ka|zy|e|es|a)?\b|redakteur(?:in)?\b|text(?:e)?\b|par\b|propos\s+recueillis\s+par\b|"
    r"por\b|di\b|a\s+cura\s+di\b|de\b(?=\s+[A-ZÀ-Ý])|door\b|av\b|af\b|tekst\b|opracował[ay]?\b|oprac\b|napisał[ay]?\b|автор(?:и|ы|ка)?\b|підготу(?:вав|вала|вали)\b|подготовил[аи]?\b|текст\b|журналіст(?:ка)?\b|корреспондент\b|кореспондент\b|"
    r"yazan\b|haber\b|teksti\b|kirjoittaja\b|toimittaja\b|tekstas\b|autorius\b|autorė\b|autors\b|autore\b|píše\b|szerző\b|συντάκτης\b|文\b|記者\b|执笔|執筆|取材|筆者|作者|撰文|글\b|기자\b|كتب\b|بقلم\b)\s*[:：./／|–—-]*\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[|/•·]|\s[–—-]\s|,\s*(?:zn\.ua|reuters|ap|afp|dpa|bbc|cnn)\b|\d{1,2}[./:\s-]\d|\b(?:published|updated|posted)\b|\s(?:mon|tues|wednes|thurs|fri|satur|sun)day,|(?:\s기자|\s특파원|기자$|特派員|記者$|记者$)|\(|<|\s@|https?:|\S+@\S+|님$).*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[,;、，]|\s(?:and|und|et|y|e|i|та|і|и|и|oraz|och|og|ja|en|&|with)\s|／)\s*")
_PLACES = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|by-line|writer|reporter|article-?author|post-?author|entry-?author|autor|avtor|signature|auteur|kirjoittaja|redakteur|journalist|contributor)(?:$|[\s_-]|s?-?name)"
)
_NOT_PLACES = re.compile(
    r"bio|box|comment|image|avatar|photo|related|social|follow|share|date|time|desc|title|more|list-of"
)
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "editor",
        "editors",
        "redakcja",
        "redakce",
        "redaktion",
        "редакція",
        "редакция",
        "staff",
        "newsroom",
        "newsdesk",
        "anonymous",
        "unknown",
        "none",
        "null",
        "undefined",
        "guest",
        "user",
        "webmaster",
        "root",
        "edit",
        "useradmin",
        "author",
        "автор",
        "autor",
        "web",
        "online",
        "kirjoittaja",
        "администратор",
        "адмін",
        "адміністратор",
    ]
)
# A last line that is a signature: "Максим Царук, ZN.ua"; "(Jane Doe)".
_SIGNATURE = re.compile(
    r"^[(\[/]?(?P<name>[^\W\d_][\w.'’ʼ-]+(?:\s+[^\W\d_][\w.'’ʼ-]+){1,3})(?:\s*[,/|(]\s*(?P<outlet>[\w-]+\.[A-Za-zА-яЁёІіЇїЄє]{2,6}|[^\W\d_a-zа-яёіїє]{2,10}))?[)\]/]?$"
)
_LABELLED = re.compile(
    r"^\W*(?:автор(?:и|ы|ка)?|authors?|autor(?:zy|in|en|a|es)?|auteure?s?|autore|opracowanie|oprac\.?|by|підготував|підготувала|подготовил|подготовила|作者|文)\s*[:：.]\s*(?P<name>.{2,80})$",
    re.IGNORECASE,
)
_MOST = 6


def find_author(page: Page, *, hints: PageHints, names: frozenset[str], entry: Entry | None) -> str | None:
    """The authors, separated by commas; None where the page names none."""
    for said in (_hinted(page, hints), _declared(page), _of_metas(page), *_of_places(page)):
        if found := _persons(said, names):
            return ", ".join(found)
    if found := _persons([printed] if (printed := printed_author(page)) else [], names):
        return ", ".join(found)
    if entry is not None and entry.author and (found := _persons([entry.author], names)):
        return ", ".join(found)
    return None


def signature_of(lines: Iterable[str], names: frozenset[str]) -> str | None:
    """The name in a text's last line, where that line is a signature with the outlet or a label: "Максим Царук,
    ZN.ua"."""
    for line in reversed(list(lines)[-3:]):
        if labelled := _LABELLED.match(line):
            found = _persons([labelled["name"]], names)
            return ", ".join(found) or None
        signed = _SIGNATURE.match(line)
        if signed and signed["outlet"] and all(word[:1].isupper() for word in signed["name"].split()):
            return signed["name"]
    return None


def is_signature(line: str, author: str | None) -> bool:
    """Whether a line at the end of a text only names its author."""
    if _LABELLED.match(line):
        return True
    signed = _SIGNATURE.match(line)
    return bool(signed and author and key(signed["name"]) in key(author) and _is_name(signed["name"]))


def printed_author(page: Page) -> str | None:
    """A short line of the page that says "Автор: …"."""
    body = page.tree.find("body")
    for element in [] if body is None else body.iter("p", "div", "span", "li", "address", "em", "strong"):
        if (
            len(element) <= 4
            and sum(map(len, element.itertext())) <= 120
            and (found := _LABELLED.match(text_of(element)))
        ):
            return found["name"]
    return None


def _hinted(page: Page, hints: PageHints) -> list[str]:
    return [text_of(found) for css in hints.author for found in select(page.tree, css)[:_MOST]]


def _declared(page: Page) -> list[str]:
    if page.article is None:
        return []
    found: list[str] = []
    for name in ("author", "creator"):
        for value in page.article.objects(name):
            found += _name_of(value, page)
        if found:
            break
    return found


def _name_of(value: Json, page: Page) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if not isinstance(value, dict):
        return
    if "name" not in value and isinstance(identity := value.get("@id"), str):
        referred = by_id(page.nodes, identity)
        value = referred.values if referred else value
    names = value.get("name")
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            yield name


def _of_metas(page: Page) -> list[str]:
    return next(([*values] for name in _METAS if (values := _real(page.metas.get(name, ())))), [])


def _real(values: Iterable[str]) -> list[str]:
    return [value for value in values if not re.match(r"https?:|/|@|www\.", value)]


def _of_places(page: Page) -> Iterator[list[str]]:
    """What stands at the places for authors, one place after the other."""
    tree = page.tree
    yield [text_of(element) for element in find(tree, "//a[@rel='author'] | //*[@itemprop='author']")[:_MOST]]
    for element in tree.iter("span", "a", "p", "div", "address", "li", "cite"):
        named = marks(element)
        if not named or len(element) > 6 or not _PLACES.search(named.replace("_", "-")) or _NOT_PLACES.search(named):
            continue
        text = text_of(element)
        if 3 < len(text) <= 90:
            yield [text]


def _persons(said: Iterable[str], names: frozenset[str]) -> list[str]:
    kept: dict[str, str] = {}
    for text in said:
        pieces = _JOINED.split(_cleaned(text))
        # "SPIEGEL ONLINE, Hamburg, Germany" names the house and its address.
        for piece in [] if is_own_name(pieces[0], names) else pieces:
            name = _cleaned(piece)
            if _is_name(name) and not is_own_name(name, names) and key(name) not in _NOBODY:
                kept.setdefault(key(name), name)
    return list(kept.values())[:_MOST]


def _cleaned(text: str) -> str:
    text = clean(re.sub(r"<[^<>]{1,200}>", " ", text))
    previous = None
    while previous != text:
        previous = text
        text = _AFTER.sub("", _BEFORE.sub("", text)).strip(" \t,;:|/·•–—-")
    return text


def _is_name(text: str) -> bool:
    """Two to eighty characters that begin with a letter, of few words, and no sentence."""
    if (
        not 2 <= len(text) <= 80
        or not text[:1].isalpha()
        or len(text.split()) > 6
        or re.search(r"[!?…:。]|(?<!\S)\d|\d{3}|^(?:photo|foto|фото|image|video)", text, re.IGNORECASE)
    ):
        return False
    return text[:1].isupper() or text[:1] == text[:1].upper() or any(character.isupper() for character in text)
