"""`config/outlets/<id>.toml` to an outlet: the file's keys are the fields of `Outlet`, `Source` and `PageHints`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from cssselect import HTMLTranslator, SelectorError

from monitor.model.errors import ConfigError
from monitor.model.outlets import Outlet, OutletId, PageHints, Source

# What must stand in every file, with an example for who forgot it.
REQUIRED = {
    "name": "name = 'Example Daily'",
    "homepage": "homepage = 'https://example.org/'",
    "languages": "languages = ['en']",
    "country": "country = 'GB'",
    "zone": "zone = 'Europe/London'",
    "kind": "kind = 'newspaper'",
}
REQUIRED_OF_SOURCE = {"url": "url = 'https://example.org/feed'", "kind": "kind = 'feed'"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

Table = dict[str, object]


def read_outlet(file: str, text: str) -> Outlet:
    """The outlet that a file declares, its id the file's stem; raises ConfigError with file, key and remedy."""
    table = _read_table(file, text)
    identity = OutletId(Path(file).stem)
    _check_keys(file, "", table, Outlet, REQUIRED, given={"id"})
    sources = _tables(file, "sources", table.get("sources", []))
    for source in sources:
        _check_keys(file, "sources", source, Source, REQUIRED_OF_SOURCE, given={"outlet"})
    (page,) = _tables(file, "page", [table.get("page", {})])
    _check_keys(file, "page", page, PageHints, {}, given=set())
    whole = table | {"id": identity, "sources": [source | {"outlet": identity} for source in sources]}
    try:
        outlet = msgspec.convert(whole, Outlet)
    except msgspec.ValidationError as error:
        sentence, _, key = str(error).partition(" - at `$")
        raise ConfigError(file, key.strip("`."), sentence) from error
    check_values(file, outlet)
    return outlet


def _read_table(file: str, text: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file, "", f"is not TOML: {error}") from error


def _tables(file: str, key: str, found: object) -> list[Table]:
    if isinstance(found, list) and all(isinstance(table, dict) for table in found):
        return found
    raise ConfigError(file, key, f"expected [[{key}]] tables" if key == "sources" else f"expected a [{key}] table")


def _check_keys(file: str, place: str, table: Table, value: type, required: dict[str, str], *, given: set[str]) -> None:
    """Refuse a key that is missing or that nobody reads: a misspelt hint must not be lost in silence."""
    known = {field.name for field in fields(value)} - given
    where = f"[{place}]: " if place else ""
    for key, example in required.items():
        if key not in table:
            raise ConfigError(file, "", f"{where}no `{key}`; add e.g. {example}")
    for key in table:
        if key not in known:
            raise ConfigError(file, "", f"{where}unknown key `{key}`; known are {', '.join(sorted(known))}")


def check_values(file: str, outlet: Outlet) -> None:
    """Raise ConfigError for the first value that an outlet cannot have."""
    _check_zone(file, outlet.zone)
    if not re.fullmatch("[A-Z]{2}", outlet.country):
        raise ConfigError(file, "country", f"expected two capitals of ISO 3166, e.g. 'GB', not '{outlet.country}'")
    if not outlet.languages:
        raise ConfigError(file, "languages", "is empty; name at least one, e.g. languages = ['en']")
    for language in (*outlet.languages, *(source.language for source in outlet.sources if source.language)):
        if not LANGUAGE.fullmatch(language):
            raise ConfigError(file, "languages", f"expected a tag like 'en' or 'zh-Hant', not '{language}'")
    _check_address(file, "homepage", outlet.homepage)
    for source in outlet.sources:
        _check_address(file, "sources.url", source.url)
        _check_pattern(file, "sources.links", source.links)
    _check_pattern(file, "page.date_regex", outlet.page.date_regex)
    for key in ("title", "body", "author", "date", "remove"):
        for selector in getattr(outlet.page, key):
            _check_selector(file, f"page.{key}", selector)
    for pattern in outlet.page.drop:
        _check_pattern(file, "page.drop", pattern)


def _check_zone(file: str, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (LookupError, OSError, ValueError) as error:  # unknown, a folder of the zone database, no relative path
        raise ConfigError(file, "zone", f"expected an IANA zone, e.g. 'Europe/London', not '{zone}'") from error


def _check_address(file: str, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ConfigError(file, key, f"'{url}' is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(file, key, f"expected an http or https address, e.g. 'https://example.org/', not '{url}'")


def _check_pattern(file: str, key: str, pattern: str | None) -> None:
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ConfigError(file, key, f"'{pattern}' is no regular expression: {error}") from error


def _check_selector(file: str, key: str, selector: str) -> None:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except (SelectorError, ValueError) as error:
        raise ConfigError(file, key, f"'{selector}' is no CSS selector: {error}") from error
