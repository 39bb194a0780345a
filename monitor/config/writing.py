"""Values back to the files of `config/`: reading what is written here gives the same values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import MISSING, fields
from datetime import date, time
from enum import Enum
from typing import TYPE_CHECKING

import tomlkit

from monitor.model.digests import Schedule, Subscription
from monitor.model.errors import ConfigError
from monitor.model.outlets import Outlet, PageHints, Source
from monitor.model.watches import Concept, Form, FormKind, Guard, Watch

if TYPE_CHECKING:
    Leaf = str | int | float | bool | date | time
    Toml = Leaf | list["Toml"] | dict[str, "Toml"]

_KEYS = {
    (FormKind.WORDS, "noun"): "names",
    (FormKind.PROPER, "noun"): "proper",
    (FormKind.EXACT, "noun"): "exact",
    (FormKind.ACRONYM, "noun"): "acronyms",
    (FormKind.WORDS, "adjective"): "adjectives",
}


def render_outlet(outlet: Outlet) -> str:
    """The file of an outlet."""
    return tomlkit.dumps(_table(outlet, without={"id"}))


def render_watch(watch: Watch) -> str:
    """The file of a watch."""
    return tomlkit.dumps(_table(watch, without={"id", "declared"}))


def render_subscription(subscription: Subscription) -> str:
    """The file of a subscription; how far it was told is not declared but kept."""
    table = _table(subscription, without={"id", "declared", "created_at", "covered_until", "schedule"})
    return tomlkit.dumps(table | {"schedule": _table(subscription.schedule)})


def render_concept(concept: Concept) -> str:
    """The file of a concept; raises ConfigError for a form that no file can declare."""
    table, guards = _table(concept, without={"id", "forms"}), list["Toml"]()
    forms: defaultdict[str, dict[str, list[Toml]]] = defaultdict(dict)
    guarded: defaultdict[tuple[str, Guard], list[Toml]] = defaultdict(list)
    for form in concept.forms:
        forms[form.language].setdefault(_key(concept, form), []).append(form.text)
        if form.guard is not None and form.text not in guarded[form.language, form.guard]:
            guarded[form.language, form.guard].append(form.text)
    if forms:
        table["forms"] = {language: dict(texts) for language, texts in forms.items()}
    for (language, guard), texts in guarded.items():
        guards.append({"forms": texts, "languages": [language], **_table(guard)})
    if guards:
        table["guards"] = guards
    return tomlkit.dumps(table)


def _key(concept: Concept, form: Form) -> str:
    try:
        return _KEYS[form.kind, form.part]
    except KeyError as error:
        said = f"{form.text!r} is looked for as {form.kind.value}, which no key of a file says"
        raise ConfigError(f"concepts/{concept.id}.toml", "forms", said) from error


def _table(
    value: Outlet | Source | PageHints | Watch | Subscription | Schedule | Concept | Guard,
    *,
    without: Container[str] = (),
) -> dict[str, Toml]:
    """The fields that say more than their defaults, in their order, which has tables last."""
    said = ((field, getattr(value, field.name)) for field in fields(value) if field.name not in without)
    return {
        field.name: _toml(held)
        for field, held in said
        if held is not None and (field.default is MISSING or held != field.default)
    }


def _toml(held: object) -> Toml:
    if isinstance(held, Enum):
        return str(held.value)
    if isinstance(held, str | int | float | date | time):
        return held
    if isinstance(held, Source):
        return _table(held, without={"outlet"})
    if isinstance(held, PageHints):
        return _table(held)
    if isinstance(held, Iterable):
        return [_toml(one) for one in held]
    raise TypeError(f"{type(held).__name__} has no form in TOML")
