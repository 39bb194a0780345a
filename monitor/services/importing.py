"""Feeds of somebody's list to outlets: those of one site are one outlet, what is followed already is left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.feeds.opml import ListedFeed
from monitor.model.addresses import host_of, site_of
from monitor.model.outlets import Outlet, OutletId, Source, SourceKind
from monitor.services.countries import country_of, country_of_language, language_of_country, zones
from monitor.services.proposing import UNKNOWN_LANGUAGE, free_id
from monitor.text import primary, slug

if TYPE_CHECKING:
    from monitor.storage import Store

# ISO 3166 leaves it to its users: here, a country that nobody said.
_UNKNOWN_COUNTRY = "ZZ"
# Sites where every address below is a publisher of its own, or that only hand on what others publish.
_HANDING_ON = """
feedburner.com google.com rss.app fetchrss.com politepaul.com rsshub.app feed43.com medium.com youtube.com reddit.com
github.com t.me tumblr.com facebook.com twitter.com x.com inoreader.com feedly.com archive.org morss.it
kill-the-newsletter.com
"""
_PLATFORMS = frozenset(_HANDING_ON.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """What came of a list. `off`: outlets of known feeds that are switched off."""

    imported: tuple[Source, ...]
    known: int
    outlets: tuple[OutletId, ...]
    off: tuple[OutletId, ...]


def import_feeds(store: Store, listed: Sequence[ListedFeed], *, declared: Container[str]) -> ListReport:
    """Follow every feed of the list that is not followed yet; one transaction. `declared`: ids that config/ owns."""
    with store.begin() as work:
        known = work.outlets.all()
        owners = {_key(source.url): outlet for outlet in known for source in outlet.sources}
        fresh: dict[str, ListedFeed] = {}
        met: dict[OutletId, Outlet] = {}
        for feed in listed:
            if owner := owners.get(_key(feed.url)):
                met[owner.id] = owner
            else:
                fresh.setdefault(_key(feed.url), feed)
        own = [outlet for outlet in known if outlet.id not in declared]
        outlets = group(tuple(fresh.values()), own=own, taken={outlet.id for outlet in known})
        work.outlets.add(*outlets)
    new = {feed.url for feed in fresh.values()}
    return ListReport(
        imported=tuple(source for outlet in outlets for source in outlet.sources if source.url in new),
        known=len(listed) - len(fresh),
        outlets=tuple(outlet.id for outlet in outlets),
        off=tuple(outlet.id for outlet in met.values() if not outlet.enabled),
    )


def group(listed: Iterable[ListedFeed], *, own: Sequence[Outlet], taken: set[OutletId]) -> tuple[Outlet, ...]:
    """The outlets that publish the feeds: one of `own` with more sources, or a new one, a site each."""
    sites: defaultdict[str, list[ListedFeed]] = defaultdict(list)
    for feed in listed:
        sites[_publisher(feed)].append(feed)
    owners = {site: outlet for outlet in own for site in _sites_of(outlet)}
    outlets: list[Outlet] = []
    used: set[str] = set(taken)
    for feeds in sites.values():
        outlet = owners.get(_publisher(feeds[0])) or _outlet(feeds, used)
        used.add(outlet.id)
        sources = tuple(
            Source(url=feed.url, outlet=outlet.id, kind=SourceKind.FEED, language=_tongue(feed)) for feed in feeds
        )
        outlets.append(replace(outlet, sources=outlet.sources + sources))
    return tuple(outlets)


def _publisher(feed: ListedFeed) -> str:
    """The site that a feed belongs to; the feed itself where the site is shared by many publishers."""
    for address in filter(None, (feed.page, feed.url)):
        try:
            site = site_of(address)
        except ValueError:
            continue
        if site not in _PLATFORMS:
            return site
    return feed.url


def _sites_of(outlet: Outlet) -> set[str]:
    return {site_of(address) for address in (outlet.homepage, *(f"https://{host}/" for host in outlet.hosts))}


def _outlet(feeds: Sequence[ListedFeed], used: set[str]) -> Outlet:
    home = _home(feeds)
    languages = tuple(dict.fromkeys(tongue for feed in feeds if (tongue := _tongue(feed))))
    country = country_of(home) or next(filter(None, map(country_of_language, languages)), None)
    languages = languages or (language_of_country(country) or UNKNOWN_LANGUAGE,)
    name = _name(feeds) or host_of(home)
    is_shared = _publisher(feeds[0]) == feeds[0].url
    identity = free_id(f"https://{slug(name)}.invalid/", used) if is_shared else free_id(home, used)
    return Outlet(
        id=OutletId(identity),
        name=name,
        homepage=home,
        languages=languages,
        country=country or _UNKNOWN_COUNTRY,
        zone=zones().get(country or "", "UTC"),
        kind="news site",
    )


def _home(feeds: Sequence[ListedFeed]) -> str:
    page = next((feed.page for feed in feeds if feed.page), None)
    if page is not None:
        return page
    parts = urlsplit(feeds[0].url)
    return f"{parts.scheme}://{parts.netloc}/"


def _name(feeds: Sequence[ListedFeed]) -> str:
    """What the names of its feeds begin with: "Example" of "Example – World" and "Example – Politics"."""
    names = [feed.name for feed in feeds if feed.name]
    if len(set(names)) < 2:
        return names[0] if names else ""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    start = "".join(letters[0] for letters in same)
    # Not in the middle of a word.
    if any(name[len(start) : len(start) + 1].isalnum() for name in names):
        start = start.rpartition(" ")[0]
    start = start.rstrip(" -–—|:•·/>»([")
    return start if len(start) > 2 else ""


def _tongue(feed: ListedFeed) -> str | None:
    return primary(feed.language) if feed.language else None


def _key(url: str) -> str:
    """One form of a feed's address, by which it is met again: without scheme, `www.` and trailing slash."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
