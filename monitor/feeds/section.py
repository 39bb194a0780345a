"""Section pages: the articles that a page of an outlet links to, in the order in which they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from monitor.feeds.dates import read_date
from monitor.feeds.entries import web_address
from monitor.feeds.pages import next_page
from monitor.feeds.received import Received
from monitor.model.articles import Entry, Listing
from monitor.model.errors import FeedError
from monitor.model.moments import Precision, Published
from monitor.text.markup import plain

# A tree costs some 300 bytes an element; the fullest front pages have 10,000.
_MOST_TAGS = 100_000
_MOST_CHARACTERS = 4_000_000
# How far above a link its card is looked for.
_CARD_HEIGHT = 6
# Elements of a card, and links to one article, that are looked at for its date.
_CARD_SIZE = 120
_MOST_LINKS = 3
_DATE_WORD = re.compile(r"date|time|published|meta|дата|data|datum|fecha|когда", re.IGNORECASE)
_DATE_LENGTH = 60
_DATE_IN_ADDRESS = re.compile(r"/(20[0-4]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:/|-|$)")
# Pages that are no article on any site: lists, people, files, accounts.
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|signin|register|subscribe|about|contacts?|privacy|terms|page"
    r"|rss|feeds?|archive|advert\w*|reklama|redakc\w*|wp-(?:admin|content|login)|cdn-cgi|help|faq|jobs|kontakt\w*)(?:[/?.]|$)"
    r"|\.(?:jpe?g|png|gif|svg|webp|pdf|zip|mp3|mp4|css|js|xml|rss|ico|docx?|xlsx?)$",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[^/]*[^\W\d_]{2,}(?:[-_][^\W_]+){2,}")
_NUMBER = re.compile(r"\d{5,}|[_-]n\d{3,}|\d{3,}\.s?html?$|[?&](?:id|no|idx|aid|seq|article\w*)=\w*\d{3,}")
# Letters of a headline: a navigation entry has fewer. A character of an unspaced script says about twice as much.
_HEADLINE_LENGTH = 18
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")

_Owners = dict[lxml_html.HtmlElement, str | None]


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    title: str
    element: lxml_html.HtmlElement


def read_entries(received: Received) -> Listing:
    """The articles that the page links to, each once; by the source's pattern, else those that look like articles."""
    tree = page_tree(received.text)
    if tree is None:
        raise FeedError(f"{received.url} is no HTML page.")
    wanted = re.compile(received.links) if received.links else None
    base = web_address(tree.xpath("string(//base/@href)"), received.url) or received.url
    links: dict[str, list[_Link]] = {}
    for link in _links(tree, base):
        links.setdefault(link.url, []).append(link)
    chosen = {url: of for url, of in links.items() if _is_wanted(url, of, wanted, base)}
    owners = _owners(chosen)
    entries = tuple(_entry(url, of, owners, received) for url, of in chosen.items())
    problem = None if entries else "no link of the page looks like an article"
    older = next_page(tree, received.url)
    return Listing(
        kind="section",
        title=_title(tree),
        entries=entries,
        children=(older,) if older and entries else (),
        problem=problem,
    )


def page_tree(text: str) -> lxml_html.HtmlElement | None:
    """The page as a tree, its tail cut where it is larger than any page; None where there is no markup."""
    text = text[:_MOST_CHARACTERS]
    if text.count("<") > _MOST_TAGS:
        text = "<".join(text.split("<", _MOST_TAGS)[:_MOST_TAGS])
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if "<" not in text:
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None


def _links(tree: lxml_html.HtmlElement, base: str) -> Iterator[_Link]:
    for element in tree.iter("a", "area"):
        url = web_address(element.get("href") or "", base)
        if url is not None and not (element.get("href") or "").startswith("#"):
            yield _Link(url.partition("#")[0], _anchor_text(element), element)


