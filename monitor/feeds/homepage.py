"""What a home page says of who publishes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html as lxml_html

from monitor.feeds.entries import language_tag, web_address
from monitor.feeds.section import page_tree
from monitor.model.addresses import host_of, same_site
from monitor.model.articles import FetchedDocument
from monitor.text import language_of, normal, slug
from monitor.text.decoding import decode
from monitor.text.markup import plain

_NAME_LENGTH = 80
_SAID_BY = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name")
# What stands between an outlet's name and its motto.
_BETWEEN = re.compile(r"\s+[|•·–—:-]+\s+|\s*[|•»«/]+\s*|:\s+")
# The page where everything stands in the order of its appearance, in the words that news sites use for it.
_NEWS_WORDS = frozenset(
    [
        "news",
        "latest",
        "archive",
        "all-news",
        "latest-news",
        "novyny",
        "novini",
        "novosti",
        "lenta",
        "stricka",
        "strichka",
        "wiadomosci",
        "aktualnosci",
        "najnowsze",
        "nachrichten",
        "aktuell",
        "actualites",
        "actualite",
        "noticias",
        "ultimas-noticias",
        "notizie",
        "ultime-notizie",
        "uutiset",
        "uudised",
        "zinas",
        "naujienos",
        "haberler",
        "son-dakika",
        "zpravy",
        "spravy",
        "vesti",
        "vijesti",
        "stiri",
        "hirek",
        "nyheter",
        "breaking",
        "press-releases",
    ]
)
_NEWS_LABELS = frozenset(
    [
        "новини",
        "усі новини",
        "всі новини",
        "останні новини",
        "стрічка новин",
        "новости",
        "все новости",
        "лента новостей",
        "последние новости",
        "news",
        "latest",
        "latest news",
        "all news",
        "wiadomości",
        "aktualności",
        "najnowsze",
        "nachrichten",
        "aktuelles",
        "actualités",
        "à la une",
        "noticias",
        "últimas noticias",
        "notizie",
        "ultime notizie",
        "uutiset",
        "uudised",
        "ziņas",
        "naujienos",
        "haberler",
        "son dakika",
        "zprávy",
        "ニュース",
        "最新ニュース",
        "ニュース一覧",
        "新着",
        "뉴스",
        "최신뉴스",
        "전체기사",
        "新闻",
        "新聞",
        "最新",
        "即時",
        "最新消息",
        "الأخبار",
        "آخر الأخبار",
    ]
)
_LABELS = frozenset(map(normal, _NEWS_LABELS))
_MOST_NEWS_PAGES = 3
_REGION = re.compile(r"[a-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?([A-Z]{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home page's own words. `language`: what its links are in; `region`: the country that it declares, ISO 3166."""

    name: str
    language: str | None
    region: str | None


def read_home(document: FetchedDocument) -> Home:
    """Name, language and country as far as the page says them; the host's name where it says none."""
    host = host_of(document.final_url or document.url)
    tree = page_tree(decode(document.body, content_type=document.header("content-type")))
    if tree is None:
        return Home(name=host, language=None, region=None)
    declared = (tree.get("lang") or tree.get("xml:lang") or _meta(tree, "content-language") or "").strip()
    locale = _meta(tree, "og:locale") or ""
    text = " ".join(plain(" ".join(link.itertext())) for link in list(tree.iter("a"))[:400])
    return Home(
        name=_name(tree, host),
        language=language_of(text[:4000]) or (language_tag(declared) or "").split("-")[0] or None,
        region=next((found[1] for said in (declared, locale) if (found := _REGION.match(said))), None),
    )


def news_pages(document: FetchedDocument) -> tuple[str, ...]:
    """The pages of the same site that are called "news" or "latest", in whatever language; candidates for a section."""
    base = document.final_url or document.url
    tree = page_tree(decode(document.body, content_type=document.header("content-type")))
    found: dict[str, None] = {}
    for link in tree.iter("a") if tree is not None else ():
        url = web_address(link.get("href") or "", base)
        if url is None or not same_site(url, base) or urlsplit(url).query:
            continue
        path = urlsplit(url).path.strip("/").lower()
        label = normal(plain(" ".join(link.itertext()))[:60])
        if path and path.count("/") < 2 and (path.rpartition("/")[2] in _NEWS_WORDS or label in _LABELS):
            found.setdefault(url.partition("#")[0])
    return tuple(found)[:_MOST_NEWS_PAGES]


def _name(tree: lxml_html.HtmlElement, host: str) -> str:
    for name in _SAID_BY:
        if said := plain(_meta(tree, name) or ""):
            return said[:_NAME_LENGTH]
    title = plain("".join(next(iter(tree.iter("title")), tree.makeelement("title")).itertext()))
    pieces = [piece for piece in _BETWEEN.split(title) if piece]
    return _own_name(pieces, host)[:_NAME_LENGTH]


def _own_name(pieces: Sequence[str], host: str) -> str:
    """The piece that the host is called after; else the first, if it is no longer than names are."""
    labels = host.split(".")
    label = max(labels[:-1] or labels, key=len)
    for piece in pieces:
        letters = slug(piece).replace("-", "")
        if len(letters) > 2 and (letters in label.replace("-", "") or label.replace("-", "") in letters):
            return piece
    return pieces[0] if pieces and len(pieces[0]) <= 40 else host


def _meta(tree: lxml_html.HtmlElement, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name"), (meta.get("http-equiv") or "").lower()):
            return str(meta.get("content") or "") or None
    return None
