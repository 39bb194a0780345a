"""The headline of a page, judged from everything that claims to be it.

No single field is right: `<title>` and og:title carry the outlet's name, og:title is often written for social
networks, JSON-LD headlines are cut at 110 characters, a page has several h1, the first of which may be its logo. But
the wrong ones are wrong in different ways, so the reading that most witnesses share wins, each field counting by how
often it is the printed headline; within it the spelling that most fields share. On 198 real pages the first h1 was the
headline on 79 %, og:title as it stands on 51 %, `<title>` on 15 %; one of the fields on 95 %.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.extraction.names import is_site_name, key
from monitor.extraction.page import Page, clean, find, marks, select, text_of
from monitor.model.articles import Entry
from monitor.model.outlets import PageHints

# What a field's word counts for the reading, and for the spelling of it.
# og:title is what most publishers mean, h1 what they print: one alone loses to any two that agree.
_WEIGHTS = {
    "hint": 9.0, "h1": 3.0, "og": 2.9, "ld": 2.7, "entry": 1.6, "microdata": 1.5, "meta": 1.3, "title": 1.2, "h2": 0.7,
    "twitter": 0.6,
}  # fmt: skip
_SPELLS = {"hint": 9.0, "og": 1.02, "h1": 1.01, "ld": 1.0, "microdata": 0.5, "meta": 0.5, "title": 0.4, "entry": 0.3}
# Further meta tags with the headline, what analytics and search are told before what a `<title>` may be a copy of.
_METAS = ("headline", "parsely-title", "swiftype:title", "sailthru.title", "dc.title", "dcterms.title", "title")
# Of a field said twice the second counts so much.
_LATER = 0.6
# A heading with which nothing agrees and that is this short names a section ("News", "Neuigkeiten"); it counts so much.
_SECTION, _LONE = 12, 0.5
# By letters: what is shorter is no headline; what is longer is no section's name.
_SHORTEST, _SECTION_NAME = 8, 20
# "Headline - Outlet", "Outlet | Headline"; a hyphen without a blank is part of a word.
_SEPARATOR = re.compile(
    r"\s+[-–—|·•»«›‹/~]+\s+|(?<=\S)[-–—]\s+|\s*(?:\||::|｜|»|›|＿)\s*|\s+:\s+|\s*：\s+|\u3000+|(?<=\w)_(?=[^\W_]{2,}$)"
)
# "… | DW | 10.06.2013"
_DATE = re.compile(r"\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s*")
_NOT_HEADLINE = re.compile(
    r"logo|site-?title|site-?name|brand|visually-?hidden|sr-only|screen-reader|cookie|consent|modal"
)
# Parts of a heading that are not the headline: what only a screen reader says, badges, the line above it.
_ASIDE = re.compile(
    r"visually-?hidden|sr-only|screen-?reader|badge|premium|subscri|kicker|overline|eyebrow|topline|dachzeile|roofline|"
    r"surtitre|spitzmarke|byline|(?:^|[\s_-])(?:abo|author|date|icon|label|time)(?:$|[\s_-])"
)
# Markup in a text: "<em>Kursk</em>", escaped once or twice; "<3" and "a < b" are none.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LONGEST = 400
_COPIES = frozenset(("title", "meta", "twitter"))
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class _Claim:
    """`place`: which of the headings of the page, from 0."""

    field: str
    text: str
    place: int = 0


def find_title(page: Page, *, hints: PageHints, names: frozenset[str], entry: Entry | None) -> str | None:
    """The headline as printed; the entry's where the page has none, None where nobody says one."""
    found = (replace(claim, text=_TAG.sub("", claim.text).strip()) for claim in _claims(page, hints, entry))
    claims = [claim for claim in found if 1 < len(claim.text) <= _LONGEST]
    claims = _without_names_of_sites(claims)
    # og:title helps to take `<title>` apart once it is itself without the site's name.
    for fields in (_WEIGHTS.keys() - _COPIES, _COPIES):
        claims = [_without_site(claim, names, claims) if claim.field in fields else claim for claim in claims]
    kept = [claim for claim in claims if claim.text and key(claim.text) not in names and key(claim.text)]
    if all(claim.field in ("title", "meta", "twitter", "h2") for claim in kept):
        kept = [claim for claim in kept if not is_site_name(claim.text, names)]
    return _judged(kept)


