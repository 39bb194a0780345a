"""Pages that are no article, and why. What is doubtful is an article: a page wrongly kept is seen, one wrongly
dropped is not.

So every reason needs two signs, one of which is that little text was found: a news item of two sentences on a normal
page has neither a wall's words nor a wall's markup.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.extraction.blocks import blocks_of
from monitor.extraction.names import key
from monitor.extraction.page import Page, beginning_of, marks, text_of
from monitor.extraction.walls import (
    CHALLENGE_MARKUP,
    CHALLENGE_TEXT,
    CHALLENGE_TITLE,
    CONSENT_ASKED,
    CONSENT_HOST,
    CONSENT_TITLE,
    CONSENT_WORDS,
    GALLERY_PATH,
    LISTING_PATH,
    LIVE_PATH,
    LIVE_TITLE,
    NOT_FOUND,
    PAYWALL_MARKS,
    PAYWALL_TEXT,
)
from monitor.model.articles import FetchedDocument, Reason

# Text up to which a page may be a wall or an error, in units of a Latin letter (a Han character counts three).
_SHORT = 700
# A paywall shows a teaser of some paragraphs.
_TEASER = 1600
# Consent texts are longer, with all their purposes.
_CONSENT = 2600
_BOXES = ("div", "section", "aside", "article", "p")
# Links on a consent wall: policies, partners, a subscription.
_LINKS_OF_A_WALL = 20
# A missing page says so in a sentence or two.
_APOLOGY = 150
# An offer is a sentence or two.
_OFFER = 100
# What themes name the body of a page that lists.
_LIST_NAMES = frozenset(("archive", "category", "home", "tag", "search", "blog", "front-page", "section-page"))
# Less than this is no text: the shortest news item is a headline and a sentence.
_NOTHING = 45
_TYPES = ("html", "text/plain", "octet-stream")
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"RIFF", b"\x1f\x8b", b"ID3", b"OggS")
_FEEDS = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.DOTALL | re.IGNORECASE,
)
# Text has no control characters but blanks; UTF-16 has zeros, behind its mark or between "<" and the next letter.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]{3}")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_CLOCK_LINE = re.compile(r"^\W*(?:\d{1,2}[:.h]\d{2}|\d{1,2}\s?(?:am|pm|uhr))\b", re.IGNORECASE)
_LIVE_ENTRIES = 5


def weight(text: str) -> int:
    """The length of a text in letters; a character that is a word counts as three."""
    return len(text) + 2 * sum(character > "\u2fff" for character in text)


# What an outlet means by refusing a page that it announced.
_REFUSED = {401: Reason.PAYWALL, 402: Reason.PAYWALL, 403: Reason.CHALLENGE, 451: Reason.CHALLENGE}


def unreadable(document: FetchedDocument) -> Reason | None:
    """Why a document cannot be a page at all, from its HTTP facts and first bytes."""
    if not document.body and document.status in _REFUSED:
        return _REFUSED[document.status]
    head = document.body[:2048].lstrip()
    if head.startswith(_BINARY) or _FEEDS.match(head) or (_CONTROLS.search(head) and not head.startswith(_WIDE)):
        return Reason.NOT_HTML
    said = (document.header("content-type") or "html").lower()
    looks = b"<" in head and not head.startswith((b"{", b"["))
    if not looks or not (
        any(name in said for name in _TYPES) or re.search(rb"<(?:!doctype html|html|head|body)\b", head, re.IGNORECASE)
    ):
        return Reason.NOT_HTML if head else Reason.NO_ARTICLE
    return None


def walled(document: FetchedDocument, page: Page) -> Reason | None:
    """Why there is a page but nothing to read on it: a challenge or an error, before its text is looked for."""
    title = _title(page)
    shown = text_of(page.tree)[:6000]
    little = weight(shown) < 2500
    if (
        little
        and (CHALLENGE_TITLE.search(title) or CHALLENGE_TEXT.search(shown))
        and (
            CHALLENGE_MARKUP.search(document.body)
            or document.status in (401, 403, 405, 406, 429, 503)
            or weight(shown) < 1000
        )
    ):
        return Reason.CHALLENGE
    if little and weight(shown) < 300 and CHALLENGE_MARKUP.search(document.body):
        return Reason.CHALLENGE
    if document.status in (404, 410):
        return Reason.NOT_FOUND
    if document.status in (401, 402) and little:
        return Reason.PAYWALL
    if document.status in (403, 429, 503) and little:
        return Reason.CHALLENGE
    return None


def rejected(page: Page, *, title: str | None, text: str, is_dated: bool) -> Reason | None:
    """Why what was found on a page is no article, None where it is one."""
    size = weight(text)
    judged = (
        (Reason.CONSENT_WALL, _is_consent(page, title or "", text, size)),
        (Reason.NOT_FOUND, _is_missing(page, text, size)),
        (Reason.LIVE_TICKER, _is_live(page, title or "", text)),
        (Reason.PAYWALL, _is_paywalled(page, text, size)),
        (Reason.GALLERY, _is_gallery(page, size)),
        (Reason.LISTING, _is_listing(page, text, size, is_dated=is_dated)),
        (Reason.NO_ARTICLE, size < _NOTHING),
    )
    return next((reason for reason, is_so in judged if is_so), None)


def _title(page: Page) -> str:
    found = page.tree.find(".//title")
    return text_of(found) if found is not None else ""


def _is_consent(page: Page, title: str, text: str, size: int) -> bool:
    """Whether a page asks for consent: by its name, or in most of its words, with nothing around them. Articles on
    consent have the words as well, but stand among the links of their outlet."""
    if size > _CONSENT:
        return False
    lowered = f"{title} {text}".casefold()
    words = sum(word in lowered for word in CONSENT_WORDS)
    if any(CONSENT_TITLE.search(said) for said in (_title(page), title)) or CONSENT_HOST.search(_address(page)):
        return words >= 2
    is_dense = words >= 4 and size < 350 * words and CONSENT_ASKED.search(lowered) is not None
    links = sum(1 for _ in zip(page.tree.iter("a"), range(_LINKS_OF_A_WALL + 1), strict=False))
    return is_dense and page.article is None and links <= _LINKS_OF_A_WALL


def _address(page: Page) -> str:
    return page.url.split("//", 1)[-1]


def _is_missing(page: Page, text: str, size: int) -> bool:
    if size > _SHORT or (page.article is not None and page.article.text("datePublished")):
        return False
    heading = " ".join(text_of(found) for found in page.tree.findall(".//h1")[:2])[:200]
    # "Oops! That page …", "Sorry, the article …"; with a text below, that a page was not found may be the news.
    reach = 60 if size < _APOLOGY else 14
    said = (heading, _title(page)[:120], text[:200] if size < 2 * _APOLOGY else "")
    return any((found := NOT_FOUND.search(field)) and found.start() < reach for field in said)


def _is_live(page: Page, title: str, text: str) -> bool:
    if any("LiveBlogPosting" in node.types and (node is page.article or node.under == "") for node in page.nodes):
        return True
    if not (LIVE_PATH.search(urlsplit(page.url).path) or LIVE_TITLE.search(title)):
        return False
    clocks = sum(_CLOCK_LINE.match(line) is not None for line in text.split("\n"))
    return clocks >= _LIVE_ENTRIES or sum(1 for _ in page.tree.iter("time")) >= 3 * _LIVE_ENTRIES


def _is_paywalled(page: Page, text: str, size: int) -> bool:
    """Whether a text breaks off for those who have not paid: something says so where it ends or on a wall that is
    shown, or the page declares that it costs and how much longer it is.

    That a page costs is no sign alone: metered pages declare it and show everything, and agency items are short.
    """
    if size > _TEASER:
        return False
    is_paid = _is_declared_paid(page)
    if size > _SHORT * 1.5 and not is_paid:
        return False
    if _ends_with_offer(page, text) or (_shows_wall(page) and (is_paid or size < _SHORT)):
        return True
    return is_paid and (_is_part(page, text) or (size < _SHORT / 2 and "\n" not in text))


def _ends_with_offer(page: Page, text: str) -> bool:
    """Whether the text ends with an offer, or one stands directly below it on the page: a line by itself, not words
    within a paragraph."""
    lines = text.split("\n")
    return any(PAYWALL_TEXT.search(line) for line in (*lines[-3:], *_below(page, lines[-1])) if len(line) <= _OFFER)


def _below(page: Page, last: str) -> list[str]:
    """The lines that are shown below the last one of a text."""
    body = page.tree.find("body")
    if body is None:
        return []
    shown, ending = [line.text for line in blocks_of(body)], key(last)[-60:]
    place = next((n for n, line in enumerate(shown) if ending and key(line).endswith(ending)), len(shown))
    hidden = " ".join(text_of(element) for element in body.iter() if _hides(element))
    return [line for line in shown[place + 1 : place + 4] if line not in hidden]


def _shows_wall(page: Page) -> bool:
    """Whether a box named for it says what a wall says; "subscribers only" stands in many a menu."""
    walls = (element for element in page.tree.iter(*_BOXES) if PAYWALL_MARKS.search(marks(element).replace("_", "-")))
    return any(PAYWALL_TEXT.search(beginning_of(wall, 600)) and not _is_hidden(wall) for wall in walls)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element waits for a script to show it."""
    return any(map(_hides, (element, *element.iterancestors())))


