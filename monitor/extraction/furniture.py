"""Furniture of a page taken out of a copy of its tree, before anybody looks for the text: what its structure gives
away.

By name (class and id words that themes use for such boxes), by tag (captions, asides), and by phrase: a heading
"Читайте також" takes the links behind it along. Nothing is taken that holds a large part of the page's paragraphs,
whatever its name: themes call the article's own column "main-content-sidebar-related".
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from monitor.extraction.blocks import runs_of
from monitor.extraction.page import INLINE, NO_XML, marks, select, text_of
from monitor.extraction.phrases import is_box, is_credit, is_pointer, is_read_also, is_sentence, is_stop
from monitor.model.outlets import PageHints

_NAMED = re.compile(
    r"""(?:^|[\s_-])(?P<word>
    related(?!-?content-?body)(?:-\w+)*|relate|recommend(?:ed|ation|ations)?|readmore|read-more|read-also|read-next|also-read|see-also|more-(?:news|stories|from|on|posts|articles)|most-(?:read|popular|viewed)
    |relacionad[ao]s?|relationad[ao]s?|correlat[aei]|verwandte?s?|powiazane|podobne|podobni|pov-?yazani|pokhozhi|pohozhie|similar|similaires|terkait|baca-?juga|ilgili|read-?also|lire-?aussi|lea-?tambien|leia-?(?:mais|tambem)|veja-?(?:mais|tambem)|lees-?ook|lesen-?sie|czytaj|przeczytaj|chytaite|citeste
    |popular(?:-posts)?|trending|latest-(?:news|posts)|recent-posts|you-may-like|up-next|next-article|next-?story|prev-next|post-nav(?:igation)?|nav-links
    |newsletters?(?:-\w+)*|subscri(?:be|ption)(?:-\w+)?|signup|sign-up|sign-?in|log-?in|register|registration|mailing|piano|donat(?:e|ion)|membership|paywall-(?:offer|box)
    |share|shares|sharing|sharedaddy|share-?(?:buttons?|bar|tools|links|this)|social(?:-\w+)*|addtoany|addthis|follow-?us|jp-relatedposts|compartir|teilen|partage|udostepnij
    |ads?|advert(?:s|isement|ising|orial)?|ad-(?:slot|container|wrapper|unit|block|banner)|adsbygoogle|banner|promo(?:s|ted|tion)?|sponsor(?:ed)?|outbrain|taboola|mgid|teads|dfp|gpt-ad|publicidad|publicite|anzeige|werbung|reklama
    |captions?|wp-caption-text|image-(?:caption|credit|copyright)|img-(?:caption|desc)|photo-?(?:caption|credit|by|author|desc|source|info)|figcaption|figure-caption|media-(?:caption|credit)|credits?|copyright|picture-?(?:caption|desc|source)|gallery-caption|img_desc|article_photo_desc
    |bildunterschrift|bildtext|legende?|pie-?(?:de-?)?foto|podpis|didascalia
    |breadcrumbs?|crumbs|tags?(?:-?(?:list|cloud|links|box|container|wrapper))?|post-tags|article-tags|topics-list|hashtags?|keywords?
    |author-?(?:bio|box|info|card|desc\w*|profile\w*|popup\w*|dropdown|details?|about|page)|about-?(?:the-?)?author|about-reda\w*|bio|bio-?box|short-?bio|byline-?(?:box|bio)?|post-author-box|kontributor|autor-?(?:info|box|profil)
    |comments?(?:-?(?:list|area|section|form|wrapper|item|body|content))?|comentarios?|kommentar\w*|commentaires?|komentarz\w*|commenti|reacties|diskus[ei]\w*|kommentit|yorum\w*|visitors?-comments?|conversations?|disqus\w*|respond|reactions?|rating|poll|quiz|survey|encuesta
    |cookies?(?:-\w+)*|consent\w*|gdpr|popup|modal|overlay|toast|tooltip|sr-only|visually-hidden|screen-reader(?:-\w+)*|a11y|assistive-text|print-only|noprint|hidden-print
    |twitter-tweet|instagram-media|tiktok-embed|fb-post|telegram-post|bluesky-embed|social-embed|infobox|factbox-promo|correction-request|toc|table-of-contents|ez-toc\w*|widget-area|sidebar|side-bar|ticker|audio-player|listen
    |video-?(?:js|meta|title|desc|description|resource|playlist|player|caption|transcript)(?:-\w+)*|player-(?:title|caption)|footer(?:-\w+)*|disclaimer|legal|colophon|masthead
    |gallery(?:-\w+)*|galleries|slideshow(?:-\w+)*|carousel(?:-\w+)*|slider|swiper(?:-\w+)*|lightbox(?:-\w+)*|fotostrecke|bildergalerie|galeria|diaporama
    )(?:$|[\s_-])""",
    re.VERBOSE,
)
# A name that says "this is the article" outweighs one that says it is furniture.
_ARTICLE_NAMED = re.compile(
    r"article-?body|articlebody|entry-content|post-content|article-?content|story-?body|news-?text|article-?text|main-content|\bh-?entry\b|\btype-post\b|\bpost-\d"
)
_COMMENTS = re.compile(
    r"comments?(?:-?(?:list|area|section|wrapper|item|body|content))?|comentarios?|kommentar\w*|commentaires?|komentarz\w*|commenti|reacties|disqus\w*"
)
# What a box has or lacks is not what it is: "has-comments", "no-sidebar", "comments-open", "ad-free".
_STATE = re.compile(
    r"\b(?:has|have|with|without|no|and|is|not|hide|hides|show|shows|allow|allows|enable|enables|js-has)-\w+|\b\w+-(?:open|closed|enabled|disabled|free|inserted|layout)\b"
)
# Where a site names an element.
_NAMES = ("class", "id", "data-testid", "data-component", "role")
# Where a word of a name in humps ends.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PICTURE = re.compile(r"pic|photo|image|img|media|thumb|foto|bild|figure|video|illustration|zdjec|galler")
_KEPT_TAGS = frozenset(("html", "body", "main", "article", "head", "h1", "p"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span", "dt", "header", "em"))
_MENU_TAGS = frozenset(("div", "ul", "ol", "section", "table", "dl", "td", "p"))
# A line with the phrase of a box is not longer.
_LINE = 240
# What may be taken at once, of the characters that stand in the page's paragraphs.
_MOST = 0.3
# What holds more than this is the page, whatever it has: "layout-sidebar".
_WRAPS = 0.6
# No article stands in these, however long they are, where a paragraph remains without them.
_ASIDE = frozenset(("aside", "footer", "nav"))
_REMAINDER = 150
# A paragraph has some words.
_FEWEST = 25


def cleared(tree: HtmlElement, *, hints: PageHints) -> HtmlElement:
    """The tree without what its structure shows to be furniture. `tree` itself is changed: give a copy."""
    for css in hints.remove:
        for element in select(tree, css):
            _drop(element)
    body = tree.find("body")
    if body is None:
        return tree
    proses = _proses(body)
    total = proses.get(body, 0) or _length(body)
    for element in _furniture(body, proses, total):
        if element.getparent() is not None:
            _drop(element)
    for element in _menus(body):
        if element.getparent() is not None and _length(element) <= _MOST * max(total, 1):
            _drop(element)
    for element in list(body.iter(*_HEADINGS)):
        if element.getparent() is None or _exceeds(element, _LINE):
            continue
        if not is_stop(text := text_of(element), hints.stop):
            _drop_by_phrase(element, text, total)
    return tree


def _furniture(body: HtmlElement, proses: dict[HtmlElement, int], total: int) -> list[HtmlElement]:
    """The elements that are furniture by their tag or name, outermost first. A word whose elements all together hold
    a large part of the page's paragraphs is the theme's word for parts of the article, unless it says comments; so is
    the word of what holds the page's only h1."""
    titled = body.findall(".//h1")
    holders = set(titled[0].iterancestors()) if len(titled) == 1 else set()
    found: dict[HtmlElement, str] = {}
    sizes: dict[str, int] = {}
    for element in body.iter():
        if element in holders or not (word := _sign(element)):
            continue
        size, is_sure = proses.get(element, 0), word in _ASIDE or _COMMENTS.fullmatch(word) is not None
        if size > (total - _REMAINDER if is_sure else _WRAPS * total):
            continue
        is_outermost = all(found.get(around) != word for around in element.iterancestors())
        found[element] = word
        sizes[word] = sizes.get(word, 0) + (size if is_outermost and not is_sure else 0)
    return [element for element, word in found.items() if sizes[word] <= _MOST * total]


