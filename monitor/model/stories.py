"""Articles on the same event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.model.articles import ArticleUrl

# A story's identity is the canonical URL of its first article, hashed: monitor.model.identity.story_id.
StoryId = NewType("StoryId", str)


class Relation(StrEnum):
    """What an article is to its story."""

    LEAD = "lead"
    COPY = "copy"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What articles are compared by, made once at ingest and kept: no text, only what is left of it.

    Words and names are transliterated and cut to stems (monitor.stories.evidence); what stands in quotation marks or
    recalls the background gives none.
    """

    article: ArticleUrl
    outlet: str
    language: str | None
    # Published, else first seen; UTC. `dated`: the page said so.
    at: datetime
    dated: bool = True
    # Letters and digits of headline and text.
    length: int
    # 128 × uint16 little endian; empty where there is nothing to compare.
    minhash: bytes = b""
    # Of the headline; of the lead; names anywhere in the text.
    words: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    # How the names and the headline's words are written, for showing why two articles are one story.
    spelled: tuple[str, ...] = ()
    # Counts and amounts; ordinals ("12" of the 12th package); days named in the text ("05-10").
    numbers: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    # float16 little endian; empty where no embedding model is at hand.
    vector: bytes = b""
    cites: tuple[str, ...] = ()
    # States that the headline and the lead name (ISO 3166; EU); the word with a capital that opens the headline, as a
    # word and as a name: "Toyota profit rises" does not show whether it is one.
    places: frozenset[str] = frozenset()
    opens: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why an article belongs to a story."""

    article: ArticleUrl
    relation: Relation
    method: str  # "first" | "copy" | "event" | "hand" …
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStory:
    """A story that may still take articles."""

    id: StoryId
    first_seen: datetime
    sketches: tuple[Sketch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article goes: into `story`, which is new where the membership's method is "first"."""

    story: StoryId
    membership: Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an article stands; `number` grows with each placing and each move, `at` is its sketch's."""

    number: int
    article: ArticleUrl
    story: StoryId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as kept: memberships in the order of arrival; exactly one is the lead."""

    id: StoryId
    first_seen: datetime
    members: tuple[Membership, ...]
