"""Pages that are no article, and why. What is doubtful is an article: a page wrongly kept is seen, one wrongly dropped is not.

So every reason needs two signs, one of which is that little text was found: a news item of two sentences on a normal page
has neither a wall's words nor a wall's markup.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.extraction.names import key
from monitor.extraction.page import Page, marks, text_of
from monitor.extraction.walls import (
    CHALLENGE_MARKUP,
    CHALLENGE_TEXT,
    CHALLENGE_TITLE,
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


def unreadable(document: FetchedDocument) -> Reason | None:
    """Why a document cannot be a page at all, from its HTTP facts and first bytes."""
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
    for judge in (_is_consent, _is_missing, _is_live, _is_paywalled, _is_gallery, _is_listing):
        if reason := judge(page, title or "", text, size, is_dated):
            return reason
    return Reason.NO_ARTICLE if size < _NOTHING else None


def _title(page: Page) -> str:
    found = page.tree.find(".//title")
    return text_of(found) if found is not None else ""


def _is_consent(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    if size > 2600:
        return None
    lowered = f"{title} {text}".casefold()
    words = sum(word in lowered for word in CONSENT_WORDS)
    named = (
        CONSENT_TITLE.search(_title(page))
        or CONSENT_TITLE.search(title)
        or CONSENT_HOST.search(page.url.split("//", 1)[-1])
    )
    declares = page.article is not None
    # An article about cookies has some of the words as well, but in many more others.
    dense = words >= 4 and size < 350 * words
    if (named and words >= 2) or (dense and not declares) or (dense and words >= 6 and size < 1500):
        return Reason.CONSENT_WALL
    return None


def _is_missing(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    if size > _SHORT or page.article is not None and page.article.text("datePublished"):
        return None
    heading = " ".join(text_of(found) for found in page.tree.findall(".//h1")[:2])[:200]
    said = [heading, _title(page)[:120]]
    if any(found.start() < 60 for field in said if (found := NOT_FOUND.search(field))) or (
        size < 300 and (found := NOT_FOUND.search(text[:200])) and found.start() < 40
    ):
        return Reason.NOT_FOUND
    return None


def _is_live(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    if page.article is not None and "LiveBlogPosting" in page.article.types:
        return Reason.LIVE_TICKER
    if any("LiveBlogPosting" in node.types and node.under == "" for node in page.nodes):
        return Reason.LIVE_TICKER
    if not (LIVE_PATH.search(urlsplit(page.url).path) or LIVE_TITLE.search(title)):
        return None
    clocks = sum(_CLOCK_LINE.match(line) is not None for line in text.split("\n"))
    entries = sum(
        "time" == element.tag or re.search(r"live|ticker|timeline", marks(element)) is not None
        for element in page.tree.iter("time", "article", "li", "div")
    )
    return Reason.LIVE_TICKER if clocks >= _LIVE_ENTRIES or entries >= 3 * _LIVE_ENTRIES else None


def _is_paywalled(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    if size > _TEASER:
        return None
    declared = page.article is not None and str(page.article.values.get("isAccessibleForFree", "")).lower().endswith(
        "false"
    )
    declared = declared or (page.meta("article:content_tier", "content_tier") or "").lower() in (
        "locked",
        "metered",
        "paid",
    )
    marked = any(
        PAYWALL_MARKS.search(named.replace("_", "-"))
        for element in page.tree.iter("div", "section", "aside", "article", "p")
        if (named := marks(element))
    )
    shown = text_of(page.tree)
    said = PAYWALL_TEXT.search(shown) is not None
    # A link "subscribers only" stands in many a menu: alone the words count where nearly nothing else is there.
    if declared and (marked or said or size < _SHORT):
        return Reason.PAYWALL
    inside = PAYWALL_TEXT.search(text[-400:]) is not None
    return Reason.PAYWALL if (marked and said and size < _SHORT) or (inside and size < _SHORT) else None


def _is_gallery(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    if size > _SHORT:
        return None
    types = {name for node in page.nodes if node.under == "" for name in node.types}
    pictures = sum(1 for _ in page.tree.iter("figure"))
    if types & {"ImageGallery", "MediaGallery"} and not (page.article and page.article.text("articleBody")):
        return Reason.GALLERY
    if GALLERY_PATH.search(urlsplit(page.url).path) and (pictures >= 4 or size < 250):
        return Reason.GALLERY
    return None


def _is_listing(page: Page, title: str, text: str, size: int, is_dated: bool) -> Reason | None:
    """A front, section or search page: no article declared, and many teasers or nothing else."""
    types = {name for node in page.nodes if node.under == "" for name in node.types}
    path = urlsplit(page.url).path
    if page.article is not None and page.article.under == "" and not types & {"CollectionPage", "SearchResultsPage"}:
        return None
    if path.strip("/") == "" and not re.search(r"\d", urlsplit(page.url).query) and _teasers(page) >= 5:
        return Reason.LISTING
    if _is_menu(page, text):
        return Reason.LISTING
    kind = (page.meta("og:type") or "").lower()
    if kind == "article" and not types & {"CollectionPage", "SearchResultsPage"}:
        return None
    signs = (
        bool(types & {"CollectionPage", "SearchResultsPage", "ItemList"})
        + (kind == "website")
        + (LISTING_PATH.search(path) is not None)
    )
    signs += _is_named_list(page) + (not is_dated)
    teasers = _teasers(page)
    if (signs >= 3 and teasers >= 6 and size < 6000) or (signs >= 2 and teasers >= 8 and size < _SHORT):
        return Reason.LISTING
    return None


def _is_menu(page: Page, text: str) -> bool:
    """Whether nearly all of a text stands in links, judged by its beginning."""
    beginning = key(text[:6000])
    links = {key(text_of(link)) for link, _ in zip(page.tree.iter("a"), range(500), strict=False)}
    linked = sum(len(link) for link in links if link and link in beginning)
    return len(beginning) > 200 and linked > 0.9 * len(beginning)


def _is_named_list(page: Page) -> bool:
    body = page.tree.find("body")
    named = set(marks(body).split()) if body is not None else set()
    return bool(
        named
        & {
            "archive",
            "category",
            "home",
            "tag",
            "search",
            "blog",
            "front-page",
            "page-home",
            "section-page",
            "search-results",
        }
    )


def _teasers(page: Page) -> int:
    """Headings that are links to articles."""
    return sum(
        1
        for heading in page.tree.iter("h2", "h3", "h4")
        if (
            heading.find(".//a[@href]") is not None
            or (heading.getparent() is not None and heading.getparent().tag == "a")
        )
        and len(text_of(heading)) > 20
    )
