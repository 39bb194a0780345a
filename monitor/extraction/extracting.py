"""The road from a document to an article: each field judged by its own module, then the whole."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.author import find_author, is_signature, signature_of
from monitor.extraction.body import find_body
from monitor.extraction.cites import find_cites
from monitor.extraction.lines import Surroundings
from monitor.extraction.names import key, site_names
from monitor.extraction.page import Page, clean, read_page, text_of
from monitor.extraction.published import find_published
from monitor.extraction.rejects import rejected, unreadable, walled, weight
from monitor.extraction.title import find_title
from monitor.model.articles import Article, ArticleUrl, Entry, FetchedDocument, Reason, Rejected
from monitor.model.declared_addresses import canonical_of
from monitor.model.outlets import Outlet, OutletId, PageHints, Press
from monitor.text.detection import language_of, primary

# Larger pages are no articles; parsing one costs seconds.
_LARGEST = 5_000_000
NO_PRESS = Press()
# The kind of an outlet that passes on what others wrote.
AGGREGATOR = "aggregator"
# What a feed must carry to stand for a page that shows nothing.
_WHOLE = 400
_ANNOUNCING = frozenset((Reason.PAYWALL, Reason.GALLERY, Reason.LIVE_TICKER))
_WALLS = frozenset((Reason.CONSENT_WALL, Reason.PAYWALL, Reason.CHALLENGE, Reason.NO_ARTICLE))


def extract(
    document: FetchedDocument, *, outlet: Outlet | None, entry: Entry | None, press: Press = NO_PRESS
) -> Article | Rejected:
    """The article of a page, or why there is none; what the page lacks is taken from the entry.

    Where the page is a wall and the entry carries the full text, that text is the article.
    """
    found = _read(document, outlet, entry, press)
    if isinstance(found, Rejected) and found.reason in _WALLS and entry and entry.text and weight(entry.text) >= _WHOLE:
        return _of_entry(document, outlet, entry, press)
    return found


def _read(document: FetchedDocument, outlet: Outlet | None, entry: Entry | None, press: Press) -> Article | Rejected:
    if len(document.body) > _LARGEST:
        return Rejected(url=document.url, reason=Reason.TOO_LARGE, detail=f"{len(document.body)} bytes")
    if reason := unreadable(document):
        return Rejected(url=document.url, reason=reason, detail=document.header("content-type") or "")
    page = read_page(document)
    if page is None:
        return Rejected(url=document.url, reason=Reason.NO_ARTICLE, detail="no element in the page")
    if reason := walled(document, page):
        return Rejected(url=document.url, reason=reason, detail=f"status {document.status}")
    return _article(page, document, outlet, entry, press)


def _article(
    page: Page, document: FetchedDocument, outlet: Outlet | None, entry: Entry | None, press: Press
) -> Article | Rejected:
    hints = outlet.page if outlet else PageHints()
    names = site_names(page, outlet)
    title = find_title(page, hints=hints, names=names, entry=entry)
    author = find_author(page, hints=hints, names=names, entry=entry)
    text = find_body(page, title=title, hints=hints, surroundings=_surroundings(page, title, author, hints, names))
    signed = signature_of(text.split("\n"), names)
    author = author or signed
    text, tail = _unsigned(text, author)
    published = find_published(
        page, outlet=outlet, entry=entry, hints=hints, fetched_at=document.fetched_at, title=title
    )
    if reason := rejected(page, title=title, text=text, is_dated=published is not None):
        why = Rejected(url=document.url, reason=reason, detail=text[:120].replace("\n", " "))
        # The headline above a wall is the article's; that of an error page or a list is none.
        is_declared = page.article is not None or published is not None
        announces = reason in _ANNOUNCING or (reason is Reason.NO_ARTICLE and is_declared)
        return replace(why, title=title, published=published) if announces else why
    return Article(
        url=_url(page, document),
        outlet=_outlet_id(page, outlet),
        title=title,
        text=text,
        author=author,
        published=published,
        language=_language(text, page, outlet, title),
        cites=find_cites(
            text, press=press, own=names, itself=outlet.id if outlet else None, tail=tail, links=_sources(page, outlet)
        ),
        first_seen=document.fetched_at,
    )


def _sources(page: Page, outlet: Outlet | None) -> tuple[str, ...]:
    """Where the paragraphs of an aggregator's page link to: what it passes on stands there. Others link to read on."""
    if outlet is None or outlet.kind != AGGREGATOR:
        return ()
    return tuple(link.get("href", "") for paragraph in page.tree.iter("p") for link in paragraph.iter("a"))


