"""What people ask for: concepts with all their names, watches, and where an article answers one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from monitor.model.articles import ArticleUrl

WatchId = NewType("WatchId", str)
ConceptId = NewType("ConceptId", str)


class FormKind(StrEnum):
    """How a form is looked for."""

    WORDS = "words"  # any inflection of the words, in this order
    PROPER = "proper"  # any inflection of the words, written with a capital where the form has one
    EXACT = "exact"  # these very characters, capitals too, whole words
    ACRONYM = "acronym"  # capitals only, declined suffixes allowed
    SUBSTRING = "substring"  # anywhere: scripts without spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """When a form counts. All that is set must hold; terms are forms or `@concept`s, any one of them is enough."""

    near: tuple[str, ...] = ()  # in the same sentence or paragraph (`within`)
    within: str = "text"  # "sentence" | "paragraph" | "text"
    not_near: tuple[str, ...] = ()
    since: date | None = None  # the article's date lies in [since, until)
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One name of a concept in one language ("*": every language)."""

    text: str
    language: str
    kind: FormKind = FormKind.WORDS
    guard: Guard | None = None
    # "noun" for the name itself, "adjective" for what is derived (японський): `@japan:noun` leaves adjectives out.
    part: str = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing under all its names, or a group of other concepts (`members`); both may be set."""

    id: ConceptId
    label: str
    forms: tuple[Form, ...] = ()
    members: tuple[ConceptId, ...] = ()
    # Longer forms that contain a form and mean something else (インド太平洋 for @india).
    except_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A standing query. `order` is its place in a digest."""

    id: WatchId
    name: str
    query: str
    order: int = 100
    enabled: bool = True
    declared: bool = False  # stands in config/


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that answers a term: `field` is "title" or "text", start and end are offsets into the original."""

    field: str
    start: int
    end: int
    form: str  # the characters found
    term: str  # the query's term that they answer, as written: "@nato", "альянс"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch answered by an article."""

    watch: WatchId
    article: ArticleUrl
    hits: tuple[Hit, ...]
