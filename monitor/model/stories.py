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
    """What articles are compared by, made once at ingest and kept. Everything in normal form."""

    article: ArticleUrl
    outlet: str
    language: str | None
    # Published, else first seen; UTC.
    at: datetime
    length: int
    minhash: bytes = b""
    # Weighted evidence: names and rare words (transliterated), numbers, dates; boilerplate quotations left out.
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    # float32 little endian; empty where no embedding model is at hand.
    vector: bytes = b""
    cites: tuple[str, ...] = ()


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
class Story:
    """A story as kept: memberships in the order of arrival; exactly one is the lead."""

    id: StoryId
    first_seen: datetime
    members: tuple[Membership, ...]
