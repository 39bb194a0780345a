"""What may be believed of the address that a page declares as its own (rel=canonical, og:url)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from monitor.model.address_tables import ARTICLE_PARAMETERS, LANGUAGES, NOT_ARTICLES
from monitor.model.addresses import canonical, names_article, same_site
from monitor.model.articles import ArticleUrl


def canonical_of(page_url: str, *, declared: Sequence[str] = ()) -> ArticleUrl:
    """The identity of a page: the first of the `declared` addresses (rel=canonical, og:url) that is to be believed.

    Believed is what lies on the same site and names one article: not the home or a section page (a template that says
    the same on every page), not another article's id, not the page in another language. Else the page's own address.
    """
    page = canonical(page_url)
    for address in declared:
        try:
            candidate = canonical(urljoin(page_url, address.strip()))
        except ValueError:
            continue
        if candidate == page or _is_believable(page, candidate):
            return candidate
    return page


def numbers_of(url: str) -> frozenset[str]:
    """Numbers that may name the article, whatever its slug says: `…-n52631`, `/news/123456-slug`, `?id=5`."""
    of_path = _ids(url.partition("?")[0])
    named = parse_qsl(urlsplit(url).query)
    return of_path | {value for name, value in named if value.isdigit() and name.lower() in ARTICLE_PARAMETERS}


def _segments(url: str) -> list[str]:
    return [segment for segment in urlsplit(url).path.split("/") if segment]


def _ids(url: str) -> frozenset[str]:
    """Numbers that may name an article: five digits and more, or any number in a parameter; dates are none."""
    parts = urlsplit(url)
    runs = re.findall(r"\d+", " ".join(_segments(url)))
    numbers = {run for run in runs if len(run) >= 5 and not re.fullmatch(r"(19|20)\d\d[01]\d([0-3]\d)?", run)}
    return frozenset(numbers | {value for _, value in parse_qsl(parts.query) if value.isdigit()})


def _words(segments: Iterable[str]) -> frozenset[str]:
    """The words of a slug; none where the last segment is a bare word or an id."""
    last = unquote(next(reversed(list(segments)), "")).lower()
    words = [word for word in re.split(r"[-_.,+ ]+", re.sub(r"\.\w{2,5}$", "", last)) if word and not word.isdigit()]
    return frozenset(words) if len(words) > 1 else frozenset()


def _language(url: str) -> str | None:
    return next((LANGUAGES[part.lower()] for part in _segments(url)[:2] if part.lower() in LANGUAGES), None)


def _is_believable(page: str, declared: str) -> bool:
    here, there = _segments(page), _segments(declared)
    if not same_site(page, declared) or _has_other_port(page, declared):
        return False
    ids_here, ids_there = _ids(page), _ids(declared)
    if ids_here and ids_there:
        return bool(ids_here & ids_there) and _same_language(page, declared)
    if not there and not ids_there:
        return not here
    if {segment.lower() for segment in there} & NOT_ARTICLES - {segment.lower() for segment in here}:
        return False
    if there == here:  # one of them lost a parameter that named the article
        return not ids_here
    words_here, words_there = _words(here), _words(there)
    if words_here and words_there:
        return bool(words_here & words_there) and _same_language(page, declared)
    # A section page is no article, whatever stands below it.
    return names_article(there) or bool(ids_there)


def _has_other_port(page: str, declared: str) -> bool:
    """A declared port has to be the page's; none declared is fine (a test server, a reverse proxy)."""
    port = urlsplit(declared).port
    return port is not None and port != urlsplit(page).port


def _same_language(page: str, declared: str) -> bool:
    here, there = _language(page), _language(declared)
    return here is None or there is None or here == there
