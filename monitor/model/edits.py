"""What an outlet changes in an article after it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.articles import ArticleUrl
from monitor.model.stories import StoryId


class EditKind(StrEnum):
    """What an outlet changed in an article, the gravest first."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    ADDED = "added"
    REMOVED = "removed"
    WORDING = "wording"
    COSMETIC = "cosmetic"


# Changes that turn what was said, not how: raised to whoever was told.
RAISED = frozenset({EditKind.NEGATION, EditKind.NUMBER, EditKind.NAME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One place that changed: the words that went and those that came, with the words around them."""

    kind: EditKind
    field: str  # "title" | "text"
    before: str
    after: str
    # Words that stand on either side in both versions.
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A line of "changed after we told you": what an outlet changed in an article that a reader was told of."""

    story: StoryId
    url: ArticleUrl
    headline: str
    outlet_name: str
    language: str | None
    changed_at: datetime
    edits: tuple[Edit, ...]
