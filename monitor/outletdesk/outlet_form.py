"""An outlet as the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor.model.outlets import Outlet
from monitor.model.sentences import sentence
from monitor.pages.forms import FormError, first
from monitor.services.countries import zones

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RANKS = ("1", "2", "3")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletForm:
    """What was typed, as it was typed."""

    name: str
    languages: str
    country: str
    rank: str
    sources: tuple[str, ...] = ()

    def applied(self, outlet: Outlet) -> Outlet:
        """The outlet with what the form says; raises FormError where that cannot be."""
        country = self.country.upper()
        if not self.name:
            raise FormError(sentence("an outlet has a name"))
        if country not in zones():
            raise FormError(
                sentence("“{said}” is no country; two letters of ISO 3166 are expected, e.g. GB", said=self.country)
            )
        if self.rank not in RANKS:
            raise FormError(sentence("“{said}” is no rank; it is 1, 2 or 3", said=self.rank))
        # Where it was at home before it may have a zone of its own; another country brings its own.
        zone = outlet.zone if country == outlet.country else zones()[country]
        languages = _languages(self.languages)
        return replace(outlet, name=self.name, languages=languages, country=country, zone=zone, rank=int(self.rank))


def _languages(typed: str) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(re.findall(r"[^\s,;]+", typed)))
    for tag in tags:
        if not LANGUAGE.fullmatch(tag):
            raise FormError(sentence("“{said}” is no language; write its tag, e.g. uk or pt-BR", said=tag))
    if not tags:
        raise FormError(sentence("an outlet has a language; write its tag, e.g. uk"))
    return tags


def form_of_outlet(outlet: Outlet) -> OutletForm:
    return OutletForm(
        name=outlet.name, languages=" ".join(outlet.languages), country=outlet.country, rank=str(outlet.rank)
    )


def read_outlet_form(form: Mapping[str, tuple[str, ...]]) -> OutletForm:
    return OutletForm(
        name=first(form, "name")[:120],
        languages=first(form, "languages"),
        country=first(form, "country"),
        rank=first(form, "rank"),
        sources=form.get("source", ()),
    )
