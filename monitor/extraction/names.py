"""Under which names a page's own publisher goes, and whether a text is such a name."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.extraction.page import Page
from monitor.model.outlets import Outlet
from monitor.text.normalising import normal

_SIGNS = re.compile(r"[\W_]+")
_DOMAIN_ENDING = re.compile(r"\.(?:com|net|org|info|news|media|online|today|press|tv|co)?(?:\.?[a-z]{2})?$")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text by its letters and digits only: what two fields that say the same have in common."""
    return _SIGNS.sub("", normal(text))


def site_names(page: Page, outlet: Outlet | None) -> frozenset[str]:
    """The keys of the publisher's names: its own, those the page declares, its host."""
    said = [page.meta("og:site_name"), page.meta("application-name"), page.meta("apple-mobile-web-app-title")]
    # "Deutsche Welle (www.dw.com)"
    said += [re.sub(r"\(.*", "", name) for name in (page.meta("publisher"), page.meta("dc.publisher")) if name]
    for node in page.nodes:
        if node.types & {"WebSite", "Organization", "NewsMediaOrganization"}:
            said += [node.text("name"), node.text("alternateName")]
        if node is page.article:
            said += [node.text("publisher")]
    if outlet is not None:
        said += [outlet.name, *outlet.cited_as, *outlet.hosts, outlet.id]
    host = page.host
    bare = _DOMAIN_ENDING.sub("", host)
    said += [host, bare, bare.rsplit(".", 1)[-1], re.sub(r"^(?:m|amp|mobile)\.", "", host)]
    return frozenset(found for name in said if name and len(found := key(name)) > 1)


def is_own_name(text: str, names: frozenset[str]) -> bool:
    """Whether a byline is the publisher's name, alone or with less than as much around it."""
    said = key(text)
    return said in names or any(name in said and len(name) > 0.6 * len(said) for name in names)


def is_site_name(text: str, names: frozenset[str]) -> bool:
    """Whether a text is the publisher's name: alone, or with a word or two around it ("BBC News", "Новини ZN.UA")."""
    said = key(text)
    if not said or said in names:
        return True
    long_enough = (name for name in names if len(name) >= 3)
    return any(
        (name in said and len(said) <= 2 * len(name) + 8) or (said in name and len(said) > 4) for name in long_enough
    )
