"""Who is told, when, what, and whether it arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType
from zoneinfo import ZoneInfo

from monitor.model.articles import ArticleUrl
from monitor.model.edits import Correction
from monitor.model.errors import DeliveryError
from monitor.model.moments import Published, require_aware
from monitor.model.stories import StoryId
from monitor.model.watches import WatchId

if TYPE_CHECKING:
    from monitor.model.messages import Receipt

SubscriptionId = NewType("SubscriptionId", str)
DigestId = NewType("DigestId", str)
DeliveryId = NewType("DeliveryId", str)

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Local times of day on weekdays (Monday 0) in an IANA zone; or at once, as soon as there is something to tell."""

    times: tuple[time, ...] = ()
    zone: str
    days: tuple[int, ...] = EVERY_DAY
    # At once, so many digests an hour at most; 0: at the times.
    at_once: int = 0
    # Local times between which nothing is told at once; it comes when they are over.
    quiet: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{self.zone!r} is no time zone; name one of the IANA list, e.g. 'Europe/Kyiv'") from error
        if not self.times and self.at_once < 1:
            raise ValueError("a schedule names one time of day at least, e.g. 07:00, or how often it tells at once")
        if self.times and (self.at_once or self.quiet):
            raise ValueError("a schedule tells at its times or at once, not both; a quiet time belongs to 'at once'")
        if self.quiet and self.quiet[0] == self.quiet[1]:
            raise ValueError("a quiet time that ends when it begins is none; e.g. 22:00-07:00")
        if not self.days or not set(self.days) <= set(EVERY_DAY):
            raise ValueError("the days of a schedule are numbers from 0 (Monday) to 6, one at least")


class QuietDays(StrEnum):
    """What a reader is sent when there is nothing new: always a word, or a sign of life a week."""

    TELL = "tell"
    WEEKLY = "weekly"


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
    quiet_days: QuietDays = QuietDays.TELL
    declared: bool = False
    # Nothing is composed; what is matched meanwhile comes in the first digest after.
    paused: bool = False
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
    # The headline in the reader's language, by a machine; empty: none was asked for, or none came.
    translated: str = ""
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
class Sentence:
    """A sentence of a summary, by a machine, and the numbers in the digest (from 1) of the items that it rests on."""

    text: str
    items: tuple[int, ...]


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
    summary: tuple[Sentence, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.period_start, "period_start")
        require_aware(self.period_end, "period_end")

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def stories(self) -> frozenset[StoryId]:
        return frozenset(item.story for item in self.items)

    @property
    def tells_something(self) -> bool:
        """Whether there is a story, an update or a change in it."""
        return bool(self.items or self.changes)


class DeliveryState(StrEnum):
    """`sending` is kept before the message leaves, so whoever dies over it leaves a trace.

    `unknown`: it may have arrived. The channel's evidence settles it, or it is sent again and says that it may repeat.
    """

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"  # for good


# Waits between tries: quick at first for a hiccup, then hourly for an outage; after the last the delivery has failed.
RETRY_WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, *[60] * 70))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One sending of a digest to one recipient; identity is digest, channel, recipient and `again`."""

    id: DeliveryId
    digest: DigestId
    channel: str
    recipient: str
    due: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    sent_at: datetime | None = None
    # What the channel calls the message, or the first of its parts.
    provider_id: str | None = None
    error: str | None = None
    # A try before this one ended without an answer: the message may have arrived.
    possibly_repeated: bool = False
    # Of a message in several parts, how many the channel has taken for certain.
    parts_done: int = 0
    again: int = 0  # sent once more because a person asked, for the n-th time; 0: the sending that was due

    def claimed(self) -> Delivery:
        repeated = self.possibly_repeated or self.state is DeliveryState.UNKNOWN
        return replace(self, state=DeliveryState.SENDING, attempts=self.attempts + 1, possibly_repeated=repeated)

    def took(self, receipt: Receipt) -> Delivery:
        """The channel has taken the message, or a part of it."""
        return replace(self, parts_done=receipt.parts_done, provider_id=self.provider_id or receipt.provider_id)

    def sent(self, now: datetime) -> Delivery:
        return replace(self, state=DeliveryState.SENT, sent_at=now, error=None)

    def failed(self, now: datetime, error: DeliveryError) -> Delivery:
        """Due again after the next wait, or what the provider asked for if longer; failed where that cannot help."""
        if error.permanent or self.attempts > len(RETRY_WAITS):
            repeated = self.possibly_repeated or error.uncertain
            return replace(self, state=DeliveryState.FAILED, error=str(error), possibly_repeated=repeated)
        state = DeliveryState.UNKNOWN if error.uncertain else DeliveryState.PENDING
        wait = max(RETRY_WAITS[max(self.attempts, 1) - 1], error.retry_after or timedelta())
        return replace(self, state=state, due=now + wait, error=str(error))

    def interrupted(self, now: datetime) -> Delivery:
        """Found `sending` with nobody sending it."""
        return replace(self, state=DeliveryState.UNKNOWN, due=now)
