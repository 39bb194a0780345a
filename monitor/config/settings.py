"""`config/farwatch.toml` and the environment to values."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from monitor.model.channels import ChannelSettings, SummarySettings, TranslationSettings
from monitor.model.errors import ConfigError

T = TypeVar("T")

# A name or an address, never a pattern: with "*" every page of the web could speak for the desk.
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:]+\]?")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class ServiceTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    database: str
    host: str
    port: int
    # Where sendings are written down besides the database; empty: beside an SQLite file.
    journal: str = ""
    # Where readers reach the web desk: "https://news.example.org"; empty: they do not.
    address: str = ""
    # Other names under which the web desk is reached, and the proxies that are believed what they say of a reader.
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    log_format: Literal["text", "json"] = "text"


class CrawlTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    contact: str
    delay_seconds: float
    timeout_seconds: float
    max_megabytes: int
    concurrent_requests: int


class IngestTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keep_documents_days: int
    # A batch of pages that was not read within this is given up, and the process that reads it killed.
    timeout_seconds: float = 120.0


class KeepTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days; 0: for ever."""

    polls_days: int = 60
    events_days: int = 365
    unwanted_days: int = 0
    revisions_days: int = 365
    entries_days: int = 365
    digests_days: int = 730


# What a reader may still be told by: a subscription looks a week back, and may have been paused before.
LEAST_DAYS = {"revisions_days": 30, "entries_days": 90, "digests_days": 90}


class EgressTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    allow: tuple[str, ...]
    hosts: dict[str, str]


class SettingsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    service: ServiceTable
    crawl: CrawlTable
    ingest: IngestTable
    egress: EgressTable
    channels: dict[str, dict[str, str | int]]
    keep: KeepTable = KeepTable()
    translation: TranslationSettings | None = None
    summary: SummarySettings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`config/farwatch.toml` as values; `service.database` is an SQLAlchemy URL."""

    service: ServiceTable
    crawl: CrawlTable
    ingest: IngestTable
    egress: EgressTable
    channels: tuple[ChannelSettings, ...]
    keep: KeepTable = field(default_factory=KeepTable)
    # None: headlines stand as they were written.
    translation: TranslationSettings | None = None
    # None: a digest has no summary.
    summary: SummarySettings | None = None


def read_toml(path: Path) -> dict[str, object]:
    """A TOML file's table; ConfigError names the file and, for bad syntax, line and column."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(str(path), "", "there is no such file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "", f"is not TOML: {error}") from error


def convert(path: Path, table: object, kind: type[T]) -> T:
    """A table to a value; ConfigError names the file and the key that is missing, unknown or of the wrong type."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        sentence, _, key = str(error).partition(" - at `$")
        raise ConfigError(str(path), key.strip("`.") or "top level", sentence) from error


def _channel(path: Path, name: str, table: dict[str, str | int]) -> ChannelSettings:
    known = {field.name for field in fields(ChannelSettings)} - {"name"}
    for key in table:
        if key not in known:
            raise ConfigError(str(path), f"channels.{name}.{key}", f"unknown key; known are {', '.join(sorted(known))}")
    return convert(path, {"name": name} | table, ChannelSettings)


def _check_names(path: Path, service: ServiceTable) -> None:
    for host in service.hosts:
        if not HOST_NAME.fullmatch(host):
            said = f"{host!r} is no name of a host; e.g. news.example.org or 192.168.1.5, without https:// and port"
            raise ConfigError(str(path), "service.hosts", said)
    for proxy in service.proxies:
        try:
            is_everybody = ip_network(proxy).prefixlen == 0
        except ValueError as error:
            said = f"{proxy!r} is no address or network; e.g. 127.0.0.1 or 10.0.0.0/24"
            raise ConfigError(str(path), "service.proxies", said) from error
        if is_everybody:
            raise ConfigError(str(path), "service.proxies", f"{proxy!r} would believe everybody; name your own proxies")


def _check_days(path: Path, keep: KeepTable) -> None:
    for name in KeepTable.__struct_fields__:
        least = LEAST_DAYS.get(name, 0)
        days = getattr(keep, name)
        if days < 0 or 0 < days < least:
            said = f"{days} is too short; 0 for ever, or {least} days at least" if least else "a number of days, or 0"
            raise ConfigError(str(path), f"keep.{name}", said)


def read_settings(path: Path) -> Settings:
    """The settings in `config/farwatch.toml`; raises ConfigError."""
    file = convert(path, read_toml(path), SettingsFile)
    if file.service.address and not WEB_ADDRESS.fullmatch(file.service.address):
        raise ConfigError(str(path), "service.address", "is no web address; e.g. https://news.example.org, or empty")
    _check_names(path, file.service)
    _check_days(path, file.keep)
    channels = tuple(_channel(path, name, table) for name, table in sorted(file.channels.items()))
    return Settings(
        service=file.service,
        crawl=file.crawl,
        ingest=file.ingest,
        egress=file.egress,
        channels=channels,
        keep=file.keep,
        translation=file.translation,
        summary=file.summary,
    )
