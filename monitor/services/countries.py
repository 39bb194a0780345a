"""Which country an address, a language and a time zone belong to, as far as that is plain."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

# Top levels of countries that the whole world registers under for how they sound.
_GENERIC = frozenset(
    [
        "ac",
        "ag",
        "ai",
        "am",
        "as",
        "bz",
        "cc",
        "cd",
        "co",
        "fm",
        "gg",
        "im",
        "io",
        "la",
        "ly",
        "me",
        "ms",
        "mu",
        "nu",
        "pw",
        "sc",
        "sh",
        "st",
        "tk",
        "to",
        "tv",
        "vc",
        "vg",
        "ws",
    ]
)
_ODD = {"uk": "GB", "su": "RU"}
# The zone of most readers where tzdata's table, which goes by the map, begins with another.
_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
# Languages that nearly all news comes from one country in (CLDR, likely subtags, less those of several countries).
_LANGUAGES = {
    "be": "BY", "bg": "BG", "cs": "CZ", "da": "DK", "el": "GR", "et": "EE", "fi": "FI", "he": "IL", "hr": "HR",
    "hu": "HU", "hy": "AM", "id": "ID", "is": "IS", "ja": "JP", "ka": "GE", "kk": "KZ", "ko": "KR", "lt": "LT",
    "lv": "LV", "mk": "MK", "mn": "MN", "no": "NO", "pl": "PL", "sk": "SK", "sl": "SI", "sq": "AL", "th": "TH",
    "tr": "TR", "uk": "UA", "vi": "VN",
}  # fmt: skip
_COUNTRIES = {country: language for language, country in _LANGUAGES.items()}


def country_of(url: str) -> str | None:
    """The country of an address's top level; None for .com, .tv and their like."""
    top = (urlsplit(url).hostname or "").rstrip(".").rpartition(".")[2].lower()
    if top in _GENERIC:
        return None
    country = _ODD.get(top, top.upper())
    return country if country in zones() else None


def country_of_language(language: str | None) -> str | None:
    """The country where nearly all news in a language is made; None where there are several."""
    return _LANGUAGES.get(language or "")


def language_of_country(country: str | None) -> str | None:
    """The language of nearly all news of a country; None where it is not plain."""
    return _COUNTRIES.get(country or "")


@cache
def zones() -> dict[str, str]:
    """Every country's main time zone, by ISO 3166 code, from the table that tzdata ships."""
    found: dict[str, str] = {}
    for line in (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found.setdefault(country, zone)
    return found | _ZONES
