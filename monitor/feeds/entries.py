"""What a source printed of one article becomes an entry: clean, capped, with an address and an identity."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from monitor.feeds.dates import read_date
from monitor.feeds.sheet import Item
from monitor.model.articles import Entry
from monitor.model.moments import Published
from monitor.text.markup import plain

# Longer than any title, teaser or article that was meant to be read; what is longer is a mistake or an attack.
_TITLE_LENGTH, _SUMMARY_LENGTH, _TEXT_LENGTH, _AUTHOR_LENGTH, _ID_LENGTH, _URL_LENGTH = (
    1_000,
    20_000,
    500_000,
    300,
    2_000,
    4_000,
)
# Markup is at most some four times its text.
_MARKUP_FACTOR = 4
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
# Country codes that feeds print where the language is meant; none of them is an ISO 639-1 code.
_COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "tw": "zh", "ua": "uk"}
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
# What nine in ten addresses are: nothing to resolve or mend.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#][!-~]{0,2000})?")
# Blanks and controls that a template leaves inside an address.
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b\ufeff]+")
# With the exclamation mark it is part of the address's one form (monitor.model.addresses), so that each is one article.
_DERIVED = "#!entry-"


def read_entry(item: Item, *, base: str, home: str, zone: str, language: str) -> Entry:
    """The entry of one item. `base`: the listing's address; `language`: the listing's own, where the item names none.

    An item without a web address is kept, for its title and summary may be all there is: its address is then `home`,
    the page that the listing belongs to, with a fragment derived from its identity, which `has_page` tells.
    """
    title = _clean(item.title, _TITLE_LENGTH)
    summary = _clean(item.summary, _SUMMARY_LENGTH)
    text = summary if item.content == item.summary and len(summary or "") < _SUMMARY_LENGTH else None
    if item.content and text is None:
        text = _clean(item.content, _TEXT_LENGTH)
    identity = " ".join(item.id.split())[:_ID_LENGTH]
    # An identity is an address only if it is a whole one: "77" under the feed's address leads nowhere.
    spoken = language_tag(item.language) or language_tag(language)
    url = next(filter(None, (web_address(link, base) for link in item.links)), None) or web_address(identity, "")
    if url is None:
        url = derived_address(home, identity or "\x1f".join((item.title, item.summary, *item.dates)))
    return Entry(
        id=identity or url,
        url=url,
        title=title,
        summary=summary,
        text=text,
        published=_published(item.dates, zone, spoken),
        author=_byline(item.authors),
        language=spoken,
    )


def has_page(entry: Entry) -> bool:
    """Whether the entry's address is one that can be fetched; False: it was announced without any."""
    return _WEB.match(entry.url) is not None and _DERIVED not in entry.url


def derived_address(home: str, identity: str) -> str:
    """A stable stand-in for the address of an entry that has none."""
    return home.partition("#")[0] + _DERIVED + sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]


def web_address(link: str, base: str) -> str | None:
    """The absolute http or https address of a link; None where it is none."""
    if _PLAIN_ADDRESS.fullmatch(link):
        return link
    # An address is as long as people can share; "java\nscript:" is why blanks go before the scheme is looked at.
    link = _BLANKS.sub("", link) if not link.strip().count(" ") else "%20".join(link.split())
    if not link or len(link) > _URL_LENGTH:
        return None
    try:
        joined = link if _WEB.match(link) else urljoin(base, link)
        parts = urlsplit(joined)
        # Asking for the port is what finds a wrong one.
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.port == 0:
            return None
    except ValueError:
        return None
    return joined if joined.startswith(("http:", "https:")) else parts._replace(scheme=parts.scheme.lower()).geturl()


def language_tag(printed: str) -> str | None:
    """A BCP 47 tag in its usual letters ("en-us" -> "en-US"); None where it is none."""
    match = _TAG.fullmatch(printed.strip())
    if match is None:
        return None
    first, *rest = match.group().replace("_", "-").split("-")
    first = _COUNTRIES.get(first.lower(), first.lower())
    return "-".join((first, *(part.upper() if len(part) == 2 else part for part in rest)))


def _clean(markup: str, length: int) -> str | None:
    if not markup:
        return None
    text = plain(markup[: length * _MARKUP_FACTOR])
    return text[:length] or None


def _published(dates: tuple[str, ...], zone: str, language: str | None) -> Published | None:
    languages = (language,) if language else ()
    return next(filter(None, (read_date(date, zone=zone, languages=languages) for date in dates)), None)


def _byline(authors: tuple[str, ...]) -> str | None:
    """The names, without their mail addresses; None where nobody is named."""
    names = dict.fromkeys(_name(plain(author[: _AUTHOR_LENGTH * _MARKUP_FACTOR])) for author in authors)
    return ", ".join(name for name in names if name)[:_AUTHOR_LENGTH] or None


def _name(author: str) -> str:
    if "@" in author:
        author = _EMAIL.sub("", author)
    author = " ".join(author.replace("()", " ").replace("<>", " ").replace("[]", " ").split())
    if author.startswith("(") and author.endswith(")"):
        author = author[1:-1].strip()
    # RSS asks for a mail address, so templates print "noreply" where there is nobody.
    return "" if author.lower() in ("", "noreply", "no-reply", "-", "mailto:") else author
