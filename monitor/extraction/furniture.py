"""Furniture of a page taken out of a copy of its tree, before anybody looks for the text: what its structure gives
away.

By name (class and id words that themes use for such boxes), by tag (captions, asides), and by phrase: a heading
"Читайте також" takes the links behind it along. Nothing is taken that holds a large part of the page's paragraphs,
whatever its name: themes call the article's own column "main-content-sidebar-related".
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from monitor.extraction.page import NO_XML, marks, select, text_of
from monitor.extraction.phrases import is_box, is_credit, is_pointer, is_read_also, is_sentence, is_stop
from monitor.model.outlets import PageHints

_NAMED = re.compile(
    r"""(?:^|[\s_-])(?:
    related(?!-?content-?body)|relate|recommend(?:ed|ation|ations)?|readmore|read-more|read-also|read-next|also-read|see-also|more-(?:news|stories|from|on)|most-(?:read|popular|viewed)
    |popular(?:-posts)?|trending|latest-(?:news|posts)|recent-posts|you-may-like|up-next|next-article|prev-next|post-nav(?:igation)?|nav-links
    |newsletter(?:-\w+)?|subscri(?:be|ption)(?:-\w+)?|signup|sign-up|mailing|piano|donat(?:e|ion)
    |share|sharing|sharedaddy|share-?(?:buttons?|bar|tools|links|this)|social(?:-\w+)?|addtoany|addthis|follow-?us|jp-relatedposts
    |ads?|advert(?:s|isement|ising|orial)?|ad-(?:slot|container|wrapper|unit|block|banner)|adsbygoogle|banner|promo(?:tion|ted)?|sponsor(?:ed)?|outbrain|taboola|mgid|teads|dfp|gpt-ad
    |captions?|wp-caption-text|image-(?:caption|credit|copyright)|img-(?:caption|desc)|photo-?(?:caption|credit|by|author|desc|source|info)|figcaption|figure-caption|media-(?:caption|credit)|credits?|copyright|picture-?(?:caption|desc|source)|gallery-caption|img_desc|article_photo_desc
    |breadcrumbs?|crumbs|tags?(?:-?(?:list|cloud|links|box|container|wrapper))?|post-tags|article-tags|topics-list|hashtags?|keywords?
    |author-?(?:bio|box|info|card|description)|about-?author|bio-box|byline-?(?:box)?|post-author-box|kontributor
    |comments?(?:-?(?:list|area|section|form|wrapper))?|disqus\w*|respond|reactions?|rating|poll|quiz|survey
    |cookie\w*|consent\w*|gdpr|popup|modal|overlay|toast|tooltip|sr-only|visually-hidden|screen-reader-text|print-only|noprint|hidden-print
    |twitter-tweet|instagram-media|tiktok-embed|fb-post|telegram-post|bluesky-embed|social-embed|infobox|factbox-promo|correction-request|toc|table-of-contents|ez-toc\w*|widget-area|sidebar|side-bar|ticker|video-(?:meta|title|description)|player-(?:title|caption)|audio-player|listen
    )(?:$|[\s_-])""",
    re.VERBOSE,
)
# A name that says "this is the article" outweighs one that says it is furniture.
_ARTICLE_NAMED = re.compile(
    r"article-?body|articlebody|entry-content|post-content|article-?content|article__?body|story-?body|news-?text|article-?text|main-content"
)
_PICTURE = re.compile(r"pic|photo|image|img|media|thumb|foto|bild|figure|video|illustration|zdjec|galler")
_KEPT_TAGS = frozenset(("html", "body", "main", "article", "head", "h1", "p"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span", "dt", "header", "em"))
# What may be taken at once, of the characters that stand in the page's paragraphs.
_MOST = 0.3


def cleared(tree: HtmlElement, *, hints: PageHints) -> HtmlElement:
    """The tree without what its structure shows to be furniture. `tree` itself is changed: give a copy."""
    for css in hints.remove:
        for element in select(tree, css):
            _drop(element)
    body = tree.find("body")
    if body is None:
        return tree
    total = sum(_length(paragraph) for paragraph in body.iter("p")) or _length(body)
    for element in [found for found in body.iter() if isinstance(found.tag, str)]:
        if element.getparent() is not None and _is_furniture(element) and _own(element) <= _MOST * total:
            _drop(element)
    for element in list(body.iter("div", "ul", "ol", "section", "table", "dl", "td", "p")):
        if element.getparent() is not None and _is_menu(element) and _length(element) <= _MOST * max(total, 1):
            _drop(element)
    for element in list(body.iter(*_HEADINGS)):
        if element.getparent() is not None and _length(element) <= 240 and not is_stop(text_of(element), hints.stop):
            _drop_by_phrase(element, total)
    return tree


def _length(element: HtmlElement) -> int:
    return sum(map(len, element.itertext()))


def _own(element: HtmlElement) -> int:
    """The characters in the paragraphs of an element, or all of them where it has no paragraphs."""
    if element.tag == "p":
        return _length(element)
    paragraphs = sum(_length(paragraph) for paragraph in element.iter("p"))
    return paragraphs or int(_length(element) * 0.5)


def _is_furniture(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in ("figcaption", "aside", "nav", "footer", "dialog", "noscript", "template", "button", "form"):
        return True
    if tag == "figure":
        return next(element.iter("blockquote", "table", "pre"), None) is None
    if tag in _KEPT_TAGS:
        return tag == "p" and _is_caption(element)
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return tag not in ("span", "i", "b", "svg")
    if tag in ("div", "span", "section") and _is_picture(element):
        return True
    named = marks(element)
    if not named or _ARTICLE_NAMED.search(named):
        return False
    return _NAMED.search(named.replace("__", "-").replace("_", "-")) is not None


def _is_picture(element: HtmlElement) -> bool:
    """A box of a picture and its caption: few words beside an image, and no sentence unless its name says picture."""
    if next(element.iter("img", "picture", "amp-img", "video"), None) is None or _length(element) > 600:
        return False
    text = text_of(element)
    if len(text) > 220 or element.find(".//h1") is not None:
        return False
    return not is_sentence(text) or _PICTURE.search(marks(element)) is not None


def _is_menu(element: HtmlElement) -> bool:
    """Nothing but links: three or more, with no words between them."""
    links = [text_of(link) for link in element.iter("a")]
    return len(links) >= 3 and element.find(".//h1") is None and sum(map(len, links)) >= 0.8 * len(text_of(element)) > 0


def _is_caption(paragraph: HtmlElement) -> bool:
    named = paragraph.get("class")
    if not named or len(named) > 200:
        return False
    return (
        re.search(
            r"caption|credit|photo|copyright|advert|newsletter|related|readmore|read-more|img[-_]?desc", named.lower()
        )
        is not None
    )


def _drop(element: HtmlElement) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None or element.tag in ("html", "body"):
        return
    if element.tail and element.tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = NO_XML.sub("", (previous.tail or "") + element.tail)
        else:
            parent.text = NO_XML.sub("", (parent.text or "") + element.tail)
    parent.remove(element)


def _drop_by_phrase(element: HtmlElement, total: int) -> None:
    text = text_of(element)
    if not text:
        return
    if is_pointer(text) and (_link_share(element) > 0.3 or len(text) < 160) and element.tag != "header":
        _drop(element)
    elif is_read_also(text):
        _drop_list(element, total)
    elif element.tag in ("p", "div", "span") and (is_box(text) or is_credit(text)):
        _drop(element)


def _drop_list(heading: HtmlElement, total: int) -> None:
    """A heading of other articles, with the links that follow it and the box that holds nothing else."""
    while (parent := heading.getparent()) is not None and parent.tag not in _KEPT_TAGS and len(parent) == 1:
        if text_of(parent) != text_of(heading):
            break
        heading = parent
    taken = [heading]
    for sibling in heading.itersiblings():
        if not isinstance(sibling.tag, str):
            continue
        if _length(sibling) and _link_share(sibling) < 0.5 and not _is_short(sibling):
            break
        taken.append(sibling)
    if sum(map(_own, taken)) <= _MOST * total:
        for element in taken:
            _drop(element)


def _is_short(element: HtmlElement) -> bool:
    """A line between links: a date, a section's name."""
    return len(text_of(element)) < 40


def _link_share(element: HtmlElement) -> float:
    length = len(text_of(element))
    if element.tag == "a":
        return 1.0
    return sum(len(text_of(link)) for link in element.iter("a")) / length if length else 0.0