def _proses(body: HtmlElement) -> dict[HtmlElement, int]:
    """How much text of paragraphs each element holds, links left out."""
    proses: dict[HtmlElement, int] = {}
    for block, size, linked in runs_of(body):
        if (prose := size - linked) >= _FEWEST:
            for around in (block, *block.iterancestors()):
                proses[around] = proses.get(around, 0) + prose
    return proses


def _length(element: HtmlElement) -> int:
    return sum(map(len, element.itertext()))


def _own(element: HtmlElement) -> int:
    """The characters in the paragraphs of an element, or all of them where it has no paragraphs."""
    if element.tag == "p":
        return _length(element)
    paragraphs = sum(_length(paragraph) for paragraph in element.iter("p"))
    return paragraphs or int(_length(element) * 0.5)


def _sign(element: HtmlElement) -> str:
    """The tag or the word of its name by which an element is furniture; "" where it is none."""
    tag = element.tag
    if tag in ("figcaption", "aside", "nav", "footer", "dialog", "noscript", "template", "button", "form"):
        return str(tag)
    if tag == "figure":
        return "figure" if next(element.iter("blockquote", "table", "pre"), None) is None else ""
    if tag in _KEPT_TAGS:
        return _sign_of(element.get("class") or "") if tag == "p" else ""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return "hidden" if tag not in ("span", "i", "b", "svg") else ""
    if tag in ("div", "span", "section") and _is_picture(element):
        return "picture"
    word = _sign_of(" ".join(filter(None, map(element.get, _NAMES))))
    return "" if word and tag in INLINE and _is_in_sentence(element) else word


