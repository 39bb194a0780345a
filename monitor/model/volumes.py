"""How much of what there is: what pages draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
class Found:
    """The stories that a watch found in a time, the last first."""

    watch: WatchId
    stories: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Articles that came in a time, by watch answered, outlet and language; what has none is left out."""

    watches: Mapping[str, int]
    outlets: Mapping[str, int]
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFilter:
    """Which stories are shown; None: all. `day` is the day (UTC) on which the story was first seen."""

    watch: WatchId | None = None
    outlet: str | None = None
    language: str | None = None
    day: date | None = None
    # Stories that hold one of these; None: whichever.
    articles: tuple[ArticleUrl, ...] | None = None
    # Only stories that answer some watch.
    wanted: bool = False
    # Stories that come after this one in the stream; for the next page.
    after: Place | None = None

    @property
    def is_everything(self) -> bool:
        """Whether no story is left out, but for its day and place."""
        return replace(self, day=None, after=None) == StreamFilter()

    @property
    def is_of_articles(self) -> bool:
        """Whether a language, a watch, or any watch alone narrows it: what many articles may have."""
        alone = (replace(self, language=None), replace(self, watch=None), replace(self, wanted=False))
        return not self.is_everything and any(one.is_everything for one in alone)
