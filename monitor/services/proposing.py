"""An outlet made of what was found on its site and what a person says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from urllib.parse import urlsplit

from monitor.feeds.choosing import Offer
from monitor.model.addresses import host_of, same_site, site_of
from monitor.model.outlets import Outlet, OutletId, Source
from monitor.services.countries import country_of, country_of_language
from monitor.services.outlets import Exploration
from monitor.text import slug

_KIND = "news site"
# A tag for what is written in no language that we can tell (BCP 47, ISO 639-2).
UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person says of an outlet; None: as found."""

    country: str
    zone: str
    id: str | None = None
    name: str | None = None


def read_address(printed: str) -> str:
    """A web address as a person writes it, with or without its scheme; ValueError is one sentence with an example."""
    url = printed if "://" in printed else f"https://{printed}"
    try:
        host = host_of(url)
    except ValueError:
        host = ""
    if "." not in host and not host.startswith("["):
        raise ValueError(f"{printed!r} is no web address; expected one like https://example.org")
    return url if urlsplit(url).path else f"{url}/"


def likely_country(found: Exploration) -> str | None:
    """The country of the address, else the one that the page declares, else the one where its language is at home."""
    return country_of(found.homepage) or found.home.region or country_of_language(_languages(found)[0])


def propose(found: Exploration, chosen: Sequence[Offer], *, wishes: Wishes, taken: Collection[str]) -> Outlet:
    """The outlet with the chosen sources; `taken` are the ids of others."""
    identity = OutletId(wishes.id or free_id(found.homepage, taken))
    languages = _languages(found, chosen)
    return Outlet(
        id=identity,
        name=wishes.name or found.home.name,
        homepage=found.homepage,
        languages=languages,
        country=wishes.country,
        zone=wishes.zone,
        kind=_KIND,
        sources=tuple(
            Source(
                url=offer.url, outlet=identity, kind=offer.kind, language=offer.appraisal.language, links=offer.links
            )
            for offer in chosen
        ),
    )


def of_site(outlets: Iterable[Outlet], url: str) -> tuple[Outlet, ...]:
    """The outlets whose home page or further hosts belong to the same site as an address; a port is one of its own."""
    homes = ((outlet, (outlet.homepage, *(f"https://{host}/" for host in outlet.hosts))) for outlet in outlets)
    return tuple(
        outlet for outlet, own in homes if any(same_site(one, url) and _port(one) == _port(url) for one in own)
    )


def _port(url: str) -> int | None:
    try:
        port = urlsplit(url).port
    except ValueError:
        return None
    return None if port in (80, 443) else port


def free_id(homepage: str, taken: Collection[str]) -> str:
    """A short id that no other outlet has: `kyiv24`, else `kyiv24-news`, else with a number."""
    short, long = slug(site_of(homepage).partition(".")[0]), slug(host_of(homepage))
    candidates = chain((short, long), (f"{long}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _languages(found: Exploration, chosen: Sequence[Offer] | None = None) -> tuple[str, ...]:
    offers = found.chosen if chosen is None else chosen
    entries: Counter[str] = Counter()
    for offer in offers:
        if offer.appraisal.language:
            entries[offer.appraisal.language] += offer.appraisal.entries
    # The home page's own only where the sources do not tell.
    return tuple(language for language, _ in entries.most_common()) or (found.home.language or UNKNOWN_LANGUAGE,)