@lru_cache(maxsize=8192)
def _sign_of(names: str) -> str:
    """The word of furniture in the names of an element: "ArticleRelated_headline" is "article-related-headline"."""
    if not names:
        return ""
    words = _STATE.sub("", _HUMP.sub("-", names).replace("__", "-").replace("_", "-").lower())
    found = None if _ARTICLE_NAMED.search(words) else _NAMED.search(words)
    return found["word"] if found else ""


def _is_in_sentence(element: HtmlElement) -> bool:
    """Whether words stand directly before or behind an element: what links and marks a word is no box."""
    before = element.getprevious()
    words = element.getparent().text if before is None else before.tail
    return bool((words or "").strip() or (element.tail or "").strip())


def _is_picture(element: HtmlElement) -> bool:
    """A box of a picture and its caption: few words beside an image, and no sentence unless its name says picture."""
    if _exceeds(element, 600) or next(element.iter("img", "picture", "amp-img", "video"), None) is None:
        return False
    text = text_of(element)
    if len(text) > 220 or element.find(".//h1") is not None:
        return False
    return not is_sentence(text) or _PICTURE.search(marks(element)) is not None


def _menus(body: HtmlElement) -> list[HtmlElement]:
    """The elements with nothing but links: three or more, with no words between them. Outermost first."""
    found: list[HtmlElement] = []
    # Of each open element: characters, characters in links, links, headlines.
    stack: list[list[int]] = []
    links = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            is_link = element.tag == "a"
            links += is_link
            length = len((element.text or "").strip())
            stack.append([length, length if links else 0, int(is_link), int(element.tag == "h1")])
            continue
        links -= element.tag == "a"
        size, linked, number, titles = counts = stack.pop()
        if element.tag in _MENU_TAGS and number >= 3 and not titles and linked >= 0.8 * size > 0:
            found.append(element)
        if stack:
            tail = len((element.tail or "").strip())
            counts[0], counts[1] = size + tail, linked + (tail if links else 0)
            stack[-1] = [mine + inner for mine, inner in zip(stack[-1], counts, strict=True)]
    return found[::-1]


def _exceeds(element: HtmlElement, most: int) -> bool:
    """Whether an element has more characters; the text of a whole page is not read for it."""
    size = 0
    for piece in element.itertext():
        size += len(piece)
        if size > most:
            return True
    return False


def _drop(element: HtmlElement) -> None:
    """Take an element out; the text behind it stays, and a box between two texts still parts them."""
    parent = element.getparent()
    if parent is None or element.tag in ("html", "body"):
        return
    tail, previous, following = NO_XML.sub("", element.tail or ""), element.getprevious(), element.getnext()
    before = (parent.text if previous is None else previous.tail) or ""
    has_before = before.strip() or (previous is not None and previous.tag in INLINE)
    has_behind = tail.strip() or (following is not None and following.tag in INLINE)
    if element.tag not in INLINE and has_before and has_behind:
        element.clear()
        element.tag, element.tail = "br", tail
        return
    if tail.strip() and previous is not None:
        previous.tail = NO_XML.sub("", before) + tail
    elif tail.strip():
        parent.text = NO_XML.sub("", before) + tail
    parent.remove(element)


def _drop_by_phrase(element: HtmlElement, text: str, total: int) -> None:
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