def _claims(page: Page, hints: PageHints, entry: Entry | None) -> list[_Claim]:
    tree = page.tree
    claims = [_Claim("hint", text_of(found)) for css in hints.title for found in select(tree, css)[:1]]
    claims += _headings(page)
    claims += [_Claim("ld", text) for name in ("headline", "name") if (text := _ld_text(page, name))][:1]
    claims += [_Claim("og", text) for text in page.metas.get("og:title", ())[:1]]
    claims += [_Claim("twitter", text) for text in page.metas.get("twitter:title", ())[:1]]
    claims += [_Claim("meta", text) for text in filter(None, (page.meta(*_METAS),))]
    claims += [
        _Claim("title", text_of(found)) for found in tree.findall(".//head/title")[:1] or tree.findall(".//title")[:1]
    ]
    claims += [_Claim("microdata", _item_text(found)) for found in find(tree, _HEADLINE_ITEMS)[:1]]
    said = "\n".join(key(claim.text) for claim in claims if claim.field in ("og", "ld", "title"))
    if not any(claim.field == "h1" and key(claim.text) in said for claim in claims):
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
    return clean(said) if said else None


def _headings(page: Page) -> list[_Claim]:
    """The page's h1 that may be a headline: the first ones outside of logo, navigation and furniture."""
    found: list[_Claim] = []
    place = 0
    for heading in page.tree.iter("h1"):
        around = (heading, *heading.iterancestors("nav", "footer", "aside", "dialog"))
        if len(around) > 1 or _NOT_HEADLINE.search(marks(heading)) or not (text := text_of(heading)):
            continue
        if _leads_home(heading, text, page.url):
            continue
        readings = dict.fromkeys((_bare(heading), text, *_shortened(heading, text)))
        found += [_Claim("h1", said, place) for said in readings if said]
        place += 1
        if place == 4:
            break
    return found


def _leads_home(heading: HtmlElement, text: str, url: str) -> bool:
    """Whether a heading is nothing but a link to the front page, or to a page above this one: the site's name."""
    link = next(heading.iter("a"), None)
    if link is None or text_of(link) != text:
        return False
    try:
        path = urlsplit(urljoin(url, (link.get("href") or "").strip())).path
        here = urlsplit(url).path
    except ValueError:
        return False
    return path in ("", "/") or (path.endswith("/") and here.startswith(path) and here != path)


def _bare(heading: HtmlElement) -> str | None:
    """A heading without what stands in it but is not the headline; None where all is headline."""
    if len(heading) == 0:
        return None
    copied = deepcopy(heading)
    asides = [part for part in copied.iterdescendants() if isinstance(part.tag, str) and _ASIDE.search(marks(part))]
    for part in asides:
        if part.getparent() is not None:
            part.drop_tree()
    return re.sub(r"^\W*[:|–—·-]\s+|\s*[:|·]$", "", text_of(copied)) or None if asides else None


def _shortened(heading: HtmlElement, text: str) -> list[str]:
    """A heading without its first and without its last element, which may be a kicker and a badge.

    These readings count only where another field confirms them: alone they lose to the whole heading.
    """
    if not 1 <= len(heading) <= 6:
        return []
    first, last = text_of(heading[0]), text_of(heading[-1])
    found = [text[len(first) :].lstrip(" :|–—·-")] if first and text.startswith(first) else []
    found += [text[: -len(last)].rstrip(" :|–—·-")] if last and text.endswith(last) else []
    return [reading for reading in found if _length(key(reading)) > _SHORTEST]


def _without_names_of_sites(claims: list[_Claim]) -> list[_Claim]:
    """Without the headings that `<title>` sets beside what another field calls the headline: "Blog: Headline"."""
    meant = {key(claim.text) for claim in claims if claim.field in ("og", "ld", "entry", "h2")}
    headings = {key(claim.text) for claim in claims if claim.field == "h1"} - meant
    sites: set[str] = set()
    for title in (claim.text for claim in claims if claim.field == "title" and headings):
        for cut in re.finditer(rf"{_SEPARATOR.pattern}|:\s+", title):
            before, behind = key(title[: cut.start()]), key(title[cut.end() :])
            sites |= {name for name, other in ((before, behind), (behind, before)) if other in meant} & headings
    return [claim for claim in claims if claim.field != "h1" or key(claim.text) not in sites]


