"""How much of what there is: what pages draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.model.articles import ArticleUrl
from monitor.model.stories import StoryId
from monitor.model.watches import WatchId


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """A count a day (UTC), by what is counted: a watch, an outlet; days without any are left out."""

    day: date
    of: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of an outlet's pages in a time."""

    outlet: str
    articles: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A story's place in the stream: the one that opened last comes first, of two that opened at once the lesser id."""

    first_seen: datetime
    story: StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFilter:
    """Which stories are shown; None: all. `day` is the day (UTC) on which the story was first seen."""

    watch: WatchId | None = None
    outlet: str | None = None
    language: str | None = None
    day: date | None = None
    # Stories that hold one of these; None: whichever.
    articles: tuple[ArticleUrl, ...] | None = None
    # Stories first seen before then; for the next page.
    before: datetime | None = None
    # Stories that come after this one in the stream; for the next page.
    after: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An earlier state of an article, seen from the one moment until the other."""

    seen_from: datetime
    replaced_at: datetime
    title: str | None
    text: str
