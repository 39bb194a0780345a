"""What people decide about stories by hand, and what the service asks them to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.articles import ArticleUrl
from monitor.model.moments import require_aware
from monitor.model.stories import Membership, StoryId


class RulingKind(StrEnum):
    """What a person decided."""

    SPLIT = "split"
    MERGE = "merge"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An article's new place: the membership it has from now on, in `story`.

    `ruling`: the earlier decision that had put it there, where a later one is undone.
    """

    story: StoryId
    membership: Membership
    ruling: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be kept of a ruling. `other` is the story that a split opens or a merge empties."""

    kind: RulingKind
    story: StoryId
    other: StoryId | None = None
    moves: tuple[Move, ...]
    by: str
    why: str
    at: datetime

    def __post_init__(self) -> None:
        require_aware(self.at, "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision as kept; it stands until somebody undoes it. `articles` are those it moved."""

    id: int
    kind: RulingKind
    story: StoryId
    other: StoryId | None
    articles: tuple[ArticleUrl, ...]
    by: str
    why: str
    at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = None


class Answer(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """An article in `story` that is near to `other` as well: perhaps the two are one."""

    article: ArticleUrl
    story: StoryId
    other: StoryId
    # The probability of one event, on average over the other story's articles.
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A bridge, waiting for a person or answered."""

    id: int
    bridge: Bridge
    at: datetime
    answer: Answer | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None