def _without_site(claim: _Claim, names: frozenset[str], claims: list[_Claim]) -> _Claim:
    """The claim without the segments that name the site or a section of it."""
    text = claim.text
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    others = [other for other in claims if other.field != claim.field and other.field not in _COPIES]
    if not cuts or any(key(text) == key(other.text) for other in others if other.field not in ("og", "ld")):
        return claim
    # The longest part that another field prints as the headline is the headline, whatever surrounds it.
    parts = (part.strip() for start, end in cuts for part in (text[:start], text[end:]))
    for part in sorted(parts, key=len, reverse=True):
        if _is_printed(part, others if claim.field in _COPIES else [other for other in others if other.field != "og"]):
            return replace(claim, text=part)
    # "Headline - Site - Town": the site's very name in the middle ends the headline.
    middle = [start for (start, end), (after, _) in pairwise(cuts) if key(text[end:after]) in names]
    if middle and _length(key(text[: middle[0]])) > _SHORTEST:
        return replace(claim, text=text[: middle[0]].strip())
    while cuts and (is_site_name(text[cuts[-1][1] :], names) or _DATE.fullmatch(text[cuts[-1][1] :])):
        text = text[: cuts[-1][0]].strip()
        cuts.pop()
    # A heading has no site before it: "NATO : …" is a headline.
    while claim.field != "h1" and cuts and is_site_name(text[: cuts[0][0]], names) and len(text[: cuts[0][0]]) < 40:
        text, removed = text[cuts[0][1] :].strip(), cuts[0][1]
        cuts = [(start - removed, end - removed) for start, end in cuts[1:]]
    return replace(claim, text=text)


def _is_printed(part: str, others: list[_Claim]) -> bool:
    """Whether another field says the part, or begins with it and adds a word: a badge, a byline, the site's name.

    A short heading alone may be the section's name.
    """
    wanted = key(part)
    if _length(wanted) <= _SHORTEST:
        return False
    is_long = _length(wanted) > _SECTION_NAME
    said = [key(other.text) for other in others if is_long or other.field not in ("h1", "h2")]
    return wanted in said or any(
        is_long and text.startswith(wanted) and len(wanted) >= 0.75 * len(text) for text in said
    )


def _length(letters: str) -> int:
    """How long a key is; a sign of Chinese, Japanese and Korean says as much as two letters."""
    return len(letters) + sum(letter >= "\u2e80" for letter in letters)


def _judged(claims: list[_Claim]) -> str | None:
    """The spelling of the reading with the most weight."""
    groups: dict[str, list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim.text), []).append(claim)
    _merge_cut(groups)
    if not groups:
        return None
    return _spelling(max(groups.values(), key=lambda group: _weight(group, alone=len(groups) == 1)))


def _weight(group: list[_Claim], *, alone: bool) -> float:
    fields = {claim.field: _LATER for claim in group}
    fields |= {claim.field: 1.0 for claim in group if claim.place == 0}
    weight = sum(_WEIGHTS[field] * share for field, share in fields.items())
    section = not alone and fields.keys() == {"h1"} and _length(key(group[0].text)) <= _SECTION
    return weight * (_LONE if section else 1.0)


def _merge_cut(groups: dict[str, list[_Claim]]) -> None:
    """A headline cut short ("NATO to open an office in…") is a witness for the whole one."""
    for short in sorted(groups, key=len):
        is_cut = any(_CUT.search(claim.text) for claim in groups[short]) or 90 <= len(groups[short][0].text) <= 112
        longer = next((other for other in groups if other != short and other.startswith(short)), None)
        if is_cut and longer and _length(short) >= 20:
            groups[longer] += groups.pop(short)


def _spelling(group: list[_Claim]) -> str:
    whole = [claim for claim in group if not _CUT.search(claim.text)] or group
    mixed = [claim for claim in whole if not claim.text.isupper()] or whole
    longest = max(len(key(claim.text)) for claim in mixed)
    said: dict[str, float] = {}
    for claim in mixed:
        if len(key(claim.text)) == longest:
            said[claim.text] = said.get(claim.text, 0.0) + _SPELLS.get(claim.field, 0.1)
    return max(said, key=lambda text: said[text])
