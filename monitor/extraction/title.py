"""The headline of a page, judged from everything that claims to be it.

No single field is right: `<title>` and og:title carry the outlet's name, og:title is often written for social
networks, JSON-LD headlines are cut at 110 characters, a page has several h1. But the wrong ones are wrong in
different ways, so the reading that most witnesses share wins, each field counting by how often it is the printed
headline; within it the spelling of the field nearest to print.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.extraction.names import is_site_name, key
from monitor.extraction.page import Page, clean, find, marks, select, text_of
from monitor.model.articles import Entry
from monitor.model.outlets import PageHints

# What a field's word counts, and its rank in spelling.
# og:title is what most publishers mean, h1 what they print: one alone loses to any two that agree.
_WEIGHTS = {
    "hint": 9.0, "h1": 3.0, "og": 2.9, "ld": 2.7, "entry": 1.6, "microdata": 1.5, "title": 1.2, "h2": 0.7,
    "twitter": 0.6,
}  # fmt: skip
_SPELLING = ("hint", "og", "h1", "ld", "microdata", "title", "entry", "twitter", "h2")
# "Headline - Outlet", "Outlet | Headline"; a hyphen without blanks is part of a word.
_SEPARATOR = re.compile(r"\s+[-–—|·•»«/~]+\s+|\s*(?:\||::|｜|»|＿)\s*|\s+:\s+|\u3000+|(?<=\w)_(?=[^\W_]{2,}$)")
# "… | DW | 10.06.2013"
_DATE = re.compile(r"\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s*")
_NOT_HEADLINE = re.compile(
    r"logo|site-?title|site-?name|brand|visually-?hidden|sr-only|screen-reader|cookie|consent|modal"
)
_LONGEST = 400
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class _Claim:
    field: str
    text: str


def find_title(page: Page, *, hints: PageHints, names: frozenset[str], entry: Entry | None) -> str | None:
    """The headline as printed; the entry's where the page has none, None where nobody says one."""
    claims = [claim for claim in _claims(page, hints, entry) if 1 < len(claim.text) <= _LONGEST]
    printed = {key(claim.text) for claim in claims if claim.field in ("h1", "ld", "h2", "hint", "entry")}
    stripped = [_Claim(claim.field, _without_site(claim.text, names, printed)) for claim in claims]
    kept = [claim for claim in stripped if claim.text and key(claim.text) not in names and key(claim.text)]
    if all(claim.field in ("title", "twitter", "h2") for claim in kept):
        kept = [claim for claim in kept if not is_site_name(claim.text, names)]
    return _judged(kept)


def _claims(page: Page, hints: PageHints, entry: Entry | None) -> list[_Claim]:
    tree = page.tree
    claims = [_Claim("hint", text_of(found)) for css in hints.title for found in select(tree, css)[:1]]
    claims += [_Claim("h1", text) for text in _headings(page)]
    if page.article is not None:
        claims += [_Claim("ld", text) for name in ("headline", "name") if (text := _ld_text(page, name))][:1]
    claims += [_Claim("og", text) for text in page.metas.get("og:title", ())[:1]]
    claims += [_Claim("twitter", text) for text in page.metas.get("twitter:title", ())[:1]]
    claims += [
        _Claim("title", text_of(found)) for found in tree.findall(".//head/title")[:1] or tree.findall(".//title")[:1]
    ]
    claims += [_Claim("microdata", _item_text(found)) for found in find(tree, _HEADLINE_ITEMS)[:1]]
    if not any(claim.field == "h1" for claim in claims):
        claims += [_Claim("h2", text_of(found)) for found in tree.findall(".//h2")[:12]]
    if entry is not None and entry.title:
        claims.append(_Claim("entry", " ".join(entry.title.split())))
    return claims


_HEADLINE_ITEMS = "//*[@itemprop='headline'][not(ancestor::*[@itemprop='publisher' or @itemprop='author'])]"


def _item_text(element: HtmlElement) -> str:
    content = element.get("content")
    return clean(content) if content else text_of(element)


def _ld_text(page: Page, name: str) -> str | None:
    said = page.article.text(name) if page.article else None
    return clean(re.sub(r"<[^<>]{1,200}>", "", said)) if said else None


def _headings(page: Page) -> list[str]:
    """The page's h1 that may be a headline: the first ones outside of logo, navigation and furniture."""
    found = []
    for heading in page.tree.iter("h1"):
        around = (heading, *heading.iterancestors("nav", "footer", "aside", "dialog"))
        if any(_NOT_HEADLINE.search(marks(element)) for element in around[:1]) or len(around) > 1:
            continue
        found.append(text_of(heading))
    return [text for text in found if text][:4]


def _without_site(text: str, names: frozenset[str], printed: set[str]) -> str:
    """The text without the segments that name the site or a section of it."""
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    if not cuts:
        return text
    # What another field prints as the headline is the headline, whatever surrounds it.
    for start, end in cuts:
        for part in (text[:start], text[end:]):
            if len(key(part)) > 8 and key(part) in printed:
                return part.strip()
    while cuts and (is_site_name(text[cuts[-1][1] :], names) or _DATE.fullmatch(text[cuts[-1][1] :])):
        text = text[: cuts[-1][0]].strip()
        cuts.pop()
    while cuts and is_site_name(text[: cuts[0][0]], names) and len(text[: cuts[0][0]]) < 40:
        text, removed = text[cuts[0][1] :].strip(), cuts[0][1]
        cuts = [(start - removed, end - removed) for start, end in cuts[1:]]
    return text


def _judged(claims: list[_Claim]) -> str | None:
    """The spelling of the reading with the most weight; of a field said twice only the first claim counts fully."""
    groups: dict[str, list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim.text), []).append(claim)
    _merge_cut(groups)
    if not groups:
        return None
    firsts = {field: next(claim for claim in claims if claim.field == field) for field in {c.field for c in claims}}

    def weight(group: list[_Claim]) -> float:
        fields = {claim.field: claim for claim in group}
        return sum(_WEIGHTS[field] * (1.0 if firsts[field] in group else 0.6) for field in fields)

    return _spelling(max(groups.values(), key=weight))


def _merge_cut(groups: dict[str, list[_Claim]]) -> None:
    """A headline cut short ("NATO to open an office in…") is a witness for the whole one."""
    for short in sorted(groups, key=len):
        is_cut = any(_CUT.search(claim.text) for claim in groups[short]) or 90 <= len(groups[short][0].text) <= 112
        longer = next((other for other in groups if other != short and other.startswith(short)), None)
        if is_cut and longer and len(short) >= 20:
            groups[longer] += groups.pop(short)


def _spelling(group: list[_Claim]) -> str:
    whole = [claim for claim in group if not _CUT.search(claim.text)] or group
    mixed = [claim for claim in whole if not claim.text.isupper()] or whole
    longest = max(len(key(claim.text)) for claim in mixed)
    complete = [claim for claim in mixed if len(key(claim.text)) == longest]
    said = Counter(claim.text for claim in complete)
    return max(complete, key=lambda claim: (said[claim.text], -_SPELLING.index(claim.field))).text