def _hides(element: HtmlElement) -> bool:
    return (
        element.tag in ("template", "dialog")
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in (element.get("style") or "").replace(" ", "").lower()
    )


def _is_part(page: Page, text: str) -> bool:
    """Whether the page says that its article has many more words, or the text stops within a sentence."""
    said = page.article.values.get("wordCount") if page.article else None
    if said and re.fullmatch(r"\d{2,6}", str(said).strip()):
        return int(str(said)) > 3 * len(text.split())
    return text.rstrip("»”\"'）)」 ").endswith(("…", "..."))


def _is_declared_paid(page: Page) -> bool:
    free = page.article.values.get("isAccessibleForFree") if page.article else None
    tier = page.meta("article:content_tier", "content_tier") or ""
    return str(free).lower().endswith("false") or tier.lower() in ("locked", "metered", "paid")


def _is_gallery(page: Page, size: int) -> bool:
    if size > _SHORT or (page.article and page.article.text("articleBody")):
        return False
    pictures = sum(1 for _ in page.tree.iter("figure"))
    is_named = GALLERY_PATH.search(urlsplit(page.url).path) is not None
    return bool(_types(page) & {"ImageGallery", "MediaGallery"}) or (is_named and (pictures >= 4 or size < 250))


def _types(page: Page) -> set[str]:
    """The types of the outermost JSON-LD objects."""
    return {name for node in page.nodes if node.under == "" for name in node.types}


