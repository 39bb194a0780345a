"""farwatch outlet add: an outlet by its home page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import trials
from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.feeds.choosing import Offer
    from monitor.model.outlets import Outlet
    from monitor.services.outlets import Exploration

_USE_YES = "nothing was added: this is no terminal to ask at; --yes takes the proposal without asking"
_NO_SOURCE = (
    "nothing on {home} is worth following as it is. Look there for a page of feeds or of latest news, or take one of "
    "these addresses all the same: farwatch outlet add {home} --source ADDRESS"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What the person said beforehand."""

    sources: tuple[str, ...]
    id: str | None
    name: str | None
    country: str | None
    zone: str | None
    yes: bool
    as_json: bool


def add(
    url: Annotated[str, typer.Argument(help="The outlet's home page, or a feed or sitemap of it.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the proposal without being asked.")] = False,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Follow this address, not the proposal; may be repeated.", show_default=False),
    ] = None,
    identity: Annotated[str | None, typer.Option("--id", help="The outlet's id.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option(help="The outlet's name.", show_default=False)] = None,
    country: Annotated[str | None, typer.Option(help="Two letters of ISO 3166: UA.", show_default=False)] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of dates that name none: Europe/Kyiv.", show_default=False)
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find an outlet's feeds, news sitemaps or section pages, try them, and follow the best.

    Example: farwatch outlet add https://example.org --country GB
    """
    home = _homepage(url)
    said = _Said(
        sources=tuple(_address(one, "--source") for one in source or ()),
        id=_id(identity),
        name=name,
        country=_country(country) if country else None,
        zone=_zone(zone) if zone else None,
        yes=yes,
        as_json=as_json,
    )
    with opened(database, config) as app:
        if not _is_known(app, home, said):
            _add(app, home, said)


def _add(app: App, home: str, said: _Said) -> None:
    from monitor.bootstrap import with_road
    from monitor.services.outlets import explore

    now = app.clock()
    found = with_road(
        app,
        lambda road: explore(
            road, home, also=said.sources, now=now, say=lambda step: trials.say(str(step), silent=said.as_json)
        ),
    )
    if found.failure is not None and not (found.chosen or (said.sources and found.tried)):
        trials.world_failed(f"{home} cannot be reached: {found.failure.detail}")
    if _is_known(app, found.homepage, said):
        return
    if not said.as_json:
        trials.print_tried(found.tried, found.homepage)
    chosen = _wanted(found, said.sources) if said.sources else found.named or found.chosen
    if not chosen:
        if said.as_json:
            print_json(_row(None, found, chosen, added=False))
        not_so(_NO_SOURCE.format(home=found.homepage))
    outlet = _proposal(app, found, chosen, said)
    added = _agreed(outlet, said)
    if added:
        with app.store.begin() as work:
            work.outlets.add(outlet)
    _tell(outlet, found, chosen, said, added=added)


def _tell(outlet: Outlet, found: Exploration, chosen: Sequence[Offer], said: _Said, *, added: bool) -> None:
    if said.as_json:
        print_json(_row(outlet, found, chosen, added=added))
    elif added:
        print(
            f"Added outlet {outlet.id}. farwatch run follows it from now on; farwatch poll {outlet.id} visits it now."
        )
    if not added:
        not_so(_USE_YES if not sys.stdin.isatty() or said.as_json else "nothing was added")


def _proposal(app: App, found: Exploration, chosen: Sequence[Offer], said: _Said) -> Outlet:
    from monitor.services.countries import zones
    from monitor.services.proposing import Wishes, likely_country, propose

    country = said.country or likely_country(found) or _asked_country(found, said)
    zone = said.zone or zones()[country]
    with app.store.reading() as work:
        known = work.outlets.all()
    if any(outlet.id == said.id for outlet in known):
        wrong(f"--id: there is an outlet {said.id!r} already")
    owners = {source.url: outlet.id for outlet in known for source in outlet.sources}
    if taken := [offer.url for offer in chosen if offer.url in owners]:
        not_so(f"{taken[0]} is followed already, by the outlet {owners[taken[0]]}; nothing was added")
    wishes = Wishes(country=country, zone=zone, id=said.id, name=said.name)
    return propose(found, chosen, wishes=wishes, taken={outlet.id for outlet in known})


def _agreed(outlet: Outlet, said: _Said) -> bool:
    if not said.as_json:
        print(f"\n{outlet.name} ({outlet.homepage}): {', '.join(outlet.languages)}; {outlet.country}, {outlet.zone}")
        for source in outlet.sources:
            pattern = f"   links {source.links}" if source.links else ""
            print(f"  {source.kind.value:<8} {source.language or '?':<3} {source.url}{pattern}")
    if said.yes:
        return True
    if said.as_json or not sys.stdin.isatty():
        return False
    return typer.confirm(f"Follow {_count(outlet)} as outlet {outlet.id}?", default=True)


def _count(outlet: Outlet) -> str:
    return f"{len(outlet.sources)} source{'' if len(outlet.sources) == 1 else 's'}"


def _is_known(app: App, home: str, said: _Said) -> bool:
    """Whether the site has an outlet already; says so, and offers to switch on one that is off."""
    from monitor.services.proposing import of_site

    if said.id is not None:
        return False  # one more outlet on a site that has some: wanted explicitly
    with app.store.reading() as work:
        known = of_site(work.outlets.all(), home)
    if not known:
        return False
    off = [outlet for outlet in known if not outlet.enabled]
    switched_on = len(off) == len(known) == 1 and _switched_on(app, off[0], said)
    if said.as_json:
        for outlet in known:
            print_json(
                {"outlet": outlet.id, "known": True, "enabled": outlet.enabled or switched_on, "added": switched_on}
            )
        return True
    for outlet in known:
        state = "is switched on now" if switched_on else "is followed" if outlet.enabled else "is switched off"
        print(f"{outlet.name} is known already: outlet {outlet.id}, {_count(outlet)}, {state}.")
    print(f"farwatch outlet check {known[0].id} tries its sources; --id NAME adds one more outlet of this site.")
    return True


def _switched_on(app: App, outlet: Outlet, said: _Said) -> bool:
    question = f"{outlet.name} is in the pack as {outlet.id}, but switched off. Follow it?"
    if not said.yes and (said.as_json or not sys.stdin.isatty() or not typer.confirm(question)):
        return False
    with app.store.begin() as work:
        work.outlets.add(replace(outlet, enabled=True))
    return True


def _wanted(found: Exploration, urls: Sequence[str]) -> tuple[Offer, ...]:
    """What the person asked for by address; ends the command where one gives nothing."""
    by_url = {one.trial.poll.source.url: one for one in found.tried}
    for url in urls:
        if (one := by_url[url]).offer is None or not one.offer.appraisal.entries:
            not_so(f"{url} gives nothing to follow: {one.why}")
    return tuple(offer for url in urls if (offer := by_url[url].offer))


def _row(outlet: Outlet | None, found: Exploration, chosen: Sequence[Offer], *, added: bool) -> dict[str, object]:
    from msgspec import to_builtins

    from monitor.model.sentences import plain
    from monitor.shapes import outlets as shapes

    sources = [to_builtins(shapes.source(one)) for one in (outlet.sources if outlet else ())]
    tried = [
        to_builtins(
            shapes.tried(one.trial, chosen=any(one.offer is offer for offer in chosen), why=one.why), enc_hook=plain
        )
        for one in found.tried
    ]
    return {
        "outlet": outlet.id if outlet else None,
        "known": False,
        "added": added,
        "name": outlet.name if outlet else found.home.name,
        "homepage": found.homepage,
        "languages": list(outlet.languages) if outlet else [],
        "country": outlet.country if outlet else None,
        "zone": outlet.zone if outlet else None,
        "sources": sources,
        "tried": tried,
    }


def _asked_country(found: Exploration, said: _Said) -> str:
    if said.yes or said.as_json or not sys.stdin.isatty():
        wrong(f"the country of {found.homepage} cannot be told; say it with --country, e.g. --country GB")
    return _country(typer.prompt("In which country is it at home (two letters, e.g. GB)?"))


def _country(printed: str) -> str:
    from monitor.services.countries import zones

    country = printed.strip().upper()
    if country not in zones():
        wrong(f"--country: {printed!r} is no country; two letters of ISO 3166 are expected, e.g. GB")
    return country


def _zone(printed: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(printed).key
    except (LookupError, OSError, ValueError):
        wrong(f"--zone: {printed!r} is no time zone; name one of the IANA list, e.g. Europe/Kyiv")


def _id(printed: str | None) -> str | None:
    from monitor.text import slug

    if printed is not None and slug(printed) != printed:
        wrong(f"--id: {printed!r} holds more than small letters, digits and hyphens; try {slug(printed)}")
    return printed


def _homepage(printed: str) -> str:
    return _address(printed, "URL")


def _address(printed: str, what: str) -> str:
    from monitor.services.proposing import read_address

    try:
        return read_address(printed)
    except ValueError as error:
        wrong(f"{what}: {error}")