def _anchor_text(element: lxml_html.HtmlElement) -> str:
    """The headline inside the link where there is one, else all its text, else what its picture or title says."""
    for heading in element.iter("h1", "h2", "h3", "h4"):
        if text := _text_of(heading):
            return text
    return (
        _text_of(element)
        or plain(element.get("title") or element.get("aria-label") or "")
        or next((plain(alt) for image in element.iter("img") if (alt := image.get("alt"))), "")
    )


def _text_of(element: lxml_html.HtmlElement) -> str:
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::time)]")
    return " ".join(" ".join(pieces).split())[:1_000] if isinstance(pieces, list) else ""


def _is_wanted(url: str, links: list[_Link], wanted: re.Pattern[str] | None, base: str) -> bool:
    if wanted is not None:
        return wanted.fullmatch(url) is not None
    return _is_article_address(url, base) and any(_is_headline(link.title) for link in links)


def _is_article_address(url: str, base: str) -> bool:
    """Same site, not a list or a file, and with a slug, a number or a date as articles have."""
    parts, home = urlsplit(url), urlsplit(base)
    if _site(parts.hostname) != _site(home.hostname) or _NO_ARTICLE.search(parts.path):
        return False
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    if parts.path in ("", "/") or url.rstrip("/") == base.rstrip("/"):
        return False
    return any(shape.search(address) for shape in (_SLUG, _NUMBER, _DATE_IN_ADDRESS))


def _site(host: str | None) -> str:
    """The last labels of a host, enough to tell www.example.co.uk and news.example.co.uk from others."""
    labels = (host or "").split(".")
    is_second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_second_level else -2 :])


def _is_headline(title: str) -> bool:
    return len(title) + len(_WIDE.findall(title)) >= _HEADLINE_LENGTH


def _entry(url: str, links: list[_Link], owners: _Owners, received: Received) -> Entry:
    title = max((link.title for link in links), key=len)
    dates = (_date_beside(link, owners, received) for link in links[:_MOST_LINKS])
    published = next(filter(None, dates), None) or _date_in(url, received.zone)
    return Entry(id=url, url=url, title=title or None, published=published)


def _owners(chosen: dict[str, list[_Link]]) -> _Owners:
    """For the elements around the links, the one article they are about; None where they hold several."""
    owners: _Owners = {}
    for url, links in chosen.items():
        for link in links:
            for ancestor in islice(link.element.iterancestors(), _CARD_HEIGHT):
                if owners.setdefault(ancestor, url) != url:
                    owners[ancestor] = None
    return owners


def _date_in(url: str, zone: str) -> Published | None:
    found = _DATE_IN_ADDRESS.search(url)
    return read_date("-".join(part.zfill(2) for part in found.groups()), zone=zone) if found else None


def _date_beside(link: _Link, owners: _Owners, received: Received) -> Published | None:
    """The date printed in the link's card: the largest surrounding element that is about no other article."""
    card = link.element
    for ancestor in islice(link.element.iterancestors(), _CARD_HEIGHT):
        if ancestor.tag in ("body", "html") or owners.get(ancestor) != link.url:
            break
        card = ancestor
    found = list(filter(None, (_date_of(element, received) for element in islice(card.iter(), _CARD_SIZE))))
    return next((date for date in found if date.precision is not Precision.DAY), found[0] if found else None)


def _date_of(element: lxml_html.HtmlElement, received: Received) -> Published | None:
    if not isinstance(element.tag, str):
        return None
    said = element.get("datetime") if element.tag == "time" else element.get("content")
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
    if element.tag != "time" and not _DATE_WORD.search(names):
        return None
    for printed in (said, _text_of_all(element)):
        if not printed or len(printed) > _DATE_LENGTH:
            continue
        if found := read_date(printed, zone=received.zone, languages=received.languages):
            return found
    return None


def _text_of_all(element: lxml_html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _title(tree: lxml_html.HtmlElement) -> str | None:
    title = tree.find(".//title")
    return (plain(title.text or "")[:1_000] or None) if title is not None else None
