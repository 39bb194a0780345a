"""Files of `config/` and the environment come in; values go out. It may not touch the database or judge a query.

A package where the style guide has one file: settings, outlets, concepts and watches are four nouns.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.config.concepts import read_concept
from monitor.config.outlets import read_outlet
from monitor.config.settings import Settings, read_settings
from monitor.config.watches import read_subscription, read_watch
from monitor.model.digests import Subscription
from monitor.model.errors import ConfigError
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Watch

__all__ = [
    "Config",
    "Settings",
    "cache_folder",
    "config_folder",
    "read_concepts",
    "read_config",
    "read_outlets",
    "read_settings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that `config/` declares."""

    settings: Settings
    outlets: tuple[Outlet, ...]
    concepts: tuple[Concept, ...]
    watches: tuple[Watch, ...]
    subscriptions: tuple[Subscription, ...]


def cache_folder() -> Path:
    """Where what can be made anew is kept: the user's cache, as the XDG base directories say."""
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "farwatch"


def config_folder(named: str | None) -> Path:
    """The folder of configuration: as named, else FARWATCH_CONFIG, else ./config, else the one beside the package."""
    if wanted := named or os.environ.get("FARWATCH_CONFIG"):
        folder = Path(wanted)
        if not (folder / "farwatch.toml").is_file():
            raise ConfigError(str(folder), "", "has no farwatch.toml; name a folder of configuration")
        return folder
    candidates = (Path("config"), Path(__file__).parents[2] / "config")
    for folder in candidates:
        if (folder / "farwatch.toml").is_file():
            return folder
    raise ConfigError(
        "config/farwatch.toml", "", "there is no such file; name a folder with --config or FARWATCH_CONFIG"
    )


def _files(folder: Path, name: str) -> Iterator[Path]:
    return iter(sorted((folder / name).glob("*.toml")))


def read_outlets(folder: Path) -> tuple[Outlet, ...]:
    """The outlet pack."""
    return tuple(read_outlet(str(path), path.read_text(encoding="utf-8")) for path in _files(folder, "outlets"))


def read_concepts(folder: Path) -> tuple[Concept, ...]:
    """All concepts."""
    return tuple(read_concept(str(path), path.read_text(encoding="utf-8")) for path in _files(folder, "concepts"))


def read_config(folder: Path, *, now: datetime) -> Config:
    """Everything in the folder; raises ConfigError for the first file that is wrong."""
    return Config(
        settings=read_settings(folder / "farwatch.toml"),
        outlets=read_outlets(folder),
        concepts=read_concepts(folder),
        watches=tuple(read_watch(path) for path in _files(folder, "watches")),
        subscriptions=tuple(read_subscription(path, now=now) for path in _files(folder, "subscriptions")),
    )
