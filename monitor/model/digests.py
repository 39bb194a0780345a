"""Who is told, when, what, and whether it arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from monitor.model.articles import ArticleUrl
from monitor.model.edits import Correction
from monitor.model.errors import DeliveryError
from monitor.model.moments import Published, require_aware
from monitor.model.stories import StoryId
from monitor.model.watches import WatchId

SubscriptionId = NewType("SubscriptionId", str)
DigestId = NewType("DigestId", str)
DeliveryId = NewType("DeliveryId", str)

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Local times of day on weekdays (Monday 0) in an IANA zone."""

    times: tuple[time, ...]
    zone: str
    days: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{self.zone!r} is no time zone; name one of the IANA list, e.g. 'Europe/Kyiv'") from error
        if not self.times:
            raise ValueError("a schedule names one time of day at least, e.g. 07:00")
        if not self.days or not set(self.days) <= set(EVERY_DAY):
            raise ValueError("the days of a schedule are numbers from 0 (Monday) to 6, one at least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Which watches (none named: all), to whom, by which channel, when. `language` is the reader's."""

    id: SubscriptionId
    name: str
    watches: tuple[WatchId, ...]
    schedule: Schedule
    channel: str
    recipients: tuple[str, ...]
    language: str = "en"
    declared: bool = False
    created_at: datetime
    # End of the last period that was composed; stories matched before creation are not news to it.
    covered_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HitSpan:
    """Where to mark: offsets into the field; `term` as in Hit, that an excerpt may answer as many as it can."""

    field: str
    start: int
    end: int
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One article of an undelivered story; a story's candidates include those that no watch matched."""

    story: StoryId
    article: ArticleUrl
    outlet: str
    outlet_name: str
    outlet_rank: int
    language: str | None
    title: str
    text: str
    published: Published | None
    first_seen: datetime
    relation: str
    # As a reader knows them: outlets' names, not ids.
    cites: tuple[str, ...]
    # The hits of each watch that this article answers.
    matches: tuple[tuple[WatchId, tuple[HitSpan, ...]], ...] = ()
    # A person chose it to lead its story; its outlet only passes on what others wrote.
    led_by_hand: bool = False
    is_aggregator: bool = False
    # The last of its revisions; 0: it was never changed.
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of an excerpt; `hit`: it answers the watch and is marked."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Another article of the same story, for "also: …"."""

    url: ArticleUrl
    outlet_name: str
    language: str | None
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a digest: a story by its lead article. Plain text throughout; renderings escape."""

    story: StoryId
    url: ArticleUrl
    headline: str
    outlet_name: str
    language: str | None
    published: Published | None
    excerpt: tuple[Span, ...]
    also: tuple[Mention, ...] = ()
    cites: tuple[str, ...] = ()
    # The reader's day it became known, in a digest that makes up for several; None in an ordinary one.
    day: date | None = None
    # When the reader was last told of the story, and why again (monitor.model.telling.News); None: it is new.
    update_since: datetime | None = None
    news: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The items of one watch; an item that answers several watches stands in the first only."""

    watch: WatchId
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An outlet that was not fully covered, and why: an OutcomeKind, or drift, late, pages, silent."""

    outlet_name: str
    outcome: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time in which an outlet may have announced articles that nobody saw."""

    outlet_name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was watched in the period, and what may be missing."""

    outlets: int
    polled: int
    articles: int
    rejected: tuple[tuple[str, int], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    gaps: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one subscription has to tell of one period, frozen when composed."""

    id: DigestId
    subscription: SubscriptionId
    title: str
    language: str
    zone: str
    period_start: datetime
    period_end: datetime
    sections: tuple[Section, ...]
    coverage: Coverage
    # What outlets changed in articles that were told before.
    changes: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.period_start, "period_start")
        require_aware(self.period_end, "period_end")

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def tells_something(self) -> bool:
        """Whether there is a story, an update or a change in it."""
        return bool(self.items or self.changes)


class DeliveryState(StrEnum):
    """`sending` is kept before the message leaves: found after a crash, it is unknown whether it arrived."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # for good


# Waits between tries: quick at first for a hiccup, then hourly for an outage; after the last the delivery has failed.
RETRY_WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, *[60] * 70))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One sending of a digest to one recipient; identity is digest, channel and recipient."""

    id: DeliveryId
    digest: DigestId
    channel: str
    recipient: str
    due: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    sent_at: datetime | None = None
    provider_id: str | None = None
    error: str | None = None
    # A try before this one ended without an answer: the message may have arrived.
    possibly_repeated: bool = False

    def claimed(self) -> Delivery:
        return replace(self, state=DeliveryState.SENDING, attempts=self.attempts + 1)

    def sent(self, now: datetime, provider_id: str | None) -> Delivery:
        return replace(self, state=DeliveryState.SENT, sent_at=now, provider_id=provider_id, error=None)

    def failed(self, now: datetime, error: DeliveryError) -> Delivery:
        """Due again after the next wait, or what the provider asked for if longer; failed where that cannot help."""
        repeated = self.possibly_repeated or error.uncertain
        if error.permanent or self.attempts > len(RETRY_WAITS):
            return replace(self, state=DeliveryState.FAILED, error=str(error), possibly_repeated=repeated)
        wait = max(RETRY_WAITS[max(self.attempts, 1) - 1], error.retry_after or timedelta())
        return replace(self, state=DeliveryState.PENDING, due=now + wait, error=str(error), possibly_repeated=repeated)

    def interrupted(self, now: datetime) -> Delivery:
        """Found `sending` with nobody sending it."""
        return replace(self, state=DeliveryState.PENDING, due=now, possibly_repeated=True)


class Format(StrEnum):
    """How a channel wants a digest."""

    EMAIL = "email"
    SLACK = "slack"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A rendered digest: file name or part -> content, all text. `id` is stable over retries.

    Parts by format: EMAIL "text" and "html"; SLACK "blocks"; DIRECTORY file names.
    """

    id: DeliveryId
    # Whose digest: mail programs file a list by it.
    subscription: str = ""
    subject: str
    parts: tuple[tuple[str, str], ...]
    date: datetime
    possibly_repeated: bool = False

    def part(self, name: str) -> str:
        return dict(self.parts)[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The channel took the message; `provider_id` is what it calls it, where it says."""

    provider_id: str | None = None