def _is_listing(page: Page, text: str, size: int, *, is_dated: bool) -> bool:
    """A front, section or search page: no article declared, and many teasers or nothing but links."""
    lists = _types(page) & {"CollectionPage", "SearchResultsPage"}
    kind = (page.meta("og:type") or "").lower()
    if not lists and ((page.article is not None and page.article.under == "") or kind == "article"):
        return False
    address, teasers = urlsplit(page.url), _teasers(page)
    if (not address.path.strip("/") and not re.search(r"\d", address.query) and teasers >= 5) or _is_menu(page, text):
        return True
    body = page.tree.find("body")
    is_named = body is not None and bool(set(marks(body).split()) & _LIST_NAMES)
    signs = (bool(lists), kind == "website", _is_section_path(address.path), is_named, not is_dated)
    return (sum(signs) >= 3 and teasers >= 6 and size < 6000) or (sum(signs) >= 2 and teasers >= 8 and size < _SHORT)


def _is_section_path(path: str) -> bool:
    last = path.strip("/").rsplit("/", 1)[-1]
    return LISTING_PATH.search(path) is not None and last.count("-") < 3 and not re.search(r"\d{3}", last)


def _is_menu(page: Page, text: str) -> bool:
    """Whether nearly all of a text stands in links, judged by its beginning."""
    beginning = key(text[:6000])
    links = {key(text_of(link)) for link, _ in zip(page.tree.iter("a"), range(500), strict=False)}
    linked = sum(len(link) for link in links if link and link in beginning)
    return len(beginning) > 200 and linked > 0.9 * len(beginning)


def _teasers(page: Page) -> int:
    """Headings that are links to articles."""
    headings = (heading for heading in page.tree.iter("h2", "h3", "h4") if len(text_of(heading)) > 20)
    return sum(heading.find(".//a[@href]") is not None or heading.getparent().tag == "a" for heading in headings)