def _surroundings(
    page: Page, title: str | None, author: str | None, hints: PageHints, names: frozenset[str]
) -> Surroundings:
    """Captions and links of the page, by which lines of the text are known for furniture."""
    tree = page.tree
    captions = {key(text_of(found)) for found in tree.iter("figcaption", "amp-img-caption")}
    captions |= {key(clean(found.get("alt") or "")) for found in tree.iter("img", "amp-img")}
    captions |= {key(clean(found.get("title") or "")) for found in tree.iter("img")}
    links = {key(text_of(found)) for found in tree.iter("a") if not found.get("href", "#").startswith("#")}
    return Surroundings(
        title=title, author=author, captions=frozenset(captions) - {""}, links=frozenset(links) - {""},
        drop=hints.drop, stop=hints.stop, names=names,
    )  # fmt: skip


def _unsigned(text: str, author: str | None) -> tuple[str, tuple[str, ...]]:
    """The text without the signatures it ends with, and the lines taken off."""
    lines = text.split("\n")
    end = len(lines)
    while end > 1 and is_signature(lines[end - 1], author):
        end -= 1
    return "\n".join(lines[:end]), tuple(lines[end:])


def _url(page: Page, document: FetchedDocument) -> ArticleUrl:
    return canonical_of(page.url or document.url, declared=page.declared_urls)


def _outlet_id(page: Page, outlet: Outlet | None) -> OutletId:
    return outlet.id if outlet else OutletId(page.host)


def _language(text: str, page: Page | None, outlet: Outlet | None, title: str | None) -> str | None:
    said = tuple(primary(tag) for tag in ((page.language if page else None),) if tag)
    expected = outlet.languages if outlet else ()
    found = language_of(f"{title or ''}\n{text[:2000]}", prior=(*said, *expected) if expected or said else ())
    return found or (said[0] if said else None)


def announced(
    why: Rejected, document: FetchedDocument, *, outlet: Outlet | None, entry: Entry, press: Press
) -> Article | None:
    """What the feed says of an article whose page is a wall; None where the page is no article, or little is said.

    A paywalled outlet's headlines and summaries are news to whoever watches it; the text is the summary, or empty.
    """
    entry = replace(entry, title=entry.title or why.title, published=entry.published or why.published)
    if why.reason not in _WALLS or not entry.title or not (entry.summary or entry.text or entry.published):
        return None
    return _of_entry(document, outlet, entry, press)


def _of_entry(document: FetchedDocument, outlet: Outlet | None, entry: Entry, press: Press) -> Article:
    said = entry.text or entry.summary or ""
    text = "\n".join(" ".join(line.split()) for line in said.split("\n") if line.strip())
    url = canonical_of(document.final_url or document.url)
    host = url.split("//", 1)[-1].split("/", 1)[0]
    own = frozenset(key(name) for name in ((outlet.name, *outlet.cited_as, outlet.id) if outlet else (host,)))
    article = Article(
        url=url, outlet=outlet.id if outlet else OutletId(host), title=entry.title, text=text, author=entry.author,
        published=entry.published, language=_language(text, None, outlet, entry.title), first_seen=document.fetched_at,
    )  # fmt: skip
    return replace(article, cites=find_cites(text, press=press, own=own, itself=outlet.id if outlet else None))
