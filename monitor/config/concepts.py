"""A file of `config/concepts/` to a concept.

label = "Japan"
members = ["other-concept"]          # a group; may have names of its own besides
except_in = ["インド太平洋"]            # longer words that contain a name and mean something else

[forms.uk]                           # by language (BCP 47); "*" for every language
names = ["Японія"]                   # any inflection
proper = ["Альянс"]                  # any inflection, written with its capital
exact = ["Inde"]                     # these very characters
acronyms = ["НАТО"]                  # capitals
adjectives = ["японський"]           # what is derived from a name; @japan:noun leaves it out

[[guards]]                           # when a form counts; `forms` left out: all forms
forms = ["Альянс"]
near = ["@nato", "саміт"]            # any of these words or concepts …
within = "text"                      # … in the same "sentence", "paragraph" or "text"
not_near = ["Renault"]
since = 2024-10-01                   # published on this day or later
until = 2025-10-21                   # published before this day
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from monitor.model.errors import ConfigError
from monitor.model.watches import Concept, ConceptId, Form, FormKind, Guard


class FormsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...] = ()
    proper: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class GuardTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: Literal["sentence", "paragraph", "text"] = "text"
    not_near: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class ConceptFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: str
    members: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()
    forms: dict[str, FormsTable] = {}
    guards: tuple[GuardTable, ...] = ()


_KINDS = (
    ("names", FormKind.WORDS, "noun"),
    ("proper", FormKind.PROPER, "noun"),
    ("exact", FormKind.EXACT, "noun"),
    ("acronyms", FormKind.ACRONYM, "noun"),
    ("adjectives", FormKind.WORDS, "adjective"),
)


def read_concept(file: str, text: str) -> Concept:
    """A concept from its TOML; its id is the file's stem. Raises ConfigError with the file and the key."""
    try:
        read = msgspec.convert(tomllib.loads(text), ConceptFile)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file, "", f"is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        sentence, _, key = str(error).partition(" - at `$")
        raise ConfigError(file, key.strip("`.") or "top level", sentence) from error
    _check(file, read)
    return Concept(
        id=ConceptId(Path(file).stem),
        label=read.label,
        forms=tuple(form for language in read.forms for form in _forms(language, read.forms[language], read.guards)),
        members=tuple(ConceptId(member) for member in read.members),
        except_in=read.except_in,
    )


def _forms(language: str, table: FormsTable, guards: tuple[GuardTable, ...]) -> tuple[Form, ...]:
    return tuple(
        Form(text=text, language=language, kind=kind, guard=_guard(text, language, guards), part=part)
        for key, kind, part in _KINDS
        for text in getattr(table, key)
    )


def _guard(text: str, language: str, guards: tuple[GuardTable, ...]) -> Guard | None:
    for table in guards:
        if (not table.forms or text in table.forms) and (not table.languages or language in table.languages):
            return Guard(
                near=table.near, within=table.within, not_near=table.not_near, since=table.since, until=table.until
            )
    return None


def _check(file: str, read: ConceptFile) -> None:
    if not read.forms and not read.members:
        raise ConfigError(file, "forms", 'has no name; add e.g. forms.en.names = ["Japan"], or members')
    written = {text for table in read.forms.values() for key, _, _ in _KINDS for text in getattr(table, key)}
    for text in written:
        if not any(character.isalnum() for character in text):
            raise ConfigError(file, "forms", f"{text!r} holds no letter or digit to look for")
    for number, guard in enumerate(read.guards):
        for text in guard.forms:
            if text not in written:
                raise ConfigError(file, f"guards[{number}].forms", f"{text!r} is no form of this concept")
        if guard == GuardTable(forms=guard.forms, languages=guard.languages, within=guard.within):
            raise ConfigError(file, f"guards[{number}]", "sets no condition; expected near, not_near, since or until")
